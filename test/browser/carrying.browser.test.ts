/**
 * What is made on the device of what was read (the order of battle as a chart, a spreadsheet and on paper, ground as
 * zones) holds no byte of a unit, relation or zone that its reader may not see, and all of it for whoever may.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import readXlsx from "read-excel-file/node";
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { briefOf, missionOf } from "../support/actors-engagement.ts";
import { enterAs, picture } from "./support.ts";

const UNIT = "LEAK-unit-of-the-ford";
const NOTE = "LEAK-note-of-the-ford";
const HEAD = "LEAK-head";
const DAY = "2019-11-26";

/** Sheets of a severe brief and a severe mission, as the address names them. */
const sheets: string[] = [];

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
  const [area] = (await places.json()).result.data as { ref: string; code: string }[];
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
  await post("addClaim", {
    ...{ id: newId(), actorId: unit, attribute: "commander", value: { role: HEAD }, asOf: "2019-11-20" },
    ...{ from: "2019-11-20", reliability: "B", credibility: "2", sources: [{ type: "ngo" }] },
    sensitivity: "severe",
  });
  const [brief, mission] = [briefOf(unit, area!.ref), missionOf(area!.ref)];
  await post("logBrief", { ...brief, sensitivity: "severe" });
  await post("logMission", { ...mission, sensitivity: "severe" });
  sheets.push(`brief/${brief.id}`, `mission/${mission.id}`);
  return [UNIT, NOTE, HEAD, unit, relation, zone, area!.code];
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
  const paper = await printed(page, () => item("Print"));
  await page.goto(`/CAF/actors/ground?at=${DAY}`);
  const ground = await taken(() => page.getByRole("button", { name: "Zones (GeoJSON)" }).click());
  await page.locator(".ground-map canvas").waitFor();
  const map = await printed(page, () => page.getByRole("button", { name: "Print" }).click());
  return { svg, xlsx: JSON.stringify(sheets), paper, geojson: ground.toString("utf8"), map };
}

/** What stands on paper: nothing of the page until its own button is pressed. */
async function printed(page: Page, press: () => Promise<void>): Promise<string> {
  await page.evaluate(() => Object.assign(globalThis, { print: () => {} }));
  await page.emulateMedia({ media: "print" });
  await page.getByText("Printed from this page itself, by its button").waitFor();
  expect(await page.locator(".structure-body").isVisible()).toBe(false);
  await page.emulateMedia({ media: "screen" });
  await press();
  await page.locator("[data-taken]").waitFor();
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("[data-taken] .structure-body").innerText();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.locator("[data-taken]").waitFor({ state: "detached" });
  return text;
}

/** The pages of the unit, of contacts and of the area, printed as they stand. */
async function staysOffPaper(page: Page, unit: string, code: string): Promise<void> {
  const pages = [
    [`/CAF/actors/${unit}`, HEAD, "This page stays on the screen", ".panel"],
    ["/CAF/actors/engagement", "Message agreed", "Contacts stay on the screen", ".panel"],
    [`/CAF/actors/engagement/${sheets[0]}`, "ASKS-WORD", "it is not printed", ".panel"],
    [`/CAF/actors/engagement/${sheets[1]}`, "AIM-WORD", "it is not printed", ".panel"],
    [`/CAF/areas/${code}`, UNIT, "and 1 zone of a high or severe record", ".dossier"],
  ] as const;
  for (const [path, secret, instead, room] of pages) {
    await page.goto(path);
    await page.locator(room).getByText(secret).first().waitFor();
    await page.emulateMedia({ media: "print" });
    await page.getByText(instead).first().waitFor();
    expect([path, (await page.locator(room).innerText()).includes(secret)]).toEqual([path, false]);
    await page.emulateMedia({ media: "screen" });
  }
}

