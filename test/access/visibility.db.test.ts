/**
 * The policies against a model of them in a few lines: members read what is public, what is their organisation's, and
 * of others what the protocol's cell says: the record, a generalised copy under another reference, or nothing; an
 * administrator reads only what is public. Every way to a record is asked, and each must agree with the model and with
 * the others.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { COMMUNITIES } from "../../shared/rooms/access.ts";
import { decodeFacts } from "../../shared/rooms/facts-wire.ts";
import {
  cellKey,
  cellsOf,
  type Level,
  type OwnerSide,
  type ProtocolKind,
} from "../../shared/rooms/protocol.ts";
import { SENSITIVITIES, type Sensitivity } from "../../shared/rooms/records.ts";
import { actorOf, addPublishedIncident, incidentAt, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { PEOPLE, PERSON_NAMES, type PersonName } from "../support/people.ts";
import { OPERATION, OTHER_OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;

/** Whose records exist, at each sensitivity. */
const OWNERS: PersonName[] = ["ada", "bilal", "carla", "dawit", "esi"];

interface Made {
  ref: string;
  author: PersonName | "public";
  sensitivity: Sensitivity;
}
const incidents: Made[] = [];
const actors: Made[] = [];

beforeAll(async () => {
  incidents.push({ ref: await addPublishedIncident(world), author: "public", sensitivity: "low" });
  for (const author of OWNERS) {
    for (const sensitivity of SENSITIVITIES) {
      const form = incidentAt(sensitivity, { description: `TEXT-${author}-${sensitivity}` });
      await world.as(author).incidents.log.mutate({ operation, form });
      incidents.push({ ref: form.id, author, sensitivity });
    }
  }
  for (const author of ["ada", "carla", "dawit"] as const) {
    for (const sensitivity of SENSITIVITIES) {
      const form = actorOf(`Group of ${author} ${sensitivity}`, { sensitivity });
      await world.as(author).actors.log.mutate({ operation, form });
      actors.push({ ref: form.id, author, sensitivity });
    }
  }
});

const CELLS = new Map(cellsOf("integrated").map((cell) => [cellKey(cell), cell.level]));
const sideOf = (name: PersonName) =>
  COMMUNITIES.find(({ code }) => code === PEOPLE[name].community)!.side as OwnerSide;

/** The model: at which level this reader gets a record. */
function levelFor(reader: PersonName, record: Made, kind: ProtocolKind): Level {
  if (reader === "zoe") return "none";
  if (record.author === "public") return "full";
  if (PEOPLE[reader].role === "administrator") return "none";
  if (isOwn(reader, record)) return "full";
  const { community } = PEOPLE[reader];
  return CELLS.get(
    cellKey({ kind, side: sideOf(record.author), sensitivity: record.sensitivity, community }),
  )!;
}
const sees = (reader: PersonName, record: Made) => levelFor(reader, record, "incident") === "full";
const isOwn = (reader: PersonName, record: Made) =>
  record.author !== "public" && PEOPLE[record.author].organisation === PEOPLE[reader].organisation;
const atLevel = (reader: PersonName, records: Made[], kind: ProtocolKind, level: Level) =>
  records.flatMap((record) => (levelFor(reader, record, kind) === level ? [record.ref] : [])).sort();
const members = PERSON_NAMES.filter((name) => name !== "zoe");

/** References in the order of the facts, read from their raw bytes. */
async function refsOf(reader: PersonName): Promise<string[]> {
  const answer = await world.get(reader, `/facts/incidents/refs?operation=${operation}`);
  expect(answer.statusCode).toBe(200);
  const hex = answer.rawPayload.toString("hex");
  return (hex.match(/.{32}/g) ?? []).map((ref) =>
    ref.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"),
  );
}

async function factsOf(reader: PersonName) {
  const answer = await world.get(reader, `/facts/incidents?operation=${operation}`);
  return decodeFacts(new Uint8Array(answer.rawPayload));
}

