// The facts path over HTTP with the reader's own policies: how many bytes, how long the first answer after a write
// takes, how long one that is kept, and how long "unchanged".

import { zstdDecompressSync } from "node:zlib";
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import { decodeFacts } from "../../shared/rooms/facts-wire.ts";
import { type Home, OPERATION, type WireAnswer } from "./home.ts";
import { type Line, line, median, ms, number } from "./table.ts";

const PATH = `/facts/incidents?operation=${OPERATION}`;
const COLD_RUNS = 5;
const WARM_RUNS = 15;

/** Measures, and hands on the facts as a client has them. */
export async function measureFacts(home: Home): Promise<{ lines: Line[]; facts: Facts }> {
  const cold: WireAnswer[] = [];
  for (let run = 0; run < COLD_RUNS; run++) {
    await home.database.admin.query(
      "update app.data_version set version = version + 1 where kind = 'incident'",
    );
    cold.push(await home.get(PATH));
  }
  const [first, latest] = [cold[0]!, cold.at(-1)!];
  if (first.status !== 200) throw new Error(`facts answered ${first.status}`);
  const cached = await repeat(() => home.get(PATH), 200);
  const unchanged = await repeat(() => home.get(PATH, { "if-none-match": latest.etag }), 304);
  const facts = decodeFacts(zstdDecompressSync(latest.bytes));
  const refs = await home.get(PATH.replace("?", "/refs?"));
  const label = `facts, ${number(facts.rows)} rows`;
  const times = cold.map((answer) => answer.ms);
  return {
    facts,
    lines: [
      line(`${label}: on the wire`, `${number(latest.bytes.length)} bytes`),
      line(`${label}: per row`, `${number(latest.bytes.length / facts.rows, 2)} bytes`, "≤ 10"),
      line(`${label}: cold, best of ${COLD_RUNS}`, ms(Math.min(...times)), coldAim(facts.rows)),
      line(`${label}: cold, median of ${COLD_RUNS}`, ms(median(times)), coldAim(facts.rows)),
      line(`${label}: cached`, ms(median(cached))),
      line(`${label}: unchanged (304)`, ms(median(unchanged))),
      line(`${label}: references, second part`, `${number(refs.bytes.length / facts.rows, 2)} bytes per row`),
    ],
  };
}

const coldAim = (rows: number) => (rows < 500_000 ? "< 1,000 ms" : "");

async function repeat(ask: () => Promise<WireAnswer>, expected: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < WARM_RUNS; run++) {
    const answer = await ask();
    if (answer.status !== expected) throw new Error(`facts answered ${answer.status}, not ${expected}`);
    times.push(answer.ms);
  }
  return times;
}