test("files of the order of battle hold what their reader sees, and nothing else", async () => {
  const { page } = await enterAs("cmcoord", "/healthz");
  const [code, ...secrets] = (await writeUnit(page)).toReversed();
  const own = await carried(page);
  await picture(page, "carrying-own");
  // The control: what is looked for is there to be found.
  for (const [file, text] of Object.entries(own)) {
    expect([file, text.includes("ford")]).toEqual([file, true]);
    // Nothing exact of what is severe, whoever takes it: no command, and months instead of days.
    expect([file, [HEAD, "2019-11-20", "20 Nov 2019", NOTE].filter((one) => text.includes(one))]).toEqual([
      ...[file, []],
    ]);
  }
  await page.goto(`/CAF/actors/structure?at=${DAY}`);
  await page.getByText(HEAD).first().waitFor({ state: "attached" });
  await staysOffPaper(page, secrets[2]!, code!);

  const other = (await enterAs("coordinator", "/healthz")).page;
  const theirs = await carried(other);
  await picture(other, "carrying-other");
  for (const [file, text] of Object.entries(theirs)) {
    expect([file, secrets.filter((secret) => text.includes(secret))]).toEqual([file, []]);
    expect([file, text.length > 300]).toEqual([file, true]);
  }
});

test("whoever may take nothing out is not offered it", async () => {
  const { page } = await enterAs("partner", "/CAF/actors/structure");
  await page.getByRole("heading", { name: "Order of battle" }).waitFor();
  expect(await page.getByRole("button", { name: "Take out" }).count()).toBe(0);
  await page.goto("/CAF/actors/ground");
  await page.getByRole("heading", { name: "Who holds which ground" }).waitFor();
  expect(await page.getByRole("button", { name: /Print|GeoJSON/ }).count()).toBe(0);
});

const BRANCHES = 8;
const EACH = 25;

/** Has the server's answer say that Group A has eight more branches of 25: more than are drawn at once. */
async function makeLong(page: Page): Promise<string[]> {
  const names: string[] = [];
  await page.route(/\/trpc\/[^?]*actors\.(?:structure|export)/, async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    // Several calls go in one request, in the order of the address.
    const calls = new URL(route.request().url()).pathname.split("/trpc/")[1]!.split(",");
    const asked = calls.findIndex((call) => /^actors\.(?:structure|export)$/.test(call));
    const answered = (Array.isArray(body) ? body[asked] : body).result.data;
    const data = answered.structure ?? answered;
    const top = data.actors.find((actor: { name: string }) => actor.name === "Illustrative Group A");
    const link = data.links.find(
      ({ kind, to }: { kind: string; to: string | null }) => kind === "part_of" && to === null,
    );
    const under = (name: string, above: string) => {
      const ref = crypto.randomUUID();
      names.push(name);
      data.actors.push({ ...top, ref, name });
      data.links.push({ ...link, ref: crypto.randomUUID(), fromActor: ref, toActor: above });
      return ref;
    };
    names.length = 0;
    for (let branch = 1; branch <= BRANCHES; branch++) {
      const ref = under(`Long branch ${branch}`, top.ref);
      for (let at = 1; at <= EACH; at++) under(`Long unit ${branch}.${at}`, ref);
    }
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto(`/CAF/actors/structure?at=${DAY}`);
  await page.getByRole("treeitem", { name: /^Long branch 1,/ }).waitFor();
  return names;
}

test("of a long order of battle the part in sight is drawn, and all of it leaves; keys do not lose their unit", async () => {
  const { page } = await enterAs("cmcoord", "/healthz");
  const names = await makeLong(page);
  const missing = (drawing: string) => names.filter((name) => !drawing.includes(`>${name}<`));
  const saved = async () => {
    const arriving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Take out" }).click();
    await page.getByRole("menuitem", { name: "Chart (SVG)" }).click();
    return readFile((await (await arriving).path())!, "utf8");
  };
  const drawing = () => page.locator(".structure-drawing").innerHTML();
  for (const view of ["Tree", "Graph"]) {
    await page.getByText(view, { exact: true }).click();
    await expect.poll(async () => missing(await drawing()).length, { message: view }).toBeGreaterThan(50);
    expect(missing(await saved()), view).toEqual([]);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(missing(await drawing()), view).toEqual([]);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  }

  // In the graph, then in the tree: whoever has the focus keeps it out of sight, and the next arrow goes on from there.
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  for (const view of ["Graph", "Tree"]) {
    await page.getByText(view, { exact: true }).click();
    const room = page.locator(".structure-room");
    await page.locator("[data-unit]", { hasText: "Long unit 1.1" }).first().focus();
    await room.evaluate((one) => one.scrollTo(0, one.scrollHeight));
    await page.locator("[data-unit]", { hasText: "Long unit 1.3" }).waitFor({ state: "detached" });
    expect(await focused(), view).toMatch(/^Long unit 1\.1,/);
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused, { message: view }).toMatch(/^Long unit 1\.(2|10),/);
  }
});
