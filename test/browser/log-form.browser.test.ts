/**
 * The log's form: the shortest useful report is at most six fields, on a phone as by keyboard alone; harm by group, a
 * signal, sexual violence with the way to help first; what a source agreed to.
 */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityFaults, choose, enterAs, PHONE, picture } from "./support.ts";

const NEW = "/CAF/incidents/new";
const save = (page: Page) => page.getByRole("button", { name: /^Save to the log of/ });
const open = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

describe("the shortest report", () => {
  test("is six fields with one thumb on a phone", async () => {
    const { page } = await enterAs("partner", NEW, { viewport: PHONE, hasTouch: true });
    let fields = 0;
    const field = async (act: Promise<unknown>) => {
      await act;
      fields++;
    };
    await field(choose(page, "Kind of incident", "Killing"));
    await field(choose(page, "Place", "sous-préfecture de Zemio", "Zémio"));
    await field(page.getByRole("button", { name: "Yesterday" }).click());
    await field(choose(page, "Kind of source", "Community leader"));
    await field(page.getByLabel("Killed", { exact: true }).fill("2"));
    await field(page.getByRole("radio", { name: "Moderate" }).check());
    expect(fields).toBeLessThanOrEqual(6);
    await page.locator(".seen-by .who-sees").waitFor();
    await picture(page, "log-phone");
    // The one action is in reach without scrolling, and large enough for a thumb.
    const box = await save(page).boundingBox();
    expect(box!.y + box!.height).toBeLessThanOrEqual(PHONE.height);
    expect(box!.height).toBeGreaterThanOrEqual(44);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await save(page).click();
    await page.getByRole("heading", { name: "Killing, Zémio" }).waitFor();
    await expect
      .poll(() => page.getByRole("row", { name: /^Recorded as civilian/ }).innerText())
      .toMatch(/2/);
    // The next one begins with who told, and says so; nothing else of the report before is filled in.
    await page.goto(NEW);
    await page.getByText("As in the report before.").waitFor();
    await expect
      .poll(() => page.getByRole("combobox", { name: "Kind of source" }).inputValue())
      .toBe("Community leader");
    await expect.poll(() => page.getByRole("combobox", { name: "Kind of incident" }).inputValue()).toBe("");
    await expect
      .poll(() => page.getByRole("radio", { checked: true, name: /Low|Moderate|High|Severe/ }).count())
      .toBe(0);
  });
});

