// Writing a backup: everything an installation knows, as of one moment, while people go on working. One snapshot, one
// COPY per table as the role app_backup, which reads everything and may do nothing else; nobody but the migrating login
// can become it. What is written is read back before anything is said to be kept.
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { PassThrough } from "node:stream";
import type pg from "pg";
import { OperatorError } from "../../shared/errors.ts";
import type { Database } from "../open.ts";
import {
  FLEETING,
  nameOf,
  PLAIN_TEXT,
  readSequences,
  readTables,
  type Sequence,
  sqlColumns,
  sqlName,
  type Table,
} from "./catalogue.ts";
import { copyOut } from "./copy.ts";
import { type Frame, frame, jsonFrame, PIECE, pack } from "./frames.ts";
import { checkBackup } from "./read.ts";
import { newHead, seal, withPassphrase } from "./seal.ts";

/** What a backup says of itself, in its first frame. */
export interface Manifest {
  product: "concord";
  format: 1;
  createdAt: string;
  /** The schema version: every migration applied, with its checksum. */
  migrations: { name: string; checksum: string }[];
  tables: Table[];
  /** Tables that are left out on purpose. */
  fleeting: string[];
  sequences: Sequence[];
  /** Signs sessions and seals second factors; without it people's second factors would be lost. */
  secret: string;
}

export interface Kept {
  createdAt: string;
  tables: number;
  rows: number;
  bytes: number;
  lastMigration: string;
}

/** Tells which table is being kept, and how many rows there were so far. */
export type Progress = (table: string, rows: number) => void;

/**
 * Writes a backup to `path`, which must not exist.
 * @throws OperatorError when the file cannot be made, or cannot be read back; no file is left behind then.
 */
export async function backUp(
  database: Pick<Database, "admin" | "secret">,
  path: string,
  passphrase: string,
  progress: Progress = () => undefined,
): Promise<Kept> {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    const { head, key } = await newHead(passphrase);
    const bytes = await write(part, seal(head, key, pack(snapshot(database, progress))));
    const { manifest, tables, rows } = await checkBackup(
      () => createReadStream(part),
      withPassphrase(passphrase),
    );
    await refuseExisting(path);
    await rename(part, path);
    const lastMigration = manifest.migrations.at(-1)?.name ?? "";
    return { createdAt: manifest.createdAt, tables, rows, bytes, lastMigration };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** @throws OperatorError when there is a file already: a backup never replaces another. */
export async function refuseExisting(path: string): Promise<void> {
  const known = await open(path, "r").catch(() => null);
  await known?.close();
  if (known)
    throw new OperatorError(`${path} exists already; a backup never replaces a file. Choose another name.`);
}

/** For its owner only, and on the disk before anybody is told. */
async function write(path: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, "wx", 0o600).catch((error: { code?: string }) => {
    throw new OperatorError(`${path} cannot be written (${error.code}). Choose another folder.`);
  });
  try {
    let bytes = 0;
    for await (const piece of source) {
      await file.writeFile(piece);
      bytes += piece.length;
    }
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

async function* snapshot(
  database: Pick<Database, "admin" | "secret">,
  progress: Progress,
): AsyncGenerator<Frame> {
  const client = await database.admin.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    await client.query(PLAIN_TEXT);
    await client.query("set local role app_backup");
    const tables = await readTables(client);
    yield jsonFrame("H", await manifestOf(client, tables, database.secret));
    let rows = 0;
    for (const table of tables) {
      progress(nameOf(table), rows);
      yield jsonFrame("T", table);
      rows += yield* tableFrames(client, table);
    }
    yield jsonFrame("Z", { tables: tables.length, rows });
    await client.query("commit");
    client.release();
  } catch (error) {
    // A statement may still be sending: the connection is of no more use.
    client.release(true);
    throw error;
  }
}

async function manifestOf(client: pg.PoolClient, tables: Table[], secret: string): Promise<Manifest> {
  const { rows } = await client.query<{ now: Date }>("select now() as now");
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from app_priv.migration order by name",
  );
  return {
    product: "concord",
    format: 1,
    createdAt: rows[0]!.now.toISOString(),
    migrations,
    tables,
    fleeting: [...FLEETING],
    sequences: await readSequences(client),
    secret,
  };
}

/** The rows of one table in pieces, then their number and checksum; answers with the number. */
async function* tableFrames(client: pg.PoolClient, table: Table): AsyncGenerator<Frame, number> {
  const sum = createHash("sha256");
  const pipe = new PassThrough({ highWaterMark: PIECE });
  const copying = copyOut(
    client,
    `copy ${sqlName(table)} (${sqlColumns(table)}) to stdout`,
    async (bytes) => {
      sum.update(bytes);
      if (!pipe.write(bytes)) await once(pipe, "drain");
    },
  );
  copying.then(
    () => pipe.end(),
    (error) => pipe.destroy(error),
  );
  // What was gathered while the frame before was written comes in one.
  for await (const bytes of pipe) yield frame("D", bytes);
  const rows = await copying;
  yield jsonFrame("E", { rows, sha256: sum.digest("hex") });
  return rows;
}
