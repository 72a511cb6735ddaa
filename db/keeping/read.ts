// Reading a backup: every frame in its place, every row counted, every checksum right. Done once in full before a
// restore writes anything, and again while it writes.
import { createHash } from "node:crypto";
import type { Manifest } from "./backup.ts";
import { nameOf, type Table } from "./catalogue.ts";
import { broken, type Frame, unpack } from "./frames.ts";
import { type Opener, unseal } from "./seal.ts";

/** The file, from its beginning, as often as it is asked for. */
export type Source = () => AsyncIterable<Uint8Array>;

export interface Checked {
  manifest: Manifest;
  tables: number;
  rows: number;
}

/** What is done with the rows of one table; answers how many there were. null: they are only checked. */
export type Fill = (table: Table, rows: AsyncIterable<Buffer>) => Promise<number | null>;

/**
 * Reads a whole backup. `begin` is told what it holds before the first table.
 * @throws OperatorError when anything is missing, changed, out of order or not of this product.
 */
export async function readBackup(
  source: Source,
  open: Opener,
  begin: (manifest: Manifest) => Promise<void>,
  fill: Fill,
): Promise<Checked> {
  const frames = unpack(unseal(source(), open));
  const manifest = manifestOf(await next(frames, "H"));
  await begin(manifest);
  let [tables, rows] = [0, 0];
  for (let frame = await any(frames); frame.letter !== "Z"; frame = await any(frames)) {
    if (frame.letter !== "T") throw broken();
    rows += await readTable(frames, tableOf(frame, manifest), fill);
    tables++;
  }
  const { done, value } = await frames.next();
  if (!done || value !== undefined) throw broken();
  return { manifest, tables, rows };
}

/** Reads it and writes nothing. */
export const checkBackup = (source: Source, open: Opener) =>
  readBackup(
    source,
    open,
    async () => undefined,
    async (_table, rows) => {
      for await (const _ of rows);
      return null;
    },
  );

async function readTable(frames: AsyncGenerator<Frame>, table: Table, fill: Fill): Promise<number> {
  const sum = createHash("sha256");
  let end: { rows: number; sha256: string } | null = null;
  async function* data() {
    for (let frame = await any(frames); ; frame = await any(frames)) {
      if (frame.letter !== "D") {
        end = endOf(frame);
        return;
      }
      sum.update(frame.bytes);
      yield frame.bytes;
    }
  }
  const filled = await fill(table, data());
  const said = end as { rows: number; sha256: string } | null;
  if (!said || said.sha256 !== sum.digest("hex") || (filled !== null && filled !== said.rows)) throw broken();
  return said.rows;
}

async function any(frames: AsyncGenerator<Frame>): Promise<Frame> {
  const { value, done } = await frames.next();
  if (done) throw broken();
  return value;
}

async function next(frames: AsyncGenerator<Frame>, letter: Frame["letter"]): Promise<Frame> {
  const frame = await any(frames);
  if (frame.letter !== letter) throw broken();
  return frame;
}

function json(frame: Frame): unknown {
  try {
    return JSON.parse(frame.bytes.toString("utf8"));
  } catch {
    throw broken();
  }
}

function manifestOf(frame: Frame): Manifest {
  const manifest = json(frame) as Manifest;
  if (manifest?.product !== "concord" || manifest.format !== 1 || !Array.isArray(manifest.tables))
    throw broken();
  return manifest;
}

function endOf(frame: Frame) {
  if (frame.letter !== "E") throw broken();
  const { rows, sha256 } = json(frame) as { rows: number; sha256: string };
  return { rows, sha256 };
}

/** A table the manifest named; its columns are those named there. */
function tableOf(frame: Frame, manifest: Manifest): Table {
  const said = json(frame) as Table;
  const table = manifest.tables.find((one) => nameOf(one) === nameOf(said));
  if (!table) throw broken();
  return table;
}
