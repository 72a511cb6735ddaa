/** What happens around a decision: what takes it back, and what is said between asking and deciding. */
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { readQueue } from "../../server/rooms/incidents/read-queue.ts";
import { newId } from "../../shared/ids.ts";
import { type Caller, refusal } from "../support/callers.ts";
import { incidentCalls } from "../support/incidents.ts";
import type { PersonName } from "../support/people.ts";
import { addVera, reviewCalls } from "../support/reviews.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { edit } = incidentCalls(world);
const { report, decide, ask, act, comment, review, queue, get } = reviewCalls(world);
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

describe("a decision is taken back", () => {
  const levelOfNow = async (id: string) => (await get(id)).verification;
  test("by a change of the facts, which waits for a second person anew", async () => {
    const form = await report();
    await decide("ada", form.id);
    await edit(2, { ...form, description: "Another course of events", verification: "verified" }, "adele");
    expect(await levelOfNow(form.id)).toBe("under_verification");
    expect((await get(form.id)).history[0]!.changed).toEqual(["description", "verification"]);
    const { open, past, finding } = await review("ada", form.id);
    expect(finding).toBeNull();
    expect(open).toMatchObject({ state: "open", requestedBy: null });
    expect(past).toMatchObject([{ state: "reopened", level: "verified", endedBy: "adele" }]);
    expect((await decide("ada", form.id, { version: 3, occurrence: "corroborated" })).level).toBe(
      "corroborated",
    );
  });
  test("also by counts that move no total", async () => {
    const harms = [{ harm: "detained" as const, status: "civilian" as const, low: 1, best: 1, high: 1 }];
    const form = await report({ harms });
    await decide("ada", form.id);
    await edit(2, { ...form, harms: [{ ...harms[0]!, best: 2, high: 2 }] }, "adele");
    expect(await levelOfNow(form.id)).toBe("under_verification");
  });
  test("by a writer who goes around the product", async () => {
    const { id } = await report();
    await decide("ada", id);
    await inDatabase("ada", "update app.incident set killed_best = 9, version = version + 1 where id = $1", [
      id,
    ]);
    expect(await levelOfNow(id)).toBe("under_verification");
    expect((await review("ada", id)).finding).toBeNull();
  });
  test("not by another sensitivity, an added source or a deletion that is undone", async () => {
    const form = await report();
    await decide("ada", form.id);
    await edit(2, { ...form, sensitivity: "moderate" }, "adele", [{ type: "media" }]);
    await world.as("ada").access.records.delete.mutate({
      operation,
      kind: "incident",
      ref: form.id,
      reason: "Logged twice by mistake",
    });
    await world.as("ada").access.records.undelete.mutate({ operation, kind: "incident", ref: form.id });
    expect(await levelOfNow(form.id)).toBe("verified");
  });
  test("by reopening it with a reason", async () => {
    const { id } = await report();
    await decide("ada", id);
    expect(await act("adele", id, "reopen", "A witness corrects the day")).toMatchObject({
      level: "under_verification",
    });
    const { past, open } = await review("ada", id);
    expect(past).toMatchObject([{ state: "reopened", endedSaid: "A witness corrects the day" }]);
    expect(open?.state).toBe("open");
  });
});

describe("between asking and deciding", () => {
  test("more is asked for, answered, and decided; comments stand in order", async () => {
    const { id } = await report();
    await ask("adele", id);
    await act("ada", id, "ask", "Which clinic?");
    expect((await review("adele", id)).open?.state).toBe("asked");
    await comment("adele", id, "We call them");
    await act("adele", id, "answer", "The district hospital");
    const { open, comments } = await review("ada", id);
    expect(open?.state).toBe("open");
    expect(comments.map(({ act: kind, by }) => `${kind} ${by}`)).toEqual([
      ...["asked ada", "comment adele", "answered adele"],
    ]);
    expect((await refusal(act("adele", id, "ask", "x"))).code).toBe("not_allowed");
    expect((await decide("ada", id, { version: 2 })).level).toBe("verified");
  });
  test("it is given to somebody who could, and to nobody who could not", async () => {
    const { id } = await report({}, "ada");
    const { reviewers } = await review("ada", id);
    const of = (name: string) => reviewers.find((one) => one.name === name)!.person;
    expect((await refusal(ask("ada", id, "", of("ada")))).code).toBe("not_allowed");
    await ask("ada", id, "", of("vera"));
    expect((await review("ada", id)).open).toMatchObject({ assigned: "vera" });
    expect((await queue(vera)).rows.find(({ ref }) => ref === id)?.assignedToYou).toBe(true);
    expect((await decide(viktor, id, { version: 2 })).level).toBe("verified");
  });
  test("a request is taken back by whoever made it or coordinates", async () => {
    const { id } = await report();
    await ask("adele", id);
    expect((await refusal(act(vera, id, "withdraw", "x"))).code).toBe("not_allowed");
    await act("adele", id, "withdraw", "Logged twice");
    expect((await review("adele", id)).open).toBeNull();
    expect((await refusal(ask("adele", newId()))).code).toBe("not_found");
  });
  test("a backlog hides none of the gravest: the queue is cut by gravity, not by age", async () => {
    const old = { occurredFrom: "2018-01-01", occurredTo: "2018-01-01" };
    for (let n = 0; n < 3; n += 1) await report({ kind: "threat_intimidation", harms: [], ...old });
    const nobodyCounted = { harm: "killed", status: "civilian", low: null, best: null, high: null } as const;
    const { id: uncounted } = await report({ kind: "threat_intimidation", harms: [nobodyCounted] });
    const { rows: all, total } = await queue("ada");
    expect(total).toBe(all.length);
    const { gravity, killed, atLeast } = all.find(({ ref }) => ref === uncounted)!;
    expect([gravity, killed, atLeast]).toEqual(["grave", null, true]);
    const entry = { secret: world.people.ada.secret, operation };
    for (const most of [1, 3, all.length - 1]) {
      const cut = await asPrincipal(world.database.pool, entry, (tx) => readQueue(tx, most));
      expect(cut.total).toBe(all.length);
      expect(cut.rows.map(({ gravity, killed, occurredTo }) => [gravity, killed, occurredTo])).toEqual(
        all.slice(0, most).map(({ gravity, killed, occurredTo }) => [gravity, killed, occurredTo]),
      );
    }
  });
  test("the queue puts the gravest first and says what lacks, who could, and who may not", async () => {
    const threat = { kind: "threat_intimidation" as const, harms: [] };
    const { id: mild } = await report({ ...threat, occurredFrom: "2019-01-01", occurredTo: "2019-01-01" });
    const { id: grave } = await report({ sources: [{ type: "ngo" }] });
    const { rows, rule } = await queue("ada");
    const at = (id: string) => rows.findIndex(({ ref }) => ref === id);
    expect(rule).toEqual({ independent: 2, direct: 1 });
    expect(at(grave)).toBeLessThan(at(mild));
    expect(rows[at(grave)]).toMatchObject({ missing: { independent: 1, direct: 1 }, others: 2, why: null });
    expect((await queue("adele")).rows[0]?.why).toBe("not_allowed");
    await world.as("bilal").incidents.review.setHub.mutate({ operation, hub: "Bria" });
    expect(await queue("bilal")).toMatchObject({ rows: [], yours: "Bria" });
  });
});
