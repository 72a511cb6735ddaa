/**
 * Verification by two people: the coordinator logs and asks and cannot decide; the verification officer opens the queue
 * by keyboard and decides in five actions; the coordinator reads the decision. Then a change takes it back.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { accessibilityFaults, enterAs, PHONE, picture } from "./support.ts";

const report = (): IncidentFormInput => ({
  id: newId(),
  kind: "killing",
  place: { precision: "country" },
  occurredFrom: "2019-11-20",
  occurredTo: "2019-11-20",
  datePrecision: "day",
  sources: [{ type: "eyewitness", reliability: "B", credibility: "2" }, { type: "community_leader" }],
  harms: [{ harm: "killed", status: "civilian", low: 2, best: 2, high: 2 }],
  verification: "reported",
  sensitivity: "low",
  description: "Two people were killed on the way to their fields.",
});

const send = async (page: Page, call: string, data: Record<string, unknown>) =>
  expect((await page.request.post(`/trpc/${call}`, { data: { operation: "CAF", ...data } })).ok()).toBe(true);

test("logged and asked for by one, decided by another in five actions, taken back by a change", async () => {
  const form = report();
  const { page: author } = await enterAs("coordinator", "/healthz");
  await send(author, "incidents.log", { form });
  await author.goto(`/CAF/incidents/${form.id}?dataset=log&from=all`);
  await author.getByText("You wrote this report, so somebody else decides.").waitFor();
  await author.getByText("This report has 2 of 2, and 1 of 1 direct.").waitFor();
  expect(await author.getByRole("button", { name: "Decide", exact: true }).count()).toBe(0);
  await author.getByRole("button", { name: "Ask for a second person" }).click();
  await author.getByLabel("What should the second person look at").fill("Were both killed on the same day?");
  await author.locator("form").getByRole("button", { name: "Ask for a second person" }).click();
  await author.getByText("Question: Were both killed on the same day?").waitFor();

  const { page: second } = await enterAs("verifier");
  await second.getByRole("button", { name: /reports wait for a second person/ }).click();
  const queue = second.getByRole("listbox", { name: /Reports that wait/ });
  await queue.waitFor();
  // The gravest stands first: two people were killed.
  await expect.poll(() => queue.getByRole("option").first().innerText()).toMatch(/Grave[\s\S]*2 killed/);
  expect(await accessibilityFaults(second)).toEqual([]);
  await picture(second, "verify-queue");
  await queue.focus();
  await second.keyboard.press("Enter"); // 1: open
  await second.getByRole("button", { name: "Decide", exact: true }).click(); // 2
  const dialog = second.getByRole("dialog");
  await dialog.getByRole("group", { name: "Everything" }).getByRole("button", { name: "Verified" }).click(); // 3
  await dialog.getByLabel("Why").fill("Both accounts name the same morning."); // 4
  expect(await accessibilityFaults(second)).toEqual([]);
  await picture(second, "verify-decide");
  await dialog.getByRole("button", { name: "Decide: verified" }).click(); // 5
  await second.getByText("Verification officer decided", { exact: false }).waitFor();
  await second.getByText("Decided: verified.").waitFor();

  await author.reload();
  await author.getByText("Because: Both accounts name the same morning.").waitFor();
  await author.getByText("That it happened").waitFor();
  expect(await accessibilityFaults(author)).toEqual([]);
  await picture(author, "verify-decided");
  await send(author, "incidents.edit", {
    version: 3,
    form: {
      ...form,
      sources: [],
      verification: "verified",
      description: "Three people were attacked, two killed.",
    },
  });
  await author.reload();
  await author.getByText("Reopened", { exact: false }).first().waitFor();
  await author.getByText("Waits for a second person").waitFor();
});

test("on a phone the queue is a list, and a report fills the screen", async () => {
  const { page } = await enterAs("verifier", "/CAF/verify", { viewport: PHONE });
  const queue = page.getByRole("listbox", { name: /Reports that wait/ });
  await queue.waitFor();
  await picture(page, "verify-queue-phone");
  // The call-back list: whoever is due first stands first, and who should have been asked is told.
  await page.getByRole("button", { name: /^To be asked again: 2/ }).click();
  const calls = page.getByRole("list", { name: /to be asked again, due first/ }).getByRole("listitem");
  await expect.poll(() => calls.count()).toBe(2);
  await expect.poll(() => calls.first().innerText()).toMatch(/30 Nov 2019 · overdue/i);
  await page.getByRole("button", { name: /^To be asked again/ }).click();
  await queue.getByRole("option").first().click();
  await page.getByRole("heading", { name: "Verification", exact: true }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.getByRole("heading", { name: "Verification", exact: true }).scrollIntoViewIfNeeded();
  await picture(page, "verify-report-phone");
});

test("a report beside another recorder's: said to be the same event, it stands once in the list", async () => {
  const { page } = await enterAs("verifier", "/CAF/verify/same");
  const first = page.getByRole("listitem").filter({ hasText: "Mission Human Rights" }).first();
  await first.getByRole("button", { name: "Same event" }).click();
  await first.locator('button[aria-pressed="true"]').waitFor();
  await page.getByRole("heading", { name: "Both (1)" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "verify-same");
  await first.getByRole("button", { name: "Same event" }).click();
  await expect.poll(() => first.locator('button[aria-pressed="true"]').count()).toBe(0);
});
