/** Every figure of the dashboard goes along as numbers and as a picture; what lies over the map closes by Escape. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { enterAs, mapDrawn } from "./support.ts";

test("each figure is taken along as CSV and PNG, the comparison too, drawing or table", async () => {
  const { page } = await enterAs("coordinator");
  await mapDrawn(page);
  const menus = page.getByRole("button", { name: "Download and share" });
  await expect.poll(() => menus.count()).toBe(5);
  const take = async (figure: number, item: RegExp) => {
    await menus.nth(figure).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: item }).click(),
    ]);
    return readFile(await file.path());
  };
  for (const figure of [0, 1, 2, 3, 4]) {
    expect((await take(figure, /CSV/)).toString("utf8")).toMatch(/\r\nNote,/);
    expect((await take(figure, /PNG/)).subarray(1, 4).toString()).toBe("PNG");
  }
  const published = (await take(2, /for publication/)).toString("utf8");
  expect(published).toMatch(/Note,"?Public\. Whole years/);
  expect(published).toMatch(/\r\n2018,Ouaka \(CF43\),20,194,197,210,/);
  expect(published).not.toMatch(/Internal|\n2019,/);
  // Width of a PNG: four bytes after its first header. A table of five columns is wider than the panel's drawing.
  const drawing = (await take(3, /PNG/)).readUInt32BE(16);
  await page.getByRole("button", { name: "As a table" }).nth(3).click();
  expect((await take(3, /PNG/)).readUInt32BE(16)).not.toBe(drawing);
});

test.each(["Layers", "About this dataset", /^You see as/])(
  "%s closes by Escape and gives the focus back",
  async (name) => {
    const { page } = await enterAs("poc");
    await mapDrawn(page);
    const button = page.getByRole("button", { name }).first();
    await button.click();
    await page.getByRole("dialog").first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  },
);
