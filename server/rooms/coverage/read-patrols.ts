// Patrols as this reader sees them, and the areas they entered. A patrol counts for the area named and for every
// area above it; a patrol that names only a larger area says nothing about the smaller ones.
import type { Tx } from "../../../db/tx.ts";
import type { PatrolState } from "../../../shared/rooms/coverage.ts";
import type {
  EnteredAnswer,
  PatrolAnswer,
  PatrolCoverAnswer,
  PatrolWindows,
} from "../../../shared/rooms/coverage-answers.ts";
import {
  DEFAULT_WINDOWS,
  denialRate,
  lastPatrol,
  type PatrolVisit,
  patrolCoverage,
  visitsIn,
} from "../../../shared/rooms/coverage-rules.ts";
import { PRIORITY_CATEGORIES, type PriorityCategory } from "../../../shared/rooms/priorities.ts";
import { dayOf, isoOf } from "../../../shared/time.ts";
import { readToday } from "../../access/today.ts";
import { findCycle, readRows } from "../priorities/read.ts";
import { mayReadPatrols, requireCoverage, requirePatrols } from "./read-level.ts";

const PATROLS = `
  select p.ref, p.unit_name as unit, p.started_on as date, p.ended_on as "to", p.state, p.range,
         p.time_of_day as time, p.mode, p.composition, p.purpose, p.note, p.sensitivity, o.name as owner,
         to_char(p.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "loggedAt", p.illustrative,
         coalesce((select jsonb_agg(jsonb_build_object('ref', a.ref, 'code', coalesce(a.pcode, a.ref::text),
                    'name', a.name) order by a.name)
                     from app.patrol_area_seen e join app.area_seen a on a.ref = e.area_ref
                    where e.ref = p.ref), '[]') as areas
    from app.patrol_seen p join app.organisation o on o.id = p.owner_org_id`;

/**
 * Patrols that touch an interval (ISO, both ends inclusive), newest first.
 * @throws AppError not_allowed
 */
export async function readPatrols(tx: Tx, from: string, to: string): Promise<PatrolAnswer[]> {
  await requirePatrols(tx);
  return tx.query<PatrolAnswer>(
    `${PATROLS} where p.started_on <= $2 and p.ended_on >= $1 order by p.ended_on desc, p.ref desc limit 1000`,
    [from, to],
  );
}

/** The newest patrols that named an area or one inside it, up to a day. */
function readPatrolsOf(tx: Tx, areaRef: string, until: string): Promise<PatrolAnswer[]> {
  return tx.query<PatrolAnswer>(
    `${PATROLS} where p.started_on <= $2 and not p.illustrative and p.ref in (
       select e.ref from app.patrol_area_seen e
         join app.area_seen a on a.ref = e.area_ref
         left join app.area_seen up on up.ref = a.parent_id
        where $1 in (a.ref, a.parent_id, up.parent_id))
      order by p.ended_on desc, p.ref desc limit 20`,
    [areaRef, until],
  );
}

/**
 * Every patrol up to a day with the areas of a level that it named; larger areas drop out. Those that entered none
 * stay, because a denied patrol is planned activity too.
 */
async function readVisits(tx: Tx, level: number, until: string): Promise<PatrolVisit[]> {
  const rows = await tx.query<{ on: string; state: PatrolState; areaIds: string[] }>(
    `select p.ended_on as "on", p.state, coalesce(array_agg(distinct
              case $1::int when a.level then a.ref when up.level then up.ref when top.level then top.ref end)
              filter (where $1::int in (a.level, up.level, top.level)), '{}') as "areaIds"
       from app.patrol_seen p
       left join app.patrol_area_seen e on e.ref = p.ref
       left join app.area_seen a on a.ref = e.area_ref
       left join app.area_seen up on up.ref = a.parent_id
       left join app.area_seen top on top.ref = up.parent_id
      where p.ended_on <= $2 and not p.illustrative
      group by p.ref, p.ended_on, p.state`,
    [level, until],
  );
  return rows.map(({ on, ...visit }) => ({ ...visit, date: dayOf(on) }));
}

