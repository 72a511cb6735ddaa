/**
 * Places as people write them in reports and messages, read against a part of the demonstration's gazetteer: what is
 * found, how precisely, and what is said to be uncertain.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { distanceKm } from "../../shared/geo.ts";
import { gazetteerRows, openGazetteer } from "../../shared/places/gazetteer.ts";
import { chosenOnMap, readPlace } from "../../shared/places/read.ts";
import { findPlaces } from "../../shared/rooms/intake-places.ts";
import { foldText } from "../../shared/rooms/intake-text.ts";

const rows = gazetteerRows.parse(
  JSON.parse(readFileSync(new URL("../fixtures/gazetteer.json", import.meta.url), "utf8")),
);
const gazetteer = openGazetteer(rows);
const BAMBARI = { lon: 20.6672, lat: 5.762 };
const first = (text: string, near: typeof BAMBARI | null = null) =>
  readPlace(text, gazetteer, near).candidates[0]!;

/** The first reading in one line: kind, precision, sentence with its values, doubts. */
function line(text: string): string {
  const { kind, precision, sentence, doubts } = first(text);
  const values = Object.entries(sentence.values)
    .filter(([name]) => !["lon", "lat", "within"].includes(name))
    .map(([, value]) => value);
  return [kind, precision, [sentence.code, ...values].join(" "), doubts.map(({ code }) => code).join(" ")]
    .filter((part) => part !== "")
    .join(" | ");
}

describe("coordinates", () => {
  test.each([
    ["5.76, 20.67", "exact", ""],
    ["5,76 20,67", "exact", ""],
    ["5,76; 20,67", "exact", ""],
    ["5,76, 20,67", "exact", ""],
    ["5.76N 20.67E", "exact", ""],
    ["N 5.76 E 20.67", "exact", ""],
    ["20.67 E, 5.76 N", "exact", ""],
    ["5.76° Nord, 20.67° Est", "exact", ""],
    ["lat 5.76 lon 20.67", "exact", ""],
    ["Latitude : 5,76 ; Longitude : 20,67", "exact", ""],
    ["20.67 5.76", "exact", "order_swapped"],
    ["5°45'36\"N 20°40'12\"E", "exact", ""],
    ["5° 45’ 36’’ N, 20° 40’ 12’’ E", "exact", ""],
    ["5º45'36\" nord 20º40'12\" est", "exact", ""],
    ["N 05 45 36 E 020 40 12", "exact", ""],
    ["5°45.6'N 20°40.2'E", "exact", ""],
    ["٥٫٧٦، ٢٠٫٦٧", "exact", ""],
    ["５．７６，２０．６７", "exact", ""],
    ["34NDM6346336685", "exact", ""],
    ["34N DM 6346 3668", "exact", ""],
    ["MGRS: 34n dm 63463 36685", "exact", ""],
    ["UTM 34N 463463 636685", "exact", ""],
    ["village X (5.7600, 20.6700)", "exact", ""],
    ["vu au point 5.76°N 20.67°E ce matin", "exact", ""],
  ])("%s lies where Bambari lies", (text, precision, doubts) => {
    const found = first(text);
    expect(found).toMatchObject({ kind: "point", precision });
    expect(found.doubts.map(({ code }) => code).join(" ")).toBe(doubts);
    expect(distanceKm(found.lon!, found.lat!, BAMBARI.lon, BAMBARI.lat)).toBeLessThan(1.5);
  });
  test.each([
    ["5.8, 20.7", "near", "coarse"],
    ["34N DM 6 3", "near", "coarse"],
    ["6° N 21° E", "unclear", "coarse no_point"],
    ["34NDM", "unclear", "coarse no_point"],
    ["-1.5123, 29.2345", "exact", "outside_operation"],
    ["5,76 N 20,67 O", "exact", "west_letter outside_operation"],
  ])("%s says how well it is known", (text, precision, doubts) => {
    const found = first(text);
    expect([found.precision, found.doubts.map(({ code }) => code).join(" ")]).toEqual([precision, doubts]);
    expect(found.lon === null).toBe(precision === "unclear");
  });
  test.each([
    ["95.2, 20.1", "lat_out_of_range"],
    ["5.76, 200.5", "lon_out_of_range"],
    ["34N DM 123", "mgrs_unreadable"],
    ["34N ZZ 12345678", "mgrs_unreadable"],
  ])("%s is refused by name, and the words stay", (text, problem) => {
    const { candidates, problems } = readPlace(text, gazetteer);
    expect(problems.map(({ code }) => code)).toEqual([problem]);
    expect(candidates.map(({ kind }) => kind)).toEqual(["words"]);
  });
  test.each(["3 morts, 5 blessés", "12 05 2019", "6 21", "PK 26", "le 5 et 6 mars", "12,5 km"])(
    "%s is no pair of coordinates",
    (text) => expect(first(text).kind).not.toBe("point"),
  );
});

