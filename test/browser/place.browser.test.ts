/**
 * The field for a place, without a mouse: by road and kilometre, by grid reference, by a misspelt name, on the map; less
 * precise freely, more precise only with a reason; a place of one's own, saved and found by another spelling.
 */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityFaults, choose, enterAs, PHONE, picture } from "./support.ts";

const NEW = "/CAF/incidents/new";
const field = (page: Page) => page.getByRole("combobox", { name: "Place" });
const said = (page: Page) => page.locator(".place-said").innerText();

/** Types into the field as a person does, takes the best reading with Enter, and answers what the form says then. */
async function write(page: Page, text: string): Promise<string> {
  await field(page).focus();
  await page.keyboard.type(text);
  await page.locator("[role=option][data-combobox-selected]").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".place-said").waitFor();
  return said(page);
}

/** Back to the line, with what was typed in it, to write something else. */
async function again(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Choose another place" }).focus();
  await page.keyboard.press("Enter");
  await field(page).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
}

describe("a place is chosen with the keyboard", () => {
  test("by road and kilometre: what is assumed is said, and other starts are offered", async () => {
    const { page } = await enterAs("coordinator", NEW);
    await field(page).focus();
    await page.keyboard.type("PK 26 axe Ippy");
    const best = page.locator("[role=option][data-combobox-selected]", {
      hasText: "from Bambari towards Ippy",
    });
    await best.waitFor();
    await expect
      .poll(() => best.innerText())
      .toContain("no road in the data; start not stated: assumed Bambari");
    await expect.poll(() => page.getByRole("option").count()).toBeGreaterThan(2);
    await picture(page, "place-road-laptop");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.locator("[role=option][data-combobox-selected]", { hasText: "from Bakala" }).waitFor();
    await page.keyboard.press("ArrowUp");
    await best.waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".place-said").waitFor();
    await expect
      .poll(() => said(page))
      .toBe(
        "PK 26 axe Ippy (About 26 km from Bambari towards Ippy, straight line; start not stated: assumed Bambari); near (within 25 km)",
      );
    await picture(page, "place-chosen-laptop");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("by grid reference, by a misspelt name, by P-code; a wrong number is named", async () => {
    const { page } = await enterAs("coordinator", NEW);
    expect(await write(page, "34N DM 6346 3668")).toBe("34N DM 6346 3668; exact");
    await again(page);
    expect(await write(page, "Banbary")).toBe("Bambari; exact");
    await again(page);
    expect(await write(page, "cf431")).toBe("Bambari (District); known to the district");
    await again(page);
    await page.keyboard.type("95.12, 20.3");
    await page.getByText("Latitude 95.12 does not exist", { exact: false }).waitFor();
    await expect.poll(() => field(page).getAttribute("aria-invalid")).toBe("true");
  });

  test("on the map: arrows move it under the cross, Enter takes it", async () => {
    const { page } = await enterAs("coordinator", NEW);
    await write(page, "Bambari");
    await page.getByRole("button", { name: "Choose on the map" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".pick [data-drawn]").waitFor();
    await page.getByText(/Under the cross: 5\.762, 20\.667/).waitFor();
    const map = page.locator(".pick canvas");
    await expect.poll(() => map.evaluate((canvas) => canvas === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowRight");
    // The next key would stop the map on its way.
    await page.getByText(/Under the cross: 5\.76\d, (20\.[89]|21\.)/).waitFor();
    await page.keyboard.press("Equal");
    await page.getByText(/Under the cross: .* At this zoom: exact/).waitFor();
    await picture(page, "place-map-laptop");
    await map.focus();
    await page.keyboard.press("Enter");
    await page.locator(".pick").waitFor({ state: "detached" });
    await expect.poll(() => said(page)).toBe("Bambari; exact");
    const lon = await page.evaluate(
      () => JSON.stringify(sessionStorage).match(/lon\\+":\\+"(\d+\.\d+)/)?.[1],
    );
    expect(Number(lon)).toBeGreaterThan(20.7);
  });

  test("less precise freely, more precise only with a reason, which is kept with the name", async () => {
    const { page } = await enterAs("coordinator", NEW);
    await choose(page, "Kind of incident", "Siege");
    await write(page, "près de Bria");
    await page.getByRole("button", { name: "The place more exactly", exact: true }).click();
    await choose(page, "How well is the place known", "Vague area");
    await expect.poll(() => said(page)).toMatch(/; vague, no point on the map$/);
    await choose(page, "How well is the place known", "Exact place");
    await page.getByLabel("First day").fill("2019-11-28");
    await choose(page, "Kind of source", "NGO");
    await page.getByRole("radio", { name: "Low" }).check();
    const save = page.getByRole("button", { name: /^Save to the log of/ });
    await save.click();
    const summary = page.getByRole("alert").filter({ hasText: "needs attention" });
    await summary.getByRole("button", { name: "Why the place is known better" }).click();
    await page.keyboard.type("a team stood there");
    await save.click();
    await page.getByRole("heading", { name: "Siege, Bria" }).waitFor();
    await page.getByText("a team stood there", { exact: false }).first().waitFor();
  });
});

test("a place of one's own is saved with its spellings, found by one of them, and deleted", async () => {
  const { page } = await enterAs("coordinator", NEW);
  // Each try is about a place of its own: one that failed halfway leaves its place behind.
  const word = Array.from({ length: 6 }, () => "bdfgklmnprst"[Math.floor(Math.random() * 12)]).join("a");
  await write(page, `5.7${Math.floor(Math.random() * 900) + 100}, 20.7034`);
  await page.getByRole("button", { name: "Save this place for your organisation" }).click();
  const dialog = page.getByRole("dialog", { name: "Save a place" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(`Pont ${word}`);
  await dialog.getByLabel("Other spellings and names").fill(`Carrefour ${word}`);
  await page.keyboard.press("Enter");
  await dialog.getByRole("radio", { name: "Moderate" }).check();
  await dialog.locator(".who-sees").waitFor();
  await picture(page, "place-save-laptop");
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save the place" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => said(page)).toBe(`Pont ${word}; exact`);
  await again(page);
  await field(page).fill(`karfour ${word}`);
  await page.getByRole("option", { name: new RegExp(`Pont ${word}.*saved by your organisation`) }).click();
  await page.getByRole("button", { name: "Change this saved place" }).click();
  const change = page.getByRole("dialog", { name: "Change a saved place" });
  await change.getByRole("button", { name: "Delete" }).click();
  const asked = page.getByRole("dialog", { name: "Delete this record" });
  await asked.getByRole("textbox", { name: "Reason" }).fill("Made for a story only");
  await asked.getByRole("button", { name: "Delete the record" }).click();
  await asked.waitFor({ state: "detached" });
  const mission = (await enterAs("poc", NEW)).page;
  await field(mission).fill(`Pont ${word}`);
  await mission.getByRole("option", { name: /Only the words/ }).waitFor();
  expect(await mission.getByRole("option", { name: /saved/i }).count()).toBe(0);
});

test("on a phone the list stands within the thumb's reach and the map fills the screen", async () => {
  const { page } = await enterAs("partner", NEW, { viewport: PHONE, hasTouch: true });
  await field(page).tap();
  await field(page).fill("5 km au nord de Bria");
  const option = page.getByRole("option", { name: /About 5 km north of Bria/ });
  await option.waitFor();
  await picture(page, "place-phone");
  const box = await option.boundingBox();
  expect(box!.height).toBeGreaterThan(40);
  await option.tap();
  await expect.poll(() => said(page)).toContain("About 5 km north of Bria");
  await page.getByRole("button", { name: "Choose on the map" }).tap();
  await page.locator(".pick [data-drawn]").waitFor();
  await picture(page, "place-map-phone");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Take the place under the cross" }).tap();
  await page.locator(".pick").waitFor({ state: "detached" });
});
