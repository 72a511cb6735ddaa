/** Without demonstration: the one-time code makes the administrator, who makes the operation; wrong passwords, leaving. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startServer } from "./server.ts";
import { accessibilityFaults, choose, forgive, picture, visit } from "./support.ts";

let empty: Server;
beforeAll(async () => {
  empty = await startServer({ CONCORD_DEMO: "off" });
});
afterAll(() => empty?.stop());

const EMAIL = "admin@example.org";
const PASSWORD = "a sentence that is easy to keep";

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.locator("input[type=password]").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("first visit", () => {
  test("a wrong code makes nobody; the printed one makes the administrator, who makes an operation", async () => {
    const visited = await visit({ baseURL: empty.base });
    const { page } = visited;
    await page.goto("/");
    await page.getByRole("heading", { name: "First visit" }).waitFor();
    await picture(page, "set-up");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("One-time code").fill("not-the-code");
    await page.getByLabel("Your name").fill("Administrator");
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.locator("input[type=password]").fill(PASSWORD);
    await page.getByRole("button", { name: "Create the administrator" }).click();
    await page.getByRole("alert").waitFor();
    forgive(visited, /^4\d\d .*setUp/);
    const code = /one-time code (\S+)/.exec(empty.printed())?.[1] ?? "";
    await page.getByLabel("One-time code").fill(code);
    await page.getByRole("button", { name: "Create the administrator" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.getByText("The administrator’s account is ready. Sign in to go on.").waitFor();
    await expect.poll(() => page.getByLabel("E-mail").inputValue()).toBe(EMAIL);
    await picture(page, "account-ready");
    await signIn(page, PASSWORD);
    await page.getByRole("heading", { name: "Create the first operation" }).waitFor();
    await picture(page, "new-operation");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Name").fill("An operation");
    await page.getByLabel("Code").fill("test-1");
    await choose(page, "Time zone", "nairobi", "Africa/Nairobi");
    await page.getByRole("button", { name: "Create the operation" }).click();
    await page.waitForURL(/\/TEST-1\/map/);
    await page.getByRole("button", { name: /^Account of/ }).waitFor();
    expect(await page.getByText("Demonstration").count()).toBe(0);
    // Nothing is known yet, which is no finding: the first sight says where to begin, the panel why it is empty.
    await page.getByText("Administrators read no records").waitFor();
    expect(await page.getByText(/No event in|Nothing matches/).count()).toBe(0);
    await expect.poll(() => page.getByRole("combobox", { name: "Dataset" }).inputValue()).toBe("Own log");
    await picture(page, "empty-map");
    await page.getByRole("button", { name: /Begin here: invite people/ }).click();
    await page.waitForURL(/\/TEST-1\/people/);
    await page.getByRole("link", { name: "Incidents", exact: true }).click();
    await page.getByText("Administrators read no records").waitFor();
    await picture(page, "empty-list");
  });

  test("no door stands open; a wrong password says so; signing out ends the session", async () => {
    const visited = await visit({ baseURL: empty.base });
    const { page } = visited;
    await page.goto("/");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.getByText("Enter the demonstration").count()).toBe(0);
    const door = await page.request.post("/trpc/access.enter", { data: { door: "coordinator" } });
    expect(door.ok()).toBe(false);
    await signIn(page, "not my password");
    await page.getByText("E-mail and password do not match. Check both and try again.").waitFor();
    forgive(visited, /^401 .*sign-in/);
    await signIn(page, PASSWORD);
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.goto("/TEST-1/map");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });
});