describe.each(members)("%s", (reader) => {
  test("finds in the facts what the model says, and as many rows as references", async () => {
    const refs = await refsOf(reader);
    const all = new Set(incidents.map(({ ref }) => ref));
    expect(refs.filter((ref) => all.has(ref)).sort()).toEqual(atLevel(reader, incidents, "incident", "full"));
    const copies = refs.filter((ref) => !all.has(ref));
    expect(copies.length).toBe(atLevel(reader, incidents, "incident", "generalised").length);
    expect((await factsOf(reader)).rows).toBe(refs.length);
  });
  test("opens exactly what is in the facts", async () => {
    const refs = new Set(await refsOf(reader));
    for (const { ref } of incidents) {
      const opened = world.as(reader).incidents.get.query({ operation, ref });
      if (refs.has(ref)) expect((await opened).ref).toBe(ref);
      else expect((await refusal(opened)).code).toBe("not_found");
    }
  });
  test("finds nothing in a copy that must not cross", async () => {
    const all = new Set(incidents.map(({ ref }) => ref));
    for (const ref of (await refsOf(reader)).filter((each) => !all.has(each))) {
      const copy = await world.as(reader).incidents.get.query({ operation, ref });
      expect(copy.level).toBe("generalised");
      expect([copy.lon, copy.lat, copy.placeName, copy.description, copy.externalId]).toEqual([
        null,
        null,
        null,
        null,
        null,
      ]);
      expect([copy.sources, copy.history, copy.harm]).toEqual([[], [], []]);
      expect(["week", "month", "year"]).toContain(copy.datePrecision);
      expect(["adm2", "adm1", "unclear", "country", "cross_border"]).toContain(copy.locationPrecision);
    }
  });
  test("finds in the list of actors what the model says, and opens exactly that", async () => {
    const listed = (await world.as(reader).actors.list.query({ operation })).map((actor) => actor.ref);
    const made = new Set(actors.map((actor) => actor.ref));
    expect(listed.filter((ref) => made.has(ref)).sort()).toEqual(atLevel(reader, actors, "actor", "full"));
    expect(listed.filter((ref) => !made.has(ref)).length).toBe(
      atLevel(reader, actors, "actor", "generalised").length,
    );
    for (const { ref } of actors) {
      const opened = world.as(reader).actors.get.query({ operation, ref });
      if (listed.includes(ref)) await expect(opened).resolves.toBeDefined();
      else expect((await refusal(opened)).code).toBe("not_found");
    }
  });
  test("reads who told us only of the own organisation, with the right to, or as the author", async () => {
    const maySource = (PEOPLE[reader] as { rights?: readonly string[] }).rights?.includes("source") ?? false;
    for (const record of incidents.filter((one) => sees(reader, one) && one.author !== "public")) {
      const { sources } = await world.as(reader).incidents.get.query({ operation, ref: record.ref });
      const may = isOwn(reader, record) && (maySource || record.author === reader);
      expect(sources.map((source) => source.reference)).toEqual(may ? ["SOURCE-NOTE"] : []);
    }
  });
  test("reads the history only of the own organisation's records", async () => {
    for (const record of incidents.filter((one) => sees(reader, one) && one.author !== "public")) {
      const { history } = await world.as(reader).incidents.get.query({ operation, ref: record.ref });
      expect(history.length).toBe(isOwn(reader, record) ? 1 : 0);
    }
  });
});

describe("hidden and absent", () => {
  test("an outsider meets the same answer on every way in", async () => {
    for (const path of ["/facts/incidents", "/facts/incidents/refs", "/facts/stream"]) {
      const foreign = await world.get("zoe", `${path}?operation=${operation}`);
      const absent = await world.get("zoe", `${path}?operation=NOWHERE`);
      expect([foreign.statusCode, foreign.json().code]).toEqual([404, "not_found"]);
      expect({ ...foreign.json(), requestId: "" }).toEqual({ ...absent.json(), requestId: "" });
    }
    expect((await world.as("zoe").access.operation.query({ operation: OTHER_OPERATION })).code).toBe(
      OTHER_OPERATION,
    );
  });
  test("a hidden record and one that does not exist are told in the same words", async () => {
    const hidden = incidents.find((one) => one.author === "esi" && one.sensitivity === "severe")!;
    const get = (ref: string) => refusal(world.as("bilal").incidents.get.query({ operation, ref }));
    const [one, other] = [await get(hidden.ref), await get("0190a000-0000-7000-8000-000000000000")];
    expect({ ...one, requestId: "" }).toEqual({ ...other, requestId: "" });
  });
  test("naming a hidden actor or area is refused like naming an absent one", async () => {
    const hidden = actors.find((one) => one.author === "carla" && one.sensitivity === "high")!;
    const log = (actorId: string) =>
      refusal(
        world.as("bilal").incidents.log.mutate({
          operation,
          form: incidentOf({ parties: [{ actorId, role: "party" }] }),
        }),
      );
    const [one, other] = [await log(hidden.ref), await log("0190a000-0000-7000-8000-000000000000")];
    expect({ ...one, requestId: "" }).toEqual({ ...other, requestId: "" });
  });
  test("a hidden actor is left out of the parties of an incident that others see", async () => {
    const secret = actors.find((one) => one.author === "carla" && one.sensitivity === "high")!;
    const form = incidentOf({ parties: [{ actorId: secret.ref, role: "alleged_perpetrator" }] });
    await world.as("carla").incidents.log.mutate({ operation, form });
    const own = await world.as("carla").incidents.get.query({ operation, ref: form.id });
    const other = await world.as("dawit").incidents.get.query({ operation, ref: form.id });
    expect([own.parties.length, other.parties.length]).toEqual([1, 0]);
    const { dictionaries } = await factsOf("dawit");
    expect(dictionaries.actors.map((actor) => actor.ref)).not.toContain(secret.ref);
  });
  test("an id taken by a hidden record is a conflict that tells nothing of it", async () => {
    const hidden = incidents.find((one) => one.author === "esi" && one.sensitivity === "severe")!;
    const taken = await refusal(
      world.as("bilal").incidents.log.mutate({ operation, form: incidentOf({ id: hidden.ref }) }),
    );
    expect({ code: taken.code, fields: taken.fields, details: taken.details }).toEqual({
      code: "conflict",
      fields: [],
      details: {},
    });
  });
});
