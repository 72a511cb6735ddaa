// Reports and cases as this reader may see them, from the seen views only. What is proposed about them (which reports
// tell of the same, where a practice came up again) is computed from nothing but what this reader sees.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type {
  CaseAnswer,
  CaseDossier,
  DisplacementOverview,
  ReportAnswer,
  ReportDossier,
} from "../../../shared/rooms/displacement-answers.ts";
import {
  type Compared,
  mayRecur,
  proposeGroups,
  recurrenceSigns,
} from "../../../shared/rooms/displacement-rules.ts";
import type { RevisionAnswer } from "../../../shared/rooms/records-answers.ts";

/** Columns that reports and cases share; `$1` is the reader's organisation. `k` is the table's short name. */
const HEAD = (kind: "displaced_report" | "displaced_case") => `
  d.ref, d.level, d.owner_org_id = $1 as own, o.name as owner,
  -- How often a record was changed is its owner's.
  case when d.owner_org_id = $1 then d.version else 1 end as version, d.sensitivity, d.illustrative, d.violation,
  d.occurred_from as "from", d.occurred_to as "to", d.date_precision as "datePrecision", d.place_name as "placeName",
  d.location_precision as "locationPrecision", d.hexagon, d.targeted, d.unit, d.role, d.method, d.triangulation, d.urgency,
  d.few, d.consent, d.share_from as "shareFrom",
  (select coalesce(jsonb_agg(jsonb_build_object('ref', a.ref, 'code', coalesce(a.pcode, a.ref::text), 'name', a.name,
     'level', a.level) order by a.level desc), '[]')
     from app.area_seen a where a.ref in (d.adm3_id, d.adm2_id, d.adm1_id, d.adm0_id)) as areas,
  (select coalesce(jsonb_agg(jsonb_build_object('ref', a.ref, 'name', a.name, 'communal', a.communal) order by a.name_key), '[]')
     from app.actor_seen a where a.ref in (select p.actor_ref from app.${kind}_party_seen p where p.ref = d.ref)) as actors`;

const REPORT = `${HEAD("displaced_report")},
  case when d.location_precision in ('exact', 'near') then d.lon end as lon,
  case when d.location_precision in ('exact', 'near') then d.lat end as lat, d.people, d.affected,
  coalesce(d.agency, s.agency) as agency, d.agency is null and d.level = 'full' as "agencyWithheld", d.setting,
  d.route_from as "routeFrom", d.route_to as "routeTo", d.route as points,
  (select l.ref from app.displaced_case_report_seen l where l.report_ref = d.ref) as "caseRef"`;
const FROM_REPORT = `app.displaced_report_seen d join app.organisation o on o.id = d.owner_org_id
  left join lateral (select (array_agg(x.agency order by x.created_at desc) filter (where x.agency is not null))[1] as agency,
      (array_agg(x.note order by x.created_at desc) filter (where x.note is not null))[1] as note
    from app.displaced_report_source_seen x where x.ref = d.ref) s on true`;

const CASE = `${HEAD("displaced_case")},
  jsonb_build_object('low', d.people_low, 'best', d.people_best, 'high', d.people_high) as people, d.overlap, d.reports,
  d.agencies, d.share_now as "shareNow", d.outcome, d.outcome_on as "outcomeOn", d.recurred_id as "recurredRef"`;
const FROM_CASE = "app.displaced_case_seen d join app.organisation o on o.id = d.owner_org_id";

type WithPoints<T> = Omit<T, "route"> & { points: number[] };

/** Everything of the room this reader sees, newest first, with what is proposed about it. */
export async function readOverview(tx: Tx): Promise<DisplacementOverview> {
  const reports = await readReports(tx, "true");
  const cases = await tx.query<CaseAnswer>(
    `select ${CASE} from ${FROM_CASE} order by d.occurred_to desc, d.ref`,
    [tx.principal.organisationId],
  );
  const counts = await tx.query<DisplacementOverview["counts"][number]>(
    `select c.month, a.name as province, c.violation, c.reports from app_gate.displaced_counts() c
       left join app.area_seen a on a.ref = c.adm1_id order by c.month desc, a.name, c.violation`,
  );
  return { reports, cases, proposals: proposalsOf(reports), counts };
}

