// What is asked before a record is released: what each community reads of it by rule, the most a person may hand over,
// and what that would say. For the record's own organisation only; to everyone else it is not there.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import type { Community } from "../../shared/rooms/access.ts";
import { type Level, mostReleasable } from "../../shared/rooms/protocol.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import {
  type BoundHow,
  type CopySummary,
  keepsExact,
  type OutcomeRow,
  RELEASE_LEVELS,
  type ReleaseKind,
  type ReleaseLevel,
  type ReleaseTerms,
} from "../../shared/rooms/releases.ts";
import { type Copy, summariesOf } from "./sharing-summary.ts";

interface Terms {
  rule: Level;
  bound: BoundHow | null;
  sensitivity: Sensitivity;
  illustrative: boolean;
}

/** As app_gate.release() decides it: where no rule fires towards a party, only a person releases. */
function most(kind: ReleaseKind, { rule, bound, sensitivity }: Terms): ReleaseLevel | null {
  const level = mostReleasable(bound && rule !== "none" ? "person" : rule, sensitivity);
  return level === "full" && keepsExact(kind, sensitivity) ? "generalised" : level;
}

type TermsTo = { community: Community; terms: Terms };

/** How a community is bound is told by what this reader sees; that it is, always. */
const TERMS = `
  select c.code as community, t.terms || case when t.terms ->> 'bound' is null then '{}' else jsonb_build_object('bound',
           coalesce((select b.how from app.bound_seen($1, $2) b where b.community = c.code), t.terms ->> 'bound')) end as terms
    from app.community c cross join lateral (select app_gate.terms_told($1, $2, c.code) as terms) t
   where t.terms is not null and ($3::text is null or c.code = $3) order by c.position`;

/** Of an own record, for all communities or one; none of what is not there. */
const termsOf = (tx: Tx, kind: ReleaseKind, ref: string, community: Community | null = null) =>
  tx.query<TermsTo>(TERMS, [kind, ref, community]);

/** Terms of one own record for each community. @throws AppError not_found */
export async function readTerms(tx: Tx, kind: ReleaseKind, ref: string): Promise<ReleaseTerms[]> {
  const known = await termsOf(tx, kind, ref);
  if (known.length === 0) throw new AppError("not_found");
  return known.map(({ community, terms }) => ({
    community,
    rule: terms.rule,
    most: most(kind, terms),
    bound: terms.bound,
    sensitivity: terms.sensitivity,
  }));
}

/**
 * What a community would get of each of these records that are the own organisation's; others are left out.
 * @throws AppError not_found when none is
 */
export async function readOutcome(
  tx: Tx,
  kind: ReleaseKind,
  refs: readonly string[],
  community: Community,
): Promise<OutcomeRow[]> {
  const found: { ref: string; terms: Terms; copy: Copy; full: Copy | null }[] = [];
  for (const ref of refs) {
    const [told] = await termsOf(tx, kind, ref, community);
    const copy = await readCopy(tx, kind, ref, null);
    if (!told || !copy) continue;
    const full = most(kind, told.terms) === "full" ? await readFull(tx, kind, ref) : null;
    found.push({ ref, terms: told.terms, copy, full });
  }
  if (found.length === 0) throw new AppError("not_found");
  const general = await summariesOf(
    tx,
    kind,
    found.map(({ copy }) => copy),
    community,
  );
  const whole = await summariesOf(
    tx,
    kind,
    found.flatMap(({ full }) => (full ? [full] : [])),
    community,
  );
  return found.map(({ ref, terms, full }, at) => ({
    ref,
    rule: terms.rule,
    bound: terms.bound,
    sensitivity: terms.sensitivity,
    most: most(kind, terms),
    illustrative: terms.illustrative,
    generalised: general[at]!,
    full: full ? whole.shift()! : null,
  }));
}

/** A copy of an own record: the live one, or a release's frozen one. */
export async function readCopy(
  tx: Tx,
  kind: ReleaseKind,
  ref: string,
  release: string | null,
): Promise<Copy | null> {
  const [row] = await tx.query<{ copy: Copy | null }>("select app_gate.copy_of($1, $2, $3) as copy", [
    kind,
    ref,
    release,
  ]);
  return row!.copy;
}

/** Where a record of a kind is read by itself, also an actor's that is shown with another one. */
export const doorOf = (kind: ReleaseKind): string =>
  kind === "actor" ? "app.actor_record_seen" : `app.${kind}_seen`;

/** The record itself, without who told us (that lies in a table of its own). `kind` is one of a closed list. */
export async function readFull(tx: Tx, kind: ReleaseKind, ref: string): Promise<Copy | null> {
  const [row] = await tx.query<{ record: Copy }>(
    `select to_jsonb(r) ${PARTS[kind] ?? ""} as record from ${doorOf(kind)} r where r.ref = $1`,
    [ref],
  );
  return row?.record ?? null;
}

const PATROL_AREAS =
  "|| jsonb_build_object('areas', (select jsonb_agg(e.area_ref) from app.patrol_area_seen e where e.ref = r.ref))";

const INCIDENT_PARTS = `|| jsonb_build_object('damage', (select coalesce(jsonb_agg(jsonb_build_object('site_kind', d.site_kind)
  order by d.position), '[]') from app.incident_damage_seen d where d.ref = r.ref), 'parties', (select
  coalesce(jsonb_agg(distinct jsonb_build_object('actor', p.actor_ref)), '[]') from app.incident_party_seen p where p.ref = r.ref))`;

const told = (kind: "displaced_report" | "displaced_case") =>
  `|| jsonb_build_object('parties', (select coalesce(jsonb_agg(distinct p.actor_ref), '[]') from app.${kind}_party_seen p
     where p.ref = r.ref))`;

/** What lies in tables of its own, beside the row. */
const PARTS: Partial<Record<ReleaseKind, string>> = {
  patrol: PATROL_AREAS,
  incident: INCIDENT_PARTS,
  displaced_report: told("displaced_report"),
  displaced_case: told("displaced_case"),
};

/** An older release against the record as it is now. */
export interface Renewal {
  level: ReleaseLevel;
  /** The level it is renewed at unless another is chosen: the old one, or the most that may still go. */
  kept: ReleaseLevel | null;
  most: ReleaseLevel | null;
  before: CopySummary;
  after: Record<ReleaseLevel, CopySummary | null>;
}

/** @throws AppError not_found: no release of the caller's organisation, or its record is deleted */
export async function readRenewal(tx: Tx, release: string): Promise<Renewal> {
  const [old] = await tx.query<{
    kind: ReleaseKind;
    record: string;
    level: ReleaseLevel;
    community: Community;
  }>(
    `select kind, record_id as record, level, to_community as community from app.release_seen
      where ref = $1 and record_id is not null`,
    [release],
  );
  const frozen = old ? await readCopy(tx, old.kind, old.record, release) : null;
  if (!old || !frozen) throw new AppError("not_found");
  const [now] = await readOutcome(tx, old.kind, [old.record], old.community);
  const [before] = await summariesOf(tx, old.kind, [frozen], old.community);
  const lower = (one: ReleaseLevel, other: ReleaseLevel) =>
    RELEASE_LEVELS[Math.min(RELEASE_LEVELS.indexOf(one), RELEASE_LEVELS.indexOf(other))]!;
  return {
    level: old.level,
    kept: now!.most && lower(old.level, now!.most),
    most: now!.most,
    before: before!,
    after: { generalised: now!.generalised, full: now!.full },
  };
}
