/**
 * Coordinates as people write them, found in a text: decimal degrees (point or comma, letters before or after, words),
 * degrees with minutes and seconds, MGRS and UTM. WGS84 throughout. A pair without letters is latitude, longitude,
 * unless only the other order lies in the operation; that is said.
 */
import * as library from "mgrs";
import { type BBox, inBox } from "../geo.ts";
import {
  note,
  type PlaceCandidate,
  type PlaceDoubt,
  type PlaceNote,
  type PlaceProblem,
  precisionWithin,
  roundKm,
} from "./candidate.ts";

/** Node loads the CommonJS build, whose functions hang on the default export; a bundler takes the ES build. */
const mgrs: typeof library = Reflect.get(library, "default") ?? library;

const KM_PER_DEGREE = 111.195;

export interface FoundCoordinates {
  candidates: PlaceCandidate[];
  problems: PlaceNote<PlaceProblem>[];
}

/** Every reading of the first coordinates in a text. @param box of the operation, to tell the order of a bare pair */
export function readCoordinates(text: string, box: BBox | null = null): FoundCoordinates {
  const plain = plainCoordinates(text);
  return readMgrs(plain, box) ?? readUtm(plain, box) ?? readPair(plain, box) ?? NOTHING;
}
const NOTHING: FoundCoordinates = { candidates: [], problems: [] };

/** MGRS of a point, to 10 m: `34N DM 6346 3668`; null near the poles, where there is none. */
export function mgrsOf(lon: number, lat: number): string | null {
  if (lat < -80 || lat > 84) return null;
  const [, zone, square, digits] = /^(\d+[A-Z])([A-Z]{2})(\d+)$/.exec(mgrs.forward([lon, lat], 4)) ?? [];
  return digits ? `${zone} ${square} ${digits.slice(0, 4)} ${digits.slice(4)}` : null;
}

