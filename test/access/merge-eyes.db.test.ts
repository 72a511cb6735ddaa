/**
 * Merging two reports raises nobody's access: of generated pairs every person reads afterwards, field for field, only what
 * they read of one of the two before, every photo and message they read before and no other (a report that becomes severe by
 * it guards its own photos too, so that fewer read them); and after undoing it exactly that again.
 */
import { beforeAll, expect, test } from "vitest";
import type { IncidentSeen } from "../../server/rooms/incidents/read.ts";
import { COMMUNITY_CODES } from "../../shared/rooms/access.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { differences } from "../../shared/rooms/incidents-merge.ts";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { isoOf } from "../../shared/time.ts";
import { attaching } from "../support/attachments.ts";
import { actorOf, addAreas, incidentOf } from "../support/builders.ts";
import { type Chance, chanceOf } from "../support/chance.ts";
import { asVerified } from "../support/factors.ts";
import { incidentCalls } from "../support/incidents.ts";
import { mergeCalls } from "../support/merging.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const PAIRS = Number(process.env.CONCORD_PROPERTY_RUNS ?? 0) > 0 ? 150 : 16;
const SEED = 26;

const world = await openWorld();
const areas = await addAreas(world);
const operation = OPERATION;
const { log } = incidentCalls(world);
const { merge, undo, readOf, filesOf, madeOf } = mergeCalls(world);
const { add } = attaching(world);
const { release, answer } = releaseCalls(world);
const MEMBERS = PERSON_NAMES.filter((name) => name !== "zoe");

beforeAll(() => asVerified(world, "ada"));

/** A group that everybody knows, one that only the owner organisation does, and what the Force is. */
const groups = [actorOf("Known group"), actorOf("Hidden group", { sensitivity: "severe" }), actorOf("Army")];
for (const form of groups) await world.as("ada").actors.log.mutate({ operation, form });
const { rows: organisations } = await world.database.admin.query<{ id: string }>(
  "select id from app.organisation where name = 'Force headquarters'",
);
await world.as("carla").sharing.nameActor.mutate({
  ...{ operation, organisation: organisations[0]!.id, actor: groups[2]!.id },
});

const draw = (chance: Chance, day: number, visible: readonly string[]): IncidentFormInput => {
  const from = isoOf(day + chance.below(3));
  const people = () => ({ low: 1, best: 1 + chance.below(9), high: 12 });
  return incidentOf({
    ...{
      kind: chance.one(["killing", "attack_on_civilians", "abduction"]),
      sensitivity: chance.one(SENSITIVITIES),
    },
    ...{ occurredFrom: from, occurredTo: from, description: `Text ${chance.id()}` },
    tactic: chance.one(["ambush", "threat", null]),
    place: chance.is(0.5)
      ? { lon: 20 + chance.below(4) / 10, lat: 5, precision: "exact", placeName: `Place ${chance.id()}` }
      : { areaId: areas.district, precision: "adm2" },
    harms: (["killed", "injured"] as const)
      .filter(() => chance.is(0.7))
      .map((harm) => ({ harm, status: "civilian" as const, ...people() })),
    parties: visible
      .filter(() => chance.is(0.4))
      .map((actorId) => ({ actorId, role: "alleged_perpetrator" as const, attribution: "sole" as const })),
    displacement: chance.is(0.3) ? [{ low: 5, best: 5, high: 9, fromWords: `From ${chance.id()}` }] : [],
    damage: chance.is(0.3)
      ? [{ siteKind: "school", siteName: `School ${chance.id()}`, degree: "partial" as const }]
      : [],
    sources: [
      {
        ...{ type: "eyewitness" as const, note: `Note ${chance.id()}` },
        consent: chance.is(0.4) ? chance.some(COMMUNITY_CODES, 0.6) : null,
      },
    ],
  });
};

/** What counts versions or only says how coarse the rest is; days and counts are compared by themselves. */
const NOT_COMPARED = new Set([
  ...["ref", "version", "history", "release", "own", "level", "few", "atLeast", "sensitivity", "barredFrom"],
  ...["verification", "merged", "occurredFrom", "occurredTo", "datePrecision", "locationPrecision"],
  ...["killed", "civilian"],
]);
/** Every value that a person reads, with the name of its field. */
function told(value: unknown, path: string): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => told(each, path));
  if (typeof value === "object" && !(value instanceof Date))
    return Object.entries(value).flatMap(([key, inner]) =>
      NOT_COMPARED.has(key) ? [] : told(inner, `${path}.${key}`),
    );
  return [`${path}=${String(value)}`];
}
const allTold = (seen: IncidentSeen[]) => new Set(seen.flatMap((one) => told(one, "")));

/** Is a count the same as this one, or a coarser word for it? */
const isCoarser = (now: IncidentSeen["killed"], then: IncidentSeen["killed"]) =>
  (now.best === null || now.best === then.best) &&
  (now.low === null || now.low <= (then.low ?? then.best ?? 0)) &&
  (now.high === null || now.high >= (then.high ?? then.best ?? 0));

