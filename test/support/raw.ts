/**
 * Raw data files as a test reads them without the product: a CSV parser, a point in polygon and a distance of its own,
 * so that a fault in the product cannot hide in the figure it is compared with.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

export type RawRow = Record<string, string>;

export const dataPath = (file: string) =>
  fileURLToPath(new URL(`../../db/demo/data/${file}`, import.meta.url));

export function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** Rows of a CSV file by column name; a row of HXL tags is left out. */
export function readCsv(path: string): RawRow[] {
  const [header = [], ...records] = cellsOf(readText(path));
  return records
    .map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])))
    .filter(
      (row) => !Object.values(row).some((cell) => cell.startsWith("#event+id") || cell === "#country+code"),
    );
}

/** RFC 4180, one character after the other. */
function cellsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (quoted) {
      if (mark === '"' && text[at + 1] === '"') cell += text[++at];
      else if (mark === '"') quoted = false;
      else cell += mark;
    } else if (mark === '"') quoted = true;
    else if (mark === ",") {
      record.push(cell);
      cell = "";
    } else if (mark === "\n") {
      records.push([...record, cell]);
      record = [];
      cell = "";
    } else if (mark !== "\r") cell += mark;
  }
  if (cell !== "" || record.length > 0) records.push([...record, cell]);
  return records;
}

export interface RawArea {
  pcode: string;
  name: string;
  lon: number;
  lat: number;
  rings: [number, number][][];
}

/** Areas of one level of the demonstration's boundaries; all of its shapes are simple polygons or lists of them. */
export function readAreas(level: 1 | 2): RawArea[] {
  const { features } = JSON.parse(readText(dataPath(`caf-codab-adm${level}.geojson.gz`)));
  return features.map(({ properties, geometry }: { properties: RawRow; geometry: RawGeometry }) => ({
    pcode: properties[`adm${level}_pcode`] ?? "",
    name: properties[`adm${level}_name`] ?? "",
    lon: Number(properties.center_lon),
    lat: Number(properties.center_lat),
    rings: geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat(1),
  }));
}
type RawGeometry = { type: string; coordinates: [number, number][][] };

/** Even-odd rule over all rings: holes and islands come out right. */
export function contains({ rings }: RawArea, lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i] as [number, number];
      const [xj, yj] = ring[j] as [number, number];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

/** Great circle in km by the spherical law of cosines, radius 6371 km. */
export function kilometres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const cosine =
    Math.sin(rad(a.lat)) * Math.sin(rad(b.lat)) +
    Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.cos(rad(a.lon - b.lon));
  return 6371 * Math.acos(Math.min(1, cosine));
}

/** Sum of a column; empty counts as nothing. */
export const sum = (rows: RawRow[], column: string): number =>
  rows.reduce((total, row) => total + Number(row[column] || 0), 0);
