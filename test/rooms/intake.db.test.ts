/**
 * Intake on the server: what came in is the receiving organisation's alone, becomes one report and no more, keeps its
 * words with the sources of that report, and can be taken back.
 */
import { describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { purge } from "../../server/access/purge.ts";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
await addAreas(world);
const operation = OPERATION;
const CANARY = "LEAK-Mahamat +236 70 11 22 33";
const intake = (person: PersonName) => world.as(person).exchange.intake;
const paste = (text: string, person: PersonName = "adele") =>
  intake(person).paste.mutate({ operation, batch: newId(), text });
const list = (person: PersonName) => intake(person).list.query({ operation });
const get = (ref: string, person: PersonName = "adele") => intake(person).get.query({ operation, ref });
const accept = (
  ref: string,
  version: number,
  form: Partial<IncidentFormInput> = {},
  person: PersonName = "adele",
) => intake(person).accept.mutate({ operation, ref, version, form: incidentOf(form) });

const EXPORT = [
  "[02/12/2019, 08:14:03] ~ Jean Relais: Hier à Ippy 3 personnes tuées. Appelez-moi au +236 75 12 34 56",
  "[02/12/2019, 08:20:41] Jean Relais: image absente",
  "[02/12/2019, 09:02:10] +236 72 00 11 22: Barrière à PK 26,",
  "ils demandent 2000 FCFA",
].join("\n");

describe("a paste", () => {
  test("becomes its messages, once, whoever of the organisation pastes it again", async () => {
    const done = await paste(EXPORT);
    expect(done).toMatchObject({ added: 2, known: 0, faults: [] });
    const { items, counts } = await list("ada");
    expect(counts.open).toBe(2);
    expect(items.map(({ channel, sentOn }) => [channel, sentOn])).toEqual([
      ["whatsapp", "2019-12-02"],
      ["whatsapp", "2019-12-02"],
    ]);
    expect(items[1]?.beginning).toBe("Barrière à PK 26,\nils demandent 2000 FCFA");
    expect(await paste(EXPORT, "ada")).toMatchObject({ added: 0, known: 2 });
    const item = await get(done.first!);
    expect(item.original).toContain("Jean Relais");
    expect(item.original.slice(item.part.from, item.part.to)).toMatch(/^Hier à Ippy/);
  });
});

describe("whose it is", () => {
  test("nobody outside the organisation, nor its administrator or information manager, has an item or its words", async () => {
    const { first } = await paste(`${CANARY}: deux blessés à Ippy`);
    expect(first).not.toBeNull();
    for (const person of PERSON_NAMES) {
      if (person === "ada" || person === "adele") continue;
      expect(["not_found", "not_allowed"]).toContain((await refusal(get(first!, person))).code);
      const seen = await list(person).then(JSON.stringify, () => "");
      expect(seen).not.toContain("LEAK");
    }
    expect((await get(first!, "ada")).original).toContain(CANARY);
  });
  test("the same words in two organisations are two items, and neither is told of the other's", async () => {
    const text = "Tensions à Bria depuis lundi";
    expect(await paste(text, "adele")).toMatchObject({ added: 1, known: 0 });
    expect(await paste(text, "bilal")).toMatchObject({ added: 1, known: 0 });
  });
  test("the words are in no line of the log, no revision and no notice", async () => {
    const { rows } = await asDefiner(world.database.admin, (client) =>
      client.query(
        "select count(*)::int as n from app_priv.audit a where a::text like '%LEAK%' or a.detail::text like '%236%'",
      ),
    );
    expect(rows[0]).toEqual({ n: 0 });
  });
});

describe("accepting", () => {
  test("logs one report however often it is sent, and moves the words to its sources", async () => {
    const { first } = await paste(`${CANARY}: trois morts à Ippy`);
    const { incidentId, version } = await get(first!);
    const form = { description: "Three people were killed." };
    const done = await Promise.all([accept(first!, version, form), accept(first!, version, form)]);
    expect(done.map(({ ref }) => ref)).toEqual([incidentId, incidentId]);
    expect(done.map(({ state }) => state).sort()).toEqual(["repeated", "stored"]);
    const item = await get(first!);
    expect(item).toMatchObject({ state: "accepted", original: "", incident: incidentId });
    const read = (person: PersonName) =>
      world
        .as(person)
        .incidents.get.query({ operation, ref: incidentId })
        .then(({ originals }) => originals);
    expect((await read("adele"))[0]?.body).toContain(CANARY);
    // The right to read sources counts with a second factor only, which Ada did not show.
    for (const person of ["ada", "bilal", "carla", "dawit", "esi", "hugo"] as const) {
      expect(await read(person).catch(() => [])).toEqual([]);
    }
  });
  test("refuses a number to call in the report's own words, and what somebody decided meanwhile", async () => {
    const { first } = await paste("Pillage à Bakala, +236 70 55 66 77");
    const told = await refusal(accept(first!, 1, { description: "Call +236 70 55 66 77" }));
    expect(told.fields).toEqual([{ path: "form.description", reason: "holds_contact" }]);
    await intake("ada").setAside.mutate({ operation, ref: first!, version: 1 });
    expect((await refusal(accept(first!, 1))).code).toBe("conflict");
  });
  test("keeps no words of sexual violence", async () => {
    const { first } = await paste(`${CANARY}: une femme violée`);
    const { incidentId } = await get(first!);
    await accept(first!, 1, { kind: "crsv", sensitivity: "high", harms: [] });
    const { originals } = await world.as("adele").incidents.get.query({ operation, ref: incidentId });
    expect(originals).toEqual([]);
    expect((await refusal(intake("adele").undo.mutate({ operation, ref: first! }))).code).toBe("conflict");
  });
});

describe("taking back", () => {
  test("what was accepted waits again with its words, and the report is gone", async () => {
    const { first } = await paste(`${CANARY}: un mort à Ippy`);
    const { incidentId } = await get(first!);
    await accept(first!, 1);
    expect((await refusal(intake("ada").undo.mutate({ operation, ref: first! }))).code).toBe("conflict");
    await intake("adele").undo.mutate({ operation, ref: first! });
    const item = await get(first!);
    expect(item).toMatchObject({ state: "open", incident: null });
    expect(item.original).toContain(CANARY);
    expect(item.incidentId).not.toBe(incidentId);
    expect((await refusal(world.as("ada").incidents.get.query({ operation, ref: incidentId }))).code).toBe(
      "not_found",
    );
    await accept(first!, item.version);
  });
  test("what was set aside waits again", async () => {
    const { first } = await paste("Réunion demain à dix heures");
    await intake("adele").setAside.mutate({ operation, ref: first!, version: 1 });
    await intake("ada").undo.mutate({ operation, ref: first! });
    expect((await get(first!)).state).toBe("open");
  });
});

describe("rows", () => {
  const row = (cells: Record<string, string>) => ({
    date_from: "2019-11-20",
    place: "Ippy",
    kind: "looting_destruction",
    source_type: "ngo",
    ...cells,
  });
  const send = (rows: Record<string, string>[], channel: "sheet" | "kobo" = "kobo") =>
    intake("adele").rows.mutate({
      ...{ operation, batch: newId(), channel },
      rows: rows.map((cells, at) => ({ row: at + 2, cells })),
    });
  test("are taken in once by the id of their submission; those with faults are told by row and column", async () => {
    const uuid = newId();
    const rows = [row({ _uuid: uuid, killed: "2+" }), row({ kind: "murder", killed: "-1", place: "" })];
    expect(await send(rows)).toMatchObject({
      ...{ added: 1, known: 0 },
      faults: [
        { row: 3, column: "kind", code: "not_in_list" },
        { row: 3, column: "killed", code: "negative_count" },
        { row: 3, column: "place", code: "place_missing" },
      ],
    });
    expect(await send([row({ _uuid: uuid, killed: "3" })])).toMatchObject({ added: 0, known: 1 });
    const { items } = await list("adele");
    const item = await get(items.find(({ channel }) => channel === "kobo")!.ref);
    expect(item.fields).toMatchObject({ killed: "2+", place: "Ippy" });
    expect(item.original).toContain("killed: 2+");
  });
});

describe("its time", () => {
  test("after ninety days the words go at the next purge, and the operation may say another time", async () => {
    const { first } = await paste(`${CANARY}: incendie à Bakala`);
    await asDefiner(world.database.admin, async (client) => {
      await client.query(
        "update app.intake_item set created_at = now() - interval '4 months' where id = $1",
        [first],
      );
    });
    expect(await purge(world.database, operation, true)).toMatchObject([{ kind: "intake_item", expired: 1 }]);
    await purge(world.database, operation, false);
    expect((await refusal(get(first!))).code).toBe("not_found");
    const { rows } = await asDefiner(world.database.admin, (client) =>
      client.query("select original, fields from app.intake_item where id = $1", [first]),
    );
    expect(rows).toEqual([{ original: "", fields: null }]);
    const kept = await world.as("jon").access.retention.get.query({ operation });
    expect(kept.find(({ kind }) => kind === "intake_item")).toMatchObject({ months: 3, isDefault: true });
  });
});