/** What somebody reads now that is neither in what they read before nor a coarser word for it. */
function more(now: IncidentSeen[], before: IncidentSeen[]): string[] {
  const had = allTold(before);
  const found = [...allTold(now)].filter((value) => !had.has(value));
  for (const one of now) {
    const days = before.some(
      (old) => one.occurredFrom <= old.occurredFrom && one.occurredTo >= old.occurredTo,
    );
    if (!days) found.push(`days ${one.occurredFrom} to ${one.occurredTo}`);
    for (const name of ["killed", "civilian"] as const)
      if (!before.some((old) => isCoarser(one[name], old[name]))) found.push(name);
  }
  return found;
}

async function everybody(ids: string[]) {
  const seen = new Map<PersonName, IncidentSeen[]>();
  for (const person of MEMBERS) seen.set(person, await readOf(person, ids));
  return seen;
}

/** Photos and messages by reader. */
async function everybodysFiles(ids: string[]) {
  const files: Partial<Record<PersonName, string[]>> = {};
  for (const person of MEMBERS) files[person] = await filesOf(person, ids);
  return files;
}

type Files = Awaited<ReturnType<typeof everybodysFiles>>;

/** These read what they read before, and nobody more than that. */
function expectFiles(at: number, now: Files, before: Files, same: readonly PersonName[]): void {
  for (const person of MEMBERS) {
    const had = before[person]!;
    const wanted = same.includes(person) ? had : had.filter((file) => now[person]!.includes(file));
    expect({ at, person, files: now[person] }).toEqual({ at, person, files: wanted });
  }
}

/** A photo or two with what is said of them, and the message it was made of. */
async function attach(chance: Chance, ref: string, author: PersonName): Promise<void> {
  for (const person of ["ada", "adele"] as const)
    if (chance.is(0.4))
      await add(person, ref, {
        pictured: chance.one(["nobody", "nobody", "agreed"]),
        sensitivity: chance.one(["low", "severe"]),
      });
  if (chance.is(0.5)) await madeOf(author, ref, `Message ${chance.id()}`);
}

test(`${PAIRS} generated pairs: nobody reads more than before, and undoing gives everybody the same again`, async () => {
  let [read, files] = [0, 0];
  for (let at = 0; at < PAIRS; at += 1) {
    const chance = chanceOf(SEED * 1_000 + at);
    const visible = groups.map(({ id }) => id!);
    const [a, b] = [draw(chance, 17_000 + at * 40, visible), draw(chance, 17_000 + at * 40, visible)];
    const authors = [chance.one(["ada", "adele"] as const), chance.one(["ada", "adele"] as const)];
    await log(a, authors[0]);
    await log(b, authors[1]);
    await attach(chance, a.id!, authors[0]!);
    await attach(chance, b.id!, authors[1]!);
    for (const form of [a, b]) await handOver(chance, form.id!);
    const filesBefore = await everybodysFiles([a.id!, b.id!]);
    files += Object.values(filesBefore).flat().length;
    const before = await everybody([a.id!, b.id!]);
    const own = before.get("ada")!;
    const [kept, gone] = [a.id!, b.id!].map((id) => own.find(({ ref }) => ref === id)!);
    const take = chance.some(differences(kept!, gone!), 0.5);
    const id = await merge(kept!.ref, gone!.ref, take);
    const after = await everybody([a.id!, b.id!]);
    for (const person of MEMBERS) {
      read += allTold(after.get(person)!).size;
      expect({ at, person, more: more(after.get(person)!, before.get(person)!) }).toEqual({
        at,
        person,
        more: [],
      });
      expect(after.get(person)!.length).toBeLessThanOrEqual(Math.max(1, before.get(person)!.length));
    }
    const becameSevere = kept!.sensitivity !== "severe" && after.get("ada")![0]!.sensitivity === "severe";
    expectFiles(at, await everybodysFiles([kept!.ref]), filesBefore, becameSevere ? ["ada"] : MEMBERS);
    await undo(id, kept!.ref);
    expect(await everybodysFiles([a.id!, b.id!])).toEqual(filesBefore);
    const again = await everybody([a.id!, b.id!]);
    for (const person of MEMBERS) {
      expect(more(again.get(person)!, before.get(person)!)).toEqual([]);
      const live = before.get(person)!.filter(({ release: by }) => by === null);
      expect(again.get(person)!.filter(({ release: by }) => by === null).length).toBe(live.length);
    }
  }
  expect(files).toBeGreaterThan(PAIRS);
  console.info(
    `${PAIRS} pairs, ${MEMBERS.length} readers: ${read} values read after merging, none of them new, and ${files} files`,
  );
}, 600_000);

/** Some reports are handed over by a person too, where that can be. */
async function handOver(chance: Chance, ref: string): Promise<void> {
  if (!chance.is(0.3)) return;
  const community = chance.one(["mission_police", "protection_member", "cmcoord"] as const);
  const made = (await release("ada", [ref], { community }).catch(() => [])) as unknown as { ref: string }[];
  const receiver = ({ mission_police: "grace", protection_member: "bilal", cmcoord: "carla" } as const)[
    community
  ];
  if (made[0]) await answer(receiver, made[0].ref).catch(() => undefined);
}
