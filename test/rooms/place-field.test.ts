/** What the field for a place keeps of a choice: the name with what was assumed, and the reason for more precision. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildForm } from "../../client/rooms/incidents/form-build.ts";
import { type Draft, emptyDraft } from "../../client/rooms/incidents/form-draft.ts";
import {
  areasAround,
  doubtsOf,
  kindOf,
  nameToKeep,
  sentenceOf,
} from "../../client/rooms/places/form-said.ts";
import { translator } from "../../client/words/index.tsx";
import { gazetteerRows, openGazetteer } from "../../shared/places/gazetteer.ts";
import { chosenOnMap, readPlace } from "../../shared/places/read.ts";

const file = new URL("../fixtures/gazetteer.json", import.meta.url);
const gazetteer = openGazetteer(gazetteerRows.parse(JSON.parse(readFileSync(file, "utf8"))));
const words = { t: translator("en"), tag: "en-GB" };
const first = (text: string) => readPlace(text, gazetteer).candidates[0]!;

describe("the name that a report keeps", () => {
  test.each([
    [
      "PK 26 axe Ippy",
      "PK 26 axe Ippy (About 26 km from Bambari towards Ippy, straight line; start not stated: assumed Bambari)",
    ],
    ["10 km de Bria", "10 km de Bria (About 10 km from Bria; direction not stated)"],
    ["près de Bria", "près de Bria (Near Bria)"],
    ["Banbary", "Bambari"],
    ["34N DM 6346 3668", "34N DM 6346 3668"],
    ["sous-préfecture de Bambari", ""],
    ["a bend of the river", "a bend of the river"],
  ])("%s", (text, kept) => expect(nameToKeep(first(text), text, words)).toBe(kept));

  test("never grows longer than a name may be", () => {
    const typed = `PK 26 axe Ippy ${"x".repeat(180)}`;
    const road = first("PK 26 axe Ippy");
    expect(nameToKeep(road, typed, words).length).toBeLessThanOrEqual(200);
    expect(nameToKeep(road, typed, words)).toContain("assumed Bambari");
  });
});

describe("a reading in words", () => {
  test("says what it is, where, and what is doubtful", () => {
    const town = first("Banbary");
    expect([sentenceOf(town, words), kindOf(town, words), doubtsOf(town, words)]).toEqual([
      ...["Bambari", "Town or village", ["not spelt as you wrote it"]],
    ]);
    expect(areasAround(town, gazetteer, undefined).map(({ name }) => name)).toEqual(["Bambari", "Ouaka"]);
  });
  test("every sentence and doubt has words without holes", () => {
    const texts = [
      ...["5.8, 20.7", "20.67 5.76", "5,76 N 20,67 O", "34NDM", "Waka", "commune de Bambari", "MSF Bria"],
      ...["PK 26 axe Ippy", "PK 300 axe Bambari-Ippy", "entre Bambari et Ippy", "sur la route de Bria"],
      ...["60 km from Bria", "au nord de Bria", "15km SW of Bria", "near Bria", "Kilo cinq", "nowhere"],
    ];
    const all = texts.flatMap((text) => readPlace(text, gazetteer).candidates);
    for (const candidate of [...all, chosenOnMap(20, 5, 300)]) {
      const said = [sentenceOf(candidate, words), kindOf(candidate, words), ...doubtsOf(candidate, words)];
      expect(said.join(" ")).not.toMatch(/[{}]|place\.|undefined/);
    }
  });
});

describe("more precision than was found", () => {
  const draft = (changes: Partial<Draft>): Draft => ({
    ...emptyDraft(),
    ...{ kind: "siege", occurredFrom: "2019-11-28", datePrecision: "day", sourceType: "ngo" },
    ...{ verification: "reported", sensitivity: "low" },
    ...{ lon: "21.98", lat: "6.53", placeName: "Near Bria", placeFound: "near", ...changes },
  });
  const placeOf = (changes: Partial<Draft>) => {
    const built = buildForm(draft(changes));
    return "form" in built ? built.form.place : built.faults;
  };

  test("needs a reason, which stands with the name", () => {
    expect(placeOf({ precision: "exact" })).toEqual({ "place.reason": "reason_missing" });
    expect(placeOf({ precision: "exact", placeReason: "a team stood there" })).toMatchObject({
      ...{ precision: "exact", placeName: "Near Bria; a team stood there" },
    });
  });
  test("as much or less needs none, and a reason typed before is left out", () => {
    for (const precision of ["near", "adm2", "unclear", "cross_border"]) {
      expect(placeOf({ precision, placeReason: "typed before" })).toMatchObject({
        ...{ precision, placeName: "Near Bria" },
      });
    }
  });
  test("nothing chosen is a fault of the place", () => {
    expect(placeOf({ precision: "", placeFound: "" })).toEqual({ "place.precision": "required" });
  });
});