describe("a report that says more", () => {
  test("keeps groups with their rest, parties, damage and displacement, and shows and edits all of it", async () => {
    const { page } = await enterAs("coordinator", NEW);
    await choose(page, "Kind of incident", "Attack on civilians");
    await choose(page, "Place", "Obo");
    await page.getByLabel("First day").fill("2019-11-28");
    await choose(page, "Kind of source", "Eyewitness");
    const killed = page.getByLabel("Killed", { exact: true });
    await killed.fill("a few");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Write a whole number.", { exact: true }).waitFor();
    // What is wrong stands below its field and moves no other.
    const [box, sure] = await Promise.all([
      killed.boundingBox(),
      page.getByRole("combobox", { name: "Killed: how sure" }).boundingBox(),
    ]);
    expect(Math.abs(box!.y - sure!.y)).toBeLessThanOrEqual(1);
    await killed.fill("٣");
    await open(page, "Killed: by sex and age");
    await page.getByLabel("Women").fill("4");
    await page.getByText("The groups add up to more than the total").waitFor();
    await page.getByLabel("Women").fill("2");
    await page.getByText("Rest, of unknown sex and age: 1").waitFor();
    await page.getByRole("radio", { name: "Moderate" }).check();
    await open(page, "Parties, if known");
    await open(page, "Unidentified armed men");
    await choose(page, "Part it played", "Alleged perpetrator");
    await choose(page, "How it is attributed", "Contested");
    await open(page, "People displaced");
    await open(page, "Add people displaced");
    await page.getByLabel("People displaced", { exact: true }).fill("120");
    await page.getByRole("combobox", { name: "People displaced: how sure" }).click();
    await page.getByRole("option", { name: "At least" }).click();
    await page.getByLabel("To, in words").fill("the forest");
    await open(page, "Damage to civilian objects");
    await open(page, "Add damage");
    await choose(page, "Which one, if known", "Obo", "Obo");
    await page.getByText("A known place.", { exact: false }).waitFor();
    await choose(page, "What was damaged", "School");
    await choose(page, "How badly", "Destroyed");
    await picture(page, "log-full");
    // At the end the bar lies over nothing, whose size would be judged by what is left of it.
    await page.locator(".log").evaluate((log) => log.scrollTo(0, log.scrollHeight));
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Attack on civilians, Obo" }).waitFor();
    await page.getByText("Women 2 · Unknown sex and age 1").waitFor();
    await page.getByText("≥ 120").waitFor();
    await page.getByText("to the forest", { exact: false }).waitFor();
    await page.getByText("School, Obo", { exact: true }).waitFor();
    await page.getByRole("complementary").getByText("Unidentified armed men").waitFor();
    await picture(page, "log-full-detail");
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByRole("heading", { name: "Edit the report" }).waitFor();
    await expect.poll(() => page.getByLabel("Women").inputValue()).toBe("2");
    await page.getByLabel("Women").fill("1");
    await page.getByLabel("Girls").fill("1");
    await page.getByRole("button", { name: /^Save the change/ }).click();
    await page.getByText("Women 1 · Girls 1 · Unknown sex and age 1").waitFor();
    await page.getByText("Changed: How many people").waitFor();
  });

  test("says whom the source barred before it is saved", async () => {
    const { page } = await enterAs("coordinator", NEW);
    await open(page, "The source in detail, and whom we may tell");
    await page.getByRole("combobox", { name: "Whom did the source agree to tell" }).click();
    await page.getByRole("option", { name: "Nobody outside our organisation" }).click();
    await page.getByText("no other organisation will see it", { exact: false }).waitFor();
  });
});

describe("a signal", () => {
  test("has a form of its own, is no harm, and a rumour says so", async () => {
    const { page } = await enterAs("partner", NEW);
    await page.getByText("Signal", { exact: true }).click();
    expect(await page.getByLabel("Killed", { exact: true }).count()).toBe(0);
    await choose(page, "Kind of signal", "Signal: rumour");
    await page.getByLabel("Circumstances").fill("Talk of an attack on the market.");
    await choose(page, "Place", "Obo");
    await page.getByLabel("First day").fill("2019-11-28");
    await choose(page, "Kind of source", "Community leader");
    await page.getByRole("radio", { name: "Low" }).check();
    await picture(page, "log-signal");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "Signal: rumour, Obo" }).waitFor();
    await page.getByText("A rumour. Nobody has confirmed it.", { exact: false }).waitFor();
    await page.getByRole("button", { name: /signals? in the same selection/ }).click();
    await page.getByRole("row", { name: /Signal: rumour.*Obo/ }).waitFor();
  });
});

describe("sexual violence", () => {
  test("begins with where the survivor finds help, and takes no text", async () => {
    const { page } = await enterAs("partner", NEW);
    await choose(page, "Kind of incident", "Conflict-related sexual violence");
    const pathway = page.getByText("First: where the survivor finds help");
    await pathway.waitFor();
    await page.getByText("Illustrative referral pathway", { exact: false }).waitFor();
    const above = await pathway.evaluate(
      (node, other) => (node.compareDocumentPosition(other!) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
      await page.getByRole("combobox", { name: "Kind of incident" }).elementHandle(),
    );
    expect(above).toBe(true);
    await expect.poll(() => save(page).isDisabled()).toBe(true);
    await page.getByRole("radio", { name: "No", exact: true }).check();
    await open(page, "Circumstances, tactic, weapon");
    await page.getByText("Of sexual violence no text is kept.", { exact: false }).waitFor();
    expect(await page.getByLabel("Circumstances").count()).toBe(0);
    await picture(page, "log-crsv");
  });
});