describe("names, P-codes and spellings", () => {
  test.each([
    ["Bambari", "place | exact | place Bambari populated_place"],
    ["BAMBARI", "place | exact | place Bambari populated_place"],
    ["à Bambari", "place | exact | place Bambari populated_place"],
    ["Banbari", "place | exact | place Bambari populated_place | spelt_otherwise"],
    ["Bambary", "place | exact | place Bambari populated_place | spelt_otherwise"],
    ["Bamabri", "place | exact | place Bambari populated_place | spelt_otherwise"],
    ["Wadda", "place | exact | place Ouadda populated_place | spelt_otherwise"],
    ["Uadda", "place | exact | place Ouadda populated_place | spelt_otherwise"],
    ["Ndélé", "place | exact | place Ndele populated_place"],
    ["N'Délé", "place | exact | place Ndele populated_place"],
    ["kagabandoro", "place | exact | place Kaga Bandoro populated_place | spelt_otherwise"],
    ["Kaga-Bandoro", "place | exact | place Kaga Bandoro populated_place"],
    ["M'brès", "place | exact | place Mbrès published_place"],
    ["ville d'Ippy", "place | exact | place Ippy published_place"],
    ["Ipi", "place | exact | place Ippy published_place | spelt_otherwise"],
    ["Sam-Wandja", "place | exact | place Sam Ouandja published_place | spelt_otherwise"],
    ["village Ngakobo", "place | exact | place Ngakobo published_place"],
    ["Bade", "place | exact | place Gbadé published_place | spelt_otherwise"],
    ["Bokaranga", "place | exact | place Bocaranga published_place | spelt_otherwise"],
    ["Djéma", "place | exact | place Djemah published_place"],
    ["Kwango", "place | exact | place Kouango published_place | spelt_otherwise"],
    ["sous-préfecture de Bambari", "area | adm2 | area Bambari 2"],
    ["commune de Bambari", "area | adm2 | area Bambari 3 | finer_than_district"],
    ["préfecture de la Ouaka", "area | adm1 | area Ouaka 1"],
    ["Waka", "area | adm1 | area Ouaka 1 | spelt_otherwise"],
    ["République centrafricaine", "area | country | area République centrafricaine 0"],
    ["CF43", "area | adm1 | area Ouaka 1"],
    ["cf431", "area | adm2 | area Bambari 2"],
    ["hôpital de Bria", "place | exact | place Bria Hôpital Régional Universitaire health"],
    ["Kilo cinq", "place | exact | place Marché PK 5 local_place"],
    ["PK 5", "place | exact | place Marché PK 5 local_place"],
    ["MSF Bria", "place | near | place Bria populated_place | part_of_text"],
    ["attaque à Bria hier soir", "place | near | place Bria populated_place | part_of_text"],
    ["Quelque part au loin", "words | unclear | words Quelque part au loin | no_point"],
  ])("%s", (text, said) => expect(line(text)).toBe(said));

  test("an area after the name chooses among places of one name", () => {
    const [ouaka] = readPlace("Boyo, Ouaka", gazetteer).candidates;
    expect(ouaka).toMatchObject({ kind: "place", lon: 21.5 });
    expect(readPlace("Boyo", gazetteer).candidates.filter(({ kind }) => kind === "place")).toHaveLength(2);
  });
  test("what lies near comes first among equals", () => {
    expect(first("Boyo", BAMBARI).lon).toBe(21.5);
    expect(first("Boyo", { lon: 18.3, lat: 7.2 }).lon).toBe(18.3196);
  });
  test("the words themselves always stand last", () => {
    const { candidates } = readPlace("Bambari", gazetteer);
    expect(candidates.at(-1)).toMatchObject({ kind: "words", precision: "unclear", lon: null });
    expect(readPlace("   ", gazetteer).candidates).toEqual([]);
  });
});

