/** Coming in: the doors of the demonstration, the frame behind them, and the way out. */
import { describe, expect, test } from "vitest";
import { DOORS } from "../../shared/rooms/access.ts";
import { accessibilityFaults, picture, visit } from "./support.ts";

describe("entering", () => {
  test("a visitor meets the doors, and one click enters", async () => {
    const { page } = await visit();
    await page.goto("/");
    const door = page.getByRole("button", { name: /PoC section/ });
    await door.waitFor();
    await picture(page, "doors");
    expect(await accessibilityFaults(page)).toEqual([]);
    // The facts come when the map's files are asked for, which must not wait for them.
    const mapAsked = page.waitForRequest(/\/assets\/map-view-/);
    await page.route("**/facts/incidents?*", async (route) => {
      await mapAsked;
      await route.continue();
    });
    await door.click();
    await page.waitForURL(/\/CAF\//);
    await page.getByRole("heading", { name: "60 incidents selected" }).waitFor();
  });
  test("Arabic letters are fetched only for a page that shows one", async () => {
    const { page } = await visit();
    const fonts: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith(".woff2")) fonts.push(request.url());
    });
    await page.request.post("/trpc/access.enter", { data: { door: "coordinator" } });
    await page.goto("/CAF/areas/CF431");
    await page.getByText("≈").first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((url) => url.includes("arabic"))).toEqual([]);
    const arabic = page.waitForRequest(/noto-sans-arabic-arabic-400/);
    await page.evaluate(() => document.body.append("بامباري"));
    await arabic;
  });
  test("every door leads to the map with the figures of the operation", async () => {
    const { page } = await visit();
    for (const { door } of DOORS) {
      expect((await page.request.post("/trpc/access.enter", { data: { door } })).ok()).toBe(true);
      await page.goto("/CAF/map");
      await page.getByRole("heading", { name: "60 incidents selected" }).waitFor();
    }
  });
});
