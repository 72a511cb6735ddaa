// Checking a chain of the log: every line is computed anew here, not by the database that might have been changed, and
// held against the heads that were written outside it.
import { createHash } from "node:crypto";
import type pg from "pg";
import { brokenHead, type Head } from "./audit-heads.ts";
import { asDefiner } from "./operations.ts";

/**
 * changed: the line is not what was written, or lines changed places. missing: it is gone. replaced: the chain is whole
 * in itself, but at `until` not the one whose head was written outside. cut: heads outside know of later lines.
 */
export type Fault = "changed" | "missing" | "replaced" | "cut";

export interface Verdict {
  operation: string;
  /** Lines there are. */
  lines: number;
  /** The first broken line; null: the chain is whole. */
  broken: { seq: number; until: number; fault: Fault } | null;
  /** Heads of this operation outside, and the newest line they vouch for; null: none were given. */
  heads: { count: number; newest: number } | null;
}

interface Line {
  seq: number;
  epoch: string;
  actor: string;
  organisation: string | null;
  action: string;
  kind: string | null;
  record: string | null;
  detail: string;
  prev: Buffer;
  hash: Buffer;
  form: number;
}

const PAGE = 5000;
const START = Buffer.from([0]);

/** The operations there are, with their ids, in order of code. */
export async function listChains(admin: pg.Pool): Promise<{ id: string; code: string }[]> {
  return asDefiner(admin, async (client) => {
    const { rows } = await client.query("select id, code from app.operation order by code");
    return rows;
  });
}

/** @param heads of all operations, as read from the file; null: no file. Their own chain must be whole (firstBrokenHead). */
export async function verifyChain(
  admin: pg.Pool,
  operation: { id: string; code: string },
  heads: readonly Head[] | null,
): Promise<Verdict> {
  const own = heads?.filter((head) => head.operation === operation.code) ?? null;
  const known = Map.groupBy(own ?? [], (head) => head.seq);
  const walk = { operationId: operation.id, known, before: START, form: 1, seq: 0, good: 0 };
  const broken = await asDefiner(admin, (client) => walkChain(client, walk));
  const newest = Math.max(0, ...(own ?? []).map((head) => head.seq));
  const cut = newest > walk.seq ? { seq: walk.seq + 1, until: newest, fault: "cut" as const } : null;
  return {
    operation: operation.code,
    lines: walk.seq,
    broken: broken ?? cut,
    heads: own && own.length > 0 ? { count: own.length, newest } : null,
  };
}

/** Place (from 1) of the first line of the head file that was changed; null when all follow. */
export function firstBrokenHead(heads: readonly Head[]): number | null {
  const at = brokenHead(heads);
  return at === -1 ? null : at + 1;
}

interface Walk {
  operationId: string;
  known: ReadonlyMap<number, Head[]>;
  before: Buffer;
  form: number;
  /** The line last looked at. */
  seq: number;
  /** The newest line that a head outside vouches for. */
  good: number;
}

async function walkChain(client: pg.PoolClient, walk: Walk): Promise<Verdict["broken"]> {
  for (;;) {
    const { rows } = await client.query<Line>(
      `select seq, extract(epoch from at)::text as epoch, actor, organisation_id as organisation, action, kind,
              record_id as record, detail::text, prev, hash, form
         from app_priv.audit where operation_id = $1 and seq > $2 order by seq limit ${PAGE}`,
      [walk.operationId, walk.seq],
    );
    for (const line of rows) {
      const fault = step(walk, line);
      if (fault) return fault;
    }
    if (rows.length < PAGE) return null;
  }
}

/** Moves on by one line, or names what is wrong with it. */
function step(walk: Walk, line: Line): Verdict["broken"] {
  const seq = walk.seq + 1;
  if (line.seq !== seq) return { seq, until: seq, fault: "missing" };
  const follows = line.prev.equals(walk.before) && line.form >= walk.form;
  if (!follows || !line.hash.equals(hashOf(walk.operationId, line)))
    return { seq, until: seq, fault: "changed" };
  const vouched = walk.known.get(seq) ?? [];
  if (vouched.some((head) => head.hash !== line.hash.toString("hex"))) {
    return { seq: walk.good + 1, until: seq, fault: "replaced" };
  }
  if (vouched.length > 0) walk.good = seq;
  Object.assign(walk, { before: line.hash, form: line.form, seq });
  return null;
}

/** As app_gate.chain (form 2) and, before it, app_gate.audit (form 1) hashed a line. */
function hashOf(operationId: string, line: Line): Buffer {
  const { seq, epoch, actor, organisation, action, kind, record, detail, prev } = line;
  const text =
    line.form === 1
      ? [String(seq), epoch, actor, action, kind, record, detail].filter((part) => part !== null).join("|")
      : ["2", operationId, String(seq), epoch, actor, organisation, action, kind, record, detail]
          .map((part) => (part === null ? "-" : `${Buffer.byteLength(part)}:${part}`))
          .join(",");
  return createHash("sha256").update(prev).update(text).digest();
}