describe("roads, distances, directions", () => {
  const assumed = "straight_line start_assumed";
  test.each([
    ["PK 26 axe Ippy", `road | near | road 26 Bambari Ippy | ${assumed}`],
    ["PK26 axe Ipi", `road | near | road 26 Bambari Ippy | ${assumed}`],
    ["P.K. 26 axe d'Ippy", `road | near | road 26 Bambari Ippy | ${assumed}`],
    ["pk 26,5 route d’Ippy", `road | near | road 27 Bambari Ippy | ${assumed}`],
    ["PK 26+500 axe Ippy", `road | near | road 27 Bambari Ippy | ${assumed}`],
    ["26 km de Bambari vers Ippy", "road | near | road 26 Bambari Ippy | straight_line"],
    ["à 26 km de Bambari sur l'axe Ippy", "road | near | road 26 Bambari Ippy | straight_line"],
    ["Bambari PK 26 axe Ippy", "road | near | road 26 Bambari Ippy | straight_line"],
    ["PK 12 axe Bambari-Ippy", "road | near | road 12 Bambari Ippy | straight_line"],
    ["axe Bambari – Ippy, PK 12", "road | near | road 12 Bambari Ippy | straight_line"],
    ["PK 30 axe Kaga-Bandoro - Mbrès", "road | near | road 30 Kaga Bandoro Mbrès | straight_line"],
    ["26 km from Bambari on the road to Ippy", "road | near | road 26 Bambari Ippy | straight_line"],
    ["km 26 Bambari-Ippy road", "road | near | road 26 Bambari Ippy | straight_line"],
    ["Sibut - Dekoa road 30 km from Sibut", "road | near | road 30 Sibut Dekoa | straight_line"],
    ["Bria, 12 km vers Ippy", "road | near | road 12 Bria Ippy | straight_line"],
    ["PK 12 entre Bria et Ippy", "road | near | road 12 Bria Ippy | straight_line"],
    ["PK 300 axe Bambari-Ippy", "road | adm1 | road 300 Bambari Ippy | straight_line past_end too_vague"],
    ["entre Bambari et Ippy", "road | adm1 | road_between Bambari Ippy | straight_line too_vague"],
    ["sur la route de Bria", "road | unclear | road_to Bria | distance_unknown too_vague"],
    ["5 km au nord de Bria", "relative | near | direction 5 N Bria"],
    ["5 km north of Bria", "relative | near | direction 5 N Bria"],
    ["15km SW of Bria", "relative | near | direction 15 SW Bria"],
    ["à 15 km au sud-ouest de Bria", "relative | near | direction 15 SW Bria"],
    ["au nord de Bria", "relative | near | direction_only N Bria | distance_unknown"],
    ["10 km de Bria", "relative | near | away 10 Bria | direction_unknown"],
    ["une dizaine de km de Bria", "relative | near | away 10 Bria | direction_unknown"],
    ["60 km from Bria", "relative | unclear | away 60 Bria | direction_unknown too_vague"],
    ["près de Bria", "relative | near | near Bria"],
    ["proche Bria", "relative | near | near Bria"],
    ["aux environs d'Ippy", "relative | near | near Ippy"],
    ["near Bria", "relative | near | near Bria"],
    ["not far from Wadda", "relative | near | near Ouadda"],
  ])("%s", (text, said) => expect(line(text)).toBe(said));

  test("a start that is not stated is assumed in words, with others to choose from", () => {
    const roads = readPlace("PK 26 axe Ippy", gazetteer).candidates.filter(({ kind }) => kind === "road");
    expect(roads.map(({ sentence }) => sentence.values.from).slice(0, 2)).toEqual(["Bambari", "Bakala"]);
    for (const { doubts, sentence } of roads) {
      expect(doubts).toContainEqual({ code: "start_assumed", values: { from: sentence.values.from } });
    }
  });
  test("a message that goes on after it keeps its colon to itself", () => {
    const [found] = findPlaces(foldText("PK 12 axe Bambari-Ippy: barrière des hommes armés"), gazetteer);
    expect(found).toMatchObject({ rule: "road", text: "PK 12 axe Bambari-Ippy" });
  });
  test("the road begins where one is, when that is known", () => {
    const near = { lon: 21.98, lat: 6.53 };
    expect(first("PK 26 axe Ippy", near).sentence.values.from).toBe("Bria");
    expect(line("PK 12")).toMatch(/^words/);
    expect(first("PK 12", near).sentence).toEqual({ code: "away", values: { km: 12, from: "Bria" } });
  });
  test("the point lies so far from the start, towards the end", () => {
    const { lon, lat } = first("26 km de Bambari vers Ippy");
    const ippy = { lon: 21.2, lat: 6.2598 };
    const whole = distanceKm(BAMBARI.lon, BAMBARI.lat, ippy.lon, ippy.lat);
    expect(distanceKm(BAMBARI.lon, BAMBARI.lat, lon!, lat!)).toBeCloseTo(26, 1);
    expect(distanceKm(lon!, lat!, ippy.lon, ippy.lat)).toBeCloseTo(whole - 26, 1);
  });
  test("north is up", () => {
    const { lon, lat } = first("10 km au nord de Bria");
    expect([lon, lat! > 6.53]).toEqual([21.9833, true]);
  });
});

test("a cross on the map is as exact as the hand that put it", () => {
  expect(chosenOnMap(20.123456, 5.1, 300)).toMatchObject({ precision: "exact", lon: 20.12346, lat: 5.1 });
  expect(chosenOnMap(20, 5, 9000).precision).toBe("near");
  expect(chosenOnMap(20, 5, 90_000)).toMatchObject({ precision: "unclear", lon: null, lat: null });
});
