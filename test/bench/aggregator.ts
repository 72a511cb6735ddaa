/**
 * Measures the one aggregator: a filtered pass and four group-bys, as the dashboard asks them on every brush.
 * Run: node test/bench/aggregator.ts [rows]
 */
import { gzipSync } from "node:zlib";
import { groupBy, select } from "../../shared/rooms/analysis.ts";
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import { decodeFacts, encodeFacts } from "../../shared/rooms/facts-wire.ts";
import { isoOf } from "../../shared/time.ts";
import { manyFacts } from "../support/facts.ts";

const ROUNDS = 100;
/** Rounds before measuring: the first are slower until the engine has compiled the loops. */
const WARM_UP = 10;

/** One answer for all charts: rows of four group-bys over one selection. */
export function answerCharts(facts: Facts, from: number, to: number): number {
  const selection = select(facts, { from, to, dataset: "ucdp-ged", verification: ["corroborated"] });
  const rows = (["month", "perpetratorGroup", "admin2", "kind"] as const).map(
    (dimension) => groupBy(facts, selection, [dimension]).length,
  );
  return rows.reduce((sum, length) => sum + length, 0);
}

/** Median and 95th percentile in ms of repeated answers, over everything and over a third of the time. */
export function measureAggregator(
  facts: Facts,
): { span: string; firstMs: number; p50: number; p95: number }[] {
  const first = facts.day[0]!;
  const last = facts.day.at(-1)!;
  const third = last - Math.floor((last - first) / 3);
  return [first, third].map((from) => {
    const start = performance.now();
    answerCharts(facts, from, last);
    const firstMs = performance.now() - start;
    for (let round = 0; round < WARM_UP; round++) answerCharts(facts, from, last);
    const times = Array.from({ length: ROUNDS }, () => {
      const begin = performance.now();
      answerCharts(facts, from, last);
      return performance.now() - begin;
    }).sort((a, b) => a - b);
    const at = (share: number) => Number(times[Math.floor(share * ROUNDS)]!.toFixed(2));
    return {
      span: `${isoOf(from)} – ${isoOf(last)}`,
      firstMs: Math.round(firstMs),
      p50: at(0.5),
      p95: at(0.95),
    };
  });
}

/** Time and size of the wire form, uncompressed and by the quickest gzip. */
export function measureWire(facts: Facts): Record<string, number>[] {
  const timed = <T>(work: () => T): [T, number] => {
    work();
    const start = performance.now();
    return [work(), Math.round(performance.now() - start)];
  };
  const [bytes, encodeMs] = timed(() => encodeFacts(facts));
  const [zipped, gzipMs] = timed(() => gzipSync(bytes, { level: 1 }));
  const [, decodeMs] = timed(() => decodeFacts(bytes));
  const bytesPerRow = Number((zipped.length / facts.rows).toFixed(2));
  return [{ encodeMs, gzipMs, decodeMs, plainPerRow: Math.round(bytes.length / facts.rows), bytesPerRow }];
}

if (import.meta.main) {
  const rows = Number(process.argv[2] ?? 385_000);
  const facts = manyFacts(rows);
  console.log(`aggregator, ${rows} facts, one filter and four group-bys`);
  console.table(measureAggregator(facts));
  console.table(measureWire(facts));
}
