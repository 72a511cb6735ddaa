/** Priorities and coverage: gaps are found, a what-if is tried, a patrol is logged and pasted, a category decided. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityFaults, enterAs, mapDrawn, PHONE, picture } from "./support.ts";

const PRIORITIES = "/CAF/priorities";
const COVERAGE = "/CAF/coverage";
const openForm = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const choose = (page: Page, level: string) => page.getByRole("radio", { name: level, exact: true }).check();

describe("priorities", () => {
  test("the matrix shows 5, 5, 11 and 51, its rule and its source, and no fault", async () => {
    const { page } = await enterAs("coordinator", PRIORITIES);
    await page.getByRole("row", { name: /Bambari/ }).waitFor();
    const counts = await page.locator(".count-switch strong").allInnerTexts();
    expect(counts).toEqual(["5", "5", "11", "51"]);
    await page
      .getByText(/silence is not safety/)
      .first()
      .waitFor();
    await page.getByText(/UCDP Georeferenced Event Dataset 23.1/).waitFor();
    await page.getByText(/In Kouango, Ndélé/).waitFor();
    await mapDrawn(page);
    await picture(page, "priorities-laptop");
    expect(await accessibilityFaults(page)).toEqual([]);
  });
  test("by keyboard alone: find an area, open it, read why, and say otherwise with a reason", async () => {
    const { page } = await enterAs("coordinator", PRIORITIES);
    await page.getByRole("row", { name: /Bambari/ }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("Zémio");
    const name = page.getByRole("button", { name: "Zémio" });
    await name.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Decide otherwise" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Set the category" }).click();
    await dialog.getByText("4 fields need attention").waitFor();
    await dialog.getByRole("radio", { name: "Should" }).check();
    await dialog.locator("[data-field=reason]").fill("A joint visit found new threats on the road");
    await dialog.locator("[data-field=reviewOn]").fill("2020-01-15");
    // Kept within the organisation, so that the matrix stays as computed for the other stories.
    await choose(page, "Moderate");
    await picture(page, "priorities-decide");
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Set Should for Zémio" }).click();
    await page.getByText("Computed as Could, kept beside the decision", { exact: false }).waitFor();
    const counts = await page.locator(".count-switch strong").allInnerTexts();
    expect(counts).toEqual(["5", "6", "10", "51"]);
  });
  test("another window is offered and not applied", async () => {
    const { page } = await enterAs("poc", PRIORITIES);
    await openForm(page, "Next cycle");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("row", { name: /Bocaranga/ }).waitFor();
    await dialog.getByText("Offered, not applied", { exact: false }).waitFor();
  });
  test("fits a phone, where areas are cards", async () => {
    const { page } = await enterAs("partner", PRIORITIES, { viewport: PHONE });
    await page.getByRole("button", { name: /Bambari/ }).click();
    await page.getByText("81 civilians killed: 25 or more is Must.").last().waitFor();
    await picture(page, "priorities-phone");
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe("coverage", () => {
  test("words the share for an incomplete list, and an imagined base changes it on this screen only", async () => {
    const { page } = await enterAs("poc", COVERAGE);
    await page.getByText(/10 places in 2019.*The mission may have had more/).waitFor();
    const must = page.getByRole("row", { name: /^Must 2 of 5/ });
    await must.waitFor();
    await page.getByRole("button", { name: "Place a base in Alindao" }).click();
    await page.getByText("Must: 2 → 3 of 5").waitFor();
    await mapDrawn(page);
    await picture(page, "coverage-laptop");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await must.waitFor();
    expect(await page.getByText("What-if, nothing is saved").count()).toBe(0);
    await page.getByRole("link", { name: "Alindao" }).click();
    await page.getByRole("heading", { level: 1, name: "Alindao" }).waitFor();
  });
  test("the PoC section logs a patrol, and the Force sees it arrive", async () => {
    const force = await enterAs("force", `${COVERAGE}?panel=patrols`);
    await force.page.getByRole("heading", { name: "Patrols" }).waitFor();
    const { page } = await enterAs("poc", COVERAGE);
    await openForm(page, "Log a patrol");
    await page.getByRole("button", { name: "Log this patrol" }).click();
    await page.getByText("4 fields need attention").waitFor();
    await page.locator("[data-field=unit]").fill("Illustrative Company 7");
    await page.locator("[data-field=date]").fill("2019-12-01");
    await page.locator("input[data-field=state]").click();
    await page.getByRole("option", { name: "Completed" }).click();
    await page.locator("input[data-field=areaIds]").fill("mbres");
    await page.getByRole("option", { name: /Mbrès.*District/ }).click();
    await page.keyboard.press("Tab");
    await choose(page, "Low");
    await picture(page, "coverage-log");
    await page.getByRole("button", { name: "Log this patrol" }).click();
    await page.getByRole("row", { name: /^Must Mbrès.*1 day ago/ }).waitFor();
    await force.page.getByRole("row", { name: /Illustrative Company 7 Mbrès/ }).waitFor();
  });
  test("UN Police paste rows: each fault names its line, then all are saved", async () => {
    const { page } = await enterAs("unpol", COVERAGE);
    await openForm(page, "Paste rows");
    const rows = ["Unit\tDate\tLocations\tStatus", "FPU 1\t2019-11-28\tBambari; Alindao\tcompleted"];
    const field = page.getByRole("textbox", { name: "Rows" });
    await field.fill([...rows, "FPU 2\t2019-11-29\tNowhere\tpartial"].join("\n"));
    await page.getByText("Line 3, areas, “Nowhere”: This area is not known in the operation.").waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Log 1 patrol" }).isDisabled()).toBe(true);
    await field.fill([...rows, "FPU 2\t2019-11-29\tGambo\tpartial"].join("\n"));
    await page.getByText("2 rows are ready.").waitFor();
    await choose(page, "Low");
    await picture(page, "coverage-paste");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Log 2 patrols" }).click();
    await page.getByText("2 patrols logged.").waitFor();
    await page.getByRole("tab", { name: "Patrols" }).click();
    await page.getByRole("row", { name: /FPU 2/ }).waitFor();
  });
  test("has no public version, and partners read counts", async () => {
    const observer = await enterAs("observer", COVERAGE);
    await observer.page.getByText("Coverage is not open to your community").waitFor();
    const partner = await enterAs("partner", `${COVERAGE}?panel=patrols`);
    await partner.page.getByText("Single patrols are not shared with your community").waitFor();
  });
  test("fits a phone, where gaps are cards", async () => {
    const { page } = await enterAs("force", COVERAGE, { viewport: PHONE });
    await page.getByRole("link", { name: "Alindao" }).waitFor();
    await picture(page, "coverage-phone");
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
