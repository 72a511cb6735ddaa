/** Every figure opens its records or areas, and the list is as long as the figure says. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enterAs } from "./support.ts";

/** Addresses of all figures on the page, each with the number of incidents it says it counts. */
const figuresOf = (page: Page) =>
  page.locator("a.records-link[data-events]").evaluateAll((links) =>
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

/** Opens an address as a link within the page does, without loading it anew; the screen may add to it where it looks. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
  await page.waitForURL((url) => {
    const asked = new URL(address, url);
    return (
      url.pathname === asked.pathname &&
      [...asked.searchParams].every(([key, to]) => url.searchParams.get(key) === to)
    );
  });
}

/** Rows of the list that an address opens; the first row of the grid is its head. */
async function lengthOf(page: Page, address: string): Promise<number> {
  await goTo(page, address);
  const grid = page.getByRole("grid");
  await grid.waitFor();
  return Number(await grid.getAttribute("aria-rowcount")) - 1;
}

/** Opens the figures one after the other; of more than `most` different ones, that many from all over the page. */
async function walk(page: Page, least: number, most = Number.POSITIVE_INFINITY): Promise<void> {
  const figures = await figuresOf(page);
  expect(figures.length).toBeGreaterThanOrEqual(least);
  const unique = [
    ...new Map(figures.map((figure) => [`${figure.address} ${figure.events}`, figure])).values(),
  ];
  const every = Math.max(1, Math.ceil(unique.length / most));
  for (const { address, events } of unique.filter((_, at) => at % every === 0))
    expect(`${address}: ${await lengthOf(page, address)}`).toBe(`${address}: ${events}`);
}

/** The same for figures that open their lines on the page itself; `data-NAME` says how many. */
async function walkLines(page: Page, name: "words" | "lines", lines: string, most: number): Promise<void> {
  const figures = await page.locator(`a[data-${name}]`).evaluateAll(
    (links, key) =>
      (links as HTMLElement[]).map((link) => ({
        counted: Number(link.dataset[key]),
        address: link.getAttribute("href") ?? "",
      })),
    name,
  );
  expect(figures.length).toBeGreaterThanOrEqual(Math.min(most, 3));
  const every = Math.max(1, Math.ceil(figures.length / most));
  for (const { address, counted } of figures.filter((_, at) => at % every === 0)) {
    await goTo(page, address);
    await expect.poll(() => page.locator(lines).count(), { message: address }).toBe(counted);
  }
}

describe("a figure", () => {
  test("of the dashboard opens as many records as it counts", async () => {
    const { page } = await enterAs("coordinator", "/CAF/map");
    await page.getByText("60 incidents selected").waitFor();
    await showTables(page);
    await page.locator(".chart-table a.records-link").first().waitFor();
    await walk(page, 40);
    await goTo(page, "/CAF/map");
    await page.locator(".timeline").getByRole("button", { name: "As a table" }).click();
    await page.locator(".timeline-table a.records-link").first().waitFor();
    // The clock stands in 2019, the dataset goes on.
    await page
      .getByRole("rowheader", { name: /2022 · after today/ })
      .first()
      .waitFor();
    expect(await page.getByRole("rowheader", { name: /2018 · after today/ }).count()).toBe(0);
    await walk(page, 100, 5);
  });
  test("of the area page opens as many records as it counts; a rate says how many people it is of", async () => {
    const { page } = await enterAs("coordinator", "/CAF/areas/CF431");
    const rates = page.getByText("killed per 100,000 people and year", { exact: false });
    await rates.first().waitFor();
    // The dataset of aid workers counts deaths here too, but has no rate of all people.
    expect(await rates.count()).toBe(1);
    await showTables(page);
    await page.locator(".chart-table a.records-link").first().waitFor();
    await walk(page, 10);
  });
  test("of the matrix and of an actor opens as many records as it counts", async () => {
    const { page } = await enterAs("coordinator", "/CAF/priorities?category=must");
    await page.locator(".matrix-table a.records-link").first().waitFor();
    await walk(page, 20, 10);
    await goTo(page, "/CAF/actors");
    await page.locator(".actor-row a.records-link").first().waitFor();
    await walk(page, 15, 4);
    await goTo(page, "/CAF/actors?find=Patriotic");
    await page
      .getByRole("link", { name: /Patriotic/ })
      .first()
      .click();
    await page.locator(".plain-table a.records-link").first().waitFor();
    await walk(page, 10, 8);
  });
  test("of coverage opens as many areas, patrols and records as it counts", async () => {
    const { page } = await enterAs("poc", "/CAF/coverage?category=must");
    await page.locator(".year-table a[data-areas]").first().waitFor();
    const figures = await page.locator("a:is([data-areas], [data-places])").evaluateAll((links) =>
      (links as HTMLElement[]).map((link) => ({
        counted: Number(link.dataset.areas ?? link.dataset.places),
        address: link.getAttribute("href") ?? "",
      })),
    );
    expect(figures.length).toBeGreaterThanOrEqual(20);
    expect(figures.filter(({ address }) => address.includes("about=places")).length).toBeGreaterThan(5);
    for (const { address, counted } of figures) {
      await goTo(page, address);
      const rows = page.locator("#coverage-behind tbody tr");
      await expect.poll(() => rows.count(), { message: address }).toBe(counted);
    }
    await goTo(page, "/CAF/coverage");
    await page.locator(".gap-table a.records-link").first().waitFor();
    await walk(page, 20, 6);
    await goTo(page, "/CAF/coverage?panel=information");
    const unknown = page.getByText(/Nobody could report, or hardly, from/);
    const [, said] = /from (\d+) of/.exec((await unknown.first().textContent()) ?? "") ?? [];
    await page.getByRole("link", { name: "Show these areas" }).click();
    await expect.poll(() => page.locator(".information-table tbody tr").count()).toBe(Number(said));
    await goTo(page, "/CAF/coverage?panel=information&date=2019-12-01");
    await page.locator("a[data-words]").first().waitFor();
    await walkLines(page, "words", "#information-week .word-list > li", 4);
  });
  test("of people under a kind of control opens its areas", async () => {
    const { page } = await enterAs("cmcoord", "/CAF/actors/ground");
    await page.locator("a[data-lines]").first().waitFor();
    await walkLines(page, "lines", "#ground-behind .claims > li", 6);
    await page.locator("#ground-behind").getByText("people (", { exact: false }).first().waitFor();
  });
});
