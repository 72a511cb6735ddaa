// Two reports of one's own organisation become one, and two again. The database hides the one that goes, keeps what the
// other was, and makes the result as strict as the stricter of both (migration 0026); this writes what a person chose,
// keeps the history and logs; making the copies anew tells whoever held a release of what went.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { partySetId } from "../../../shared/ids.ts";
import { isSignal, type VerificationLevel } from "../../../shared/rooms/incidents.ts";
import type { MergeForm, Taken } from "../../../shared/rooms/incidents-merge.ts";
import { type Count, incidentTotals } from "../../../shared/rooms/incidents-totals.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";
import { changesFacts, isDecided } from "./rules.ts";
import { totalColumns } from "./write.ts";
import type { Party } from "./write-parts.ts";

type Grant = WriteGrant<"incident">;
type Row = Record<string, unknown> & { verification: VerificationLevel; version: number; kind: string };
interface Parts {
  harm: Count[];
  displacement: Count[];
  damage: unknown[];
  party: Party[];
}

/** Columns that are taken over together. */
const COLUMNS: Partial<Record<Taken, readonly string[]>> = {
  what: ["kind", "tactic", "weapon", "conflict_nexus"],
  where: [
    ...["place_name", "lon", "lat", "cell", "location_precision"],
    ...["adm0_id", "adm1_id", "adm2_id", "adm3_id"],
  ],
  when: ["occurred_from", "occurred_to", "date_precision"],
  description: ["description"],
};
const MOST_TEXT = 20_000;

interface Refusal {
  refused?: string;
  version?: number;
}

/** @throws AppError not_allowed, not_found, conflict (`details`: the versions now, or what stands in the way) */
function refuse({ refused, ...details }: Refusal): void {
  if (!refused) return;
  if (refused === "not_allowed") throw new AppError("not_allowed");
  if (refused === "absent") throw new AppError("not_found");
  throw new AppError("conflict", { details: { ...details, state: refused } });
}

/**
 * Merges two own reports of the operation's log; answers with the version of the one that stays.
 * @throws AppError not_found, not_allowed, conflict (stale, illustrative, sexual_violence); invalid_input where a signal
 *   would have counts of harm.
 */
export async function mergeIncidents(tx: Tx, grant: Grant, form: MergeForm): Promise<{ version: number }> {
  const { id, kept, gone, take } = form;
  const parameters = [id, kept, gone, form.keptVersion, form.goneVersion, take];
  const [begun] = await tx.query<{ answer: Refusal }>(
    "select app_gate.start_merge($1, $2, $3, $4, $5, $6) as answer",
    parameters,
  );
  refuse(begun!.answer);
  const before = await readRow(tx, kept);
  const other = await readRow(tx, gone);
  const [one, two] = [await readParts(tx, kept), await readParts(tx, gone)];
  const columns = mergeColumns({ before, other, one, two, take });
  const changed = changesOf({ before, columns, one, two, take });
  const version = before.version + 1;
  const copies = { kind: "incident", ids: [kept, gone] } as const;
  const entry = { action: "incident.merge", recordId: kept, detail: { other: gone, changed }, copies };
  return writeAudited(tx, grant, entry, async () => {
    const level =
      isDecided(before.verification) && changesFacts(changed) ? "under_verification" : before.verification;
    await update(tx, kept, { ...columns, verification: level });
    const harms = take.flatMap((each) => (each.startsWith("harm.") ? [each.slice(5)] : []));
    const displaced = take.includes("displacement");
    await tx.query("select app_gate.finish_merge($1, $2, $3, $4)", [
      ...[id, displaced ? [...harms, "displaced"] : harms],
      ...[displaced, take.includes("damage")],
    ]);
    const revision = {
      recordId: kept,
      version,
      action: "incident.merge",
      changed,
      before: { ...before, ...one },
    };
    await keepRevision(tx, "incident", tx.principal.organisationId, revision);
    return { version };
  });
}

export interface Undone {
  version: number;
  /** Groups of fields that were changed since and stay as they are. */
  left: string[];
  /** Releases of the one that went; they stay withdrawn. */
  withdrawn: number;
}

/**
 * Undoes a merge as far as nothing was changed since.
 * @throws AppError not_found, not_allowed, conflict (stale with `details.version`; later: another merge is to be undone first)
 */
export async function undoMerge(tx: Tx, grant: Grant, id: string, version: number): Promise<Undone> {
  const [row] = await tx.query<{
    answer: Refusal & Undone & { kept: string; gone: string; changed: string[] };
  }>("select app_gate.undo_merge($1, $2) as answer", [id, version]);
  refuse(row!.answer);
  const { kept, gone, changed, left, withdrawn, version: now } = row!.answer;
  const copies = { kind: "incident", ids: [kept, gone] } as const;
  const entry = { action: "incident.unmerge", recordId: kept, detail: { other: gone, left }, copies };
  return writeAudited(tx, grant, entry, async () => {
    const revision = { recordId: kept, version: now, action: "incident.unmerge", changed, before: null };
    await keepRevision(tx, "incident", tx.principal.organisationId, revision);
    return { version: now, left, withdrawn };
  });
}

