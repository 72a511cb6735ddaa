/** Forms forgive: faults stand at the field and in one summary, and nothing typed is lost, whatever happens. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { choose, enterAs, forgive, picture } from "./support.ts";

const WRITE = "**/trpc/incidents.log*";

/** A report that lacks nothing. */
async function fillIn(page: Page): Promise<void> {
  await choose(page, "Kind of incident", "Extortion");
  await page.getByRole("button", { name: "Circumstances, tactic, weapon" }).click();
  await page.getByLabel("Circumstances").fill("Fees at a checkpoint on the road to the market.");
  await choose(page, "Place", "sous-préfecture de Zemio", "Zémio");
  await page.getByLabel("First day").fill("2019-11-28");
  await choose(page, "Kind of source", "NGO");
  await page.getByRole("radio", { name: "Low" }).check();
}

const save = (page: Page) => page.getByRole("button", { name: /^Save to the log of/ }).click();

/** What stands in the fields. */
const typed = (page: Page) =>
  Promise.all([
    page.getByRole("combobox", { name: "Kind of incident" }).inputValue(),
    page.getByLabel("Circumstances").inputValue(),
    page.locator(".place-said", { hasText: "Zémio" }).innerText(),
    page.getByLabel("First day").inputValue(),
    page.getByRole("radio", { name: "Low" }).isChecked(),
  ]);

const WHOLE = [
  "Extortion",
  "Fees at a checkpoint on the road to the market.",
  "Zémio (District); known to the district",
  "2019-11-28",
  true,
];