async function readReports(tx: Tx, condition: string, ...given: unknown[]): Promise<ReportAnswer[]> {
  const rows = await tx.query<WithPoints<ReportAnswer>>(
    `select ${REPORT} from ${FROM_REPORT} where ${condition} order by d.occurred_to desc, d.ref`,
    [tx.principal.organisationId, ...given],
  );
  return rows.map(withRoute);
}

const withRoute = <T>({ points, ...row }: T & { points: number[] }) => ({
  ...row,
  route: Array.from({ length: points.length / 2 }, (_, at): [number, number] => [
    points[2 * at]!,
    points[2 * at + 1]!,
  ]),
});

/** Groups among the reports this reader could put into a case: read in full, in none yet. */
function proposalsOf(reports: readonly ReportAnswer[]): string[][] {
  const free = reports.filter(({ caseRef, level }) => caseRef === null && level === "full");
  return proposeGroups(free.map(comparedOf)).map((group) => group.map(({ ref }) => ref));
}

/** A record as the rules compare it. */
const comparedOf = (
  row: Pick<
    ReportAnswer,
    "ref" | "violation" | "from" | "to" | "areas" | "actors" | "unit" | "role" | "method"
  > & {
    lon?: number | null;
    lat?: number | null;
  },
): Compared => ({
  ...{ ref: row.ref, violation: row.violation, from: row.from, to: row.to },
  ...{ lon: row.lon ?? null, lat: row.lat ?? null, areaId: row.areas[0]?.ref ?? null },
  ...{ actorIds: row.actors.map(({ ref }) => ref), unit: row.unit, role: row.role, method: row.method },
});

/** One report. @throws AppError not_found: absent, deleted or not shared with this reader */
export async function readReport(tx: Tx, ref: string): Promise<ReportDossier> {
  const [row] = await tx.query<WithPoints<ReportDossier["report"]>>(
    `select ${REPORT}, d.account, s.note as "sourceNote" from ${FROM_REPORT} where d.ref = $2`,
    [tx.principal.organisationId, ref],
  );
  if (!row) throw new AppError("not_found");
  return { report: withRoute(row), history: await readHistory(tx, ref) };
}

/** One case, with the reports in it for its own organisation. @throws AppError not_found as readReport */
export async function readCase(tx: Tx, ref: string): Promise<CaseDossier> {
  const own = tx.principal.organisationId;
  const [row] = await tx.query<CaseDossier["case"]>(
    `select ${CASE}, d.summary, d.share_reason as "shareReason", d.outcome_note as "outcomeNote"
       from ${FROM_CASE} where d.ref = $2`,
    [own, ref],
  );
  if (!row) throw new AppError("not_found");
  const others = await tx.query<CaseAnswer>(
    `select ${CASE} from ${FROM_CASE} where d.violation = $2 and d.occurred_from > $3 and d.ref <> $4
      order by d.occurred_from`,
    [own, row.violation, row.to, ref],
  );
  return {
    case: row,
    members: await readReports(
      tx,
      "d.ref in (select l.report_ref from app.displaced_case_report_seen l where l.ref = $2)",
      ref,
    ),
    recurrences: recurrencesOf(row, others),
    history: await readHistory(tx, ref),
  };
}

function recurrencesOf(earlier: CaseAnswer, later: readonly CaseAnswer[]): CaseDossier["recurrences"] {
  return later.flatMap((other) => {
    const signs = recurrenceSigns(comparedOf(earlier), comparedOf(other));
    // Many places are called "checkpoint on the road"; it is the district that tells them apart.
    const place = [other.placeName, other.areas[0]?.name].filter(Boolean).join(", ") || null;
    return mayRecur(signs) ? [{ ref: other.ref, signs, place, from: other.from, to: other.to }] : [];
  });
}

async function readHistory(tx: Tx, ref: string): Promise<RevisionAnswer[]> {
  const rows = await tx.query<Omit<RevisionAnswer, "at"> & { at: Date }>(
    `select at, person_label as by, action, changed from app.revision
      where kind = 'displaced_report' and record_id = $1 order by version desc`,
    [ref],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
