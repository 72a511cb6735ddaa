/** Verification by two people through the real server: who may decide, what a decision does, what takes it back. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { newId } from "../../shared/ids.ts";
import { RELIABILITY, SOURCE_TYPES } from "../../shared/rooms/incidents.ts";
import { countSources, FACT_LEVELS, levelOf } from "../../shared/rooms/incidents-review.ts";
import { actorOf } from "../support/builders.ts";
import { type Caller, refusal } from "../support/callers.ts";
import { incidentCalls } from "../support/incidents.ts";
import type { PersonName } from "../support/people.ts";
import { addVera, reviewCalls } from "../support/reviews.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { edit, log } = incidentCalls(world);
const { report, decide, ask, act, review, get } = reviewCalls(world);
let vera: Caller;
let viktor: Caller;

beforeAll(async () => {
  vera = await addVera(world);
  viktor = await addVera(world, "viktor");
});

const inDatabase = <T>(person: PersonName, sql: string, parameters: unknown[] = []) =>
  asPrincipal(world.database.pool, { secret: world.people[person].secret, operation }, (tx) =>
    tx.query<T>(sql, parameters),
  );

describe("the second person", () => {
  test("decides; the level, the facts and the history follow", async () => {
    const { id } = await report();
    await ask("adele", id, "Is the count right?");
    expect(await decide("ada", id, { version: 2 })).toEqual({ version: 3, level: "verified" });
    const seen = await get(id);
    expect(seen.verification).toBe("verified");
    expect(seen.history.map(({ action, by }) => `${action} ${by}`)).toEqual([
      ...["incident.decide ada", "incident.ask_review adele", "incident.log adele"],
    ]);
    const { finding, open, past } = await review("ada", id);
    expect(finding).toMatchObject({ occurrence: "verified", late: false, decidedOn: "2019-12-02" });
    expect(open).toBeNull();
    expect(past).toMatchObject([
      { state: "decided", requestedBy: "adele", decidedBy: "ada", question: "Is the count right?" },
    ]);
  });
  test("is not the author", async () => {
    const { id } = await report({}, "ada");
    expect(await refusal(decide("ada", id))).toMatchObject({
      code: "not_allowed",
      details: { why: "author" },
    });
    expect((await review("ada", id)).why).toBe("author");
    expect((await decide(vera, id)).level).toBe("verified");
  });
  test("is not who asked", async () => {
    const { id } = await report();
    await ask("ada", id);
    expect((await refusal(decide("ada", id, { version: 2 }))).details).toMatchObject({ why: "requester" });
    expect((await decide(vera, id, { version: 2 })).level).toBe("verified");
  });
  test("did not change the version that waits, but may have changed one that was decided since", async () => {
    const form = await report();
    await edit(1, { ...form, kind: "killing" }, "ada");
    expect((await refusal(decide("ada", form.id, { version: 2 }))).details).toMatchObject({ why: "editor" });
    await decide(vera, form.id, { version: 2 });
    await act("adele", form.id, "reopen", "A third account");
    expect((await decide("ada", form.id, { version: 4 })).level).toBe("verified");
  });
  test("has the role, in the organisation whose record it is", async () => {
    const { id } = await report();
    for (const person of ["adele", "hugo", "jon"] as const)
      expect((await refusal(decide(person, id))).code).toBe("not_allowed");
    for (const person of ["carla", "dawit", "esi"] as const)
      expect((await refusal(decide(person, id))).code).toBe("not_found");
    expect((await review("ada", id)).reviewers.map(({ name, why }) => `${name} ${why}`)).toEqual([
      ...["ada null", "vera null", "viktor null"],
    ]);
    expect((await get(id)).verification).toBe("reported");
  });
  test("two at once: one wins, the other is told", async () => {
    const { id } = await report();
    const done = await Promise.allSettled([decide("ada", id), decide(vera, id), decide(viktor, id)]);
    expect(done.filter(({ status }) => status === "fulfilled").length).toBe(1);
    const told = await refusal(decide("ada", id));
    expect(told).toMatchObject({ code: "conflict", details: { version: 2 } });
    expect((await review("ada", id)).past.length).toBe(1);
  });
});

describe("the rule", () => {
  test("is not met by one source, and verified is refused until it is", async () => {
    const form = await report({ sources: [{ type: "ngo" }] });
    expect((await review("ada", form.id)).has).toEqual({ independent: 1, direct: 0 });
    const told = await refusal(decide("ada", form.id));
    expect(told.fields).toEqual([{ path: "form.occurrence", reason: "below_rule" }]);
    expect(told.details).toEqual({ independent: 1, direct: 0 });
    await edit(1, form, "adele", [{ type: "medical" }]);
    expect((await decide("ada", form.id, { version: 2 })).level).toBe("verified");
  });
  test("of the operation is set by its coordinator, and holds at once", async () => {
    await world.as("ada").incidents.review.setRule.mutate({ operation, independent: 3, direct: 1 });
    const { id } = await report();
    expect((await refusal(decide("ada", id))).fields[0]?.reason).toBe("below_rule");
    await world.as("ada").incidents.review.setRule.mutate({ operation, independent: 2, direct: 1 });
    expect((await decide("ada", id)).level).toBe("verified");
  });
  test("counts in the database what it counts here", async () => {
    const source = fc.record({
      type: fc.constantFrom(...SOURCE_TYPES),
      reliability: fc.constantFrom(...RELIABILITY, undefined),
      credibility: fc.constantFrom("1" as const, "5" as const, "6" as const, undefined),
      independenceGroup: fc.constantFrom(null, "One", "one ", "two"),
    });
    for (const sources of fc.sample(fc.array(source, { minLength: 1, maxLength: 6 }), 25)) {
      const { id } = await report({ sources });
      const expected = countSources(sources.map((one) => ({ ...one, group: one.independenceGroup })));
      expect((await review("adele", id)).has, JSON.stringify(sources)).toEqual(expected);
    }
  });
  test("gives the level in the database that it gives here", async () => {
    for (const occurrence of FACT_LEVELS.occurrence)
      for (const counts of [null, ...FACT_LEVELS.counts])
        for (const perpetrator of [null, ...FACT_LEVELS.perpetrator]) {
          const { rows } = await world.database.admin.query<{ level: string }>(
            "select app_priv.level_of($1, $2, $3) as level",
            [occurrence, counts, perpetrator],
          );
          expect(rows[0]!.level).toBe(levelOf({ occurrence, counts, victims: null, perpetrator }));
        }
  });
  test("a decision speaks of every fact the record has, and of no other", async () => {
    const actor = actorOf("A group");
    await world.as("carla").actors.log.mutate({ operation, form: actor });
    const { id } = await report({ parties: [{ actorId: actor.id, role: "alleged_perpetrator" }] });
    expect((await refusal(decide("ada", id))).code).toBe("invalid_input");
    expect((await refusal(decide("ada", id, { perpetrator: "verified", counts: null }))).code).toBe(
      "invalid_input",
    );
    const done = await decide("ada", id, { perpetrator: "falsely_attributed" });
    expect(done.level).toBe("falsely_attributed");
    const { id: threat } = await report({ harms: [], kind: "threat_intimidation" });
    expect((await decide("ada", threat, { counts: null, victims: null })).level).toBe("verified");
  });
  test("what is verified after the quarter in which it happened is late", async () => {
    const { id } = await report({ occurredFrom: "2019-09-29", occurredTo: "2019-09-30" });
    await decide("ada", id);
    expect((await review("ada", id)).finding?.late).toBe(true);
    const { id: first } = await report({ occurredFrom: "2019-10-01", occurredTo: "2019-10-01" });
    await decide("ada", first);
    expect((await review("ada", first)).finding?.late).toBe(false);
  });
});

describe("nothing but a decision gives its levels", () => {
  const LEVELS = ["verified", "corroborated", "not_verifiable", "falsely_attributed", "rejected"];
  test.each(LEVELS)("%s is refused by the database to a writer, new or changed", async (level) => {
    const { id } = await report();
    const set = inDatabase("ada", "update app.incident set verification = $2 where id = $1", [id, level]);
    await expect(set).rejects.toMatchObject({ code: "42501" });
    const copy = inDatabase(
      "ada",
      `insert into app.incident (id, operation_id, owner_org_id, sensitivity, dataset_id, kind, occurred_from, occurred_to,
         date_precision, location_precision, verification)
       select $2, operation_id, owner_org_id, sensitivity, dataset_id, kind, occurred_from, occurred_to, date_precision,
         location_precision, $3 from app.incident where id = $1`,
      [id, newId(), level],
    );
    await expect(copy).rejects.toMatchObject({ code: "42501" });
  });
  test("no review, decision or finding is written past the gates", async () => {
    const { id } = await report();
    await decide("ada", id);
    for (const sql of [
      "update app.incident_review set reason = 'x' where incident_id = $1",
      "delete from app.incident_review where incident_id = $1",
      "update app.incident_finding set late = true where incident_id = $1",
      "update app.incident_comment set said = 'x' where incident_id = $1",
    ])
      await expect(inDatabase("ada", sql, [id])).rejects.toMatchObject({ code: "42501" });
  });
});

test("a report cannot be logged at a level that a decision gives", async () => {
  const form = { ...(await report()), id: newId(), verification: "verified" as never };
  expect((await refusal(log(form))).code).toBe("invalid_input");
});