describe("the short log", () => {
  test("names every fault at its field and in one summary, which has the focus and leads there", async () => {
    const { page } = await enterAs("partner", "/CAF/incidents/new");
    await page.getByRole("button", { name: "Circumstances, tactic, weapon" }).click();
    await page.getByLabel("Circumstances").fill("Fees at a checkpoint.");
    await save(page);
    const summary = page.getByRole("alert").filter({ hasText: "need attention" });
    await summary.waitFor();
    await expect.poll(() => summary.evaluate((box) => box.contains(document.activeElement))).toBe(true);
    await summary.getByText("Nothing you typed is lost.").waitFor();
    await picture(page, "faults-laptop");
    const kind = page.getByRole("combobox", { name: "Kind of incident" });
    await expect.poll(() => kind.getAttribute("aria-invalid")).toBe("true");
    const described = await kind.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${described?.split(" ").at(-1)}"]`).innerText()).not.toBe("");
    await summary.getByRole("button", { name: "Kind of incident" }).click();
    await expect.poll(() => kind.evaluate((field) => field === document.activeElement)).toBe(true);
    await summary.getByRole("button", { name: "Sensitivity" }).click();
    const chosen = page.getByRole("radio", { name: "Low" });
    await expect.poll(() => chosen.evaluate((field) => field === document.activeElement)).toBe(true);
    await expect.poll(() => page.getByLabel("Circumstances").inputValue()).toBe("Fees at a checkpoint.");
  });

  test("keeps everything when the server fails, when there is no connection, and over a reload", async () => {
    const visited = await enterAs("partner", "/CAF/incidents/new");
    const { page } = visited;
    await fillIn(page);
    await page.route(WRITE, (route) => route.fulfill({ status: 500, json: {} }));
    await save(page);
    await page.getByText(/Something failed on our side. What you typed is kept/).waitFor();
    forgive(visited, /^500 .*incidents\.log/);
    await page.unroute(WRITE);
    await page.route(WRITE, (route) => route.abort("internetdisconnected"));
    await save(page);
    await page.getByText(/No connection to the server. What you typed is kept/).waitFor();
    forgive(visited, /^net::ERR_INTERNET_DISCONNECTED .*incidents\.log/);
    await expect.poll(() => typed(page)).toEqual(WHOLE);
    await page.unroute(WRITE);
    await page.reload();
    await page.getByLabel("Circumstances").waitFor();
    await expect.poll(() => typed(page)).toEqual(WHOLE);
    await save(page);
    await page.getByRole("heading", { name: "Extortion, Zémio" }).waitFor();
  });

  test("what goes wrong on the way is sent once: the same report tried twice is one record", async () => {
    const visited = await enterAs("partner", "/CAF/incidents/new");
    const { page } = visited;
    await fillIn(page);
    // The server writes, but its answer is lost.
    await page.route(WRITE, async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await save(page);
    await page.getByText(/No connection to the server/).waitFor();
    forgive(visited, /^net::ERR_CONNECTION_RESET/);
    await page.unroute(WRITE);
    await page.goto("/CAF/incidents?dataset=log&from=all");
    const caption = page.getByText(/^\d+ incidents?, newest first$/);
    const before = await caption.innerText();
    await page.goto("/CAF/incidents/new");
    await save(page);
    await page.getByRole("heading", { name: "Extortion, Zémio" }).waitFor();
    await page.goto("/CAF/incidents?dataset=log&from=all");
    await expect.poll(() => caption.innerText()).toBe(before);
  });

  test("a session that ends takes nothing along", async () => {
    const visited = await enterAs("partner", "/CAF/incidents/new");
    const { page } = visited;
    await fillIn(page);
    await page.context().clearCookies();
    await save(page);
    await page.getByText(/You are signed out. Sign in again; what you typed is kept/).waitFor();
    await page.getByRole("link", { name: "Sign in again" }).click();
    await page.getByRole("button", { name: /Cluster partner/ }).click();
    await page.waitForURL(/\/CAF\/incidents\/new/);
    await page.getByLabel("Circumstances").waitFor();
    await expect.poll(() => typed(page)).toEqual(WHOLE);
    // Only now: the form may have asked for reports alike just before it left.
    forgive(visited, /^401 /);
  });

  test("a patrol's draft outlives its dialog", async () => {
    const { page } = await enterAs("poc", "/CAF/coverage");
    const open = page.getByRole("button", { name: "Log a patrol", exact: true });
    await open.click();
    await page.getByLabel("Unit").fill("Illustrative Company 1");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.reload();
    await open.click();
    await expect.poll(() => page.getByLabel("Unit").inputValue()).toBe("Illustrative Company 1");
  });
});

describe("a planning cycle", () => {
  test("is agreed by both sides, each under its own name, and closed only after asking twice", async () => {
    const { page } = await enterAs("coordinator", "/CAF/priorities");
    const stands = (state: string) => page.getByRole("button", { name: state, exact: true });
    await stands("Proposed").click();
    await page.getByText("PoC section of the mission has not agreed yet").waitFor();
    await page.getByRole("button", { name: /^Agree for / }).click();
    await page.getByText(/^Protection cluster agreed: /).waitFor();
    const { page: mission } = await enterAs("poc", "/CAF/priorities");
    await mission.getByRole("button", { name: "Proposed", exact: true }).click();
    await mission.getByText(/^Protection cluster agreed: /).waitFor();
    await mission.getByRole("button", { name: /^Agree for / }).click();
    await mission.getByText("Agreed by both sides.").waitFor();
    await picture(mission, "cycle-agreed");
    // The other side's page follows by itself.
    await page.getByText("Agreed by both sides.").waitFor();
    await page.getByRole("button", { name: "Close this cycle" }).click();
    await page.getByText("Closing is not taken back.", { exact: false }).waitFor();
    await page.getByRole("button", { name: /^Close cycle .* for good$/ }).click();
    await page.getByText(/^Protection cluster closed it: /).waitFor();
    const { page: partner } = await enterAs("partner", "/CAF/priorities?open=area:CF431");
    await partner.getByRole("button", { name: "Closed", exact: true }).waitFor();
    await partner.getByRole("heading", { name: "Bambari" }).waitFor();
    expect(await partner.getByRole("button", { name: "Decide otherwise" }).count()).toBe(0);
  });
});
