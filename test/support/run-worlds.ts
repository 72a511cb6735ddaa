/**
 * Runs generated worlds by number, some at a time in a transaction that is taken back, so that a database stays as it
 * was and any world can be run again alone.
 */
import type pg from "pg";
import { worldOf } from "./generated.ts";
import { act } from "./generated-acts.ts";
import { type Runs, writeWorlds } from "./generated-rows.ts";
import { addVerdict, emptyVerdict, judge, type Verdict } from "./judge.ts";

export const BATCH = 10;

/** Worlds of these numbers, judged together: each person of one also looks out for the records of the others. */
export async function runBatch(client: Runs, seeds: readonly number[], isEnough = false): Promise<Verdict> {
  const models = seeds.map(worldOf);
  await writeWorlds(client, models);
  const differences: string[] = [];
  for (const model of models) differences.push(...(await act(client, model)));
  const verdict = await judge(client, models, isEnough && differences.length === 0);
  verdict.denials.push(...differences);
  return verdict;
}

/** @param lanes how many batches run at once, each on a connection of its own */
export async function runWorlds(
  admin: pg.Pool,
  wanted: { from: number; count: number; lanes: number; tell?: (verdict: Verdict) => void },
): Promise<Verdict> {
  const total = emptyVerdict();
  let next = wanted.from;
  const end = wanted.from + wanted.count;
  const lane = async () => {
    const client = await admin.connect();
    try {
      while (next < end) {
        const seeds = Array.from({ length: Math.min(BATCH, end - next) }, (_, at) => next + at);
        next += seeds.length;
        await client.query("begin");
        addVerdict(total, await runBatch(client, seeds));
        await client.query("rollback");
        wanted.tell?.(total);
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: wanted.lanes }, lane));
  return total;
}
