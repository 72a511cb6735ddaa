// Events counted per area for the event-based proposal: what the rule of shared/rooms/priorities-rules.ts is
// given. One dataset, headline levels only, located to the district or better, by the day they ended.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { countedLevels } from "../../../shared/rooms/incidents-review.ts";
import type { DiffAnswer } from "../../../shared/rooms/priorities-answers.ts";
import { proposeFromEvents } from "../../../shared/rooms/priorities-rules.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { findCycle, readRows } from "./read.ts";
import { countCategories } from "./rules.ts";

/** What a proposal is computed from; stored with the cycle so that it can be told later. */
export interface Basis {
  datasetRef: string;
  levels: string[];
  areaLevel: number;
}

export interface AreaCount {
  areaRef: string;
  code: string;
  name: string;
  events: number;
  oneSided: number;
  civiliansKilled: number;
  unknownKilled: number;
}

/** ISO dates, both ends inclusive. */
export interface Window {
  from: string;
  to: string;
}

/**
 * The operation's primary dataset (its own log where it imported none), its headline levels, and the finest administrative level up to the district.
 * @throws AppError not_found where the operation has no dataset or no areas yet.
 */
export async function readBasis(tx: Tx): Promise<Basis> {
  const [basis] = await tx.query<Basis>(
    `select d.ref as "datasetRef", o.headline_levels as levels,
            (select max(level)::int from app.area_seen where level <= 2) as "areaLevel"
       from app.operation o join app.dataset_seen d on d.operation_id = o.id and (d.is_primary or d.name = 'log')
      where o.id = $1 order by d.is_primary desc limit 1`,
    [tx.principal.operationId],
  );
  if (!basis || basis.areaLevel === null)
    throw new AppError("not_found", { details: { missing: "dataset_or_areas" } });
  return { ...basis, levels: countedLevels(basis.levels) };
}

/**
 * One-sided in UCDP's sense: violence of one organised party against civilians. Published one-sided events arrive as
 * `attack_on_civilians`; in a log also every other event with an alleged perpetrator that is no armed clash.
 */
const ONE_SIDED = `(i.kind = 'attack_on_civilians' or (i.kind <> 'armed_clash' and exists (
  select from app.incident_party_seen p where p.ref = i.ref and p.role = 'alleged_perpetrator')))`;

/** UCDP where_prec 1 to 3. */
const LOCATED = `i.location_precision in ('exact', 'near', 'adm2')`;

/** What is held back from somebody, or was handed over by a person, is in no count that others read by rule. */
const CROSSES = "i.ref not in (select u.ref from app.incident_uncounted_seen u)";

/** A signal warns and is no harm. */
const HARM = "i.kind not like 'signal\\_%'";

const AREA_OF = `case $3::int when 2 then i.adm2_id when 1 then i.adm1_id else i.adm0_id end`;

/** Counts for every area of the level, areas without events included as zero recorded. Illustrative rows are left out. */
export function readAreaCounts(tx: Tx, basis: Basis, window: Window): Promise<AreaCount[]> {
  return tx.query<AreaCount>(
    `with counted as (
       select ${AREA_OF} as area, count(*)::int as events, (count(*) filter (where ${ONE_SIDED}))::int as one_sided,
              coalesce(sum(i.civilian_best), 0)::int as civilians, coalesce(sum(i.unknown_status), 0)::int as unknown
         from app.incident_seen i
        where i.dataset_id = $1 and i.verification = any($2) and ${LOCATED} and ${CROSSES} and ${HARM} and not i.illustrative
          and i.occurred_to between $4 and $5
        group by 1)
     select a.ref as "areaRef", coalesce(a.pcode, a.ref::text) as code, a.name, coalesce(c.events, 0) as events,
            coalesce(c.one_sided, 0) as "oneSided", coalesce(c.civilians, 0) as "civiliansKilled",
            coalesce(c.unknown, 0) as "unknownKilled"
       from app.area_seen a left join counted c on c.area = a.ref
      where a.level = $3 order by a.name, a.ref`,
    [basis.datasetRef, basis.levels, basis.areaLevel, window.from, window.to],
  );
}

/** The highest sensitivity among the events counted: a proposal is never more open than what it is made of. */
export async function readSensitivityOf(tx: Tx, basis: Basis, window: Window): Promise<Sensitivity> {
  const [found] = await tx.query<{ highest: Sensitivity | null }>(
    `select (array_agg(sensitivity order by array_position(array['severe', 'high', 'moderate', 'low'], sensitivity)))[1]
              as highest
       from app.incident_seen i
      where i.dataset_id = $1 and i.verification = any($2) and ${LOCATED} and ${CROSSES} and ${HARM} and i.occurred_to between $3 and $4`,
    [basis.datasetRef, basis.levels, window.from, window.to],
  );
  return found?.highest ?? "low";
}

/** What the same rule proposes for another window, against what was computed in the cycle; nothing is applied. */
export async function readDiff(tx: Tx, key: string, window: Window): Promise<DiffAnswer> {
  const cycle = await findCycle(tx, key);
  const before = new Map((await readRows(tx, cycle.ref)).map((row) => [row.areaRef, row.proposed]));
  const counts = await readAreaCounts(tx, await readBasis(tx), window);
  const proposals = counts.map((count) => ({ ...count, after: proposeFromEvents(count) }));
  return {
    from: window.from,
    to: window.to,
    counts: countCategories(proposals.map(({ after }) => after)),
    moves: proposals.flatMap(({ areaRef, ...count }) => {
      const was = before.get(areaRef);
      return was && was !== count.after ? [{ ...count, before: was }] : [];
    }),
  };
}
