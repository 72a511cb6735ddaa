/**
 * How good the proposal "these two tell of one event" is: precision and recall on pairs of two public datasets that a
 * person labelled (test/fixtures/same-event/README.md), as both are read when they are imported.
 */
import { describe, expect, test } from "vitest";
import { ActorBook, UCDP_ACTORS } from "../../server/rooms/exchange/actor-book.ts";
import type { IncidentDraft, Reader } from "../../server/rooms/exchange/drafts.ts";
import { awsd } from "../../server/rooms/exchange/formats/awsd.ts";
import { ucdpActors } from "../../server/rooms/exchange/formats/ucdp-actors.ts";
import { ucdpGed } from "../../server/rooms/exchange/formats/ucdp-ged.ts";
import { eachOnce, likeness, POSSIBLE, type Told } from "../../shared/rooms/incidents-pairs.ts";
import { readAll } from "../support/import-files.ts";
import { contains, dataPath, readAreas, readCsv } from "../support/raw.ts";

/** What the rule reached when the pairs were labelled, less a little: below it something became worse. */
const FLOOR = {
  likely: { precision: 0.9, recall: 0.65 },
  possible: { precision: 0.28, recall: 0.85 },
};

const districts = readAreas(2);
const book = await readBook();
const events = await toldOf("caf-ged231.csv.gz", ucdpGed);
const attacks = await toldOf("caf-awsd-without-details.csv", awsd);
const labelled = readCsv("test/fixtures/same-event/pairs.csv").map(({ awsd: one, ged: other, label }) => ({
  ...{ one: one!, other: other!, label },
  name: `${one} ${other}`,
  like: likeness(attacks.get(one!)!, events.get(other!)!),
}));
/** Names of the pairs that are called likely and possible: each recorder tells an event once. */
const proposed = eachOnce(
  labelled.flatMap(({ one, other, like }) =>
    like && like.score >= POSSIBLE ? [{ ...like, one, other }] : [],
  ),
  (ref) => (attacks.has(ref) ? "awsd" : "ged"),
);
const called = {
  likely: new Set(proposed.filter(({ likely }) => likely).map(({ one, other }) => `${one} ${other}`)),
  possible: new Set(proposed.map(({ one, other }) => `${one} ${other}`)),
};

async function readBook() {
  const { drafts } = await readAll(dataPath("ucdp-actor-221.csv.gz"), ucdpActors);
  const known = drafts.map(({ externalId, name, aliases }) => ({
    ...{ ref: externalId, dataset: UCDP_ACTORS.name, external_id: externalId, name, aliases },
  }));
  return new ActorBook(known, async () => new Map());
}

async function toldOf(file: string, reader: Reader<IncidentDraft>): Promise<Map<string, Told>> {
  const { drafts } = await readAll(dataPath(file), reader);
  return new Map(drafts.map((draft) => [draft.externalId, told(draft)]));
}

function told(draft: IncidentDraft): Told {
  const { lon, lat } = draft;
  const area = lon === null ? null : districts.find((each) => contains(each, lon, lat!));
  return {
    ...{ ref: draft.externalId, from: draft.occurredFrom, to: draft.occurredTo, kind: draft.kind, lon, lat },
    ...{ precision: draft.locationPrecision, adm1: null, adm2: area?.pcode ?? null, name: draft.placeName },
    parties: draft.parties.flatMap((party) => book.refOf(party) ?? []),
    ...{ text: null, killed: draft.killed.best },
  };
}

/** Pairs of doubt count neither as found nor as missed. */
function measured(word: keyof typeof FLOOR, pairs = labelled) {
  const found = pairs.filter(({ name }) => called[word].has(name));
  const right = found.filter(({ label }) => label === "same").length;
  const wrong = found.filter(({ label }) => label === "different").length;
  const all = pairs.filter(({ label }) => label === "same").length;
  const doubt = found.length - right - wrong;
  return { precision: right / (right + wrong), recall: right / all, right, wrong, all, doubt };
}

const print = (what: string, { precision, recall, right, wrong, all, doubt }: ReturnType<typeof measured>) =>
  console.info(
    `${what}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)} ` +
      `(of ${all} same ${right} found, ${wrong} wrong, ${doubt} of doubt)`,
  );

describe("proposing that two records tell of one event", () => {
  test.each(["likely", "possible"] as const)("%s finds what a person found, and not much else", (word) => {
    const reached = measured(word);
    print(word, reached);
    expect(reached.precision).toBeGreaterThanOrEqual(FLOOR[word].precision);
    expect(reached.recall).toBeGreaterThanOrEqual(FLOOR[word].recall);
  });

  // The rule has no number that could be fitted. All pairs were known when it was made, so halves only show that what it
  // does is not the work of one of them.
  test.each([
    ["even", 0],
    ["odd", 1],
  ])("%s half: telling an event once takes wrong pairs away and no right one", (half, rest) => {
    const pairs = labelled.filter(({ one }) => Number(one) % 2 === rest);
    const once = measured("likely", pairs);
    print(`likely, ${half} half`, once);
    const before = pairs.filter(({ like }) => like?.likely);
    expect(once.right).toBe(before.filter(({ label }) => label === "same").length);
    expect(once.wrong).toBeLessThan(before.filter(({ label }) => label === "different").length);
  });

  test("every labelled pair is of the data, and its label is one of three", () => {
    expect(labelled).toHaveLength(123);
    expect(new Set(labelled.map(({ name }) => name)).size).toBe(123);
    expect(labelled.every(({ label }) => ["same", "different", "unsure"].includes(label!))).toBe(true);
  });
});
