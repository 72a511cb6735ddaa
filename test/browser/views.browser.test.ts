/** A filter is saved as a view; somebody else logs what matches; the bell tells, opens it, and is still again. */
import { expect, test } from "vitest";
import { incidentOf } from "../support/builders.ts";
import { accessibilityFaults, enterAs, PHONE, picture } from "./support.ts";

const SIEGES = "/CAF/incidents?dataset=log&from=all&kind=siege";

test("a view tells what is new in it, and is still once it was opened", async () => {
  const { page } = await enterAs("coordinator", SIEGES);
  const bell = page.locator(".bell");
  const count = async () => Number(/\d+/.exec((await bell.getAttribute("aria-label")) ?? "")?.[0] ?? 0);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save this filter as a view" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save the view" }).click();
  await dialog.getByText("This is needed.").waitFor();
  await dialog.getByLabel("Name").fill("Sieges");
  await picture(page, "views-save");
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save the view" }).click();
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(count).toBeGreaterThanOrEqual(0);
  const before = await count();

  const { page: partner } = await enterAs("partner", "/healthz");
  for (const [kind, sensitivity] of [
    ["siege", "low"],
    ["siege", "severe"],
    ["extortion", "low"],
  ] as const) {
    const form = incidentOf({ kind, sensitivity, harms: [], sources: [{ type: "ngo" }] });
    const answer = await partner.request.post("/trpc/incidents.log", { data: { operation: "CAF", form } });
    expect(answer.ok()).toBe(true);
  }
  // One of the three matches and is for the coordinator's eyes.
  await expect.poll(count).toBe(before + 1);
  await bell.click();
  await page.getByText(/^1 new since .* matches “Sieges”/).waitFor();
  await picture(page, "views-bell");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Open the view" }).click();
  await expect.poll(count).toBe(before);
  expect(page.url()).toContain("kind=siege");

  await page.goto("/CAF/incidents");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Sieges" }).click();
  await page.waitForURL(/kind=siege/);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Change your views" }).click();
  await picture(page, "views-list");
  await page.getByRole("button", { name: "Delete Sieges" }).click();
  // The menu it was opened from says so in more words, until it has gone.
  await page.getByText("No views yet.", { exact: true }).waitFor();
  await page.getByRole("menu").waitFor({ state: "hidden" });
});

test("on a phone the views are in the filter", async () => {
  const { page } = await enterAs("coordinator", SIEGES, { viewport: PHONE, colorScheme: "dark" });
  await page.getByRole("button", { name: "Show filters" }).click();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save this filter as a view" }).click();
  await page.getByRole("dialog").getByLabel("Name").waitFor();
  await picture(page, "views-phone-dark");
});
