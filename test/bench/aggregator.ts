// The one aggregator against SQL: every answer the dashboard's charts need after the brush moved, from the facts in
// memory and from the database under the same policies, in the same run, and whether both say the same.
import { type FactsFilter, type GroupRow, groupBy, select, totals } from "../../shared/rooms/analysis.ts";
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import { INCIDENT_KINDS } from "../../shared/rooms/incidents.ts";
import { isoOf } from "../../shared/time.ts";
import { seeded } from "../support/facts.ts";
import type { Home } from "./home.ts";
import { type Answers, sqlAnswers } from "./same-in-sql.ts";
import { type Line, line, median, ms, number, quantile } from "./table.ts";

const RUNS = 300;
/** Every so manyth window is asked of the database too. */
const SQL_EVERY = 60;
const DATASET = "ucdp-ged";
const LEVELS = ["corroborated"] as const;

interface Window {
  from: number;
  to: number;
}

/** Compares, and throws where the two ways differ. */
export async function measureAggregator(home: Home, facts: Facts): Promise<Line[]> {
  const begun = performance.now();
  answersOf(facts, { from: facts.day[0]!, to: facts.day.at(-1)! });
  const first = performance.now() - begun;
  const times: number[] = [];
  const paired: number[] = [];
  const inSql: number[] = [];
  let processor = 0;
  for (const [run, window] of windows(facts).entries()) {
    const used = process.cpuUsage();
    const start = performance.now();
    const answers = answersOf(facts, window);
    const took = performance.now() - start;
    processor += process.cpuUsage(used).user / 1000;
    times.push(took);
    if (run % SQL_EVERY > 0) continue;
    const asked = { from: isoOf(window.from), to: isoOf(window.to), dataset: DATASET, levels: [...LEVELS] };
    const sql = await sqlAnswers(home, asked);
    refuseDifference(answers, sql.answers);
    paired.push(took);
    inSql.push(sql.ms);
  }
  const filtered = afterFilters(facts);
  const label = `charts after a brush, ${number(facts.rows)} rows`;
  const anew = `charts after another filter, ${number(facts.rows)} rows`;
  return [
    line(`${label}: first answer`, ms(first)),
    line(`${label}: p50 of ${RUNS}`, ms(median(times))),
    line(`${label}: p95 of ${RUNS}`, ms(quantile(times, 0.95)), facts.rows < 500_000 ? "≤ 8 ms" : ""),
    line(`${label}: processor time, mean`, ms(processor / RUNS)),
    line(`${label}: the same by SQL, p50 of ${inSql.length}`, ms(median(inSql))),
    line(`${label}: SQL / aggregator`, `${number(median(inSql) / median(paired))} ×`),
    line(`${anew}: p50 of ${filtered.length}`, ms(median(filtered))),
    line(`${anew}: p95 of ${filtered.length}`, ms(quantile(filtered, 0.95))),
  ];
}

/** Milliseconds of each answer when another kind, area or party is asked for, over all time: nothing is known of it yet. */
function afterFilters(facts: Facts): number[] {
  const { actors, areas } = facts.dictionaries;
  const filters: FactsFilter[] = [
    ...INCIDENT_KINDS.map((kind) => ({ kinds: INCIDENT_KINDS.filter((other) => other !== kind) })),
    ...areas.map(({ ref }) => ({ areas: [ref] })),
    ...actors.map(({ ref }) => ({ actors: [ref] })),
  ];
  return filters.map((filter) => {
    const begun = performance.now();
    answersOf(facts, filter);
    return performance.now() - begun;
  });
}

/** Repeatable windows of a tenth to the whole of the time. */
function windows({ day }: Facts): Window[] {
  const random = seeded(11);
  const [first, last] = [day[0]!, day.at(-1)!];
  return Array.from({ length: RUNS }, () => {
    const length = Math.floor((0.1 + 0.9 * random()) * (last - first));
    const from = first + Math.floor(random() * (last - first - length));
    return { from, to: from + length };
  });
}

function answersOf(facts: Facts, filter: FactsFilter): Answers {
  const selection = select(facts, { dataset: DATASET, verification: LEVELS, ...filter });
  const by = (dimension: "month" | "perpetratorGroup" | "admin2" | "kind") =>
    groupBy(facts, selection, [dimension]);
  return {
    total: figures([totals(facts, selection)].filter((row) => row !== null)),
    month: figures(by("month")),
    perpetratorGroup: figures(by("perpetratorGroup")),
    admin2: figures(by("admin2")),
    kind: figures(by("kind")),
  };
}

/** Events, best, low, high, civilians and unknown of each group, in an order of their own. */
const figures = (rows: GroupRow[]) =>
  rows.map((row) => [row.events, row.low, row.best, row.high, row.civilian, row.unknownStatus]);

function refuseDifference(one: Answers, other: Answers): void {
  const ordered = (answers: Answers) =>
    JSON.stringify(Object.entries(answers).map(([name, rows]) => [name, rows.map(String).sort()]));
  if (ordered(one) !== ordered(other)) throw new Error("the aggregator and SQL give different answers");
}
