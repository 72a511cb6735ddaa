/**
 * What is said in a review stays in the organisation that owns the record: question, reason, comments, who is asked again,
 * how many sources there are. Whoever reads the record itself gets the levels of the decision, of a copy only the level.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { type Caller, callerFor, refusal } from "../support/callers.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { addVera, reviewCalls } from "../support/reviews.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { report, decide, ask, act, comment, review, queue, get } = reviewCalls(world);
const CANARY = /CANARY-\w+/;
let vera: Caller;
let incident: string;

beforeAll(async () => {
  vera = await addVera(world);
  ({ id: incident } = await report({ sensitivity: "low" }));
  await ask("adele", incident, "CANARY-question");
  await comment("adele", incident, "CANARY-comment");
  await world.as("ada").incidents.review.callBack.mutate({
    operation,
    form: {
      id: newId(),
      incident,
      who: "CANARY-who",
      channel: "phone",
      about: "CANARY-about",
      dueOn: "2019-12-05",
    },
  });
  await act("ada", incident, "ask", "CANARY-more");
  await act("adele", incident, "answer", "CANARY-answer");
  await decide("ada", incident, { version: 2, reason: "CANARY-reason" });
});

const OWN: readonly PersonName[] = ["ada", "adele", "hugo"];
const OTHERS = PERSON_NAMES.filter((name) => !OWN.includes(name));

describe("of the record's organisation", () => {
  test("members read what was said; who is asked again only with the right to sources, as author, or as who wrote it", async () => {
    expect((await review("hugo", incident)).comments.length).toBe(3);
    expect((await review("hugo", incident)).has).toEqual({ independent: 2, direct: 1 });
    expect((await review("ada", incident)).callbacks).toMatchObject([{ who: "CANARY-who" }]);
    expect((await review("adele", incident)).callbacks.length).toBe(1);
    for (const person of [world.as("hugo"), vera])
      expect((await review(person, incident)).callbacks).toEqual([]);
  });
  test("what is decided stays on the call-back list, for those who may read who is asked", async () => {
    const { rows, calls } = await queue("ada");
    expect(rows.some(({ ref }) => ref === incident)).toBe(false);
    expect(calls.filter(({ ref }) => ref === incident)).toMatchObject([{ callBack: "2019-12-05", open: 1 }]);
    expect(JSON.stringify(calls)).not.toMatch(CANARY);
    for (const person of [world.as("hugo"), vera])
      expect((await queue(person)).calls.some(({ ref }) => ref === incident)).toBe(false);
  });
  test("reading who is asked again stands in the log, like reading a source", async () => {
    await review("ada", incident);
    const { lines } = await world.as("ada").access.audit.query({ operation, group: "sources" });
    expect(lines.some(({ action, recordId }) => action === "source.read" && recordId === incident)).toBe(
      true,
    );
  });
});

describe.each(OTHERS)("%s", (person) => {
  test("reads nothing that was said, and no count of sources", async () => {
    const answers = await Promise.allSettled([
      ...[review(person, incident), get(incident, person), queue(person)],
      ...[
        world.as(person).access.operation.query({ operation }),
        world.as(person).access.notices.query({ operation }),
      ],
      world.get(person, `/facts/incidents?operation=${operation}`).then(({ body }) => body),
    ]);
    expect(JSON.stringify(answers)).not.toMatch(CANARY);
    const seen = answers[0]!;
    if (seen.status === "rejected") return;
    expect(seen.value).toMatchObject({
      has: null,
      facts: null,
      open: null,
      past: [],
      comments: [],
      reviewers: [],
    });
    expect(seen.value).toMatchObject({ callbacks: [], mayDecide: false, own: false });
  });
  test("takes no step of it", async () => {
    for (const call of [
      () => comment(person, incident, "x"),
      () => act(person, incident, "reopen", "x"),
      () => ask(person, incident),
      () => decide(person, incident, { version: 3 }),
    ])
      expect(["not_found", "not_allowed"]).toContain((await refusal(call())).code);
    expect((await review("ada", incident)).comments.length).toBe(3);
  });
});

test("who reads the record itself reads the levels of its facts; who reads a copy reads its level only", async () => {
  expect((await review("carla", incident)).finding).toMatchObject({
    occurrence: "verified",
    victims: "verified",
  });
  const { id: moderate } = await report({ sensitivity: "moderate" });
  await decide("ada", moderate);
  const facts = await world.get("bilal", `/facts/incidents/refs?operation=${operation}`);
  const refs = facts.rawPayload.toString("hex").match(/.{32}/g) ?? [];
  const told = await Promise.all(
    refs.map(async (hex) => {
      const ref = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
      return { seen: await get(ref, "bilal"), review: await review("bilal", ref) };
    }),
  );
  const copies = told.filter(({ seen }) => seen.level === "generalised");
  expect(copies.map(({ seen, review: of }) => [seen.verification, of.finding])).toEqual([["verified", null]]);
  expect(told.every(({ seen, review: of }) => seen.level === "full" || of.finding === null)).toBe(true);
  expect((await refusal(review("bilal", moderate))).code).toBe("not_found");
});

test("a deleted record takes its review out of sight", async () => {
  const { id } = await report();
  await ask("adele", id, "CANARY-question");
  await world
    .as("ada")
    .access.records.delete.mutate({ operation, kind: "incident", ref: id, reason: "Logged twice" });
  expect((await refusal(review("ada", id))).code).toBe("not_found");
  expect((await queue("ada")).rows.some(({ ref }) => ref === id)).toBe(false);
});

test("a stranger with no session gets nothing", async () => {
  const nobody = callerFor(world.app, null);
  expect((await refusal(nobody.incidents.review.queue.query({ operation }))).code).toBe("not_signed_in");
});
