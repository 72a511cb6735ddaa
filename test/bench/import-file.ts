// A large file as UCDP would publish it: rows of the demonstration's GED file drawn at random with a fixed seed, each
// with an id of its own and its dates shifted by whole days. Written as it is made, gzipped.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { seeded } from "../support/facts.ts";
import { dataPath, readCsv } from "../support/raw.ts";

const SPAN_DAYS = 12_000;
const DAY_MS = 86_400_000;

/** Writes `rows` rows below the real header. @returns the size of the file unpacked, bytes. */
export async function writeGedFile(path: string, rows: number): Promise<number> {
  const origins = readCsv(dataPath("caf-ged231.csv.gz"));
  const columns = Object.keys(origins[0]!);
  const random = seeded(23);
  const packer = createGzip({ level: 1 });
  const written = pipeline(packer, createWriteStream(path));
  packer.write(`${columns.join(",")}\n`);
  for (let id = 1; id <= rows; id++) {
    const origin = origins[Math.floor(random() * origins.length)]!;
    const days = -Math.floor(random() * SPAN_DAYS);
    const row: Record<string, string> = {
      ...origin,
      id: String(10_000_000 + id),
      date_start: shifted(origin.date_start!, days),
      date_end: shifted(origin.date_end!, days),
    };
    const text = `${columns.map((column) => quoted(row[column] ?? "")).join(",")}\n`;
    if (!packer.write(text)) await once(packer, "drain");
  }
  packer.end();
  await written;
  return packer.bytesWritten;
}

/** A day of the file (2008-02-29T00:00:00) so many days on. */
const shifted = (text: string, days: number) =>
  `${new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)}T00:00:00`;

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
