/**
 * Weakens a database, asks, and takes it back. Many weakenings of different tables, views and functions are made at once
 * and asked for together: the start-up check names what is weak, so each of them answers for itself. What it does not
 * name there is tried again alone.
 */
import type pg from "pg";
import { changedFences } from "../../db/fences.ts";
import type { Database } from "../../db/open.ts";
import { catalogueFaults } from "../../server/access/startup.ts";
import type { Mutant } from "./mutants.ts";

/** More would hold more locks than a usual server has. */
const TOGETHER = 100;

const weakening = ({ role, statement }: Mutant) =>
  `set local check_function_bodies = on; ${role ? `set local role ${role};` : ""} ${statement}; reset role`;

async function takenBack<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    return await work(client);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** @returns what `work` answers after the weakening; "impossible" where the login cannot do that at all */
export const after = <T>(pool: pg.Pool, mutant: Mutant, work: (client: pg.PoolClient) => Promise<T>) =>
  takenBack<T | "impossible">(pool, async (client) => {
    try {
      await client.query(weakening(mutant));
    } catch {
      return "impossible";
    }
    return work(client);
  });

/** Does the whole start-up check find a fault after this one weakening? */
export const isTold = (pool: pg.Pool, mutant: Mutant) =>
  after(pool, mutant, async (client) => {
    if ((await changedFences(client)).length > 0) return true;
    const faults = await catalogueFaults({ admin: client } as unknown as Database);
    return faults.length > 0;
  });

/** In each batch a table, view or function is weakened once at most. */
export function batchesOf(mutants: readonly Mutant[]): Mutant[][] {
  const met = new Map<string, number>();
  const rounds: Mutant[][] = [];
  for (const mutant of mutants) {
    const round = met.get(mutant.target) ?? 0;
    met.set(mutant.target, round + 1);
    rounds[round] ??= [];
    rounds[round].push(mutant);
  }
  return rounds.flatMap((round) =>
    Array.from({ length: Math.ceil(round.length / TOGETHER) }, (_, at) =>
      round.slice(at * TOGETHER, (at + 1) * TOGETHER),
    ),
  );
}

/** Weakens all of a batch. @returns those for which no fence of their own target was named, or that could not be made */
export const notTold = (pool: pg.Pool, batch: readonly Mutant[]) =>
  takenBack(pool, async (client) => {
    for (const mutant of batch) {
      await client.query("savepoint before");
      await client.query(weakening(mutant)).catch(() => client.query("rollback to before"));
      await client.query("release before");
    }
    const named = await changedFences(client);
    return batch.filter(({ target }) => !named.some((name) => name.endsWith(` ${target}`)));
  });
