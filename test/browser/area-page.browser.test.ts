/** The area page and the actors: what each of the users finds at one address, logs, and takes along on paper. */
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { accessibilityFaults, enterAs, PHONE, pagesOf, picture } from "./support.ts";

const ready = ".dossier-unknowns";

describe("area page", () => {
  test("tells category, harm with range, unknown status apart, sites with source, and what is not known", async () => {
    const { page } = await enterAs("poc", "/CAF/areas/CF431");
    await page.locator(ready).waitFor();
    await page.getByRole("heading", { level: 1, name: "Bambari" }).waitFor();
    const primary = page.getByRole("row", { name: /UCDP Georeferenced Event Dataset 23.1/ });
    await expect
      .poll(() => primary.getByRole("cell").allInnerTexts())
      .toEqual(["9", "61 (58–62)", "6", "12", "–"]);
    await page.getByText("Must", { exact: true }).first().waitFor();
    await page.getByText(/147,367 \(2015\)/).waitFor();
    await page.getByText(/How much of what happens here is ever reported/).waitFor();
    await page.getByText(/Whether 12 people killed in the period were civilians/).waitFor();
    await picture(page, "area-laptop");
  });
  test.each(["/CAF/areas/CF431", "/CAF/areas/CF?from=all", "/CAF/areas/CF43?from=all", "/CAF/areas/CF4311"])(
    "prints on at most two pages: %s",
    async (address) => {
      const { page } = await enterAs("coordinator", address);
      await page.locator(ready).waitFor();
      await page.locator(".dossier-sketch").waitFor({ state: "attached" });
      expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBeLessThanOrEqual(2);
    },
  );
  test("its chart is a table too, and is taken along as numbers and as a picture", async () => {
    const { page } = await enterAs("poc", "/CAF/areas/CF431");
    const figure = page.getByRole("figure", { name: /^Killed per month/ });
    await figure.getByRole("button", { name: "As a table" }).click();
    await figure.getByRole("row", { name: /^Nov 2019/ }).waitFor();
    await figure.getByRole("button", { name: "As a drawing" }).click();
    const take = async (item: RegExp) => {
      await figure.getByRole("button", { name: "Download and share" }).click();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: item }).click(),
      ]);
      return readFile(await file.path());
    };
    const numbers = (await take(/CSV/)).toString("utf8");
    expect(numbers).toMatch(/Scope,"?Bambari/);
    expect(numbers).toMatch(/Source,"?Sundberg/);
    expect(numbers).toMatch(/Note,"?Internal, not for publication/);
    expect(numbers.trimEnd().split("\r\n").length).toBe(21);
    const picture = await take(/PNG/);
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect(picture.length).toBeGreaterThan(5_000);
  });
  test("fits a phone and has no fault against WCAG 2.2 AA", async () => {
    const { page } = await enterAs("poc", "/CAF/areas/CF431", { viewport: PHONE });
    await page.locator(ready).waitFor();
    const overflow = await page.evaluate(() => {
      const dossier = document.querySelector(".dossier")!;
      return dossier.scrollWidth - dossier.clientWidth;
    });
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, "area-phone");
  });
  test("an address that leads nowhere says the same as one that is not shared", async () => {
    const { page, faults } = await enterAs("poc", "/CAF/areas/CF999");
    await page.getByText("Not shared with you", { exact: true }).waitFor();
    // A refusal that comes alone is a line in the console; one that comes with other answers is not.
    expect(faults.splice(0).length).toBeLessThanOrEqual(1);
  });
});

describe("what is closed", () => {
  test("an observer reads no bases and patrols, and the page says so", async () => {
    const { page } = await enterAs("observer", "/CAF/areas/CF431");
    await page.locator(ready).waitFor();
    await page.getByText(/Not shared with your community/).waitFor();
  });
});

describe("actors", () => {
  test("the CMCoord officer adds an actor, a dated zone and a relation by keyboard and sees them on the area page", async () => {
    const { page } = await enterAs("cmcoord", "/CAF/actors");
    await page.getByRole("link", { name: "Add actor" }).click();
    await page.getByRole("button", { name: "Save actor" }).click();
    await page.getByRole("alert").getByText("3 fields need attention").waitFor();
    await page.getByRole("alert").getByRole("button", { name: "Name" }).press("Enter");
    await page.keyboard.type("Illustrative Group A");
    await choose(page, "kind", "Opposition armed");
    await page.getByRole("radio", { name: "Low", exact: true }).press("Space");
    await page
      .getByText(/In full: /)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Save actor" }).press("Enter");
    await page.getByRole("heading", { name: "Illustrative Group A" }).waitFor();

    await page.getByRole("link", { name: "Add dated zone" }).press("Enter");
    await choose(page, "areaId", "alindao");
    await choose(page, "controlKind", "Contested");
    await choose(page, "confidence", "Medium");
    await page.locator("[data-field=asOf]").fill("2019-12-03");
    await page.getByRole("radio", { name: "Low", exact: true }).press("Space");
    await page.getByRole("button", { name: "Save dated zone" }).press("Enter");
    await page
      .getByRole("alert")
      .getByText(/after the operation's today/)
      .waitFor();
    await page.locator("[data-field=asOf]").fill("2019-11-20");
    await page.getByRole("button", { name: "Save dated zone" }).press("Enter");
    await page.getByRole("link", { name: "Alindao" }).first().waitFor();

    await page.getByRole("link", { name: "Add relation" }).press("Enter");
    await choose(page, "relation", "Rival of");
    await choose(page, "toActorId", "UPC");
    await choose(page, "confidence", "Low");
    await page.locator("[data-field=asOf]").fill("2019-11-20");
    await page.getByRole("radio", { name: "Low", exact: true }).press("Space");
    await page.getByRole("button", { name: "Save relation" }).press("Enter");
    await page.getByText("rival of", { exact: true }).waitFor();
    await picture(page, "actor-laptop");

    // The cluster reads it by rule; the mission only what a person releases.
    const { page: cluster } = await enterAs("coordinator", "/CAF/areas/CF612");
    await cluster.getByRole("link", { name: "Illustrative Group A" }).first().waitFor();
    await cluster.getByRole("heading", { name: "Whom to call about access here" }).waitFor();
    const { page: mission } = await enterAs("poc", "/CAF/areas/CF612");
    await mission.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await mission.getByRole("link", { name: "Illustrative Group A" }).count()).toBe(0);
    expect(await mission.getByText("Whom to call about access here").count()).toBe(0);
  });
  test("the list is ordered by events, holds communal groups as one class, and walks by arrow keys", async () => {
    const { page } = await enterAs("observer", "/CAF/actors");
    const rows = page.getByRole("list", { name: /most events/ }).getByRole("link");
    await rows.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What is recorded about this actor" }).waitFor();
    expect(await page.getByRole("link", { name: "Add dated zone" }).count()).toBe(0);
    await page.goBack();
    await page.getByText("Communal groups", { exact: true }).waitFor();
    expect(await page.locator(".actors-communal").getByText("Christians (CAR)").isVisible()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

/** Types into a field that offers a list, and takes the first offer. */
async function choose(page: Awaited<ReturnType<typeof enterAs>>["page"], field: string, text: string) {
  await page.locator(`[data-field=${field}]`).fill(text);
  await page.getByRole("option").filter({ visible: true }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}
