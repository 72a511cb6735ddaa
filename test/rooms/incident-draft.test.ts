/** The log's draft: counts as people type them, what is sent of it, and at which field its faults stand. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildForm, precisionOfDates } from "../../client/rooms/incidents/form-build.ts";
import {
  countOf,
  SURENESS,
  surenessOf,
  textOfCount,
  withSureness,
} from "../../client/rooms/incidents/form-count.ts";
import {
  type Draft,
  emptyDamage,
  emptyDraft,
  emptyGroup,
  emptyHarm,
} from "../../client/rooms/incidents/form-draft.ts";

describe("a count as it is typed", () => {
  test.each([
    ["5", { low: 5, best: 5, high: 5 }],
    ["5+", { low: 5, best: 5, high: null }],
    ["≥ 5", { low: 5, best: 5, high: null }],
    [">=12", { low: 12, best: 12, high: null }],
    ["3-5-7", { low: 3, best: 5, high: 7 }],
    ["3–5–", { low: 3, best: 5, high: null }],
    ["3-7", { low: 3, best: null, high: 7 }],
    ["١٢", { low: 12, best: 12, high: 12 }],
    ["۳-۵-۷", { low: 3, best: 5, high: 7 }],
    ["１２＋", { low: 12, best: 12, high: null }],
    ["1e5", { low: Number.NaN, best: Number.NaN, high: Number.NaN }],
    ["0x10", { low: Number.NaN, best: Number.NaN, high: Number.NaN }],
    ["1 200", { low: 1200, best: 1200, high: 1200 }],
    ["?", { low: null, best: null, high: null }],
    ["", { low: null, best: null, high: null }],
    ["+", { low: null, best: null, high: null }],
    ["--", { low: null, best: null, high: null }],
    ["some", { low: Number.NaN, best: Number.NaN, high: Number.NaN }],
  ])("%j", (text, count) => {
    expect(countOf(text)).toEqual(count);
  });
  test("is written so that it reads the same again", () => {
    const number = fc.nat(1000);
    fc.assert(
      fc.property(number, fc.option(number), fc.option(number), (best, below, above) => {
        const low = below === null ? best : Math.max(0, best - below);
        const high = above === null ? null : best + above;
        expect(countOf(textOfCount({ low, best, high }))).toEqual({ low, best, high });
      }),
    );
  });
  test("keeps its number whatever is said of how sure it is", () => {
    for (const before of ["4", "4+", "-4-", ""]) {
      for (const sureness of SURENESS) {
        const text = withSureness(before, sureness);
        expect(surenessOf(text)).toBe(sureness);
        if (sureness !== "unknown" && before !== "") expect(countOf(text).best).toBe(4);
      }
    }
  });
});

const filled: Draft = {
  ...emptyDraft(),
  ...{ kind: "killing", areaId: "0190b0c4-7e5a-7000-8000-000000000002", precision: "adm2" },
  ...{ occurredFrom: "2019-11-05", sourceType: "ngo", sensitivity: "low" },
};
const sent = (draft: Draft) => {
  const built = buildForm(draft);
  return "form" in built ? built.form : built.faults;
};

describe("the shortest report", () => {
  test("is five answers: what, where, when, who told us, how sensitive; all else has a level or stays unknown", () => {
    expect(sent(filled)).toMatchObject({
      ...{ datePrecision: "day", occurredTo: "2019-11-05", verification: "reported" },
      ...{ harms: [], parties: [], displacement: [], damage: [], mrm: [], nexus: "unknown" },
    });
  });
  test("lacks what was not answered, each at its own field", () => {
    expect(Object.keys(sent(emptyDraft())).sort()).toEqual([
      ...["kind", "occurredFrom", "place.precision", "sensitivity", "sources.0.type"],
    ]);
  });
  test.each([
    ["2019-11-05", "", "day"],
    ["2019-11-05", "2019-11-08", "range_2_6d"],
    ["2019-11-04", "2019-11-10", "week"],
    ["2019-11-01", "2019-11-30", "month"],
    ["2019-01-01", "2019-11-30", "year"],
  ])("says by its days %s to %s how well the date is known: %s", (from, to, precision) => {
    expect(precisionOfDates(from, to)).toBe(precision);
  });
});

describe("faults", () => {
  test("stand at the line they belong to, not at the line that was sent", () => {
    const harms = [
      emptyHarm("killed"),
      { ...emptyHarm("injured"), count: "many" },
      {
        ...emptyHarm("abducted"),
        count: "2",
        groups: [emptyGroup(), emptyGroup({ sex: "female", age: "adult", count: "3" })],
      },
    ];
    expect(sent({ ...filled, harms })).toEqual({
      ...{ "harms.1.count": "not_whole", "harms.2.count": "groups_above_total" },
    });
    expect(sent({ ...filled, harms: [harms[0]!, harms[2]!] })).toEqual({
      "harms.1.count": "groups_above_total",
    });
    const open = {
      ...harms[2]!,
      count: "9",
      groups: [emptyGroup(), { ...harms[2]!.groups[1]!, count: "3+" }],
    };
    expect(sent({ ...filled, harms: [harms[0]!, open] })).toEqual({ "harms.1.groups.1.count": "group_open" });
  });
  test("of a whole line stand at its first field", () => {
    const twice = [1, 2].map(() => ({ ...emptyHarm("killed"), count: "1" }));
    expect(sent({ ...filled, harms: twice })).toEqual({ "harms.1.status": "duplicate" });
    expect(sent({ ...filled, damage: [emptyDamage()] })).toEqual({ "damage.0.siteKind": "required" });
  });
});

describe("a signal", () => {
  test("sends no harm, and keeps what was typed for when it turns out to be one", () => {
    const harms = [{ ...emptyHarm("killed"), count: "1" }];
    const draft: Draft = { ...filled, mode: "signal", kind: "signal_rumour", harms, mrm: ["abduction"] };
    expect(sent(draft)).toMatchObject({ kind: "signal_rumour", harms: [], mrm: [] });
    expect(sent({ ...draft, mode: "harm", kind: "killing" })).toMatchObject({ harms: [{ best: 1 }] });
  });
});