/**
 * Areas of the finest level up to the district that patrols entered in an interval (ISO, both ends inclusive), by the
 * rule that patrol coverage follows.
 * @throws AppError not_allowed
 */
export async function readEntered(tx: Tx, from: string, to: string): Promise<EnteredAnswer> {
  await requirePatrols(tx);
  const areas = await tx.query<{ ref: string; code: string; level: number }>(
    `select ref, coalesce(pcode, ref::text) as code, level::int from app.area_seen
      where level = (select max(level) from app.area_seen where level <= 2)`,
  );
  const level = areas[0]?.level;
  if (level === undefined) return [];
  const day = dayOf(to);
  const visits = visitsIn(await readVisits(tx, level, to), day, day - dayOf(from) + 1);
  return areas.flatMap(({ ref, code }) => {
    const times = visits.get(ref);
    return times === undefined ? [] : [{ code, visits: times }];
  });
}

/**
 * The newest patrols of an area, when a completed one last entered it and how many days ago; null = never recorded,
 * or not for this reader, which `patrolsShared` tells apart.
 */
export async function readPatrolPresence(tx: Tx, area: { ref: string; level: number }, date: string) {
  if (!(await mayReadPatrols(tx))) {
    return { patrolsShared: false, patrols: [], lastEntered: null, daysSince: null };
  }
  const visits = await readVisits(tx, area.level, date);
  return {
    patrolsShared: true,
    patrols: await readPatrolsOf(tx, area.ref, date),
    ...lastEntered(area.ref, visits, dayOf(date)),
  };
}

function lastEntered(areaRef: string, visits: readonly PatrolVisit[], day: number) {
  const last = lastPatrol(areaRef, visits, day);
  return { lastEntered: last === null ? null : isoOf(last), daysSince: last === null ? null : day - last };
}

/**
 * Patrol coverage of a cycle on a day (default: the operation's today), each category in its own window.
 * @throws AppError not_allowed, not_found
 */
export async function readPatrolCover(
  tx: Tx,
  asked: { cycle: string; date?: string | undefined; windows?: PatrolWindows | undefined },
): Promise<PatrolCoverAnswer> {
  await requireCoverage(tx);
  const cycle = await findCycle(tx, asked.cycle);
  const rows = await readRows(tx, cycle.ref);
  const date = asked.date ?? (await readToday(tx));
  const windows = asked.windows ?? DEFAULT_WINDOWS;
  const [day, visits] = [dayOf(date), await readVisits(tx, cycle.areaLevel, date)];
  const areas = rows.map((row) => ({ id: row.areaRef, category: row.category }));
  const longest = Math.max(...Object.values(windows));
  const { denied, planned, share } = denialRate(visits, day, longest);
  const counted = visitsPerArea(visits, day, windows);
  const isShared = await mayReadPatrols(tx);
  return {
    cycle,
    date,
    windows,
    categories: patrolCoverage(areas, visits, day, windows).map(({ covered, ...rest }) => ({
      ...rest,
      entered: covered,
    })),
    areas: (isShared ? rows : []).map(({ areaRef, code, name, category }) => {
      const times = counted(areaRef, category);
      const last = lastEntered(areaRef, visits, day);
      return { areaRef, code, name, category, entered: times > 0, visits: times, ...last };
    }),
    denied,
    planned,
    denialRate: share,
    lastRecorded: visits.length === 0 ? null : isoOf(Math.max(...visits.map((visit) => visit.date))),
  };
}

/** Visits of an area within its category's window; `monitor` has none of its own and takes the longest. */
function visitsPerArea(visits: readonly PatrolVisit[], day: number, windows: PatrolWindows) {
  const windowOf = (category: PriorityCategory) =>
    category === "monitor" ? windows.could : windows[category];
  const perCategory = new Map(
    PRIORITY_CATEGORIES.map((category) => [category, visitsIn(visits, day, windowOf(category))]),
  );
  return (areaRef: string, category: PriorityCategory) => perCategory.get(category)?.get(areaRef) ?? 0;
}
