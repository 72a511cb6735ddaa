/** Every figure of the dashboard and of the area page opens its records, and the list is as long as the figure says. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enterAs } from "./support.ts";

/** Addresses of all figures on the page, each with the number of incidents it says it counts. */
const figuresOf = (page: Page) =>
  page.locator("a.records-link").evaluateAll((links) =>
    links.map((link) => ({
      events: Number((link as HTMLElement).dataset.events),
      address: link.getAttribute("href") ?? "",
    })),
  );

/** Charts as tables, where each row says what it counts. */
async function showTables(page: Page): Promise<void> {
  const drawn = page.locator(".chart-tools [aria-pressed=false]");
  while ((await drawn.count()) > 0) await drawn.first().click();
}

/** Rows of the list that an address opens; the first row of the grid is its head. */
async function lengthOf(page: Page, address: string): Promise<number> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
  await page.waitForURL(
    (url) => url.pathname + url.search === new URL(address, url).pathname + new URL(address, url).search,
  );
  const grid = page.getByRole("grid");
  await grid.waitFor();
  return Number(await grid.getAttribute("aria-rowcount")) - 1;
}

async function walk(page: Page, least: number): Promise<void> {
  const figures = await figuresOf(page);
  expect(figures.length).toBeGreaterThanOrEqual(least);
  const unique = new Map(figures.map((figure) => [`${figure.address} ${figure.events}`, figure]));
  for (const { address, events } of unique.values())
    expect(`${address}: ${await lengthOf(page, address)}`).toBe(`${address}: ${events}`);
}

describe("a figure", () => {
  test("of the dashboard opens as many records as it counts", async () => {
    const { page } = await enterAs("coordinator", "/CAF/map");
    await page.getByText("60 incidents selected").waitFor();
    await showTables(page);
    await page.locator(".chart-table a.records-link").first().waitFor();
    await walk(page, 40);
  });
  test("of the area page opens as many records as it counts; a rate says how many people it is of", async () => {
    const { page } = await enterAs("coordinator", "/CAF/areas/CF431");
    await page.getByText("killed per 100,000 people and year", { exact: false }).first().waitFor();
    await showTables(page);
    await page.locator(".chart-table a.records-link").first().waitFor();
    await walk(page, 10);
  });
});
