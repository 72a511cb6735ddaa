/**
 * Three messages become reports: pasted once, one screen each, at most five acts a message and at most six fields where
 * the words say little. Acts are presses of a key or button and choices; fields are what can be filled in on the screen.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults, choose, enterAs, picture } from "./support.ts";

const MESSAGES = [
  "[02/12/2019, 08:14:03] ~ Jean Relais: Hier soir au PK 26 axe Ippy-Bria, des hommes armés ont tué au moins 3 personnes. Source M. Paul Ngaya +236 75 12 34 56",
  "[02/12/2019, 08:40:00] Marie: Samedi à Bakala, 2 infirmiers blessés pendant le pillage du centre de santé",
  "[02/12/2019, 09:02:10] +236 72 00 11 22: Rumeur d'une attaque sur Bambari",
].join("\n");

/** Everything on the screen that can be filled in, one a question: a number with how sure it is, is one. */
const fieldsOf = (page: Page) =>
  page
    .locator(".intake-form .intake-field")
    .filter({ has: page.locator("input, select, textarea, .place-chosen") });

test("a paste of three messages becomes three reports, and the last is taken back", async () => {
  const { page } = await enterAs("coordinator", "/CAF/intake");
  await page.getByLabel("Messages").fill(MESSAGES);
  let acts = 0;
  const act = async <T>(what: Promise<T>, count = 1) => {
    acts += count;
    return what;
  };
  await act(page.getByLabel("Messages").press("Control+Enter"));
  await page.getByRole("heading", { name: "Report 1 of 3" }).waitFor();
  await page.getByText("(About 26 km from Ippy towards Bria").waitFor();
  await page.getByText("Killed: from “tué au moins 3”, so at least.").waitFor();
  expect(await page.locator(".intake-kept-words").innerText()).not.toMatch(/Ngaya|236/);
  // Opening the list and taking one of it.
  await act(choose(page, "Kind of source", "Community leader"), 2);
  await act(page.getByRole("radio", { name: "High" }).check());
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "intake-laptop");
  await act(page.getByRole("button", { name: "Accept and next" }).press("Control+Enter"));
  expect(acts).toBeLessThanOrEqual(5);

  acts = 0;
  await page.getByRole("heading", { name: "Report 1 of 2" }).waitFor();
  // What was done is told above the actions, not over them.
  const told = page.locator(".mantine-Notifications-root[data-position='bottom-center']");
  const room = await told.evaluate((node) => Number.parseFloat(getComputedStyle(node).bottom));
  expect(room).toBeGreaterThanOrEqual((await page.locator(".log-foot").boundingBox())!.height);
  await page.getByText("From “Samedi”: the last such day up to 2 Dec 2019.").waitFor();
  await page.getByText("As in the report before.").first().waitFor();
  await act(page.keyboard.press("Control+Enter"));
  expect(acts).toBeLessThanOrEqual(5);

  acts = 0;
  await page.getByRole("heading", { name: "Report 1 of 1" }).waitFor();
  await page.getByText("From “Rumeur”").waitFor();
  expect(await fieldsOf(page).count()).toBeLessThanOrEqual(6);
  const outside = page.locator(".intake-form input:visible, .intake-form textarea:visible");
  await expect
    .poll(() => outside.count())
    .toBe(await page.locator(".intake-field").locator("input:visible, textarea:visible").count());
  await act(page.keyboard.press("Control+Enter"));
  expect(acts).toBeLessThanOrEqual(5);

  await page.getByText("Nothing waits", { exact: true }).waitFor();
  await page.getByText("Nothing waits · 3 accepted · 0 set aside").waitFor();
  await page.getByRole("button", { name: "Take back" }).last().click();
  await page.getByRole("heading", { name: "Report 1 of 1" }).waitFor();
  await page.getByRole("heading", { name: "The report" }).waitFor();
  await page.keyboard.press("x");
  await page.getByText("Nothing waits · 2 accepted · 1 set aside").waitFor();
  await page.getByText("Decided last").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Open the report" }).last().click();
  await page.getByRole("heading", { name: /^Killing,/ }).waitFor();
  await page.getByText("The message or row as it came").click();
  await page.getByText("M. Paul Ngaya +236 75 12 34 56").waitFor();
});

test("a sheet with a fault tells its cell and takes in the others; the form for Kobo is offered", async () => {
  const { page } = await enterAs("partner", "/CAF/intake");
  const sheet = [
    "reference,date_from,place,kind,killed,source_type,what_happened",
    "A-1,2019-11-20,Ippy,killing,2+,ngo,Two traders were killed.",
    "A-2,03/11/2019,Ippy,murder,1,ngo,",
  ].join("\n");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "choose a file" }).click(),
  ]);
  await chooser.setFiles({ name: "reports.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.getByText("2 cells need attention").waitFor();
  await page.getByRole("row", { name: /3 kind Kind Choose one from the list/ }).waitFor();
  const [form] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "form for Kobo or ODK" }).click(),
  ]);
  expect(form.suggestedFilename()).toBe("concord-reports-xlsform.xlsx");
  const [template] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "spreadsheet", exact: true }).click(),
  ]);
  // The template itself is a sheet that can be dropped: without rows, which is said.
  const [again] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "choose a file" }).click(),
  ]);
  await again.setFiles(await template.path());
  await page.getByText("The file has no rows below its headings.").waitFor();
  // What was said of the file before is gone, and another table is told as such.
  expect(await page.getByText("cells need attention").count()).toBe(0);
  const [other] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "choose a file" }).click(),
  ]);
  await other.setFiles({ name: "other.csv", mimeType: "text/csv", buffer: Buffer.from("a,kind\n1,killing") });
  await page.getByText("No row of this file says anything under date_from, source_type.").waitFor();
  await page.getByRole("button", { name: "Start with the first" }).click();
  await page.getByText("Ippy", { exact: true }).first().waitFor();
  await page.getByRole("textbox", { name: "Killed" }).waitFor();
  await expect.poll(() => page.getByRole("textbox", { name: "Killed" }).inputValue()).toBe("2");
  await page.getByRole("radio", { name: "High" }).check();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Nothing waits · 1 accepted · 0 set aside").waitFor();
});
