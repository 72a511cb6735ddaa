/**
 * Engagement as the coordination officer writes it: a contact with what ran beside it said before saving, and a brief
 * before an operation, released by a person to the mission's PoC section, with what left in the register.
 */
import { expect, test } from "vitest";
import { accessibilityFaults, choose, enterAs, picture } from "./support.ts";

test("a contact is written down; a parallel one is said before saving", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/engagement");
  await page.getByText("Open commitments").waitFor();
  await page.getByRole("heading", { name: "Options against threats" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "engagement-list");
  await page.getByRole("link", { name: "Engagement", exact: true }).last().click();
  await choose(page, "With", "Illustrative Group A");
  await page.getByLabel("Day").fill("2019-11-22");
  await choose(page, "Form", "Telephone");
  await choose(page, "Topic", "Access");
  await page.getByLabel("Function on their side").fill("Chief of staff");
  await page.getByLabel("Function on our side").fill("Duty officer");
  await page.getByText(/spoke with them about this on/).waitFor();
  await page.getByLabel("Message, or what is handed over").fill("Outreach on Monday");
  await page.getByLabel("What they committed to").fill("STORY-COMMITMENT");
  await page.getByRole("radio", { name: "Low" }).click();
  await page.getByRole("button", { name: "Save engagement" }).click();
  await page.getByText("What became of it", { exact: false }).first().waitFor();
  await choose(page, "What became of it", "Open");
  await picture(page, "engagement-form");
  await page.getByRole("button", { name: "Save engagement" }).click();
  await page.getByText("STORY-COMMITMENT", { exact: true }).waitFor();
  // It is among the first things that are seen after signing in.
  await page.goto("/CAF/map?illustrative=1");
  await page.getByRole("button", { name: /commitments are open, 1 overdue/ }).click();
  await page.getByText("STORY-COMMITMENT", { exact: true }).waitFor();
});

test("a brief is released to the PoC section, which reads it; the register says what left", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors/engagement");
  await page.getByRole("link", { name: /^For Operations, Sector Centre/ }).click();
  await page.getByText("What is asked").waitFor();
  await picture(page, "engagement-brief");
  expect(await accessibilityFaults(page)).toEqual([]);

  // On paper it is dark on light, whatever the screen was.
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.locator(":root[data-mantine-color-scheme=dark]").waitFor({ state: "attached" });
  const inks = await page
    .locator("article.entry-sheet :is(h3, h4, p, dd, strong)")
    .evaluateAll((all) =>
      all.map((one) => Math.max(...getComputedStyle(one).color.match(/\d+/g)!.map(Number))),
    );
  expect(inks.length).toBeGreaterThan(5);
  expect(Math.max(...inks)).toBeLessThan(120);
  await page.emulateMedia({ media: "screen", colorScheme: "light" });

  // What the command answers is a commitment of this brief, with its day.
  await page.getByRole("link", { name: "Write down their answer" }).click();
  await page.getByLabel("Day").fill("2019-11-28");
  await choose(page, "Form", "Meeting");
  await choose(page, "Topic", "Protection of civilians");
  await expect
    .poll(() => page.getByLabel("Message, or what is handed over").inputValue())
    .toContain("southern road");
  await page.getByLabel("Function on our side").fill("Duty officer");
  await page.getByLabel("What they committed to").fill("STORY-ANSWER");
  await page.getByLabel("Promised for").fill("2019-11-30");
  await choose(page, "What became of it", "Open");
  await page.getByRole("radio", { name: "Low" }).click();
  await page.getByRole("button", { name: "Save engagement" }).click();
  await page.getByRole("link", { name: /^For Operations, Sector Centre/ }).click();
  await page.getByText(/STORY-ANSWER/).waitFor();

  const ref = page.url().match(/brief\/([0-9a-f-]{36})/)![1]!;
  await page.getByRole("button", { name: "Release…" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, "To", "Mission PoC section");
  await dialog.getByLabel("Conditions").fill("ENGAGEMENT-STORY");
  await choose(page, "For what", "protection of civilians");
  await choose(page, "How much", "The whole record");
  await dialog.getByRole("button", { name: /^Release to Mission PoC section/ }).click();
  await dialog.waitFor({ state: "detached" });
  const receiver = await enterAs("poc", "/CAF/releases?list=waiting");
  const card = receiver.page.getByRole("listitem").filter({ hasText: "ENGAGEMENT-STORY" });
  await card.getByRole("button", { name: "Accept" }).click();
  await card.waitFor({ state: "detached" });
  await receiver.page.goto("/CAF/actors/engagement");
  await receiver.page.getByRole("link", { name: /^For Operations, Sector Centre/ }).waitFor();
  expect(await receiver.page.content()).not.toContain(ref);
  // Who reads no structure is not told to write one, and not that there is none.
  await receiver.page.goto("/CAF/actors/structure");
  await receiver.page.getByText(/That does not mean that nobody commands/).waitFor();
  await page.goto("/CAF/releases?text=ENGAGEMENT-STORY");
  await page.getByText("ENGAGEMENT-STORY").first().waitFor();
});

test("from a threatened area to its actor, an option chosen and reviewed; what is printed or released says less", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/areas/CF431");
  const threats = page.getByRole("figure", { name: "Who threatens this area?" });
  await threats.getByRole("link", { name: "Illustrative Group A" }).click();
  const reach = page.getByRole("figure", { name: "Must and Should areas in reach" });
  await reach.getByRole("link", { name: "Bambari" }).waitFor();
  await picture(page, "actor-reach");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("link", { name: "Option against a threat" }).click();
  await choose(page, "Option", "Early warning with communities");
  await page.getByLabel("What exactly is done").fill("STORY-CHOICE");
  await page.getByLabel("Chosen on").fill("2019-11-20");
  await page.getByLabel("Chosen by").fill("Cluster coordinator");
  await page.getByLabel("Look at it again on").fill("2019-12-20");
  await page.getByRole("radio", { name: "Low" }).click();
  await page.getByRole("button", { name: "Save option" }).click();
  const chosen = page.getByRole("listitem").filter({ hasText: "STORY-CHOICE" });
  await chosen.getByText(/review due 20 Dec 2019/).waitFor();
  await chosen.getByRole("link", { name: "Correct" }).click();
  await page.getByLabel("Reviewed on").fill("2019-11-30");
  await choose(page, "What came of it for civilians", "Helped in part");
  await page.getByRole("button", { name: "Save option" }).click();
  await chosen.getByText(/reviewed 30 Nov 2019: helped in part/).waitFor();
  await page.getByRole("button", { name: "Release…" }).first().click();
  const dialog = page.getByRole("dialog");
  await choose(page, "To", "Mission PoC section");
  await dialog.getByText(/it could serve targeting/).waitFor();
  await expect.poll(() => dialog.getByRole("button", { name: /^Release to/ }).isDisabled()).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Profile to print" }).click();
  await page.getByText(/Not for targeting/).waitFor();
  await picture(page, "actor-profile");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.locator("article.profile").innerText()).not.toMatch(
    /STORY-CHOICE|120 km|Threat to civilians/,
  );
});
