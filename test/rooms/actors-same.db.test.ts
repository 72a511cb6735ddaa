/**
 * Two records of one actor, through the real server: whoever sees both reads one, whoever sees one reads that one and not a
 * byte of the other; figures of both add up; and taking it back restores all of it.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { groupBy, select } from "../../shared/rooms/analysis.ts";
import { decodeFacts } from "../../shared/rooms/facts-wire.ts";
import { claimOf, sameOf } from "../support/actors.ts";
import { briefOf, engagementOf, mitigationOf } from "../support/actors-engagement.ts";
import { sameCalls } from "../support/actors-same.ts";
import { type Areas, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const as = (person: PersonName) => world.as(person);
const { anActor, relate, say, join, undo, get, pair } = sameCalls(world);
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

async function report(
  parties: { actorId: string; role: "alleged_perpetrator" | "target" }[],
  person: PersonName = "ada",
) {
  const form = incidentOf({ parties, sensitivity: "low" });
  await as(person).incidents.log.mutate({ operation, form });
  return form.id;
}

async function factsOf(person: PersonName) {
  const answer = await world.get(person, `/facts/incidents?operation=${operation}`);
  return decodeFacts(answer.rawPayload);
}

/** Events by perpetrator, as this person's dashboard counts them. */
async function byPerpetrator(person: PersonName) {
  const facts = await factsOf(person);
  const rows = groupBy(facts, select(facts), ["perpetratorGroup"]);
  return new Map(rows.map(({ key, events }) => [String(key[0]), events]));
}

/** All that this person reads where actors are named, as text. */
async function everything(person: PersonName, incidents: readonly string[] = []): Promise<string> {
  const { actors, incidents: reports, places } = as(person);
  const facts = await factsOf(person);
  return JSON.stringify([
    await actors.list.query({ operation }),
    await actors.structure.query({ operation }),
    await actors.ground.query({ operation }),
    await actors.engagements.query({ operation }),
    await actors.briefs.query({ operation }),
    await actors.mitigations.query({ operation }),
    await actors.reach.query({ operation, on: "2019-11-30" }),
    await places.along.query({ operation }),
    await Promise.all(incidents.map((ref) => reports.get.query({ operation, ref }))),
    [facts.dictionaries.actors.map(({ also: _, ...actor }) => actor), facts.dictionaries.partySets],
  ]);
}

