/** The other readers on files as their sources publish them, and areas found by point and by name. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { AreaFinder, oneLetterApart } from "../../server/rooms/exchange/area-finder.ts";
import { awsd } from "../../server/rooms/exchange/formats/awsd.ts";
import { titleCase } from "../../server/rooms/exchange/formats/bases.ts";
import { iso3OfCountryName } from "../../server/rooms/exchange/formats/countries.ts";
import { geopko } from "../../server/rooms/exchange/formats/geopko.ts";
import { radpko } from "../../server/rooms/exchange/formats/radpko.ts";
import { ucdpActors, unlistedActor } from "../../server/rooms/exchange/formats/ucdp-actors.ts";
import type { KnownArea } from "../../server/rooms/exchange/read.ts";
import { readAll } from "../support/import-files.ts";
import { dataPath } from "../support/raw.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

describe("other readers", () => {
  test("AWSD: levels, harm of aid workers, dates without day or month, no tactic and no point for sexual assault", async () => {
    const { drafts, errors } = await readAll(dataPath("caf-awsd-without-details.csv"), awsd);
    expect(errors).toEqual([]);
    const levels = ["corroborated", "reported", "not_verifiable"].map(
      (one) => drafts.filter(({ verification }) => verification === one).length,
    );
    expect(levels).toEqual([131, 9, 7]);
    const month = drafts.find(({ externalId }) => externalId === "1806");
    expect(month).toMatchObject({
      occurredFrom: "2013-08-01",
      occurredTo: "2013-08-31",
      datePrecision: "month",
    });
    const assault = drafts.find(({ externalId }) => externalId === "4155");
    expect(assault).toMatchObject({
      tactic: null,
      lon: null,
      lat: null,
      placeName: null,
      locationPrecision: "adm2",
    });
    expect(drafts.every(({ harms }) => harms.every(({ group }) => group === "humanitarian_worker"))).toBe(
      true,
    );
  });

  test("RADPKO: total from its parts, names in capitals, rows without a place left out", async () => {
    const { drafts, errors, warnings } = await readAll(dataPath("radpko-bases-year-core.csv.gz"), radpko);
    expect([errors.length, warnings.length, drafts.length]).toEqual([0, 6, 2646]);
    const birao = drafts.find(({ externalId }) => externalId === "MINUSCA/Birao/2017");
    expect(birao).toMatchObject({
      total: 768,
      troops: 761,
      from: "2017-06-01",
      to: "2017-12-31",
      kind: "unknown",
    });
  });

  test("Geo-PKO: NA is size unknown, headquarters by code", async () => {
    const { drafts, errors } = await readAll(fixture("geopko-made-up.csv"), geopko);
    expect(errors).toEqual([]);
    expect(drafts.map(({ troops }) => troops)).toEqual([800, 150, null, null, 0, 35]);
    expect(drafts.map(({ kind }) => kind).slice(0, 2)).toEqual(["mission_hq", "sector_hq"]);
  });

  test("UCDP actors: kind by Org, communal groups by Org and by hand, joint parties by their name", async () => {
    const { drafts, errors } = await readAll(dataPath("ucdp-actor-221.csv.gz"), ucdpActors);
    expect([drafts.length, errors.length]).toEqual([1725, 0]);
    const actor = (id: string) => drafts.find(({ externalId }) => externalId === id);
    expect(actor("86")).toMatchObject({ kind: "state_military", communal: false });
    expect(actor("3555")).toMatchObject({ kind: "militia_community", communal: true });
    expect(actor("6982")).toMatchObject({ kind: "nsag_rebel", communal: true });
    expect(actor("488")?.aliases).toContain("Lord's Resistance Army");
    expect(actor("5999")?.relations).toEqual([
      { relation: "splinter_of", other: "4007" },
      { relation: "splinter_of", other: "7870" },
      { relation: "allied_with", other: "7870" },
    ]);
    expect(actor("554")?.relations).toEqual([{ relation: "merged_into", other: "86" }]);
    expect(drafts.flatMap(({ relations }) => relations)).toHaveLength(462);
    expect(unlistedActor(1, "7000", "anti-Balaka, FPRC-AK")).toMatchObject({
      joint: true,
      kind: "unidentified_armed",
    });
    expect(unlistedActor(1, "9", "Government of Nowhere")).toMatchObject({ kind: "state_military" });
  });

  test("names of places and countries", () => {
    expect([titleCase("kaga bandoro"), titleCase("N'Délé")]).toEqual(["Kaga Bandoro", "N'Délé"]);
    expect(["Mali", "DRC", "Cote d'Ivoire", "Atlantis"].map(iso3OfCountryName)).toEqual([
      "MLI",
      "COD",
      "CIV",
      null,
    ]);
  });
});

describe("finding areas", () => {
  const area = (
    ref: string,
    level: number,
    name_key: string,
    parent_id: string | null,
    box: number[],
  ): KnownArea => {
    const [west = 0, south = 0, east = 0, north = 0] = box;
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const shape = { type: "Polygon" as const, coordinates: [ring] };
    return {
      ref,
      dataset_id: null,
      level,
      pcode: ref,
      name_key,
      parent_id,
      min_lon: west,
      min_lat: south,
      max_lon: east,
      max_lat: north,
      shape,
    };
  };
  const finder = new AreaFinder(
    [
      area("C", 0, "country", null, [0, 0, 10, 10]),
      area("C1", 1, "nana gribizi", "C", [0, 0, 5, 10]),
      area("C2", 1, "ouaka", "C", [5, 0, 10, 10]),
      area("C11", 2, "mbres", "C1", [0, 0, 5, 5]),
      area("C111", 3, "mbres", "C11", [0, 0, 5, 2]),
    ],
    ["CAF"],
  );
  const nowhere = { lon: null, lat: null, adm1Name: null, adm2Name: null, countryIso3: "CAF" };

  test("by point as deep as the precision allows", () => {
    const point = { ...nowhere, lon: 1, lat: 1 };
    expect(finder.find({ ...point, locationPrecision: "exact" })).toEqual({
      adm0_id: "C",
      adm1_id: "C1",
      adm2_id: "C11",
      adm3_id: "C111",
    });
    expect(finder.find({ ...point, locationPrecision: "adm2" })).toMatchObject({
      adm2_id: "C11",
      adm3_id: null,
    });
    expect(finder.find({ ...point, locationPrecision: "country" })).toMatchObject({
      adm0_id: "C",
      adm1_id: null,
    });
  });

  test("by name with accents, suffixes and one letter amiss; a first-order name before its middle point", () => {
    const named = {
      ...nowhere,
      lon: 7,
      lat: 7,
      adm1Name: "Nana-Grébizi province",
      locationPrecision: "adm1" as const,
    };
    expect(finder.find(named)).toMatchObject({ adm1_id: "C1", adm2_id: null });
    expect(finder.find({ ...named, adm1Name: null })).toMatchObject({ adm1_id: "C2" });
    const noPoint = {
      ...nowhere,
      adm1Name: "Nana-Grébizi",
      adm2Name: "Mbrès sub-prefecture",
      locationPrecision: "adm2" as const,
    };
    expect(finder.find(noPoint)).toMatchObject({ adm2_id: "C11" });
  });

  test("another country's event lies nowhere", () => {
    expect(finder.find({ ...nowhere, countryIso3: "TCD", locationPrecision: "country" })).toMatchObject({
      adm0_id: null,
    });
  });

  test("one letter apart", () => {
    expect([
      oneLetterApart("grebizi", "gribizi"),
      oneLetterApart("mbres", "mbre"),
      oneLetterApart("bria", "boda"),
    ]).toEqual([true, true, false]);
  });
});
