// Information coverage: who reads which words by the protocol's row for coverage, that nobody else learns of them, what
// is refused, and that a word deleted is gone.
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { COMMUNITIES } from "../../shared/rooms/access.ts";
import type { InformationForm } from "../../shared/rooms/coverage-information.ts";
import { cellsOf } from "../../shared/rooms/protocol.ts";
import { SENSITIVITIES, type Sensitivity } from "../../shared/rooms/records.ts";
import { type Areas, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { PEOPLE, PERSON_NAMES, type PersonName } from "../support/people.ts";
import { openWorld, OPERATION as operation, TODAY } from "../support/world.ts";

const world = await openWorld();
const OWNERS: PersonName[] = ["ada", "bilal", "carla", "dawit", "femi"];
const READERS = PERSON_NAMES.filter((name) => name !== "zoe" && name !== "ines");
let areas: Areas;
const made: { ref: string; author: PersonName; sensitivity: Sensitivity }[] = [];

const wordOf = (changes: Partial<InformationForm> = {}): InformationForm => ({
  ...{ id: newId(), areaId: areas.district, on: "2019-11-28", channel: "call", said: "nothing_to_report" },
  ...{ presence: "direct", sensitivity: "low", ...changes },
});
const log = (who: PersonName, form: InformationForm) =>
  world.as(who).coverage.logInformation.mutate({ operation, form });
const wordsOf = (who: PersonName) =>
  world.as(who).coverage.informationWords.query({ operation, code: "SQ11" });
const ask = (who: PersonName, date = TODAY) => world.as(who).coverage.information.query({ operation, date });

beforeAll(async () => {
  areas = await addAreas(world);
  for (const author of OWNERS)
    for (const sensitivity of SENSITIVITIES) {
      const form = wordOf({ sensitivity, contact: `CANARY-${author}-${sensitivity}` });
      await log(author, form);
      made.push({ ref: form.id, author, sensitivity });
    }
});

describe("who reads the words", () => {
  const cells = cellsOf("integrated").filter(({ kind }) => kind === "coverage");
  const sideOf = (name: PersonName) => COMMUNITIES.find(({ code }) => code === PEOPLE[name].community)!.side;
  const reads = (reader: PersonName, { author, sensitivity }: (typeof made)[number]) => {
    const { community, role, organisation } = PEOPLE[reader];
    if (role === "administrator") return false;
    if (organisation === PEOPLE[author].organisation) return true;
    return cells.some(
      (cell) =>
        cell.level === "full" &&
        cell.side === sideOf(author) &&
        cell.sensitivity === sensitivity &&
        cell.community === community,
    );
  };
  test("its organisation, and whom the protocol's row for coverage opens them to", async () => {
    for (const reader of READERS) {
      const seen = await wordsOf(reader);
      const wanted = made.filter((one) => reads(reader, one)).map(({ ref }) => ref);
      expect([reader, seen.map(({ ref }) => ref).sort()]).toEqual([reader, wanted.sort()]);
    }
  });
  test("observers are refused, another operation finds nothing, and no answer holds a closed word's text", async () => {
    expect((await refusal(ask("ines"))).code).toBe("not_allowed");
    expect((await refusal(wordsOf("ines"))).code).toBe("not_allowed");
    expect((await refusal(wordsOf("zoe"))).code).toBe("not_found");
    for (const reader of READERS) {
      const text = JSON.stringify(await ask(reader)) + JSON.stringify(await wordsOf(reader));
      const closed = made.filter((one) => !reads(reader, one));
      for (const { author, sensitivity } of closed)
        expect([reader, text.includes(`CANARY-${author}-${sensitivity}`)]).toEqual([reader, false]);
    }
  });
  test("whoever reads counts only is given no area, and counts in steps of five", async () => {
    expect(await ask("bilal")).toMatchObject({ shared: false, areas: [], heard: null });
    expect((await ask("ada")).areas.map(({ code, level }) => [code, level])).toEqual([["SQ11", "good"]]);
  });
});

describe("a week's number", () => {
  test("is as many words as it opens, for every reader, reports of the own log among them", async () => {
    const told = (form: Parameters<typeof incidentOf>[0]) =>
      world.as("ada").incidents.log.mutate({ operation, form: incidentOf(form) });
    const day = { occurredFrom: "2019-11-27", occurredTo: "2019-11-27" };
    await told({ ...day, place: { areaId: areas.district, precision: "adm2" } });
    const counted: number[] = [];
    for (const reader of READERS)
      for (const { code, weeks } of (await ask(reader)).areas)
        for (const { week, words } of weeks) {
          const behind = await world.as(reader).coverage.informationWords.query({ operation, code, week });
          expect([reader, week, behind.length]).toEqual([reader, week, words]);
          counted.push(words);
        }
    expect(Math.max(...counted)).toBeGreaterThan(10);
    const ofWeek = (week: string) =>
      world.as("ada").coverage.informationWords.query({ operation, code: "SQ11", week });
    expect((await ofWeek("2019-W48")).filter(({ record }) => record === "incident")).toHaveLength(1);
    expect(await ofWeek("2019-W30")).toEqual([]);
    expect((await refusal(ofWeek("2019-W53"))).fields).toEqual([{ path: "week", reason: "invalid" }]);
  });
});

describe("a word", () => {
  test("arriving twice is one; another under its id is a conflict", async () => {
    const form = wordOf({ on: "2019-11-29" });
    expect(await log("ada", form)).toEqual({ ref: form.id, already: false });
    expect(await log("ada", form)).toEqual({ ref: form.id, already: true });
    expect((await refusal(log("ada", { ...form, said: "reports_expected" }))).code).toBe("conflict");
  });
  test("of a day to come, of no district, of nothing, or with somebody's number is refused at its field", async () => {
    const fault = async (changes: Partial<InformationForm>) =>
      (await refusal(log("ada", wordOf(changes)))).fields?.map(({ path, reason }) => [path, reason]);
    expect(await fault({ on: "2019-12-03" })).toEqual([["form.on", "in_future"]]);
    expect(await fault({ areaId: areas.province })).toEqual([["form.areaId", "area_unknown"]]);
    expect(await fault({ channel: null, said: null, presence: null })).toEqual([
      ["form.channel", "required"],
    ]);
    expect(await fault({ contact: "call +236 70 12 34 56" })).toEqual([["form.contact", "holds_contact"]]);
    expect(await fault({ setLevel: "good", setReason: "short" })).toEqual([
      ["form.setReason", "reason_too_short"],
    ]);
  });
  test("sets the level for its week with a reason, beside what the rule says", async () => {
    const setReason = "The office closed; what comes is hearsay from the road.";
    const form = wordOf({
      on: TODAY,
      channel: null,
      said: null,
      presence: null,
      setLevel: "weak",
      setReason,
    });
    await log("ada", form);
    expect((await ask("ada")).areas[0]).toMatchObject({ level: "weak", computed: "good", setReason });
    expect((await ask("ada", "2019-12-01")).areas[0]).toMatchObject({ level: "good", setReason: null });
    await log("dawit", wordOf({ on: TODAY }));
    expect((await ask("ada")).areas[0]).toMatchObject({ level: "good", setReason: null });
  });
  test("deleted is gone, and its id is not taken again", async () => {
    const form = wordOf({ on: "2019-11-30" });
    await log("ada", form);
    const reason = "Logged for the wrong area";
    await world
      .as("ada")
      .access.records.delete.mutate({ operation, kind: "information_coverage", ref: form.id, reason });
    expect((await wordsOf("ada")).some(({ ref }) => ref === form.id)).toBe(false);
    expect((await refusal(log("ada", form))).fields).toEqual([{ path: "id", reason: "deleted_before" }]);
  });
});
