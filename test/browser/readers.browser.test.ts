/**
 * What others see of own actors, zones, relations and patrols: one click from the record, and from there a release.
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

  const line = page.getByRole("button", { name: "What others see" });
  await line.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Read only by those who also see").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "readers-zone");
  await dialog.getByRole("button", { name: "Release…" }).click();
  await page.getByRole("dialog", { name: "Release this record" }).waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "See as they see" }).click();
  const poc = page.getByRole("article", { name: "Mission PoC section" });
  await poc.getByText("Nothing, until a person releases it").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "readers-seen");
  await poc.getByText("After a release").click();
  await poc.getByText("Readers Group").waitFor();
  await poc.getByRole("button", { name: "Release…" }).click();
  await choose(page, "For what", "protection of civilians");
  await page.getByRole("button", { name: "Release to Mission PoC section" }).click();
  await page.getByText("Offered. They read a preview until they accept.").waitFor();
});

test("a patrol: one click in its line", async () => {
  const { page } = await enterAs("force", "/CAF/coverage?panel=patrols");
  const day = { date: "2019-11-28", state: "completed", sensitivity: "moderate" };
  await write(page, "coverage.logPatrol", { unit: "Readers 1", areaIds: [await district(page)], ...day });
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Readers 1" });
  await row.getByRole("button", { name: "What others see" }).click();
  await page.getByRole("table", { name: "What each community gets" }).waitFor();
  await picture(page, "readers-patrol");
  await page.getByRole("dialog").getByRole("button", { name: "Release…" }).click();
  await page.getByRole("dialog", { name: "Release this record" }).waitFor();
});
