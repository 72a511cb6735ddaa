/** Binning of incidents for the map: nothing lost, nothing added across levels, no point for what has none. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binIncidents, countAreas, MAX_BINS, radiusOf, sizeCeiling } from "../../client/map/bin.ts";
import { boxOfWidest } from "../../client/map/data.ts";
import { hasPoint } from "../../client/map/grid.ts";
import { FLAG, NO_AREA } from "../../shared/rooms/analysis-facts.ts";
import { LOCATION_PRECISIONS } from "../../shared/rooms/incidents.ts";
import { dayOf } from "../../shared/time.ts";
import { anyFacts, factsOf, KIND, LEVEL, manyFacts } from "../support/facts.ts";

const WORLD = [-180, -90, 180, 90] as const;
const HEADLINE = ["verified", "corroborated"] as const;
const ALWAYS = { from: -100_000, to: 100_000 };
const allRows = (rows: number) => Uint32Array.from({ length: rows }, (_, row) => row);
const here = { lon: 20, lat: 6, precision: 0 };

const sliceOf = (facts: ReturnType<typeof factsOf>, window = ALWAYS) => ({
  facts,
  rows: allRows(facts.rows),
  ...window,
});

describe("the box of the operation", () => {
  const square = (level: number, west: number, east: number) => ({
    type: "Feature" as const,
    properties: { code: `${west}`, name: "", level, lon: 0, lat: 0 },
    geometry: {
      type: "Polygon" as const,
      coordinates: [
        [
          [west, 0],
          [east, 0],
          [east, 5],
          [west, 0],
        ],
      ],
    },
  });
  test("holds all areas of the widest level, also without a country or with two", () => {
    expect(boxOfWidest([])).toBeNull();
    expect(boxOfWidest([square(2, 3, 4), square(1, 1, 2), square(1, 6, 9)])).toEqual([1, 0, 9, 5]);
    expect(boxOfWidest([square(0, 1, 2), square(0, 6, 9), square(1, -9, 20)])).toEqual([1, 0, 9, 5]);
  });
});

describe("binIncidents", () => {
  test("every located event is in exactly one disc, whatever the zoom", () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 14 }), (facts, zoom) => {
        const { bins } = binIncidents(sliceOf(facts), zoom, WORLD, HEADLINE);
        const located = sliceOf(facts).rows.filter((row) => hasPoint(facts, row)).length;
        expect(bins.reduce((sum, bin) => sum + bin.events, 0)).toBe(located);
      }),
    );
  });
  test("signals never share a mark with harm, nor a badge of an area", () => {
    const rumour = { ...here, kind: KIND("signal_rumour"), killedBest: -1 };
    const facts = factsOf([{ ...here, kind: KIND("killing"), killedBest: 3 }, rumour, rumour]);
    const { bins } = binIncidents(sliceOf(facts), 2, WORLD, HEADLINE);
    expect(bins.map(({ mark, events }) => [mark === "signal", events])).toEqual([
      [false, 1],
      [true, 2],
    ]);
    const lost = [{ ...here, kind: KIND("killing") }, rumour].map((row) => ({
      ...{
        ...row,
        precision: LOCATION_PRECISIONS.indexOf("adm2"),
        area: 1,
        lon: Number.NaN,
        lat: Number.NaN,
      },
    }));
    const { areas } = countAreas(sliceOf(factsOf(lost)));
    expect(areas.map(({ signal, events }) => [signal, events])).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });
  test("levels and illustrative records never share a disc", () => {
    const facts = factsOf([
      { ...here, killedBest: 3 },
      { ...here, killedBest: 5, verification: LEVEL("reported") },
      { ...here, killedBest: 7, flags: FLAG.illustrative },
    ]);
    const { bins } = binIncidents(sliceOf(facts), 2, WORLD, HEADLINE);
    expect(bins.map(({ killed, mark, illustrative }) => [killed, mark, illustrative])).toEqual([
      [7, "solid", true],
      [5, "light", false],
      [3, "solid", false],
    ]);
  });
  test("an unrecorded number is counted as such and not as zero deaths", () => {
    const facts = factsOf([
      { ...here, killedBest: -1 },
      { ...here, killedBest: 4, civilian: 2, unknownStatus: 1 },
    ]);
    const [bin] = binIncidents(sliceOf(facts), 3, WORLD, HEADLINE).bins;
    expect(bin).toMatchObject({ events: 2, killed: 4, civilian: 2, unknownStatus: 1, unrecorded: 1 });
  });
  test("the window holds both of its days", () => {
    const days = ["2016-01-31", "2016-02-01", "2016-02-29", "2016-03-01"];
    const facts = factsOf(days.map((day) => ({ ...here, day: dayOf(day), killedBest: 1 })));
    const window = { from: dayOf("2016-02-01"), to: dayOf("2016-02-29") };
    expect(binIncidents(sliceOf(facts, window), 3, WORLD, HEADLINE).bins[0]?.events).toBe(2);
  });
  test("many events stay below the limit of discs", () => {
    const facts = manyFacts(20_000);
    const { bins } = binIncidents(sliceOf(facts), 12, WORLD, HEADLINE);
    expect(bins.length).toBeLessThanOrEqual(MAX_BINS);
    expect(bins.length).toBeGreaterThan(100);
  });
  test("a disc lies among its events", () => {
    const facts = factsOf([
      { ...here, lon: 20, lat: 5 },
      { ...here, lon: 20.2, lat: 5.2 },
    ]);
    const [bin] = binIncidents(sliceOf(facts), 1, WORLD, HEADLINE).bins;
    expect(bin!.lon).toBeCloseTo(20.1, 3);
    expect(bin!.lat).toBeGreaterThan(5);
    expect(bin!.lat).toBeLessThan(5.2);
  });
});

describe("countAreas", () => {
  test("what is known only to an area is counted there, and what is known to none is told", () => {
    const facts = factsOf([
      { area: 3, precision: 2, killedBest: 2 },
      { area: 3, precision: 2, killedBest: 1 },
      { area: 1, precision: 3 },
      { area: NO_AREA, precision: 5 },
      { ...here, area: 3 },
    ]);
    const { areas, nowhere } = countAreas(sliceOf(facts));
    expect(areas.map(({ area, events, killed }) => [area, events, killed])).toEqual([
      [3, 2, 3],
      [1, 1, 0],
    ]);
    expect(nowhere).toEqual({ harm: 1, signals: 0 });
  });
});

describe("sizes", () => {
  test("the area of a disc is in proportion to the deaths", () => {
    const ratio = (radiusOf(400, 500) / radiusOf(100, 500)) ** 2;
    expect(ratio).toBeCloseTo(4, 6);
    expect(radiusOf(0, 500)).toBe(0);
  });
  test("the scale holds while the largest still fits, and grows at once when it does not", () => {
    expect(sizeCeiling(40, 0)).toBe(50);
    expect(sizeCeiling(30, 50)).toBe(50);
    expect(sizeCeiling(51, 50)).toBe(75);
    expect(sizeCeiling(8, 50)).toBe(10);
  });
});
