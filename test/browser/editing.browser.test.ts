/**
 * Changing a report of one's own: the form comes filled, and somebody else's change in between loses neither. What `n`
 * makes in each room, and how parties are filtered.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { accessibilityFaults, enterAs, picture } from "./support.ts";

const report = (): IncidentFormInput => ({
  id: newId(),
  kind: "looting_destruction",
  place: { lon: 20.67, lat: 5.76, precision: "near", placeName: "By the bridge" },
  occurredFrom: "2019-02-10",
  occurredTo: "2019-02-10",
  datePrecision: "day",
  sources: [{ type: "community_leader", reliability: "B", credibility: "2" }],
  harms: [{ harm: "injured", status: "civilian", low: 2, best: 3, high: 4 }],
  verification: "reported",
  sensitivity: "low",
  description: "Three stalls were emptied.",
});

const send = async (page: Page, call: string, data: Record<string, unknown>) =>
  expect((await page.request.post(`/trpc/${call}`, { data: { operation: "CAF", ...data } })).ok()).toBe(true);

test("a report changed by another while it is edited: both versions in words, then both in one", async () => {
  const form = report();
  const { page } = await enterAs("coordinator", "/healthz");
  await send(page, "incidents.log", { form });
  await page.goto(`/CAF/incidents/${form.id}?dataset=log&from=all`);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByRole("heading", { name: "Edit the report" }).waitFor();
  const text = page.getByRole("textbox", { name: "Circumstances" });
  await expect.poll(() => text.inputValue()).toBe("Three stalls were emptied.");
  await page.getByText("Graded B2").waitFor();
  await picture(page, "edit-filled");
  await text.fill("Four stalls were emptied.");

  const harms = [{ harm: "injured", status: "civilian", low: 5, best: 5, high: 5 }];
  await send(page, "incidents.edit", { version: 1, form: { ...form, sources: [], harms } });
  const versions = page.getByRole("alert").filter({ hasText: "was changed after you opened it" });
  await versions.waitFor();
  await expect.poll(() => page.getByRole("button", { name: /^Save the change/ }).isDisabled()).toBe(true);
  const row = (name: string) => versions.getByRole("row", { name }).getByRole("cell").allInnerTexts();
  await expect
    .poll(() => row("Circumstances"))
    .toEqual(["Three stalls were emptied.", "Four stalls were emptied. (changed)"]);
  expect((await row("How many people"))[0]).toContain("5 (changed)");
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "edit-versions");

  await page.getByRole("button", { name: "Put my changes on the stored version" }).click();
  await page.getByRole("button", { name: /^Save the change/ }).click();
  await page.getByRole("link", { name: "Edit", exact: true }).waitFor();
  await page.getByText("Four stalls were emptied.").waitFor();
  await expect.poll(() => page.getByRole("row", { name: "Injured" }).innerText()).toMatch(/5/);
  await page.getByText("Changed: What happened").waitFor();
  await picture(page, "edit-saved");
});

test("n makes what the open room is for; the help is closed by a button with a name", async () => {
  const { page } = await enterAs("poc", "/CAF/coverage");
  await page.getByRole("button", { name: "Log a patrol" }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.goto("/CAF/actors");
  await page.getByRole("link", { name: "Actors" }).waitFor();
  await page.keyboard.press("n");
  await page.waitForURL(/actors\/new/);
  await page.goto("/CAF/priorities");
  await page.getByRole("link", { name: "Actors" }).waitFor();
  await page.keyboard.press("n");
  await page.waitForURL(/incidents\/new/);
});

test("communal groups are one entry among the parties", async () => {
  const { page } = await enterAs("coordinator", "/CAF/incidents?from=all");
  await page.getByRole("combobox", { name: "Party, on any side" }).fill("communal");
  const options = page.getByRole("option", { name: /communal/i });
  await options.first().click();
  await page.waitForURL(/actor=communal_group/);
});
