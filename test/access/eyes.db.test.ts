/**
 * See as they see: what an owner is shown of others' eyes is, field by field, what those others get, before a release
 * and after it; and nobody but the record's own organisation looks.
 */
import { describe, expect, test } from "vitest";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { PEOPLE, PERSON_NAMES, type PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { log, release, answer, register } = releaseCalls(world);
const areas = await addAreas(world);

/** Everyone who could read a report of the cluster's or the mission's, one for each community. */
const READERS = PERSON_NAMES.filter(
  (name) => !["adele", "hugo", "jon", "zoe"].includes(name),
) as PersonName[];
const place = { areaId: areas.district, precision: "adm2" as const };

async function look(owner: PersonName, ref: string, reader: PersonName) {
  const { community } = PEOPLE[reader];
  const [pane] = await world.as(owner).incidents.seenBy.query({ operation, ref, communities: [community] });
  return pane!;
}

async function refsOf(reader: PersonName): Promise<string[]> {
  const answered = await world.get(reader, `/facts/incidents/refs?operation=${operation}`);
  const hex = answered.rawPayload.toString("hex");
  return (hex.match(/.{32}/g) ?? []).map((ref) =>
    ref.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"),
  );
}

describe.each(["ada", "dawit"] as const)("a report of %s", (owner) => {
  test.each(SENSITIVITIES)("%s: each pane is what they get", async (sensitivity) => {
    for (const reader of READERS.filter((name) => PEOPLE[name].organisation !== PEOPLE[owner].organisation)) {
      const known = new Set(await refsOf(reader));
      const ref = await log(owner, sensitivity, { place, description: "TEXT" });
      const [made] = (await refsOf(reader)).filter((one) => !known.has(one));
      const got = made && (await world.as(reader).incidents.get.query({ operation, ref: made }));
      const pane = await look(owner, ref, reader);
      expect(pane.now, `${reader} of ${owner} ${sensitivity}`).toEqual(got ?? null);
      const opens = pane.rule === "full" || pane.rule === "generalised";
      expect(pane.now !== null).toBe(opens);
      expect(pane.after !== null).toBe(pane.most !== null && pane.now?.level !== "full" && addsTo(pane));
    }
  });
});

const addsTo = ({ now, most }: { now: unknown; most: string | null }) => now === null || most === "full";

describe("a release", () => {
  test("shows in their pane once they accepted it, as they read it, and as it had been foretold", async () => {
    const ref = await log("ada", "high", { place, description: "TEXT" });
    const foretold = await look("ada", ref, "femi");
    expect(foretold).toMatchObject({ rule: "person", most: "generalised", now: null });
    const [one] = await release("ada", [ref]);
    expect((await look("ada", ref, "femi")).now).toBeNull();
    await answer("femi", one!.ref);
    const pane = await look("ada", ref, "femi");
    const [row] = await register("femi", { direction: "received" });
    const got = await world.as("femi").incidents.get.query({ operation, ref: row!.recordRef! });
    expect(pane.now).toEqual(got);
    const { ref: _, release: __, dataset, ...said } = got;
    const { ref: ___, release: ____, dataset: its, ...promised } = foretold.after!;
    expect(dataset).toEqual(its);
    expect(said).toEqual(promised);
  });
});

describe("who looks", () => {
  test("the record's own organisation, and nobody else", async () => {
    const ref = await log("ada", "low");
    const ask = (who: PersonName) =>
      world.as(who).incidents.seenBy.query({ operation, ref, communities: ["mission_military"] });
    expect((await ask("adele")).length).toBe(1);
    for (const who of ["bilal", "dawit", "jon"] as const) {
      expect((await refusal(ask(who))).code).toBe("not_found");
    }
  });
  test("after a look the reader is themselves again", async () => {
    const ref = await log("ada", "severe");
    const communities = ["mission_military" as const, "observer" as const];
    const panes = await world.as("ada").incidents.seenBy.query({ operation, ref, communities });
    expect(panes.map(({ now }) => now)).toEqual([null, null]);
    expect((await world.as("ada").incidents.get.query({ operation, ref })).own).toBe(true);
  });
});

describe("a report that names others' actors", () => {
  test.each(SENSITIVITIES)(
    "of %s sensitivity: each pane names whom they are told of",
    async (sensitivity) => {
      const actor = actorOf(`Others' group ${sensitivity}`, { sensitivity });
      await world.as("carla").actors.log.mutate({ operation, form: actor });
      const sees = (await world.as("ada").actors.list.query({ operation })).find(
        ({ name }) => name === actor.name,
      );
      if (!sees) return;
      const parties = [{ actorId: sees.ref, role: "party" as const }];
      const ref = await log("ada", "low", { place, parties });
      for (const reader of ["bilal", "carla", "dawit"] as const) {
        const got = await world.as(reader).incidents.get.query({ operation, ref });
        const { now } = await look("ada", ref, reader);
        const names = (seen: typeof now) => seen?.parties.map(({ name, role }) => [name, role]);
        expect(names(now), `${reader}, ${sensitivity}`).toEqual(names(got));
      }
    },
  );
});
