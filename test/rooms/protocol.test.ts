/**
 * The sharing protocol's table as text, its changes, and who reads what by it: rules that hold for every table, found by
 * trying many.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMUNITY_CODES } from "../../shared/rooms/access.ts";
import {
  cellsOf,
  changesBetween,
  isLooser,
  LEVELS,
  OWNER_SIDES,
  PRESETS,
  PROTOCOL_KINDS,
  READING_COMMUNITIES,
} from "../../shared/rooms/protocol.ts";
import { coarsePeriod, readBy, readersOf } from "../../shared/rooms/protocol-readers.ts";
import {
  cellsOfTable,
  closedTo,
  deviations,
  LINES,
  levelIn,
  lineKey,
  mayStand,
  type Place,
  type Table,
  tableForm,
  tableOf,
  withLevel,
} from "../../shared/rooms/protocol-table.ts";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";

const rank = (level: string) => LEVELS.indexOf(level as (typeof LEVELS)[number]);
const place: fc.Arbitrary<Place> = fc.record({
  kind: fc.constantFrom(...PROTOCOL_KINDS),
  side: fc.constantFrom(...OWNER_SIDES),
  community: fc.constantFrom(...COMMUNITY_CODES),
  sensitivity: fc.constantFrom(...SENSITIVITIES),
});
const level = fc.constantFrom(...LEVELS);

/** A preset with some cells changed as a person would change them. */
const table: fc.Arbitrary<Table> = fc
  .tuple(fc.constantFrom(...PRESETS), fc.array(fc.tuple(place, level), { maxLength: 12 }))
  .map(([preset, changes]) =>
    changes.reduce(
      (made, [where, wanted]) => {
        const allowed = mayStand(made, where);
        return withLevel(made, where, allowed.includes(wanted) ? wanted : allowed.at(-1)!);
      },
      tableOf(cellsOf(preset)),
    ),
  );

describe("a table as text", () => {
  test.each(PRESETS)("%s is whole and says the same as its cells", (preset) => {
    const text = tableOf(cellsOf(preset));
    expect(tableForm.safeParse(text).success).toBe(true);
    expect(changesBetween(cellsOf(preset), cellsOfTable(text))).toEqual([]);
    expect(deviations(text, preset)).toEqual([]);
  });
  test("changed by people stays whole, and nothing is more open for being more sensitive", () => {
    fc.assert(
      fc.property(table, (text) => {
        expect(tableForm.safeParse(text).success).toBe(true);
        expect(tableOf(cellsOfTable(text))).toEqual(text);
      }),
    );
  });
  test("changes what was asked, and beyond it only what would else be out of order", () => {
    fc.assert(
      fc.property(table, place, (text, where) => {
        const wanted = mayStand(text, where)[0]!;
        const after = withLevel(text, where, wanted);
        expect(levelIn(after, where)).toBe(wanted);
        for (const change of changesBetween(cellsOfTable(text), cellsOfTable(after))) {
          expect(lineKey(change)).toBe(lineKey(where));
          expect(change.community).toBe(where.community);
          expect(SENSITIVITIES.indexOf(change.sensitivity)).toBeGreaterThanOrEqual(
            SENSITIVITIES.indexOf(where.sensitivity),
          );
        }
      }),
    );
  });
  test("is refused when a line or a word is missing", () => {
    const text = tableOf(cellsOf("integrated"));
    const { "alert.mission": _gone, ...less } = text;
    expect(tableForm.safeParse(less).success).toBe(false);
    expect(tableForm.safeParse({ ...text, "alert.mission": "GG--" }).success).toBe(false);
    expect(tableForm.safeParse({ ...text, "alert.nobody": text["alert.mission"] }).success).toBe(false);
  });
});

describe("closing everything", () => {
  test("opens nothing, and leaves nothing by rule", () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...OWNER_SIDES), fc.boolean(), (text, side, release) => {
        const after = closedTo(text, side, ["mission_military", "observer"], release);
        const changes = changesBetween(cellsOfTable(text), cellsOfTable(after));
        expect(changes.some(isLooser)).toBe(false);
        expect(changes.every((one) => one.side === side)).toBe(true);
        for (const cell of cellsOfTable(after)) {
          if (cell.side !== side || !["mission_military", "observer"].includes(cell.community)) continue;
          expect(rank(cell.level)).toBeLessThanOrEqual(rank(release ? "person" : "none"));
        }
      }),
    );
  });
});

describe("who reads a record", () => {
  test("is what the cells say, for every community exactly once", () => {
    fc.assert(
      fc.property(table, place, (text, { kind, side, sensitivity }) => {
        const readers = readersOf(text, kind, side, sensitivity);
        expect(Object.values(readers).flat().sort()).toEqual([...READING_COMMUNITIES].sort());
        for (const [at, communities] of Object.entries(readers)) {
          for (const community of communities) {
            expect(levelIn(text, { kind, side, sensitivity, community })).toBe(at);
          }
        }
      }),
    );
  });
  test("is nobody while no protocol is agreed", () => {
    const readers = readersOf(null, "incident", "humanitarian", "low");
    expect(readers.none).toEqual(READING_COMMUNITIES);
  });
  test("is told to a reader up to the last sensitivity that opens", () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...READING_COMMUNITIES), (text, community) => {
        for (const { level: at, lines } of readBy(text, community)) {
          for (const { kind, side, upTo } of lines) {
            const here = rank(levelIn(text, { kind, side, community, sensitivity: upTo }));
            expect(here).toBeGreaterThanOrEqual(rank(at));
            const next = SENSITIVITIES[SENSITIVITIES.indexOf(upTo) + 1];
            if (next)
              expect(rank(levelIn(text, { kind, side, community, sensitivity: next }))).toBeLessThan(
                rank(at),
              );
          }
          const told = new Set(lines.map(lineKey));
          for (const line of LINES) {
            const has = SENSITIVITIES.some(
              (sensitivity) => levelIn(text, { ...line, community, sensitivity }) === at,
            );
            expect(told.has(lineKey(line))).toBe(has);
          }
        }
      }),
    );
  });
});

describe("a generalised date", () => {
  test("is its week, Monday to Sunday, or its month", () => {
    expect(coarsePeriod("2019-11-12", "2019-11-12", "moderate")).toEqual({
      unit: "week",
      from: "2019-11-11",
      to: "2019-11-17",
    });
    expect(coarsePeriod("2019-11-17", "2019-11-18", "low")).toEqual({
      unit: "week",
      from: "2019-11-11",
      to: "2019-11-24",
    });
    expect(coarsePeriod("2020-02-29", "2020-02-29", "high")).toEqual({
      unit: "month",
      from: "2020-02-01",
      to: "2020-02-29",
    });
  });
});
