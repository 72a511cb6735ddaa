// The newest line of every chain, written outside the database: whoever could rewrite a whole chain, or cut its end
// off, cannot make it fit a file they do not hold. The file is a chain itself, one JSON line each.
import { createHash } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type pg from "pg";
import { systemNow } from "../../shared/time.ts";
import { describeFailure, type Log } from "../log.ts";

const EVERY_MS = 60_000;
/** Two processes on one database write one after the other. */
const LOCK = 4_201_068;

/** One line of the file. */
export interface Head {
  /** ISO instant of writing. */
  time: string;
  operation: string;
  seq: number;
  /** ISO instant of the chain's line. */
  at: string;
  hash: string;
  /** sha256 over the former line's and all of the above. */
  chain: string;
}

interface Row {
  operation: string;
  seq: number;
  at: Date;
  hash: string;
}

/** The lines of a file; none when there is no file. @throws when it is no such file. */
export async function readHeads(file: string): Promise<Head[]> {
  const text = await readFile(file, "utf8").catch((error: { code?: string }) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Head);
}

/** Place of the first line that does not follow from the one before, or -1. */
export function brokenHead(heads: readonly Head[]): number {
  return heads.findIndex((head, at) => head.chain !== chainOf(heads[at - 1]?.chain ?? "", head));
}

const chainOf = (before: string, { time, operation, seq, at, hash }: Omit<Head, "chain">): string =>
  createHash("sha256")
    .update(JSON.stringify([before, time, operation, seq, at, hash]))
    .digest("hex");

/** Appends the heads that moved since the last time; answers them. */
export async function writeHeads(pool: pg.Pool, file: string): Promise<Head[]> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const { rows } = await client.query<Row>("select operation, seq, at, hash from app_gate.audit_heads()");
    const added = following(await readHeads(file), rows);
    if (added.length > 0) await append(file, added);
    return added;
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}

function following(known: readonly Head[], rows: readonly Row[]): Head[] {
  const last = new Map(known.map((head) => [head.operation, head]));
  let chain = known.at(-1)?.chain ?? "";
  const time = new Date(systemNow()).toISOString();
  return rows
    .filter(({ operation, hash }) => last.get(operation)?.hash !== hash)
    .map(({ operation, seq, at, hash }) => {
      const head = { time, operation, seq, at: at.toISOString(), hash };
      chain = chainOf(chain, head);
      return { ...head, chain };
    });
}

async function append(file: string, heads: readonly Head[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a", 0o600);
  try {
    await handle.write(heads.map((head) => `${JSON.stringify(head)}\n`).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes once a minute while the server runs, and at its end. `loud`: says each head in the log too, because with a
 * database elsewhere the log goes elsewhere as well.
 */
export function keepHeads(pool: pg.Pool, file: string, log: Log, loud: boolean): () => Promise<void> {
  const write = async () => {
    try {
      const heads = await writeHeads(pool, file);
      if (loud)
        for (const { operation, seq, hash } of heads) log.info({ operation, seq, hash }, "audit head");
    } catch (error) {
      log.error({ failure: describeFailure(error) }, "the heads of the audit log were not written");
    }
  };
  const timer = setInterval(write, EVERY_MS);
  const first = write();
  return async () => {
    clearInterval(timer);
    await first;
    await write();
  };
}
