/** Small rules of the map: reading order, labels of parties, scale bar, features. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actorLabels, COMMUNAL } from "../../client/map/actor-labels.ts";
import { EMPTY_MAP_DATA } from "../../client/map/data.ts";
import { areaFeatures, areaLabelFeatures } from "../../client/map/features.ts";
import { readingOrder } from "../../client/map/reading-order.ts";
import { scaleBar } from "../../client/map/scale.ts";
import { markOf, PALETTES } from "../../client/ui/charts/palette.ts";
import { partyColour } from "../../client/ui/charts/parties.ts";
import { distanceKm } from "../../shared/geo.ts";
import { dayOf } from "../../shared/time.ts";
import { factsOf } from "../support/facts.ts";

describe("reading order", () => {
  const marks = [
    { x: 300, y: 90 },
    { x: 200, y: 10 },
    { x: 10, y: 30 },
    { x: 20, y: 100 },
  ];
  test("line by line along the writing direction", () => {
    expect(readingOrder(marks).map(({ x }) => x)).toEqual([10, 200, 20, 300]);
    expect(readingOrder(marks, true).map(({ x }) => x)).toEqual([200, 10, 300, 20]);
  });
  test("loses and doubles nothing", () => {
    const mark = fc.record({ x: fc.integer({ min: -50, max: 1500 }), y: fc.integer({ min: -50, max: 900 }) });
    fc.assert(
      fc.property(fc.array(mark), (any) => {
        const ordered = readingOrder(any);
        expect(ordered.length).toBe(any.length);
        expect(new Set(ordered)).toEqual(new Set(any));
      }),
    );
  });
});

describe("labels of parties", () => {
  const at = (day: string, parties: number) => ({ day: dayOf(day), area: 3, parties });
  const labelsOf = (rows: ReturnType<typeof at>[]) => {
    const facts = factsOf(rows);
    const all = Uint32Array.from({ length: facts.rows }, (_, row) => row);
    return actorLabels({ facts, rows: all, from: dayOf("2000-01-01"), to: dayOf("2016-12-31") });
  };
  test("the party of most events names its area on both levels", () => {
    const labels = labelsOf([at("2016-05-01", 1), at("2016-06-01", 1), at("2016-07-01", 2)]);
    expect(labels.map(({ area, level, actor, events }) => [area, level, actor, events])).toEqual([
      [1, 1, 1, 3],
      [3, 2, 1, 3],
    ]);
  });
  test("only the last twelve months count", () => {
    const labels = labelsOf([at("2014-05-01", 1), at("2014-06-01", 1), at("2016-07-01", 3)]);
    expect(labels.map(({ actor }) => actor)).toEqual([COMMUNAL, COMMUNAL]);
  });
  test("communal groups are one class without a name or colour of their own", () => {
    const facts = factsOf([at("2016-05-01", 4)]);
    expect(labelsOf([at("2016-05-01", 4)])[0]?.actor).toBe(COMMUNAL);
    expect(partyColour(facts, PALETTES.light, 2)).toBe(PALETTES.light.communal);
    expect(partyColour(facts, PALETTES.light, COMMUNAL)).toBe(PALETTES.light.communal);
  });
  test("an event without parties names nobody", () => {
    expect(labelsOf([at("2016-05-01", 0)])).toEqual([]);
  });
});

describe("marks of verification", () => {
  test("what the operation counts is solid, everything else keeps its own mark", () => {
    expect(markOf("corroborated", ["corroborated"])).toBe("solid");
    expect(markOf("corroborated", ["verified"])).toBe("dense");
    expect(markOf("reported", ["verified"])).toBe("light");
    expect(markOf("rejected", ["verified"])).toBe("struck");
  });
});

describe("scale bar", () => {
  test("is a round distance that is true on the ground", () => {
    const { km, width } = scaleBar(6, 6, 100);
    expect(width).toBeLessThanOrEqual(100);
    expect([1, 2, 5]).toContain(km / 10 ** Math.floor(Math.log10(km)));
    const degrees = (width * 360) / (512 * 2 ** 6);
    expect(distanceKm(20, 6, 20 + degrees, 6)).toBeCloseTo(km, 0);
  });
});

describe("features of areas", () => {
  const area = { code: "XX11", name: "North One", level: 2, lon: 19, lat: 7 };
  const geometry = {
    type: "Polygon" as const,
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  };
  const data = {
    ...EMPTY_MAP_DATA,
    areas: {
      type: "FeatureCollection" as const,
      features: [{ type: "Feature" as const, properties: area, geometry }],
    },
    categories: new Map([["XX11", "must" as const]]),
    coverage: new Map([["XX11", "not" as const]]),
    entered: new Map([["XX11", 2]]),
  };
  test("carry whether a patrol entered; not asked for is not entered", () => {
    const drawn = (entered: ReadonlyMap<string, number> | undefined) =>
      areaFeatures({ ...data, entered }).features[0]?.properties;
    expect(drawn(data.entered)).toMatchObject({ entered: true });
    expect(drawn(new Map())).toMatchObject({ entered: false });
    expect(drawn(undefined)).toMatchObject({ entered: false });
  });
  test("carry category, cover and the letter beside the colour", () => {
    expect(areaFeatures(data).features[0]?.properties).toMatchObject({ category: "must", cover: "not" });
    const label = areaLabelFeatures(data, { must: "M" }).features[0];
    expect(label?.properties).toMatchObject({ letter: "M", name: "North One" });
    expect(label?.geometry.coordinates).toEqual([19, 7]);
  });
});
