/** Displaced people's reports from the first telling to the outcome: logged with a drawn way, merged, shared, answered. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults, enterAs, PHONE, picture } from "./support.ts";

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Logs one report of an agency; what differs is the agency and how many told. */
async function logReport(page: Page, agency: string, people: string): Promise<void> {
  await page.goto("/CAF/displaced/new");
  await choose(page, "Violation", "Looting or destruction");
  await page.getByRole("textbox", { name: "How many people told of this violation" }).fill(people);
  await page.getByRole("combobox", { name: "Place" }).fill("PK 12 axe Batangafo-Bouca");
  await page.getByRole("option", { name: /^About 12 km from Batangafo towards Bouca/ }).click();
  await page.getByLabel("First day").fill("2019-11-05");
  await choose(page, "How exactly the days are known", "Exact day");
  await page.getByRole("textbox", { name: "They came from" }).fill("A village on the river");
  const map = page.locator(".told-map canvas");
  await map.click({ position: { x: 200, y: 90 } });
  await map.click({ position: { x: 260, y: 120 } });
  await page.getByText("2 points on the way.").waitFor();
  await page.getByRole("textbox", { name: "Unit, as described" }).fill("Riders without badges");
  await page.getByRole("textbox", { name: "Reporting agency" }).fill(agency);
  await choose(page, "Where people were asked", "Transit site");
  await choose(page, "Triangulation", "Not triangulated");
  await choose(page, "Urgency", "Urgent");
  await page.getByRole("checkbox", { name: "Civil-military coordination" }).check();
  await page.getByRole("radio", { name: "Moderate" }).check();
  await page.getByRole("button", { name: "Log the report" }).click();
  await page.getByText("The report is logged.").waitFor();
}

test("two agencies tell of one violation; the case counts nobody twice and is answered", async () => {
  const { page } = await enterAs("coordinator", "/CAF/displaced/new");
  await page.getByRole("button", { name: "Log the report" }).click();
  // All that is wrong at once, also what two fields say together, in the order in which the form asks.
  await page.getByRole("alert").getByRole("button", { name: "Reporting agency" }).waitFor();
  expect(await page.getByRole("alert").getByRole("button").allInnerTexts()).toEqual([
    ...["Violation", "How many people told of this violation", "Place", "First day"],
    ...["How exactly the days are known", "They came from", "Reporting agency", "Where people were asked"],
    ...["Triangulation", "Urgency", "Sensitivity"],
  ]);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "displaced-form-faults");

  await logReport(page, "Agency One", "7");
  await logReport(page, "Agency Two", "12");
  await page.goto("/CAF/displaced");
  const proposal = page.getByRole("listitem").filter({ hasText: "2 reports, 19 people telling" });
  await proposal.getByRole("link", { name: "Make a case" }).click();
  await page.getByText("12–19 people told, best 19, through 2 agencies.").waitFor();
  await page.getByRole("textbox", { name: /People known to have told more than one agency/ }).fill("4");
  await page.getByText("12–19 people told, best 15, through 2 agencies.").waitFor();
  await choose(page, "Triangulation", "Not triangulated");
  await choose(page, "Urgency", "Critical");
  await page.getByRole("button", { name: "Make the case" }).click();
  await page.getByText("The case is saved.").waitFor();
  await page.getByText("15 (12–19)", { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "displaced-case");

  const reader = await enterAs("cmcoord", "/CAF/displaced");
  await reader.page.getByRole("heading", { name: "Cases" }).waitFor();
  const theirs = reader.page.getByRole("listitem").filter({ hasText: "told by 15 (12–19)" });
  expect(await theirs.count()).toBe(0);

  await page.getByRole("button", { name: "Share though not triangulated" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Why it cannot wait" }).fill("Carts leave again at dawn");
  await dialog.getByRole("button", { name: "Share this case" }).click();
  await page.getByText("Carts leave again at dawn").waitFor();
  await theirs.getByRole("link").click();
  await reader.page.getByText("Not triangulated.", { exact: true }).waitFor();
  await picture(reader.page, "displaced-case-cmcoord");
  expect(await reader.page.getByText("Agency One").count()).toBe(0);

  await page.getByRole("button", { name: "Record what became of it" }).click();
  await choose(page, "Outcome", "It stopped");
  await page.getByRole("button", { name: "Save the outcome" }).click();
  await page.getByText("It stopped · ").first().waitFor();
  await page.setViewportSize(PHONE);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "displaced-case-phone");
});

test("an outcome that is corrected keeps its words and the later case, which can be chosen and taken away", async () => {
  const { page } = await enterAs("coordinator", "/CAF/displaced");
  await page
    .getByRole("listitem")
    .filter({ hasText: "It came up again elsewhere" })
    .getByRole("link")
    .first()
    .click();
  const later = page.getByRole("link", { name: "the later case" });
  await later.waitFor();
  const correct = async () => {
    await page.getByRole("button", { name: "Record what became of it" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "The later case" }).waitFor();
    return dialog;
  };
  const dialog = await correct();
  const named = dialog.getByRole("combobox", { name: "The later case" });
  await expect.poll(() => named.inputValue()).toMatch(/Bambari/);
  const words = dialog.getByRole("textbox", { name: "In words" });
  await expect.poll(() => words.inputValue()).not.toBe("");
  await words.fill(`${await words.inputValue()} Seen by a second agency.`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "displaced-outcome-again");
  await dialog.getByRole("button", { name: "Save the outcome" }).click();
  await page.getByText(/It came up again elsewhere · .* Seen by a second agency\./).waitFor();
  await later.waitFor();

  const once = await correct();
  await choose(page, "Outcome", "No change");
  expect(await once.getByRole("combobox", { name: "The later case" }).count()).toBe(0);
  await once.getByRole("button", { name: "Save the outcome" }).click();
  await page.getByText(/^No change · .* Seen by a second agency\./).waitFor();
  expect(await later.count()).toBe(0);
  // It is proposed again, by what both have in common, and a person confirms it.
  await page.getByText("unit, role in charge, method").first().waitFor();
  await page.getByRole("button", { name: "It came up again here" }).first().click();
  await expect
    .poll(() => page.getByRole("dialog").getByRole("combobox", { name: "The later case" }).inputValue())
    .toMatch(/Bambari/);
  await page.getByRole("dialog").getByRole("button", { name: "Save the outcome" }).click();
  await later.click();
  await page.getByText("Not triangulated.", { exact: false }).first().waitFor();
});
