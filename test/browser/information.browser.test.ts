/** Silence is not safety: whom nobody was heard from is called with two taps, and the hatching goes. */
import { describe, expect, test } from "vitest";
import { accessibilityFaults, enterAs, mapDrawn, PHONE, picture } from "./support.ts";

const WEEK_48 = "/CAF/coverage?panel=information&date=2019-12-01";
const TODAY = "/CAF/coverage?panel=information";

describe("information coverage", () => {
  test("week 48: a number opens its areas, as many as it says; silent ones stand apart", async () => {
    const { page } = await enterAs("coordinator", WEEK_48);
    await page.getByText("from 32 of 72 areas", { exact: false }).waitFor();
    await expect.poll(() => page.locator(".silent").count()).toBe(32);
    for (const [level, areas] of [
      ["none", 14],
      ["weak", 18],
      ["fair", 22],
      ["good", 18],
    ] as const) {
      await page.getByRole("button", { name: `${level} ${areas}` }).click();
      await page.waitForURL(new RegExp(`about=${level}`));
      await expect.poll(() => page.locator(".information-table tbody tr").count()).toBe(areas);
    }
    await mapDrawn(page);
    await picture(page, "information-laptop");
    expect(await accessibilityFaults(page)).toEqual([]);
  });
  test("on a phone a call is logged with two taps: the area leaves the list, and its hatching goes", async () => {
    const { page } = await enterAs("coordinator", TODAY, { viewport: PHONE });
    const call = page.getByRole("button", { name: "Log a call to Obo" });
    await call.click();
    await page.getByText("Saved as moderate", { exact: false }).waitFor();
    await picture(page, "information-phone");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Nothing to report" }).click();
    await page.getByText("Obo: call of today logged", { exact: false }).waitFor();
    await page.getByText("from 31 of 72 areas", { exact: false }).waitFor();
    expect(await call.count()).toBe(0);
    await page.goto("/CAF/areas/CF631");
    await page.getByText("today, call", { exact: false }).waitFor();
    await page.goto("/CAF/priorities?find=Obo");
    await page.getByText("Somebody could report from this area", { exact: false }).waitFor();
  });
  test("a partner is told that areas are not shared, and can log all the same", async () => {
    const { page } = await enterAs("partner", TODAY);
    await page.getByText("is not shared with your community", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Log a call or visit" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Log it" }).click();
    await dialog.getByText("4 fields need attention").waitFor();
    // A day to come is said with the other faults, before anything is sent.
    await dialog.locator("[data-field=on]").fill("2031-01-01");
    await dialog.getByRole("button", { name: "Log it" }).click();
    await dialog.getByText("after the operation's today", { exact: false }).first().waitFor();
  });
});