describe("two records of one actor", () => {
  test("are one for whoever sees both: list, page, claims, structure, reports, engagements", async () => {
    const { gone, kept, one, two } = await pair();
    const above = await anActor("Above both");
    await relate(gone, "part_of", above);
    const claim = claimOf(gone);
    await as("carla").actors.addClaim.mutate({ operation, form: claim });
    await as("carla").actors.logEngagement.mutate({ operation, form: engagementOf(gone) });
    await as("carla").actors.logBrief.mutate({ operation, form: briefOf(gone, areas.district) });
    await as("carla").actors.logMitigation.mutate({ operation, form: mitigationOf(gone) });
    const incident = await report([{ actorId: gone, role: "alleged_perpetrator" }]);
    const link = await join(gone, kept);
    for (const person of ["carla", "ada"] as const) {
      const list = await as(person).actors.list.query({ operation });
      expect(list.find(({ ref }) => ref === gone)).toBeUndefined();
      expect(list.find(({ ref }) => ref === kept)).toMatchObject({
        name: two,
        alsoNamed: [one, `${one} alias`],
      });
      const dossier = await get(gone, person);
      expect(dossier).toEqual(await get(kept, person));
      expect(dossier.actor.ref).toBe(kept);
      expect(dossier.claims.map(({ ref }) => ref)).toEqual([claim.id]);
      expect(dossier.relations.map(({ other }) => other.name)).toEqual(["Above both"]);
      const [relation] = dossier.relations;
      expect(dossier.toldOf).toEqual({ [claim.id]: gone, [relation!.ref]: gone });
      const { parties } = await as(person).incidents.get.query({ operation, ref: incident });
      expect(parties.map(({ ref }) => ref)).toEqual([kept]);
      const structure = await as(person).actors.structure.query({ operation });
      expect(
        structure.links.filter(({ toActor }) => toActor === above).map((each) => each.fromActor),
      ).toEqual([kept]);
      expect(await everything(person, [incident])).not.toContain(gone);
    }
    const [record] = (await get(kept)).same;
    expect(record).toMatchObject({ ref: link, record: gone, name: one, owner: "CMCoord office", own: true });
    expect(record).toMatchObject({
      since: "2019-12-02",
      by: "CMCoord office",
      reason: "Two elders told it: REASON-WORD",
    });
    // Why, is for the organisation that said it.
    expect((await get(kept, "ada")).same[0]).toMatchObject({ reason: null, own: false });
    // What is logged of the record that stays says nothing of the other.
    await as("carla").actors.logEngagement.mutate({ operation, form: engagementOf(kept) });
    const { actors } = as("carla");
    const held = await actors.engagements.query({ operation });
    const written = await actors.briefs.query({ operation });
    const told = (all: { actor: { ref: string } | null; toldOf: string | null }[]) =>
      all.filter(({ actor }) => actor?.ref === kept).map(({ toldOf }) => toldOf);
    expect(new Set(told(held))).toEqual(new Set([one, null]));
    expect(told(written)).toEqual([one]);
    expect(told(await actors.mitigations.query({ operation }))).toEqual([one]);
    expect((await get(kept)).history.map(({ action }) => action)).toContain("actor_same.say");
  });
  test("one of two, seen alone, is what it was, and not a byte of the other is told", async () => {
    for (const [gone, kept] of [
      ["severe", "low"],
      ["low", "severe"],
    ] as const) {
      const pairOf = await pair(gone, kept);
      const incident = await report([
        { actorId: gone === "low" ? pairOf.gone : pairOf.kept, role: "alleged_perpetrator" },
      ]);
      const before = await everything("ada", [incident]);
      const page = await get(gone === "low" ? pairOf.gone : pairOf.kept, "ada");
      const link = await join(pairOf.gone, pairOf.kept);
      const after = await everything("ada", [incident]);
      expect(after).toBe(before);
      expect(await get(gone === "low" ? pairOf.gone : pairOf.kept, "ada")).toEqual(page);
      const [hidden, name] = gone === "severe" ? [pairOf.gone, pairOf.one] : [pairOf.kept, pairOf.two];
      for (const word of [hidden, name, link]) expect(after + JSON.stringify(page)).not.toContain(word);
      expect((await refusal(get(hidden, "ada"))).code).toBe("not_found");
      await undo(link);
    }
  });
  test("figures by perpetrator are the sum of both, and an event that names both counts once", async () => {
    const { gone, kept } = await pair();
    for (let at = 0; at < 3; at++) await report([{ actorId: gone, role: "alleged_perpetrator" }]);
    for (let at = 0; at < 2; at++) await report([{ actorId: kept, role: "alleged_perpetrator" }]);
    await report([gone, kept].map((actorId) => ({ actorId, role: "alleged_perpetrator" as const })));
    const counts = async () => {
      const events = await byPerpetrator("ada");
      return [gone, kept, "several_parties"].map((group) => events.get(group) ?? 0);
    };
    expect(await counts()).toEqual([3, 2, 1]);
    const link = await join(gone, kept);
    expect(await counts()).toEqual([0, 6, 0]);
    await undo(link);
    expect(await counts()).toEqual([3, 2, 1]);
  });
  test("taking it back restores what everybody read, and what was saved meanwhile names the record it named", async () => {
    const { gone, kept } = await pair();
    const form = incidentOf({
      parties: [{ actorId: gone, role: "alleged_perpetrator" }],
      sensitivity: "low",
    });
    await as("ada").incidents.log.mutate({ operation, form });
    const claim = claimOf(gone);
    await as("carla").actors.addClaim.mutate({ operation, form: claim });
    const people = ["ada", "bilal", "carla", "dawit", "ines"] as const;
    const all = () => Promise.all(people.map((person) => everything(person)));
    const before = await all();
    const link = await join(gone, kept);
    expect(await all()).not.toEqual(before);
    // As its editor sees it: the actor that is shown.
    const { id, sources: _, ...rest } = form;
    const shown = {
      ...rest,
      id,
      description: "Corrected",
      sources: [],
      parties: [{ actorId: kept, role: "alleged_perpetrator" as const }],
    };
    await as("ada").incidents.edit.mutate({ operation, version: 1, form: shown });
    await as("carla").actors.correctClaim.mutate({
      operation,
      version: 1,
      form: { ...claim, actorId: kept },
    });
    await undo(link);
    expect(await all()).toEqual(before);
    expect(
      (await as("ada").incidents.get.query({ operation, ref: id })).parties.map(({ ref }) => ref),
    ).toEqual([gone]);
    expect((await get(gone)).claims.map(({ ref }) => ref)).toEqual([claim.id]);
    expect(await undo(link, 2)).toEqual({ ref: link, already: true });
  });
  test("a chain leads to its end, and no circle is made", async () => {
    const [a, b, c] = [await anActor("First A"), await anActor("Then B"), await anActor("Last C")];
    const first = await join(a, b);
    const second = await join(b, c);
    expect([(await get(a)).actor.ref, (await get(b)).actor.ref]).toEqual([c, c]);
    expect((await get(c)).same.map(({ name }) => name).sort()).toEqual(["First A", "Then B"]);
    for (const [gone, kept] of [
      [c, a],
      [c, b],
      [a, c],
    ] as const)
      expect((await refusal(say(sameOf(gone, kept)))).fields).toEqual([
        { path: "goneId", reason: "already_same" },
      ]);
    await undo(second);
    expect([(await get(a)).actor.ref, (await get(c)).same]).toEqual([b, []]);
    await undo(first);
    expect((await get(a)).actor.ref).toBe(a);
  });
});

