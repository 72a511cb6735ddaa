/** Texts written for sending: places, numbers and addresses are found in every usual way of writing them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findInSending, stops } from "../../shared/rooms/sending.ts";

const kinds = (text: string, known: string[] = []) => findInSending(text, known).map(({ what }) => what);
const stopsAt = (text: string) => findInSending(text).some(stops);

const longitude = fc.double({ min: -179.9, max: 179.9, noNaN: true });
const latitude = fc.double({ min: -79.9, max: 83.9, noNaN: true });
const around = fc.constantFrom(
  (text: string) => text,
  (text: string) => `They met at ${text} before noon`,
  (text: string) => `(${text})`,
  (text: string) => `see ${text}, please`,
);
const pad = (value: number, length = 2) => String(value).padStart(length, "0");

/** Degrees, minutes and seconds as people write them. */
function sexagesimal(value: number, letters: string): string {
  const size = Math.abs(value);
  const degrees = Math.floor(size);
  const minutes = Math.floor((size - degrees) * 60);
  const seconds = Math.floor((size - degrees - minutes / 60) * 3600);
  return `${degrees}°${pad(minutes)}'${pad(Math.max(0, Math.min(59, seconds)))}"${letters[value < 0 ? 1 : 0]}`;
}

describe("places", () => {
  test("decimal pairs are found, however they are parted", () => {
    const digits = fc.integer({ min: 2, max: 7 });
    const parting = fc.constantFrom(", ", ",", " ", " / ", "; ");
    fc.assert(
      fc.property(latitude, longitude, digits, parting, around, (lat, lon, count, between, wrap) =>
        stopsAt(wrap(`${lat.toFixed(count)}${between}${lon.toFixed(count)}`)),
      ),
    );
  });
  test("degrees, minutes and seconds are found", () => {
    fc.assert(
      fc.property(latitude, longitude, around, (lat, lon, wrap) =>
        stopsAt(wrap(`${sexagesimal(lat, "NS")} ${sexagesimal(lon, "EW")}`)),
      ),
    );
  });
  test("grid references are found, in one piece or in three", () => {
    const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ".split("");
    const zone = fc.integer({ min: 1, max: 60 });
    const band = fc.constantFrom(..."CDEFGHJKLMNPQRSTUVWX".split(""));
    const letter = fc.constantFrom(...letters);
    const size = fc.integer({ min: 2, max: 5 });
    const part = fc.integer({ min: 0, max: 99_999 });
    fc.assert(
      fc.property(
        fc.tuple(zone, band, letter, letter, size, part, part, fc.constantFrom("", " "), around),
        ([number, row, one, other, count, east, north, space, wrap]) => {
          const [x, y] = [pad(east, 5).slice(0, count), pad(north, 5).slice(0, count)];
          return stopsAt(wrap(`${number}${row}${space}${one}${other}${space}${x}${space}${y}`));
        },
      ),
    );
  });
  test("digits of other scripts are digits", () => {
    expect(stopsAt("٥.٧٦٣٤, ٢٠.٦٦٧١")).toBe(true);
    expect(stopsAt("۵.۷۶۳۴, ۲۰.۶۶۷۱")).toBe(true);
  });
  test("codes of areas below a district are shown, those of districts are not", () => {
    expect(kinds("in CF4311 and SSD010203")).toEqual(["place_code", "place_code"]);
    expect(kinds("in CF431, in the province CF43")).toEqual([]);
  });
});

describe("numbers and addresses", () => {
  test("telephone numbers are found in groups of any length", () => {
    const digit = fc.integer({ min: 0, max: 9 });
    const groups = fc.array(fc.array(digit, { minLength: 2, maxLength: 3 }), { minLength: 4, maxLength: 5 });
    fc.assert(
      fc.property(groups, fc.constantFrom(" ", "-", ".", ""), around, (parts, between, wrap) =>
        stopsAt(wrap(`+2${parts.map((part) => part.join("")).join(between)}`)),
      ),
    );
    for (const number of ["72 12 34 56", "70123456", "(0) 72123456", "tel. 12345", "00236 72123456"]) {
      expect(stopsAt(`Call ${number} then`), number).toBe(true);
    }
  });
  test("addresses of mail are found", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/);
    fc.assert(fc.property(word, word, around, (who, where, wrap) => stopsAt(wrap(`${who}@${where}.org`))));
    expect(stopsAt("write to someone [at] agency.org")).toBe(true);
  });
});

describe("what has to be confirmed", () => {
  test.each([
    ["on 12 November 2019", "exact_date"],
    ["on November 12", "exact_date"],
    ["le 12 novembre", "exact_date"],
    ["on 2019-11-12", "exact_date"],
    ["on 12/11/2019", "exact_date"],
    ["between 06:00 and dusk", "exact_hour"],
    ["around 6 am", "exact_hour"],
    ["at 0530 hrs", "exact_hour"],
    ["said Colonel Example", "person"],
    ["a woman named Example", "person"],
    ["we heard it from Some Person there", "person"],
  ])("%s", (text, what) => {
    const found = findInSending(text);
    expect(found.map((one) => one.what)).toEqual([what]);
    expect(found.some(stops)).toBe(false);
  });
  test("names that everybody here knows are none", () => {
    expect(kinds("to be read by Mission Human Rights only", ["Mission Human Rights"])).toEqual([]);
  });
});

describe("plain sentences", () => {
  test("nothing is found in what may travel", () => {
    const word = fc.constantFrom(
      ...["women", "collecting", "firewood", "are", "threatened", "in", "the", "morning", "week", "more"],
      ...["patrols", "of", "about", "40", "people", "2019", "every", "day", "market", "two", "1,848"],
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        // Numbers one behind the other are no sentence.
        const apart = words.filter((one, at) => !/\d/.test(one) || !/\d/.test(words[at - 1] ?? ""));
        expect(findInSending(apart.join(" "))).toEqual([]);
      }),
    );
    expect(kinds("Presence in the mornings of 2018-2019. Do not pass on to the Force.")).toEqual([]);
  });
});
