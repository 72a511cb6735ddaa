/**
 * Runs generated worlds by number, some at a time in a transaction that is taken back, so that a database stays as it
 * was and any world can be run again alone.
 */
import type pg from "pg";
import { worldOf } from "./generated.ts";
import { act } from "./generated-acts.ts";
import { openForBuilding, type Runs, writeWorlds } from "./generated-rows.ts";
import { addVerdict, emptyVerdict, judge, type Verdict } from "./judge.ts";

export const BATCH = 3;
/** Numbers of the worlds that stay in the database while others come and go; nobody of these sees them. */
const STAYING = [900_000_001, 900_000_002, 900_000_003, 900_000_004, 900_000_005];

/** Makes a database ready for worlds: some stay in it, so that PostgreSQL knows what such tables are like. */
export async function prepareForWorlds(admin: pg.Pool): Promise<void> {
  await openForBuilding(admin);
  const client = await admin.connect();
  try {
    await client.query("begin");
    await writeWorlds(client, STAYING.map(worldOf));
    await client.query("set local role app_owner");
    const { rows } = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class
        where relkind = 'r' and relnamespace in ('app'::regnamespace, 'app_priv'::regnamespace)`,
    );
    for (const { name } of rows) await client.query(`analyze ${name}`);
    await client.query("commit");
  } finally {
    client.release();
  }
}

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

/** After so many batches of a lane the rows that were taken back are swept out, or every look would step over them. */
const SWEPT_AFTER = 15;

async function sweep(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
      where relkind = 'r' and relnamespace in ('app'::regnamespace, 'app_priv'::regnamespace)`,
  );
  await client.query("set role app_owner");
  await client.query(`vacuum ${rows.map(({ name }) => name).join(", ")}`);
  await client.query("reset role");
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
      for (let batch = 1; next < end; batch++) {
        const seeds = Array.from({ length: Math.min(BATCH, end - next) }, (_, at) => next + at);
        next += seeds.length;
        await client.query("begin");
        addVerdict(total, await runBatch(client, seeds));
        await client.query("rollback");
        wanted.tell?.(total);
        if (batch % SWEPT_AFTER === 0) await sweep(client);
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: wanted.lanes }, lane));
  return total;
}
