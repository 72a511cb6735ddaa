/**
 * What is made on the device of what was read (the order of battle as a chart, a spreadsheet and on paper, ground as
 * zones) holds no byte of a unit, relation or zone that its reader may not see, and all of it for whoever may.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import readXlsx from "read-excel-file/node";
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { enterAs, picture } from "./support.ts";

const UNIT = "LEAK-unit-of-the-ford";
const NOTE = "LEAK-note-of-the-ford";
const DAY = "2019-11-26";

/** A severe unit with a place in the order of battle and ground of its own; none of it leaves CMCoord's office. */
async function writeUnit(page: Page): Promise<string[]> {
  const { result } = await (
    await page.request.get(
      `/trpc/actors.list?input=${encodeURIComponent(JSON.stringify({ operation: "CAF" }))}`,
    )
  ).json();
  const above = (result.data as { ref: string; name: string }[]).find(({ name }) => name === "FPRC")!.ref;
  const places = await page.request.get(
    `/trpc/places.areas?input=${encodeURIComponent(JSON.stringify({ operation: "CAF" }))}`,
  );
  const [area] = (await places.json()).result.data as { ref: string }[];
  const [unit, relation, zone] = [newId(), newId(), newId()];
  const post = async (call: string, form: object) => {
    const answer = await page.request.post(`/trpc/actors.${call}`, { data: { operation: "CAF", form } });
    expect(await answer.text()).toContain("result");
  };
  const told = { asOf: "2019-11-20", validFrom: "2019-11-20", confidence: "medium", note: NOTE };
  await post("log", {
    ...{ id: unit, name: UNIT, kind: "nsag_rebel", aliases: [], communal: false, sensitivity: "severe" },
  });
  await post("addRelation", {
    ...{
      id: relation,
      fromActorId: above,
      toActorId: unit,
      relation: "commands",
      sensitivity: "severe",
      ...told,
    },
  });
  await post("addZone", {
    ...{ id: zone, actorId: unit, areaId: area!.ref, controlKind: "nsag", sensitivity: "severe", ...told },
  });
  return [UNIT, NOTE, unit, relation, zone];
}

/** All that this reader can carry out of structure and ground, as text by kind of file. */
async function carried(page: Page): Promise<Record<string, string>> {
  const taken = async (work: () => Promise<void>) => {
    const arriving = page.waitForEvent("download");
    await work();
    return readFile((await (await arriving).path())!);
  };
  const item = async (name: string) => {
    await page.getByRole("button", { name: "Take out" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await page.goto(`/CAF/actors/structure?at=${DAY}`);
  await page.getByRole("treeitem", { name: /^Illustrative Group C,/ }).waitFor();
  const svg = (await taken(() => item("Chart (SVG)"))).toString("utf8");
  const sheets = await readXlsx(await taken(() => item("Spreadsheet (XLSX)")));
  await page.emulateMedia({ media: "print" });
  const paper = await page.content();
  await page.emulateMedia({ media: "screen" });
  await page.goto(`/CAF/actors/ground?at=${DAY}`);
  const ground = await taken(() => page.getByRole("button", { name: "Zones (GeoJSON)" }).click());
  return { svg, xlsx: JSON.stringify(sheets), paper, geojson: ground.toString("utf8") };
}

test("files of the order of battle hold what their reader sees, and nothing else", async () => {
  const { page } = await enterAs("cmcoord", "/healthz");
  const secrets = await writeUnit(page);
  const own = await carried(page);
  await picture(page, "carrying-own");
  // The control: what is looked for is there to be found.
  for (const [file, text] of Object.entries(own)) expect([file, text.includes("ford")]).toEqual([file, true]);

  const other = (await enterAs("coordinator", "/healthz")).page;
  const theirs = await carried(other);
  await picture(other, "carrying-other");
  for (const [file, text] of Object.entries(theirs)) {
    expect([file, secrets.filter((secret) => text.includes(secret))]).toEqual([file, []]);
    expect([file, text.length > 500]).toEqual([file, true]);
  }
});
