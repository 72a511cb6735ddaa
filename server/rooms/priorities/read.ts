// Reads of the room `priorities`: cycles, and the matrix of one cycle as this reader sees it: the computed row,
// the newest assessment and the newest override that are shared with them. Only `_seen` views.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type {
  AreaPriorities,
  AssessmentAnswer,
  CycleAnswer,
  HistoryAnswer,
  MatrixAnswer,
  MatrixRow,
  OverrideAnswer,
} from "../../../shared/rooms/priorities-answers.ts";
import { countCategories, type StoredRow, standingOf } from "./rules.ts";

const CYCLES = `
  select c.ref, c.name, c.window_from as "from", c.window_to as "to", c.state, to_char(c.computed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "computedAt",
         c.area_level::int as "areaLevel", o.name as owner, c.sensitivity, c.illustrative, c.verification,
         case when d.ref is not null then jsonb_build_object('ref', d.ref, 'name', d.name, 'title', d.title,
           'publisher', d.publisher, 'version', d.dataset_version, 'licence', d.licence, 'citation', d.citation,
           'url', d.url, 'retrievedOn', d.retrieved_on, 'caveats', d.caveats) end as dataset,
         coalesce((
           select jsonb_agg(jsonb_build_object('act', a.act, 'side', a.side, 'by', jsonb_build_object('name', p.name,
                    'organisation', g.name), 'at', to_char(a.said_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
                    order by a.said_at, a.ref)
             from app.cycle_agreement_seen a
             join app.organisation g on g.id = a.organisation_id
             left join app.person p on p.id = a.person_id
            where a.cycle_id = c.ref), '[]') as said
    from app.priority_cycle_seen c
    join app.organisation o on o.id = c.owner_org_id
    left join app.dataset_seen d on d.ref = c.dataset_id`;

/** Cycles this reader sees, newest period first. */
export const readCycles = (tx: Tx): Promise<CycleAnswer[]> =>
  tx.query<CycleAnswer>(`${CYCLES} order by c.window_to desc, c.computed_at desc, c.ref`);

/**
 * One cycle by its ref or name. Of several with one name (two organisations may each have a "2019") the reader's
 * own comes first, then the newest.
 * @throws AppError not_found: absent or not shared, which look the same.
 */
export async function findCycle(tx: Tx, key: string): Promise<CycleAnswer> {
  const [cycle] = await tx.query<CycleAnswer>(
    `${CYCLES} where c.ref::text = $1 or c.name = $1
      order by (c.owner_org_id = $2) desc, c.computed_at desc, c.ref limit 1`,
    [key, tx.principal.organisationId],
  );
  if (!cycle) throw new AppError("not_found");
  return cycle;
}

const BY = (record: string) => `jsonb_build_object('name', p.name, 'organisation', g.name) as by
      from app.${record} x
      join app.organisation g on g.id = x.owner_org_id
      left join app.person p on p.id = x.created_by`;

/** What people said about a row, newest first; `x` is the record. */
const ASSESSMENTS = `
  select x.ref, x.likelihood::int, x.impact::int, x.vulnerability::int, x.capacity::int,
         x.capacity_with_mission::int as "capacityWithMission", x.evidence, x.assessed_on as "assessedOn",
         x.created_at as at, x.sensitivity, x.row_id as "rowId", ${BY("priority_score_seen")}
   where not x.illustrative`;
const OVERRIDES = `
  select x.ref, x.category, x.reason, x.review_on as "reviewOn", x.created_at as at, x.sensitivity,
         x.row_id as "rowId", ${BY("priority_override_seen")}
   where not x.illustrative`;

const ROWS = `
  select r.ref, a.ref as "areaRef", coalesce(a.pcode, a.ref::text) as code, a.name, up.name as "parentName",
         a.lon, a.lat, r.events, r.one_sided as "oneSided", r.civilians_killed as "civiliansKilled",
         r.unknown_killed as "unknownKilled", r.proposed, to_jsonb(s) - 'rowId' as assessment,
         to_jsonb(o) - 'rowId' as override
    from app.priority_row_seen r
    join app.area_seen a on a.ref = r.area_id
    left join app.area_seen up on up.ref = a.parent_id
    left join lateral (${ASSESSMENTS} and x.row_id = r.ref order by x.assessed_on desc, x.created_at desc, x.ref desc limit 1) s on true
    left join lateral (${OVERRIDES} and x.row_id = r.ref order by x.created_at desc, x.ref desc limit 1) o on true`;

/** Rows of a cycle, ordered by name; what holds for this reader follows from rules.ts. */
export async function readRows(tx: Tx, cycleRef: string): Promise<MatrixRow[]> {
  const rows = await tx.query<StoredRow>(`${ROWS} where r.cycle_id = $1 order by a.name, r.ref`, [cycleRef]);
  return rows.map(standingOf);
}

/** The whole matrix of a cycle, by its ref or name. */
export async function readMatrix(tx: Tx, key: string): Promise<MatrixAnswer> {
  const cycle = await findCycle(tx, key);
  const rows = await readRows(tx, cycle.ref);
  return {
    cycle,
    rows,
    counts: countCategories(rows.map((row) => row.category)),
    proposedCounts: countCategories(rows.map((row) => row.proposed)),
  };
}

/**
 * The row of one area in a cycle.
 * @throws AppError not_found
 */
export async function findRow(tx: Tx, cycleRef: string, areaRef: string): Promise<MatrixRow> {
  const [row] = await tx.query<StoredRow>(`${ROWS} where r.cycle_id = $1 and r.area_id = $2`, [
    cycleRef,
    areaRef,
  ]);
  if (!row) throw new AppError("not_found");
  return standingOf(row);
}

/** Everything said about an area in a cycle, newest first; the computed proposal is in the row itself. */
export async function readHistory(tx: Tx, cycleRef: string, areaRef: string): Promise<HistoryAnswer> {
  const row = await findRow(tx, cycleRef, areaRef);
  const assessments = await tx.query<{ said: AssessmentAnswer }>(
    `select to_jsonb(s) - 'rowId' as said from (${ASSESSMENTS} and x.row_id = $1) s order by s.at desc, s.ref desc`,
    [row.ref],
  );
  const overrides = await tx.query<{ said: OverrideAnswer }>(
    `select to_jsonb(o) - 'rowId' as said from (${OVERRIDES} and x.row_id = $1) o order by o.at desc, o.ref desc`,
    [row.ref],
  );
  return {
    row,
    assessments: assessments.map(({ said }) => said),
    overrides: overrides.map(({ said }) => said),
  };
}

/** What each cycle says about one area (P-code or id), newest period first. */
export async function readForArea(tx: Tx, code: string): Promise<AreaPriorities> {
  const cycles = await readCycles(tx);
  const rows = await tx.query<StoredRow & { cycleRef: string }>(
    `select q.*, r.cycle_id as "cycleRef" from (${ROWS} where a.pcode = $1 or a.ref::text = $1) q
       join app.priority_row_seen r on r.ref = q.ref`,
    [code],
  );
  return cycles.flatMap((cycle) => {
    const found = rows.find(({ cycleRef }) => cycleRef === cycle.ref);
    if (!found) return [];
    const { cycleRef: _, ...row } = found;
    return [{ cycle, row: standingOf(row) }];
  });
}
