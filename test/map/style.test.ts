/** The map's style: valid by MapLibre's own rules, all from our own server, and complete behind its switches. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { describe, expect, test } from "vitest";
import { LAYERS, SOURCES } from "../../client/map/ids.ts";
import { LAYERS_OF_SWITCH, mapStyle } from "../../client/map/layers/index.ts";
import { MAP_LAYERS } from "../../client/ui/dashboard-types.ts";

const ORIGIN = "http://localhost:8080";
const PUBLIC = join(import.meta.dirname, "../../client/public");

describe.each(["light", "dark"] as const)("%s style", (theme) => {
  const style = mapStyle(theme, ORIGIN);
  test("is valid", () => {
    expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
  });
  test("asks nobody but our own server", () => {
    const addresses = JSON.stringify(style).match(/https?:\/\/[^"]+/g) ?? [];
    expect(addresses.filter((address) => !address.startsWith(ORIGIN))).toEqual([]);
  });
  test("has every layer and source exactly once", () => {
    const ids = style.layers.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(Object.values(LAYERS).toSorted());
    expect(Object.keys(style.sources).toSorted()).toEqual(Object.values(SOURCES).toSorted());
  });
});

describe("switches", () => {
  test("each belongs to layers that exist, and no layer to two", () => {
    const behind = MAP_LAYERS.flatMap((layer) => LAYERS_OF_SWITCH[layer]);
    expect(new Set(behind).size).toBe(behind.length);
    const known: readonly string[] = Object.values(LAYERS);
    expect(behind.filter((id) => !known.includes(id))).toEqual([]);
  });
});

describe("files of the base map", () => {
  const files = readdirSync(join(PUBLIC, "basemap"));
  test("are there for each source of the style and small enough for a slow line", () => {
    const { sources } = mapStyle("light", ORIGIN);
    const wanted = Object.values(sources)
      .map((source) => ("data" in source ? source.data : ""))
      .filter((data) => typeof data === "string")
      .map((address) => address.split("/").at(-1));
    expect(wanted.toSorted()).toEqual(files.toSorted());
    const bytes = files.reduce((sum, file) => sum + readFileSync(join(PUBLIC, "basemap", file)).length, 0);
    expect(bytes).toBeLessThan(600_000);
  });
  test("hold shapes with coordinates on the globe", () => {
    for (const file of files) {
      const { features } = JSON.parse(readFileSync(join(PUBLIC, "basemap", file), "utf8"));
      const numbers = JSON.stringify(features.map((one: GeoJSON.Feature) => one.geometry)).match(
        /-?\d+(\.\d+)?/g,
      );
      expect(numbers?.every((text) => Math.abs(Number(text)) <= 180.01)).toBe(true);
    }
  });
  test("letters exist for both cuts, with the signs the map writes", () => {
    for (const font of ["Noto Sans Regular", "Noto Sans Medium"]) {
      const ranges = readdirSync(join(PUBLIC, "fonts", font));
      // Latin and its extensions, punctuation with dashes, and mathematical signs for "≈".
      expect(ranges).toEqual(
        expect.arrayContaining(["0-255.pbf", "256-511.pbf", "8192-8447.pbf", "8704-8959.pbf"]),
      );
    }
  });
});
