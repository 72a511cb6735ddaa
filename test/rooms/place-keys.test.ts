/** Spellings that meet under one key, the distance in letters, and coordinates there and back. */
import { assert, double, property, stringMatching } from "fast-check";
import { describe, expect, test } from "vitest";
import { distanceKm } from "../../shared/geo.ts";
import { mgrsOf, readCoordinates } from "../../shared/places/coordinates.ts";
import { lettersApart, soundKey } from "../../shared/places/keys.ts";

describe("spellings of one place meet", () => {
  test.each([
    ["Ouadda", "Wadda"],
    ["Ouaka", "Waka"],
    ["N'Délé", "Ndele"],
    ["Djéma", "Jema"],
    ["Kaga-Bandoro", "Kagabandoro"],
    ["Gbadé", "Bade"],
    ["Mbrès", "M’brès"],
    ["Bocaranga", "Bokaranga"],
    ["Bossangoa", "Bosangoa"],
    ["Zémio", "Zemyo"],
    ["Alindao", "Alindaw"],
    ["Markounda", "Marcounda"],
    ["village de Ngakobo", "Ngakobo town"],
    ["quartier Boy-Rabe", "Boyrabe"],
    ["Kouango", "Kwango"],
    ["Dar El Kouti", "Dar al-Kuti"],
    ["Tchad", "Chad"],
    ["Bambari", "Banbari"],
    ["Bangui", "Bangi"],
    ["Ngaoundaye", "Ngaundaye"],
    ["Paoua", "Pawa"],
    ["Sam Ouandja", "Sam-Wandja"],
  ])("%s and %s", (one, other) => expect(soundKey(one)).toBe(soundKey(other)));

  test.each([
    ["Bria", "Birao"],
    ["Obo", "Abba"],
    ["Bouar", "Bouca"],
    ["Bangui", "Bangassou"],
    ["Chad", "Kada"],
    ["Ouham", "Ouaka"],
  ])("%s and %s stay apart", (one, other) => expect(soundKey(one)).not.toBe(soundKey(other)));

  test("a key never fails and is the same for capitals and small letters", () => {
    const name = stringMatching(/^[a-zA-Zéèïôû' -]{0,30}$/);
    assert(property(name, (text) => soundKey(text) === soundKey(text.toUpperCase().toLowerCase())));
  });
});

describe("letters apart", () => {
  test.each([
    ["bambari", "bambari", 0],
    ["bambari", "bamabri", 1],
    ["bambari", "bambri", 1],
    ["ippy", "ipi", 2],
    ["abc", "xyz", 3],
  ])("%s and %s: %i", (one, other, apart) => expect(lettersApart(one, other, 3)).toBe(apart));
  test("it stops at the most that is asked for, and is the same both ways", () => {
    expect(lettersApart("bambari", "kouango", 2)).toBe(3);
    const word = stringMatching(/^[a-e]{0,8}$/);
    assert(property(word, word, (one, other) => lettersApart(one, other, 3) === lettersApart(other, one, 3)));
  });
});

const lat = double({ min: -79, max: 83, noNaN: true });
const lon = double({ min: -179.9, max: 179.9, noNaN: true });
const pad = (value: number, width: number) => value.toFixed(3).padStart(width, "0");

/** Degrees, minutes and seconds of an angle, as a person writes them. */
function dms(angle: number, letters: string): string {
  const size = Math.abs(angle);
  const degrees = Math.floor(size);
  const minutes = Math.floor((size - degrees) * 60);
  const seconds = Math.min(59.999, (size - degrees - minutes / 60) * 3600);
  return `${degrees}°${minutes}'${pad(Math.max(0, seconds), 6)}"${letters[angle < 0 ? 1 : 0]}`;
}
const pointOf = (text: string) => readCoordinates(text).candidates[0];
const apart = (text: string, east: number, north: number) => {
  const point = pointOf(text);
  return point?.lon == null || point.lat == null ? Number.NaN : distanceKm(point.lon, point.lat, east, north);
};

describe("coordinates there and back", () => {
  test("decimal degrees, in both orders", () => {
    assert(
      property(lat, lon, (north, east) => {
        const plain = `${north.toFixed(6)}, ${east.toFixed(6)}`;
        const lettered = `${Math.abs(east).toFixed(6)} ${east < 0 ? "W" : "E"}; ${Math.abs(north).toFixed(6)} ${north < 0 ? "S" : "N"}`;
        return apart(plain, east, north) < 0.001 && apart(lettered, east, north) < 0.001;
      }),
    );
  });
  test("degrees, minutes and seconds", () => {
    assert(
      property(lat, lon, (north, east) => {
        const text = `${dms(north, "NS")} ${dms(east, "EW")}`;
        return apart(text, east, north) < 0.001;
      }),
    );
  });
  test("MGRS, to its ten metres", () => {
    assert(property(lat, lon, (north, east) => apart(mgrsOf(east, north)!, east, north) < 0.02));
  });
});
