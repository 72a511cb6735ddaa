/** Every state is in the address: it survives a reload and Back, and a pasted link gives the same view. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { choose, enterAs } from "./support.ts";

/** What a person sees of the selection: the figures, and the filters as they stand. */
async function view(page: Page): Promise<string> {
  const heading = page.getByRole("heading", { name: /incidents? selected$/ });
  await heading.waitFor();
  const figures = await page.locator(".harm-summary").innerText();
  const fields = page.locator(".filters input:not([type=hidden])");
  const filters = await fields.evaluateAll((inputs) =>
    inputs.map((input) => (input as HTMLInputElement).checked || (input as HTMLInputElement).value),
  );
  const chosen = await page.locator(".filters .mantine-Pill-label").allInnerTexts();
  return [await heading.innerText(), figures, filters.join(), chosen.join()].join("\n");
}

/** Each filter as a person sets it, and what it leaves of the 1,848 events. */
const FILTERS: readonly [string, (page: Page) => Promise<unknown>, RegExp][] = [
  [
    "civilians",
    (page) => page.getByRole("switch", { name: "Only with civilians killed" }).click(),
    /civilians=1/,
  ],
  ["kind", (page) => choose(page, "Kind", "Attack on civilians"), /kind=attack_on_civilians/],
  ["party", (page) => choose(page, "Party, on any side", "LRA"), /actor=/],
  ["area", (page) => choose(page, "Area", "Haut-Mbomou"), /area=/],
  ["verification", (page) => page.getByRole("checkbox", { name: /Corroborated/ }).check(), /verification=/],
  ["precision", (page) => choose(page, "How well the place is known", "Exact place"), /precision=exact/],
];

describe("address", () => {
  test("every filter narrows, stands in the address, and survives reload, another room and a pasted link", async () => {
    const { page } = await enterAs("coordinator", "/CAF/map?from=all");
    await page.getByRole("heading", { name: "1,848 incidents selected" }).waitFor();
    for (const [, set, inAddress] of FILTERS) {
      await set(page);
      await page.keyboard.press("Tab");
      await page.waitForURL(inAddress);
    }
    const seen = await view(page);
    expect(seen).not.toContain("1,848 incidents");
    const address = page.url();
    await page.reload();
    await expect.poll(() => view(page)).toBe(seen);
    await page.getByRole("link", { name: "Incidents", exact: true }).click();
    await page.getByRole("grid").waitFor();
    await page.goBack();
    await expect.poll(() => view(page)).toBe(seen);
    const { page: other } = await enterAs("partner", address);
    await expect.poll(() => view(other)).toBe(seen);
    await page.getByRole("button", { name: /^Clear/ }).click();
    await page.getByRole("heading", { name: "1,848 incidents selected" }).waitFor();
    await page.goBack();
    await expect.poll(() => view(page)).toBe(seen);
  });

  test("Back undoes a filter and a movement of the brush, each by itself", async () => {
    const { page } = await enterAs("coordinator");
    const selected = (n: string) => page.getByRole("heading", { name: `${n} incidents selected` }).waitFor();
    await selected("60");
    await page.getByRole("button", { name: "Choose all years" }).click();
    await selected("1,848");
    await page.getByRole("slider", { name: "Start of the period" }).focus();
    await page.keyboard.press("PageUp");
    await page.waitForURL(/from=1992/);
    await page.goBack();
    await selected("1,848");
    await page.goBack();
    await selected("60");
  });

  test("dataset, length of bars, panel, order and what is open stand there too", async () => {
    const { page } = await enterAs("coordinator", "/CAF/map?from=2013-01-01&to=2014-12-31");
    await page.getByRole("heading", { name: "647 incidents selected" }).waitFor();
    await page.getByText("Quarter", { exact: true }).click();
    await page.waitForURL(/by=quarter/);
    await choose(page, "Dataset", "Aid Worker Security Database");
    await page.waitForURL(/dataset=awsd/);
    const seen = await view(page);
    await page.reload();
    await expect.poll(() => view(page)).toBe(seen);
    await page.goto("/CAF/incidents?from=all&sort=killed");
    const first = page.getByRole("row").nth(1);
    const most = await first.innerText();
    await page.reload();
    await expect.poll(() => first.innerText()).toBe(most);
    await page.goto("/CAF/coverage?date=2018-06-30");
    await page.getByRole("row", { name: /Must.*3 of 5/ }).waitFor();
    await page.reload();
    await page.getByRole("row", { name: /Must.*3 of 5/ }).waitFor();
  });

  test("what cannot be read is dropped, never guessed, and a lost address says so", async () => {
    const { page } = await enterAs(
      "coordinator",
      "/CAF/map?from=soon&kind=nonsense&view=a,b&civilians=maybe",
    );
    await page.getByRole("heading", { name: "60 incidents selected" }).waitFor();
    await page.goto("/CAF/nowhere");
    await page.getByText("There is no page at this address.").waitFor();
  });

  test("an operation that is not one's own and one that does not exist say the same", async () => {
    const visited = await enterAs("coordinator", "/ELSEWHERE/map");
    const { page } = visited;
    await page.getByText("The operation ELSEWHERE is not shared with you or does not exist.").waitFor();
    visited.faults.length = 0;
    await page.getByRole("link", { name: "Go to the map" }).click();
    await page.waitForURL(/\/CAF\/map/);
  });
});