const WORDS: [RegExp, string][] = [
  [/[º˚]|\bDEG(?:R[EÉ]E?S?)?\b\.?/g, "°"],
  [/[′’‘ʼ`´]/g, "'"],
  [/''|[″“”]/g, '"'],
  [/\b(?:LATITUDE|LAT)\b\.?\s*[:=]?/g, " LAT "],
  [/\b(?:LONGITUDE|LONG|LON|LNG)\b\.?\s*[:=]?/g, " LON "],
  [/\b(?:NORD|NORTH)\b/g, "N"],
  [/\b(?:SUD|SOUTH)\b/g, "S"],
  [/\b(?:EST|EAST)\b/g, "E"],
  [/\b(?:OUEST|WEST)\b/g, "W"],
  [/−/g, "-"],
  [/\s+/g, " "],
];

/** Capitals, one kind of sign for each thing, letters for the four directions. */
const plainCoordinates = (text: string): string =>
  WORDS.reduce((plain, [pattern, sign]) => plain.replace(pattern, sign), text.toUpperCase()).trim();

/* ---------------------------------------------------------------- decimal degrees, degrees and minutes */

const NUMBER = "[-+]?\\d{1,3}(?:[.,]\\d+)?";
const PART = "\\d{1,2}(?:[.,]\\d+)?";
/** Degrees with a sign after them, or with seconds or minutes that have theirs. */
const ANGLE = `(?:[-+]?\\d{1,3}\\s?°\\s?${PART}\\s?'?\\s?(?:${PART}\\s?"?)?|[-+]?\\d{1,3} ${PART}\\s?'\\s?(?:${PART}\\s?"?)?|\\d{1,3} \\d{1,2} ${PART}(?=\\s?"|\\s?[NSEWO]\\b)"?|${NUMBER}\\s?°?)`;
const AXIS = `(?:(?:([NSEWO]|LAT|LON)\\s?[:=]?\\s?)(${ANGLE})(?:\\s?([NSEWO])(?![A-Z]))?|(${ANGLE})(?:\\s?([NSEWO])(?![A-Z]))?)`;
const PAIR = new RegExp(`(?<![\\w.,])${AXIS}\\s?[,;/|]?\\s?${AXIS}(?![\\w°'"]|[.,]\\d)`);
/** The first axis of `N 5.7 E 20.6` must not take the letter of the second; here spaces alone part the minutes. */
const SPACED = `(?:\\d{1,3} \\d{1,2} ${PART}|\\d{1,3} ${PART}|${ANGLE})`;
const PREFIXED = new RegExp(
  `(?<![\\w.,])([NS]|LAT|[EWO]|LON)\\s?(${SPACED})\\s?[,;/|]?\\s?([NS]|LAT|[EWO]|LON)\\s?(${SPACED})(?![\\w°'"]|[.,]\\d)`,
);

interface Axis {
  /** `lat`, `lon`, or unsaid. */
  of: "lat" | "lon" | null;
  degrees: number;
  /** The last digit written, in degrees. */
  step: number;
  letter: string;
  /** A sign, a letter or three decimals: more than two numbers that stand beside each other by chance. */
  sure: boolean;
  /** Two whole numbers beside each other are no coordinates. */
  whole: boolean;
}

function readPair(text: string, box: BBox | null): FoundCoordinates | null {
  const axes = axesIn(text);
  if (!axes) return null;
  const [first, second] = axes;
  if ((first.of !== null && first.of === second.of) || (first.whole && second.whole)) return null;
  const isWhole = !/\p{L}{2}/u.test(text.replace(/\b(?:LAT|LON)\b/g, ""));
  if (!isWhole && !(first.sure && second.sure)) return null;
  const [lat, lon] = first.of === "lon" || second.of === "lat" ? [second, first] : [first, second];
  const isOpen = first.of === null && second.of === null;
  const swaps = isOpen && box !== null && !isIn(lon, lat, box) && isIn(lat, lon, box);
  return swaps ? pointOf(second, first, box, [note("order_swapped")]) : pointOf(lat, lon, box, []);
}

function axesIn(text: string): [Axis, Axis] | null {
  const prefixed = PREFIXED.exec(text);
  if (prefixed) return [axisOf(prefixed[1]!, prefixed[2]!), axisOf(prefixed[3]!, prefixed[4]!)];
  const pair = PAIR.exec(text);
  if (!pair) return null;
  const at = (from: number) =>
    pair[from + 1] === undefined
      ? axisOf(pair[from + 4] ?? "", pair[from + 3]!)
      : axisOf(pair[from + 2] ?? pair[from]!, pair[from + 1]!);
  return [at(1), at(6)];
}

const OF: Record<string, Axis["of"]> = {
  N: "lat",
  S: "lat",
  LAT: "lat",
  E: "lon",
  W: "lon",
  O: "lon",
  LON: "lon",
};

function axisOf(letter: string, angle: string): Axis {
  const parts = [...angle.matchAll(/[-+]?\d+(?:[.,]\d+)?/g)].map(([part]) => part);
  const sign = parts[0]!.startsWith("-") || /[SWO]/.test(letter.replace(/LON/, "")) ? -1 : 1;
  const [degrees = 0, minutes = 0, seconds = 0] = parts.map((part) => Math.abs(toNumber(part)));
  const last = parts.at(-1)!;
  const decimals = /[.,](\d+)$/.exec(last)?.[1]?.length ?? 0;
  return {
    of: OF[letter] ?? null,
    degrees: sign * (degrees + minutes / 60 + seconds / 3600),
    step: 10 ** -decimals / 60 ** (parts.length - 1),
    letter,
    whole: letter === "" && parts.length === 1 && decimals === 0 && !angle.includes("°"),
    sure: letter !== "" || parts.length > 1 || decimals >= 3 || angle.includes("°"),
  };
}

const toNumber = (text: string): number => Number(text.replace(",", "."));
const isIn = (lon: Axis, lat: Axis, box: BBox): boolean => inBox(lon.degrees, lat.degrees, box);

function pointOf(lat: Axis, lon: Axis, box: BBox | null, doubts: PlaceNote<PlaceDoubt>[]): FoundCoordinates {
  const problems: PlaceNote<PlaceProblem>[] = [];
  if (Math.abs(lat.degrees) > 90) problems.push(note("lat_out_of_range", { degrees: lat.degrees }));
  if (Math.abs(lon.degrees) > 180) problems.push(note("lon_out_of_range", { degrees: lon.degrees }));
  if (problems.length > 0) return { candidates: [], problems };
  const narrow = Math.cos((lat.degrees * Math.PI) / 180);
  const within = (KM_PER_DEGREE / 2) * Math.hypot(lat.step, lon.step * narrow);
  const west = lon.letter === "O" ? [note("west_letter")] : [];
  return found(lon.degrees, lat.degrees, within, box, [...doubts, ...west]);
}

function found(
  lon: number,
  lat: number,
  within: number,
  box: BBox | null,
  doubts: PlaceNote<PlaceDoubt>[],
): FoundCoordinates {
  const precision = precisionWithin(within);
  const at = { lon: round(lon), lat: round(lat) };
  const isVague = precision === "unclear";
  const said = [
    ...doubts,
    ...(precision === "exact" ? [] : [note("coarse", { km: roundKm(within) })]),
    ...(isVague ? [note("no_point")] : []),
    ...(box === null || inBox(lon, lat, box) ? [] : [note("outside_operation")]),
  ];
  const candidate: PlaceCandidate = {
    key: `point/${at.lon}/${at.lat}`,
    kind: "point",
    ...(isVague ? { lon: null, lat: null } : at),
    areaRef: null,
    entryRef: null,
    precision,
    sentence: note("coordinates", { ...at, within: roundKm(within) }),
    doubts: said,
  };
  return { candidates: [candidate], problems: [] };
}

/** Six decimals are 11 cm. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/* ---------------------------------------------------------------- grids */

const MGRS =
  /(?<![A-Z0-9])(\d{1,2})\s?([C-HJ-NP-X])\s?([A-HJ-NP-Z]{2})\s?(\d{1,5}\s\d{1,5}|\d{2,10})?(?![A-Z0-9])/;

function readMgrs(text: string, box: BBox | null): FoundCoordinates | null {
  const match = MGRS.exec(text.replace(/\bMGRS\b:?/, " "));
  if (!match) return null;
  const [, zone, band, square, digits = ""] = match;
  const [east, north] = digits.split(/\s/);
  const isEven = north === undefined ? digits.length % 2 === 0 : east!.length === north.length;
  const wrong = { candidates: [], problems: [note("mgrs_unreadable")] };
  if (!isEven || Number(zone) < 1 || Number(zone) > 60) return wrong;
  const grid = `${zone}${band}${square}${digits.replace(/\s/g, "")}`;
  return gridPoint(grid, digits.replace(/\s/g, "").length / 2, box) ?? wrong;
}

/** The middle of a grid square; null where there is no such square. */
function gridPoint(grid: string, digits: number, box: BBox | null, doubts: PlaceNote<PlaceDoubt>[] = []) {
  try {
    const [lon, lat] = mgrs.toPoint(grid);
    const within = (100 / 10 ** digits) * Math.SQRT1_2;
    return Number.isFinite(lon) && Number.isFinite(lat) ? found(lon, lat, within, box, doubts) : null;
  } catch {
    return null;
  }
}

const UTM =
  /(?<![A-Z0-9])(?:UTM:?\s?)?(\d{1,2})\s?([C-HJ-NP-X])\s(\d{6})\s?(?:M?E)?[\s,;]+(\d{5,7})\s?(?:M?N)?(?![A-Z0-9])/;
const COLUMNS = ["STUVWXYZ", "ABCDEFGH", "JKLMNPQR"];
const ROWS = ["FGHJKLMNPQRSTUVABCDE", "ABCDEFGHJKLMNPQRSTUV"];
const BANDS = "CDEFGHJKLMNPQRSTUVWX";

/** UTM through its grid square. `N` and `S` are taken as the hemisphere, any other letter as the band. */
function readUtm(text: string, box: BBox | null): FoundCoordinates | null {
  const match = UTM.exec(text);
  if (!match) return null;
  const [zone, letter, east, north] = [Number(match[1]), match[2]!, Number(match[3]), Number(match[4])];
  const isSouth = letter === "S" || letter < "N";
  const lat = (isSouth ? north - 1e7 : north) / (KM_PER_DEGREE * 1000);
  const band = BANDS[Math.min(19, Math.max(0, Math.floor((lat + 80) / 8)))]!;
  const column = COLUMNS[zone % 3]![Math.floor(east / 1e5) - 1];
  const row = ROWS[zone % 2]![Math.floor(north / 1e5) % 20];
  const digits = `${fiveDigits(east)}${fiveDigits(north)}`;
  const doubts = letter === "S" ? [note("hemisphere_letter")] : [];
  const wrong = { candidates: [], problems: [note("mgrs_unreadable")] };
  return gridPoint(`${zone}${band}${column}${row}${digits}`, 5, box, doubts) ?? wrong;
}

const fiveDigits = (metres: number): string => String(Math.floor(metres) % 1e5).padStart(5, "0");
