/** The map of armed actors: a structure is built, a group splits, the slider shows both, ground and claims are read. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults, choose, enterAs, PHONE, picture } from "./support.ts";

const unit = (page: Page, name: string) => page.getByRole("treeitem", { name: new RegExp(`^${name},`) });

test("a structure is built, a group splits, and the slider tells before from after", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/structure");
  await unit(page, "Illustrative Group C").waitFor();
  await page.getByText("Who decides on access? nobody known above battalion").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "structure");

  // A company comes under another group, with the keyboard.
  await unit(page, "Illustrative Company 1").focus();
  await page.keyboard.press("m");
  await page.getByRole("combobox", { name: "Under" }).fill("Illustrative Group B");
  await page.getByRole("option", { name: "Illustrative Group B" }).click();
  await page.getByRole("combobox", { name: "How sure are you" }).click();
  await page.getByRole("option", { name: "Medium confidence" }).click();
  await page.getByLabel("From").fill("2019-11-20");
  await page.getByRole("radio", { name: "Low" }).check();
  await page.getByRole("button", { name: "Put it there" }).click();
  await page.getByText("Illustrative Group B · since 20 Nov 2019").waitFor();

  // Before 12 November nobody had split.
  await page.getByLabel("Date", { exact: true }).fill("2019-11-10");
  await unit(page, "Illustrative Group C").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Change after" }).click();
  await unit(page, "Illustrative Group C").waitFor();
  expect(page.url()).toContain("at=2019-11-12");

  // Group B splits with its sector.
  await unit(page, "Illustrative Group B").click();
  await page.getByRole("button", { name: "Split" }).click();
  await page.getByRole("textbox", { name: "Name of the new group" }).fill("Story splinter");
  await page.getByRole("combobox", { name: "Units that go along" }).fill("Sector 3");
  await page.getByRole("option", { name: "Illustrative Sector 3" }).click();
  await page.getByLabel("From").fill("2019-11-25");
  await page.getByRole("combobox", { name: "How sure are you" }).click();
  await page.getByRole("option", { name: "Low confidence" }).click();
  await page.getByRole("radio", { name: "Low" }).check();
  await page.getByRole("button", { name: "Split from that day" }).click();
  await page.getByRole("button", { name: "Split", exact: true }).waitFor();
  await page.getByLabel("Date", { exact: true }).fill("2019-11-26");
  await unit(page, "Story splinter").waitFor();

  // Somebody who answers to nobody is claimed to, and then stands in tree and list alike.
  await page.getByRole("button", { name: "Place a unit" }).click();
  await choose(page, "Who", "FPRC");
  await choose(page, "Under", "Nobody");
  await choose(page, "Kind of source", "NGO");
  await choose(page, "How reliable is the source", "Fairly reliable");
  await choose(page, "How credible is what it says", "Possibly true");
  await page.getByRole("radio", { name: "Low" }).check();
  await page.getByRole("button", { name: "Put it there" }).click();
  await unit(page, "FPRC").waitFor();
  await page.getByText("List", { exact: true }).click();
  await page.getByRole("row", { name: /^FPRC/ }).waitFor();

  // The same day on the map of ground.
  await page.getByRole("link", { name: "Ground" }).click();
  await page.getByText("4 zones on this day").waitFor();
  expect(page.url()).toContain("at=2019-11-26");
  expect(await accessibilityFaults(page)).toEqual([]);

  // A zone without a date is not taken in.
  const claimed = { actor: "Illustrative Group B", kind: "nsag", confidence: "low", area_code: "CF433" };
  const file = (properties: object) => ({
    ...{ name: "zones.geojson", mimeType: "application/geo+json" },
    buffer: Buffer.from(JSON.stringify({ features: [{ type: "Feature", properties, geometry: null }] })),
  });
  await page.getByRole("button", { name: "Take in zones" }).click();
  await page.locator("input[type=file]").setInputFiles(file(claimed));
  await page.getByRole("button", { name: "Take in 1 zone" }).click();
  await page.getByText("Row 1, asOf:").waitFor();
  await page
    .locator("input[type=file]")
    .setInputFiles(file({ ...claimed, as_of: "2019-11-26", sensitivity: "low" }));
  await page.getByRole("button", { name: "Take in 1 zone" }).click();
  await page.getByText("1 new, 0 changed, 0 known already.").waitFor();
});

test("two records of one group are compared and shown as one, and come apart again", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/new", { viewport: PHONE });
  await page.getByRole("textbox", { name: "Name" }).fill("FPRC wing of the story");
  await choose(page, "Kind", "Opposition armed group");
  await page.getByRole("radio", { name: "Low" }).check();
  await page.getByRole("button", { name: "Save actor" }).click();
  await page.getByRole("button", { name: "Same as another actor…" }).click();
  await choose(page, "Other record", "FPRC ·");
  const compared = page.getByRole("table", { name: "Both records side by side" });
  await compared.getByRole("row", { name: /^Recorded by CMCoord office UCDP Actor Dataset/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "same-phone");
  await page.getByRole("textbox", { name: "Why they are the same" }).fill("Two elders named both alike");
  await page.getByRole("button", { name: "Show as one actor" }).click();
  await page.getByRole("heading", { name: "Also recorded as" }).waitFor();
  await page.getByText("Because: Two elders named both alike").waitFor();
  // Found by either name, as one.
  await page.getByRole("link", { name: "All actors" }).click();
  await page.getByRole("searchbox", { name: "Search names and aliases" }).fill("wing of the story");
  await page.getByRole("link", { name: /^FPRC/ }).click();
  // The record that is shown here is corrected after undoing, in one step.
  await page.getByRole("button", { name: "Undo and correct this record" }).click();
  await page.getByRole("textbox", { name: "Name" }).waitFor();
  await expect
    .poll(() => page.getByRole("textbox", { name: "Name" }).inputValue())
    .toBe("FPRC wing of the story");
});

test("contested claims look contested, on a phone too", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/structure", { viewport: PHONE });
  await unit(page, "Illustrative Group C").click();
  await page.getByRole("link", { name: "Illustrative Group C" }).click();
  await page.getByText("Contested", { exact: true }).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "claims-phone");
});
