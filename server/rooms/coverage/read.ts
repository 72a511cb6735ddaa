// Deployment coverage of a cycle: which areas have an active deployment in one list of bases, how far the nearest
// recorded base is, and where the gaps are. The arithmetic is in shared/rooms/coverage-rules.ts.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type {
  AreaCover,
  AreaPresence,
  BaseAnswer,
  BaseList,
  BasesAnswer,
  CategoryCover,
  CoverageDocument,
  CoveredCategory,
  CoverWording,
  DeploymentAnswer,
  YearsAnswer,
} from "../../../shared/rooms/coverage-answers.ts";
import { categoryShares, gaps, nearestBase } from "../../../shared/rooms/coverage-rules.ts";
import type { MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { residualScore } from "../../../shared/rooms/priorities-rules.ts";
import { readToday } from "../../access/today.ts";
import { findCycle, readRows } from "../priorities/read.ts";
import { type ListedBase, pickList, readBases } from "./read-bases.ts";
import { requireCoverage } from "./read-level.ts";
import { readPatrolPresence } from "./read-patrols.ts";

interface Asked {
  cycle: string;
  date?: string | undefined;
  list?: string | undefined;
}

/**
 * Deployment coverage of a cycle on a day (default: the operation's today) by one list (default: the first).
 * @throws AppError not_allowed, not_found
 */
export async function readDeployment(tx: Tx, asked: Asked): Promise<DeploymentAnswer> {
  await requireCoverage(tx);
  const cycle = await findCycle(tx, asked.cycle);
  const rows = await readRows(tx, cycle.ref);
  const date = asked.date ?? (await readToday(tx));
  const { list, lists } = await pickList(tx, asked.list);
  const bases = list ? await readBases(tx, list.name, date, date) : [];
  const year = Number(date.slice(0, 4));
  const listed = list ? await readBases(tx, list.name, `${year}-01-01`, `${year}-12-31`) : [];
  const { areas, categories, open } = coverOf(rows, bases);
  const wording = wordingOf(list, date, listed.length);
  return {
    cycle,
    date,
    year,
    list,
    lists,
    wording,
    places: listed.length,
    categories,
    areas,
    gaps: open.map(({ code }) => code),
    bases: bases.map(asAnswer),
  };
}

/** Everything about a set of rows under a set of bases; gaps in the order of need. */
function coverOf(rows: MatrixRow[], bases: ListedBase[]) {
  const covered = coveredBy(bases);
  const needs = rows.map((row) => ({
    ...row,
    id: row.areaRef,
    residual: row.assessment && residualScore(row.assessment),
  }));
  return {
    categories: sharesOf(rows, covered),
    areas: rows.map((row) => areaCover(row, covered, bases)),
    open: gaps(needs, covered).map((need) => rows.find((row) => row.ref === need.ref)!),
  };
}

const coveredBy = (bases: ListedBase[]): Set<string> => new Set(bases.flatMap((base) => base.areaRefs));

function sharesOf(rows: MatrixRow[], covered: ReadonlySet<string>): CategoryCover[] {
  const areas = rows.map((row) => ({ id: row.areaRef, category: row.category }));
  return categoryShares(areas, covered).map(({ category, areas: all, covered: withDeployment, share }) => ({
    category,
    areas: all,
    withDeployment,
    share,
  }));
}

function areaCover(row: MatrixRow, covered: ReadonlySet<string>, bases: ListedBase[]): AreaCover {
  const { areaRef, code, name, lon, lat, category, residual, events, civiliansKilled, unknownKilled } = row;
  const isCovered = covered.has(areaRef);
  const inputs = { events, civiliansKilled, unknownKilled };
  return {
    areaRef,
    code,
    name,
    lon,
    lat,
    category,
    residual,
    ...inputs,
    covered: isCovered,
    nearest: nearest(row, bases),
  };
}

function nearest(at: { lon: number; lat: number }, bases: ListedBase[]): AreaCover["nearest"] {
  const found = nearestBase(at, bases);
  return found && { name: found.base.name, km: found.km };
}

/** Others' lists have holes: a year without a single base says nothing, like a day before the first or after the last. */
function wordingOf(list: BaseList | null, date: string, inYear: number): CoverWording {
  if (!list) return "no_list";
  if (list.incomplete && inYear === 0) return "outside_list";
  if (date < list.from || (list.to !== null && date > list.to)) return "outside_list";
  return list.incomplete ? "incomplete_list" : "own_list";
}

function asAnswer({ areaRefs: _, ...base }: ListedBase): BaseAnswer {
  return base;
}

/**
 * The cycle's categories over every year of a list, one beside the other; never as a trend.
 * @throws AppError not_allowed, not_found
 */
export async function readYears(tx: Tx, asked: Asked): Promise<YearsAnswer> {
  await requireCoverage(tx);
  const cycle = await findCycle(tx, asked.cycle);
  const rows = await readRows(tx, cycle.ref);
  const { list } = await pickList(tx, asked.list);
  if (!list) return [];
  const first = Number(list.from.slice(0, 4));
  const last = Number((list.to ?? (await readToday(tx))).slice(0, 4));
  const answer: YearsAnswer = [];
  for (let year = first; year <= last; year += 1) {
    const bases = await readBases(tx, list.name, `${year}-01-01`, `${year}-12-31`);
    const covered = coveredBy(bases);
    answer.push({
      year,
      places: bases.length,
      bases: bases.map(asAnswer),
      categories: sharesOf(rows, covered),
      covered: rows.filter(({ areaRef }) => covered.has(areaRef)).map(({ code }) => code),
    });
  }
  return answer;
}

/** Bases of a list on a day. No coverage is said here, so every reader of the records may ask. */
export async function readBasesOn(tx: Tx, asked: Omit<Asked, "cycle">): Promise<BasesAnswer> {
  const date = asked.date ?? (await readToday(tx));
  const { list } = await pickList(tx, asked.list);
  const bases = list ? await readBases(tx, list.name, date, date) : [];
  return { date, list, bases: bases.map(asAnswer) };
}

/**
 * Who is present in an area (P-code or id) on a day.
 * @throws AppError not_allowed, not_found
 */
export async function readPresence(
  tx: Tx,
  asked: { code: string } & Omit<Asked, "cycle">,
): Promise<AreaPresence> {
  await requireCoverage(tx);
  const [area] = await tx.query<{
    ref: string;
    lon: number;
    lat: number;
    level: number;
    adm1: string | null;
  }>(
    "select ref, lon, lat, level from app.area_seen where pcode = $1 or ref::text = $1 order by pcode nulls last limit 1",
    [asked.code],
  );
  if (!area) throw new AppError("not_found");
  const date = asked.date ?? (await readToday(tx));
  const { list } = await pickList(tx, asked.list);
  const bases = list ? await readBases(tx, list.name, date, date) : [];
  const inside = area.level === 0 ? bases : bases.filter((base) => base.areaRefs.includes(area.ref));
  return {
    date,
    list,
    bases: inside.map(asAnswer),
    nearest: nearest(area, bases),
    ...(await readPatrolPresence(tx, area, date)),
  };
}

/**
 * The document of the command line's `coverage` (contract of the product): categories and gaps of a cycle on a day.
 * @throws AppError not_allowed, not_found
 */
export async function coverageDocument(
  tx: Tx,
  asked: { cycle: string; date?: string },
): Promise<CoverageDocument> {
  const { cycle, date, categories, areas, gaps: codes } = await readDeployment(tx, asked);
  return {
    operation: tx.principal.operationCode,
    cycle: cycle.name,
    date,
    categories,
    gaps: codes.map((code) => {
      const area = areas.find((one) => one.code === code)!;
      const { name, category } = area;
      return {
        area: code,
        name,
        category: category as CoveredCategory,
        nearestBaseKm: area.nearest?.km ?? null,
      };
    }),
  };
}