interface Merging {
  before: Row;
  other: Row;
  one: Parts;
  two: Parts;
  take: readonly Taken[];
}

/** What the report that stays becomes, as far as it is columns. */
function mergeColumns({ before, other, one, two, take }: Merging): Record<string, unknown> {
  const taken = take.flatMap((each) => COLUMNS[each] ?? []);
  const columns: Record<string, unknown> = Object.fromEntries(taken.map((name) => [name, other[name]]));
  if (take.includes("descriptions")) columns.description = bothTexts(before.description, other.description);
  columns.mrm = [...new Set([...(before.mrm as string[]), ...(other.mrm as string[])])];
  columns.party_set = partySetId(bothParties(one, two));
  if (take.some((each) => each.startsWith("harm.") || each === "displacement")) {
    const displaced = take.includes("displacement");
    const goes = ({ harm }: Count) =>
      take.some((each) => each === `harm.${harm}`) || (harm === "displaced" && displaced);
    const harms = [...one.harm.filter((count) => !goes(count)), ...two.harm.filter(goes)];
    Object.assign(columns, totalColumns(incidentTotals(harms, (displaced ? two : one).displacement)));
  }
  const now = { ...before, ...columns };
  const harmed = TOTALS.some((name) => now[name] !== null) || (columns.mrm as string[]).length > 0;
  if (isSignal(String(now.kind)) && harmed)
    throw new AppError("invalid_input", { fields: [{ path: "form.take", reason: "signal_without_harm" }] });
  return columns;
}

const TOTALS = ["killed_best", "civilian_best", "unknown_status", "injured", "abducted", "displaced"];

const bothTexts = (one: unknown, other: unknown) =>
  [...new Set([one, other].filter((text) => typeof text === "string" && text !== ""))]
    .join("\n\n")
    .slice(0, MOST_TEXT) || null;

const bothParties = (one: Parts, two: Parts): Party[] => [
  ...one.party,
  ...two.party.filter(
    ({ actorId, role }) => !one.party.some((p) => p.actorId === actorId && p.role === role),
  ),
];

/** Names of what changes of the report that stays: columns and parts. */
function changesOf({
  before,
  columns,
  one,
  two,
  take,
}: Omit<Merging, "other"> & { columns: Record<string, unknown> }) {
  const names = Object.keys(columns).filter((name) => name !== "party_set");
  const changed = names.filter((name) => String(before[name]) !== String(columns[name]));
  if (bothParties(one, two).length > one.party.length) changed.push("parties");
  const differ = (part: "harm" | "displacement" | "damage") =>
    JSON.stringify(one[part]) !== JSON.stringify(two[part]);
  if (take.some((each) => each.startsWith("harm.")) && differ("harm")) changed.push("harms");
  if (take.includes("displacement") && differ("displacement")) changed.push("displacement");
  if (take.includes("damage") && differ("damage")) changed.push("damage");
  return [...changed, "sources"];
}

async function readRow(tx: Tx, id: string): Promise<Row> {
  const [row] = await tx.query<Row>("select * from app.incident where id = $1", [id]);
  return row!;
}

/** The parts of an own report, also parties that the writer does not see. */
async function readParts(tx: Tx, id: string): Promise<Parts> {
  const of = <One>(sql: string) => tx.query<One & Record<string, unknown>>(sql, [id]);
  return {
    harm: await of(
      `select harm, victim_status as status, sex, age_group, population_group, low, best, high
         from app.incident_harm where incident_id = $1 order by position`,
    ),
    displacement: await of(
      `select low, best, high, from_area, from_words, to_area, to_words
         from app.incident_displacement where incident_id = $1 order by position`,
    ),
    damage: await of(
      `select site_kind, site_id, site_name, degree, functioning
         from app.incident_damage where incident_id = $1 order by position`,
    ),
    party: await of(
      `select actor_id as "actorId", role, attribution, confidence from app.incident_party where incident_id = $1`,
    ),
  };
}

async function update(tx: Tx, id: string, columns: Record<string, unknown>): Promise<void> {
  const sets = Object.keys(columns).map((name, at) => `${name} = $${at + 3}`);
  await tx.query(
    `update app.incident set version = version + 1, updated_at = now(), updated_by = $2, ${sets.join(", ")} where id = $1`,
    [id, tx.principal.personId, ...Object.values(columns)],
  );
}
