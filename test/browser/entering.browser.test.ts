/** Coming in: the doors of the demonstration, the frame behind them, and the way out. */
import { describe, expect, test } from "vitest";
import { DOORS } from "../../shared/rooms/access.ts";
import { accessibilityFaults, enterAs, mapDrawn, PHONE, picture, visit } from "./support.ts";

describe("entering", () => {
  test("a visitor meets the doors, and one click enters", async () => {
    const { page } = await visit();
    await page.goto("/");
    const door = page.getByRole("button", { name: /PoC section/ });
    await door.waitFor();
    await picture(page, "doors");
    expect(await accessibilityFaults(page)).toEqual([]);
    await door.click();
    await page.waitForURL(/\/CAF\//);
    await page.getByRole("navigation").first().waitFor();
  });
  test("every door leads to the map with the figures of the operation", async () => {
    for (const { door } of DOORS) {
      const { page } = await enterAs(door);
      await page.getByRole("heading", { name: "60 incidents selected" }).waitFor();
      await page.context().close();
    }
  });
  test("the frame has no fault against WCAG 2.2 AA", async () => {
    const { page } = await enterAs("coordinator");
    await mapDrawn(page);
    await picture(page, "map-laptop");
    expect(await accessibilityFaults(page)).toEqual([]);
  });
  test.each([
    ["phone", { viewport: PHONE }],
    ["dark", { colorScheme: "dark" as const }],
  ])("the page fits: %s", async (name, options) => {
    const { page } = await enterAs("poc", "/CAF/map", options);
    await mapDrawn(page);
    await picture(page, `map-${name}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