describe("who may", () => {
  test("the owner of the record that goes, into any that they see", async () => {
    const own = await anActor("Of the cluster", {}, "ada");
    const theirs = await anActor("Of CMCoord");
    expect((await refusal(say(sameOf(theirs, own), "ada"))).code).toBe("not_found");
    expect((await refusal(say(sameOf(own, theirs), "dawit"))).code).toBe("invalid_input");
    expect((await refusal(say(sameOf(own, theirs), "bilal"))).code).toBe("not_allowed");
    const link = await join(own, theirs, "ada");
    expect((await get(own, "carla")).actor.ref).toBe(theirs);
    // It is the word of the organisation that said it.
    expect((await refusal(undo(link))).code).toBe("not_found");
    expect(await undo(link, 1, "adele")).toEqual({ ref: link, already: false });
    expect((await get(own, "carla")).actor.ref).toBe(own);
  });
  test("neither a stale version nor another second version of a link passes", async () => {
    const { gone, kept } = await pair();
    const stale = await refusal(say(sameOf(gone, kept, { goneVersion: 9 })));
    expect(stale).toMatchObject({ code: "conflict", details: { version: 1 } });
    const form = sameOf(gone, kept, { goneVersion: 1, keptVersion: 1 });
    expect([await say(form), await say(form)]).toEqual([
      { ref: form.id, already: false },
      { ref: form.id, already: true },
    ]);
    expect((await refusal(undo(form.id, 7))).code).toBe("conflict");
    const kind = { operation, kind: "actor" as const, reason: "It is not needed any more" };
    expect((await refusal(as("carla").access.records.delete.mutate({ ...kind, ref: kept }))).fields).toEqual([
      { path: "ref", reason: "still_same" },
    ]);
    expect((await refusal(as("carla").access.records.delete.mutate({ ...kind, ref: gone }))).code).toBe(
      "not_found",
    );
  });
  test("a record goes by its owner's word, whatever another organisation said of it, and takes nothing of the other along", async () => {
    const [own, theirs] = [await anActor("Of the cluster too", {}, "ada"), await anActor("To be deleted")];
    await report([{ actorId: own, role: "alleged_perpetrator" }]);
    const [about, aboutOther] = [claimOf(theirs), claimOf(own)];
    for (const form of [about, aboutOther]) await as("carla").actors.addClaim.mutate({ operation, form });
    await join(own, theirs, "ada");
    const form = { operation, kind: "actor" as const, ref: theirs, reason: "It is not needed any more" };
    await as("carla").access.records.delete.mutate(form);
    expect((await get(own, "ada")).actor).toMatchObject({ ref: own, alsoNamed: [] });
    expect((await get(own)).claims.map(({ ref }) => ref)).toEqual([aboutOther.id]);
    await as("carla").access.records.undelete.mutate({ operation, kind: "actor", ref: theirs });
    expect((await get(own, "ada")).actor.ref).toBe(theirs);
  });
  test("a communal group and one that is none are not the same", async () => {
    const [one, other] = [await anActor("A people", { communal: true }), await anActor("A group")];
    expect((await refusal(say(sameOf(one, other)))).fields).toEqual([
      { path: "keptId", reason: "communal_differs" },
    ]);
  });
});
