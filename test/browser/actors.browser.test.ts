/** The map of armed actors: a structure is built, a group splits, the slider shows both, ground and claims are read. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults, choose, enterAs, PHONE, pagesOf, picture } from "./support.ts";

const unit = (page: Page, name: string) => page.getByRole("treeitem", { name: new RegExp(`^${name},`) });

test("a structure is built, a group splits, and the slider tells before from after", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/structure");
  await unit(page, "Illustrative Group C").waitFor();
  await page.getByText("Who decides on access? nobody known above battalion").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "structure");

  // The graph says of each what the tree says, keys walk it, and the address holds drawing and unit.
  await page.getByText("Graph", { exact: true }).click();
  const ring = (name: RegExp) => page.getByRole("figure").getByRole("button", { name });
  await ring(/^Illustrative Company 3,/).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await ring(/^Illustrative Company 4, Chain of command unclear, Superior with low confidence/).waitFor();
  await page.getByRole("heading", { name: "Illustrative Company 4" }).waitFor();
  expect(await page.locator("figure .structure-edge[data-confidence=low]").count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "structure-graph");
  expect(page.url()).toMatch(/as=graph.*open=actor:|open=actor:.*as=graph/);
  // Whom to call, where nobody spoke with the unit itself: the nearest above it. From there to its page and back.
  const called = page.getByRole("region", { name: "Illustrative Company 4" });
  await called.getByText(/The relation and the number are with CMCoord officer/).waitFor();
  await called.getByRole("button", { name: "Illustrative Sector 2" }).click();
  await page.getByRole("heading", { name: "Illustrative Sector 2" }).getByRole("link").click();
  await page.getByRole("link", { name: "Order of battle" }).click();
  await page.getByRole("heading", { name: "Illustrative Sector 2" }).waitFor();
  await page.getByText("Tree", { exact: true }).click();

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

test("a zone is drawn by whoever comes straight to its form", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/zone");
  const map = page.locator(".outline-map");
  await map.locator("canvas").waitFor();
  expect((await map.locator("canvas").boundingBox())!.height).toBeLessThan(300);
  await page.getByText("Area *", { exact: true }).waitFor();
  await choose(page, "Actor", "Illustrative Group B");
  await choose(page, "Kind of control", "Armed group");
  await page.getByLabel("As of").fill("2019-11-29");
  await choose(page, "How sure are you", "Low confidence");
  await page.getByRole("radio", { name: "Low" }).check();
  await map.locator("canvas").scrollIntoViewIfNeeded();
  const box = (await map.locator("canvas").boundingBox())!;
  for (const [x, y] of [
    [0.5, 0.4],
    [0.7, 0.4],
    [0.6, 0.7],
  ] as const)
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  await page.getByText("3 corners").waitFor();
  // What is drawn needs no area beside it, and the form does not ask for one.
  await page.getByText("Area *", { exact: true }).waitFor({ state: "detached" });
  await picture(page, "zone-form");
  await page.getByRole("button", { name: "Save dated zone" }).click();
  await page.getByText(/Zone saved/).waitFor();
});

test("on a narrow screen the tree begins at its root in either direction, and ground prints on one page", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/structure?lang=pseudo", { viewport: PHONE });
  const box = (await unit(page, "Illustrative Group A").boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(PHONE.width);

  const ground = (await enterAs("cmcoord", "/CAF/actors/ground")).page;
  await ground.getByText(/zones on this day/).waitFor();
  await ground.locator(".ground-map canvas").waitFor();
  await ground.evaluate(() => Object.assign(globalThis, { print: () => {} }));
  await ground.getByRole("button", { name: "Print" }).click();
  await ground.locator("[data-taken]").waitFor();
  expect(pagesOf(await ground.pdf({ format: "A4" }))).toBe(1);
});

test("contested claims look contested, on a phone too", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/structure", { viewport: PHONE });
  await unit(page, "Illustrative Group C").click();
  await page.getByRole("heading", { name: "Illustrative Group C" }).waitFor();
  // What was chosen is dragged with a finger; a finger elsewhere scrolls.
  const box = (await unit(page, "Illustrative Group C").boundingBox())!;
  const at = (moved: number) => [{ x: box.x + 60, y: box.y + 20 - moved }];
  const fingers = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
    fingers.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", at(0));
  for (const moved of [15, 30, 45, 60]) await touch("touchMove", at(moved));
  await page.getByText("Drop here: under nobody").waitFor();
  await touch("touchEnd", []);
  await unit(page, "Illustrative Group C").click();
  await page.getByRole("link", { name: "Illustrative Group C" }).click();
  await page.getByText("Contested", { exact: true }).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "claims-phone");
});
