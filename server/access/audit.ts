// The log of acts: reading it, and the lines that belong to reads. Writes make theirs in write.ts, sessions by trigger,
// refusals in refusals.ts.
import type { z } from "zod";
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import {
  AUDIT_GROUPS,
  AUDIT_PAGE,
  type AuditLine,
  type auditFilter,
  type auditPage,
  mayReadAudit,
} from "../../shared/rooms/access-audit.ts";
import { dayOf, isoOf, morningOf } from "../../shared/time.ts";

export type Filter = z.infer<z.ZodObject<typeof auditFilter>>;

const TEN_MINUTES = 10;
const HOUR = 60;
const DAY = 24 * HOUR;

type Page = z.infer<typeof auditPage>;

/** One page of the log, newest first. Looking is itself an act, noted once an hour. @throws AppError not_allowed */
export async function readAudit(tx: Tx, filter: Filter): Promise<Page> {
  const page = await readPage(tx, filter, AUDIT_PAGE);
  await noteOnce(tx, { action: "audit.read", minutes: HOUR });
  return page;
}

/** Lines that the database hands out at once. */
const EXPORT_PAGE = 199;

/**
 * The whole of what the reader may read of the log, oldest first; taking it away is noted with how many lines.
 * @throws AppError not_allowed
 */
export async function exportAudit(tx: Tx, filter: Omit<Filter, "before">): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for (let before: number | null = null, more = true; more; more = before !== null) {
    const page: Page = await readPage(tx, { ...filter, before }, EXPORT_PAGE);
    lines.push(...page.lines);
    before = page.next;
  }
  const { from, to, group } = filter;
  await tx.query("select app_gate.audit('audit.export', null, null, $1)", [
    { lines: lines.length, ...(from && { from }), ...(to && { to }), ...(group && { group }) },
  ]);
  return lines.reverse();
}

async function readPage(tx: Tx, filter: Filter, size: number): Promise<Page> {
  if (!mayReadAudit(tx.principal)) throw new AppError("not_allowed");
  const [operation] = await tx.query<{ zone: string }>("select time_zone as zone from app.operation");
  const zone = operation!.zone;
  const rows = await tx.query<AuditLine & { at: Date }>(
    `select seq, at, actor, person, organisation, action, kind, record_id as "recordId", detail, reason
       from app_gate.audit_read($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      filter.before,
      size + 1,
      filter.group && AUDIT_GROUPS[filter.group],
      filter.actor,
      filter.kind,
      filter.record,
      filter.from && morningOf(filter.from, zone),
      filter.to && morningOf(isoOf(dayOf(filter.to) + 1), zone),
    ],
  );
  const lines = rows.slice(0, size).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { lines, next: rows.length > size ? lines.at(-1)!.seq : null };
}

/** The people of the operation, to choose from. @throws AppError not_allowed */
export async function readAuditPeople(tx: Tx): Promise<{ id: string; name: string }[]> {
  if (!mayReadAudit(tx.principal)) throw new AppError("not_allowed");
  return tx.query("select id, name from app.person order by name");
}

interface Read {
  /** `noun.verb` */
  action: string;
  kind?: string;
  recordId?: string | null;
  detail?: Record<string, unknown>;
  /** How long one line stands for repetitions of the same. */
  minutes: number;
}

/** A line for something read, unless the same person's same line is younger. Last statement of the transaction. */
export async function noteOnce(tx: Tx, { action, kind, recordId, detail, minutes }: Read): Promise<void> {
  await tx.query("select app_gate.audit_once($1, $2, $3, $4, $5)", [
    action,
    kind ?? null,
    recordId ?? null,
    detail ?? {},
    minutes,
  ]);
}

/** The reader was shown who told us of a record that is not published. A page asks again by itself, so not each time. */
export async function noteSources(tx: Tx, kind: string, recordId: string): Promise<void> {
  await noteOnce(tx, { action: "source.read", kind, recordId, minutes: TEN_MINUTES });
}

/** The reader took the table that all figures and downloads are made from. */
export async function noteFacts(tx: Tx): Promise<void> {
  await noteOnce(tx, { action: "facts.read", kind: "incident", minutes: DAY });
  await noteGlass(tx, "facts", null);
}

/** Whatever an administrator reads through a broken glass is in the log, call by call. */
export async function noteGlass(tx: Tx, call: string, recordId: string | null): Promise<void> {
  if (!tx.principal.glass) return;
  await noteOnce(tx, { action: "glass.use", recordId, detail: { call }, minutes: TEN_MINUTES });
}
