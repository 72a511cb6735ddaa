/** Distances, areas, the check of foreign geometries, and the comparison of place names. */
import fc from "fast-check";
import type { MultiPolygon, Polygon } from "geojson";
import { describe, expect, test } from "vitest";
import { bboxOf, distanceKm, geometryFault, MAX_VERTICES, placeKey, pointInArea } from "../../shared/geo.ts";

const lon = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -90, max: 90, noNaN: true });

describe("distance", () => {
  test("one degree along the equator is 111.19 km on a sphere of 6371 km", () => {
    expect(distanceKm(0, 0, 1, 0)).toBeCloseTo(111.19, 2);
  });
  test("is symmetric, never negative and at most half the circumference", () => {
    fc.assert(
      fc.property(lon, lat, lon, lat, (a, b, c, d) => {
        const km = distanceKm(a, b, c, d);
        expect(km).toBeGreaterThanOrEqual(0);
        expect(km).toBeLessThanOrEqual(Math.PI * 6371 + 1e-6);
        expect(distanceKm(c, d, a, b)).toBeCloseTo(km, 6);
      }),
    );
  });
  test("is zero for the same point", () => {
    fc.assert(fc.property(lon, lat, (a, b) => distanceKm(a, b, a, b) === 0));
  });
});

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const withHole: Polygon = { type: "Polygon", coordinates: [square(0, 0, 10), square(4, 4, 2)] };
const two: MultiPolygon = { type: "MultiPolygon", coordinates: [[square(0, 0, 1)], [square(5, 5, 1)]] };

describe("points in areas", () => {
  test("inside, in a hole, on the edge, outside", () => {
    expect(pointInArea(1, 1, withHole)).toBe(true);
    expect(pointInArea(5, 5, withHole)).toBe(false);
    expect(pointInArea(0, 5, withHole)).toBe(true);
    expect(pointInArea(11, 5, withHole)).toBe(false);
    expect(pointInArea(5.5, 5.5, two)).toBe(true);
    expect(pointInArea(3, 3, two)).toBe(false);
  });
  test("a point in an area lies in its box", () => {
    const box = bboxOf(two);
    expect(box).toEqual([0, 0, 6, 6]);
    const near = fc.double({ min: -1, max: 7, noNaN: true });
    fc.assert(fc.property(near, near, (x, y) => pointInArea(x, y, two, box) === pointInArea(x, y, two)));
  });
  test("no positions, no box", () => {
    expect(bboxOf({ type: "MultiPoint", coordinates: [] })).toBeNull();
  });
});

describe("geometries from outside", () => {
  const ring = (positions: unknown) => ({ type: "Polygon", coordinates: [positions] });
  test.each([
    [null, "not_a_geometry"],
    [{ type: 3 }, "not_a_geometry"],
    [{ type: "Feature" }, "kind_not_supported"],
    [{ type: "Polygon", coordinates: [] }, "empty"],
    [{ type: "Polygon", coordinates: [[]] }, "empty"],
    [{ type: "Polygon", coordinates: "0 0" }, "not_a_position"],
    [{ type: "Point", coordinates: [Number.NaN, 1] }, "not_a_position"],
    [{ type: "Point", coordinates: ["1", 1] }, "not_a_position"],
    [{ type: "Point", coordinates: [181, 1] }, "out_of_range"],
    [{ type: "LineString", coordinates: [[0, 0]] }, "ring_too_short"],
    [ring(square(0, 0, 1).slice(0, 3)), "ring_too_short"],
    [ring(square(0, 0, 1).slice(0, 4)), "ring_not_closed"],
    [
      { type: "MultiPoint", coordinates: Array.from({ length: MAX_VERTICES + 1 }, () => [0, 0]) },
      "too_many_vertices",
    ],
  ])("%# is refused as %s", (value, fault) => {
    expect(geometryFault(value)).toBe(fault);
  });
  test.each([withHole, two, { type: "Point", coordinates: [18.5, 4.4, 300] }])("%# is sound", (value) => {
    expect(geometryFault(value)).toBeNull();
  });
  test("never throws", () => {
    const type = fc.constantFrom("Point", "LineString", "Polygon", "MultiPolygon", "MultiLineString");
    fc.assert(
      fc.property(fc.record({ type, coordinates: fc.anything() }), (value) => {
        geometryFault(value);
      }),
    );
  });
});

describe("place names", () => {
  test.each([
    ["Mambéré-Kadéï", "Mambere Kadei province"],
    ["Ouaka", "Ouaka prefecture"],
    ["Kaga-Bandoro", "kaga bandoro"],
    ["N'Djamena", "N’Djaména"],
    ["Haut-Zaïre region", "Haut Zaire"],
    ["Province de l'Ituri", "Ituri"],
    ["Préfecture de la Kémo", "Kemo"],
    ["Unity State", "Unity"],
  ])("%s equals %s", (one, other) => {
    expect(placeKey(one)).toBe(placeKey(other));
  });
  test("different places stay different", () => {
    expect(placeKey("Nord-Kivu")).not.toBe(placeKey("Sud-Kivu"));
    expect(placeKey("Province")).toBe("province");
  });
  test("the key of a key is the key", () => {
    const word = fc.constantFrom(
      "province",
      "Région",
      "de",
      "l'",
      "Haut",
      "-",
      "Kémo",
      " ",
      "state of",
      "Sub-prefecture",
    );
    const name = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join(" ")),
    );
    fc.assert(fc.property(name, (text) => placeKey(placeKey(text)) === placeKey(text)));
  });
});
