/**
 * What others see of own actors, zones, relations, patrols and words on priorities: the split screen is one click from
 * the record, releasing and deleting two.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { accessibilityFaults, choose, enterAs, picture } from "./support.ts";

/** Writes a record as the page's person. */
async function write(page: Page, path: string, form: Record<string, unknown>): Promise<string> {
  const id = newId();
  const answer = await page.request.post(`/trpc/${path}`, {
    data: { operation: "CAF", form: { id, ...form } },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return id;
}
const district = async (page: Page) => {
  const input = encodeURIComponent(JSON.stringify({ operation: "CAF", code: "CF612" }));
  const answer = await (await page.request.get(`/trpc/places.area?input=${input}`)).text();
  return /"ref":"([0-9a-f-]{36})"/.exec(answer)![1]!;
};

test("an actor: the rules beside a release, the split screen, and a release to the PoC section", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors");
  const names = { kind: "nsag_rebel", sensitivity: "moderate", communal: false, aliases: [] };
  const actor = await write(page, "actors.log", { name: "Readers Group", description: "Notes", ...names });
  const claim = { confidence: "low", asOf: "2019-11-20", sensitivity: "moderate" };
  const areaId = await district(page);
  await write(page, "actors.addZone", { actorId: actor, areaId, controlKind: "contested", ...claim });
  await page.goto(`/CAF/actors/${actor}`);
  await page.getByRole("table", { name: "What each community gets" }).waitFor();
  await page.getByText("Released, a generalised copy says").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "readers-actor");

  // The zone's stands in its line, the actor's below all that is said of it.
  await page.getByRole("link", { name: "See as they see" }).first().click();
  const core = page.getByRole("article", { name: "Mission PoC section" });
  await core.getByText("Nothing, until a person releases it").waitFor();
  await core.getByText("After a release").click();
  await core.getByText("Contested").waitFor();
  // Whose zone it is crosses with a release of the actor itself, and not with one of the zone.
  expect(await core.getByText("Readers Group").count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "readers-zone");
  await page.getByRole("button", { name: "Back to the list" }).click();
  await page.getByRole("button", { name: "Release or delete" }).click();
  await page.getByRole("menuitem", { name: "Release…" }).click();
  const dialog = page.getByRole("dialog", { name: "Release this record" });
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("link", { name: "See as they see" }).last().click();
  const poc = page.getByRole("article", { name: "Mission PoC section" });
  await poc.getByText("Nothing, until a person releases it").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "readers-seen");
  await poc.getByText("After a release").click();
  await poc.getByText("Readers Group").waitFor();
  await poc.getByRole("button", { name: "Release…" }).click();
  await choose(page, "For what", "protection of civilians");
  const send = page.getByRole("button", { name: "Release to Mission PoC section" });
  await expect.poll(() => send.isDisabled()).toBe(true);
  await page.getByLabel("I have thought of this, and it may go").check();
  await send.click();
  await page.getByText("Offered. They read a preview until they accept.").waitFor();
});

test("a patrol: one click in its line; deleted from there, and brought back", async () => {
  const { page } = await enterAs("force", "/CAF/coverage?panel=patrols");
  const day = { date: "2019-11-28", state: "completed", sensitivity: "moderate" };
  await write(page, "coverage.logPatrol", { unit: "Readers 1", areaIds: [await district(page)], ...day });
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Readers 1" });
  await row.getByRole("link", { name: "See as they see" }).click();
  await page
    .getByRole("article", { name: "Mission PoC section" })
    .getByText("Readers 1")
    .waitFor({ state: "detached" });
  await page.getByRole("article", { name: "Mission PoC section" }).getByText("Completed").waitFor();
  await picture(page, "readers-patrol");
  await page.goBack();
  await row.getByRole("button", { name: "Release or delete" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByLabel("Reason").fill("Logged twice by mistake");
  await page.getByRole("button", { name: "Delete the record" }).click();
  await row.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Bring it back" }).click();
  await row.waitFor();
});

test("a category and an assessment of an area: the same tools in its history", async () => {
  const { page } = await enterAs("coordinator", "/CAF/priorities");
  const asked = encodeURIComponent(JSON.stringify({ operation: "CAF" }));
  const cycles = await (await page.request.get(`/trpc/priorities.cycles?input=${asked}`)).text();
  const cycleId = /"ref":"([0-9a-f-]{36})","name":"2019"/.exec(cycles)![1]!;
  const said = { cycleId, areaId: await district(page), sensitivity: "low" };
  const form = { id: newId(), ...said, category: "should", reviewOn: "2020-01-15" };
  const reason = "READERS two markets were threatened";
  const answer = await page.request.post("/trpc/priorities.overrideCategory", {
    data: { operation: "CAF", form: { ...form, reason }, basedOn: null },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  await page.goto("/CAF/priorities?cycle=2019&open=area:CF612");
  const entry = page.getByRole("listitem").filter({ hasText: "READERS" });
  await entry.getByRole("link", { name: "See as they see" }).click();
  const member = page.getByRole("article", { name: "Protection cluster, member" });
  await member.getByText("Should").waitFor();
  expect(await member.getByText("READERS").count()).toBe(0);
  await member.getByText("After a release").click();
  await member.getByText("READERS").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Back to the list" }).click();
  await entry.getByRole("button", { name: "Release or delete" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).waitFor();
});
