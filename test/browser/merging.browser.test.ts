/**
 * Two reports of one event: while the second is written the first is named; both are compared side by side and become
 * one, with the sources of both; and undoing gives both back.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { accessibilityFaults, choose, enterAs, PHONE, picture } from "./support.ts";

const report = (changes: Partial<IncidentFormInput>): IncidentFormInput => ({
  id: newId(),
  kind: "abduction",
  place: { lon: 25.18, lat: 6.05, precision: "exact", placeName: "Djema road" },
  occurredFrom: "2019-11-21",
  occurredTo: "2019-11-21",
  datePrecision: "day",
  sources: [{ type: "relative" }],
  harms: [{ harm: "abducted", status: "civilian", low: 2, best: 2, high: 2 }],
  verification: "reported",
  sensitivity: "low",
  description: "Two traders were taken on the road.",
  ...changes,
});
const log = async (page: Page, form: IncidentFormInput) =>
  expect((await page.request.post("/trpc/incidents.log", { data: { operation: "CAF", form } })).ok()).toBe(
    true,
  );

test("named while typing, compared, merged, and given back", async () => {
  const { page } = await enterAs("coordinator", "/healthz");
  const first = report({});
  await log(page, first);

  await page.goto("/CAF/incidents/new");
  await choose(page, "Kind of incident", "Abduction");
  await choose(page, "Place", "6.06 25.2", "6.06");
  await page.getByLabel("First day").fill("2019-11-21");
  const warning = page.getByRole("status").filter({ hasText: "This may be told already" });
  await warning.getByText(/same day, .*km apart, same kind/).waitFor();
  await expect.poll(() => warning.getByRole("link").getAttribute("href")).toContain(first.id);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "alike-warning");

  const second = report({
    ...{ place: { ...first.place, lon: 25.2 }, sources: [{ type: "eyewitness" }] },
    harms: [{ harm: "abducted", status: "civilian", low: 3, best: 3, high: 3 }],
    description: "Armed men stopped a motorcycle and took three people.",
  });
  await log(page, second);
  await page.goto("/CAF/verify/alike");
  const pair = page.getByRole("listitem").filter({ hasText: "Abduction" }).first();
  await pair.getByRole("link", { name: "Compare" }).click();
  await page.getByRole("heading", { name: "Two reports side by side" }).waitFor();
  await page.getByRole("radio", { name: /Abducted.*3 civilian/ }).check();
  await page.getByRole("radio", { name: "Both texts" }).check();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "alike-compare");
  await page.setViewportSize(PHONE);
  await picture(page, "alike-compare-phone");
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("button", { name: "Merge into one report" }).click();
  await page.getByRole("heading", { name: "Merged into this report" }).waitFor();
  await page.getByText("Two traders were taken on the road.").first().waitFor();
  await page.getByText("Armed men stopped a motorcycle and took three people.").first().waitFor();
  await picture(page, "alike-merged");

  const gone = page.url().includes(first.id) ? second.id : first.id;
  await page.getByRole("button", { name: "Undo the merge" }).click();
  await page.getByText("Both reports are back as they were.").waitFor();
  await page.goto(`/CAF/incidents/${gone}?dataset=log&from=all`);
  await page.getByRole("heading", { name: /^Abduction/ }).waitFor();

  // Who was changing the one that goes is led to the other, with all that was typed.
  const kept = gone === first.id ? second.id : first.id;
  await page.goto(`/CAF/incidents/${gone}/edit`);
  const typed = page.getByLabel("Circumstances");
  await typed.fill("They were released in the evening.");
  await mergeAside(page, kept, gone);
  const told = page.getByRole("alert").filter({ hasText: "merged into another one" });
  await told.waitFor();
  await expect.poll(() => typed.inputValue()).toBe("They were released in the evening.");
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "alike-meanwhile");
  await told.getByRole("link", { name: "Change that report" }).click();
  await page.waitForURL(`**/${kept}/edit**`);
});

/** As a colleague would, from elsewhere. */
async function mergeAside(page: Page, kept: string, gone: string): Promise<void> {
  const versionOf = async (ref: string) => {
    const input = encodeURIComponent(JSON.stringify({ operation: "CAF", ref }));
    return (await (await page.request.get(`/trpc/incidents.get?input=${input}`)).json()).result.data.version;
  };
  const versions = { keptVersion: await versionOf(kept), goneVersion: await versionOf(gone) };
  const form = { id: newId(), kept, gone, ...versions, take: [] };
  const done = await page.request.post("/trpc/incidents.merging.merge", { data: { operation: "CAF", form } });
  expect(done.ok()).toBe(true);
}
