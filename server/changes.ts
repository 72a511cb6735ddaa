// Tells open browsers that something in their operation changed. Every event says the same to everyone (no
// kind, no id): each reader finds out under their own policies what it means for them. Bursts are gathered
// into one event each half second, so that timing does not reveal a hidden write.
import pg from "pg";
import type { Database } from "../db/open.ts";

const TICK_MS = 500;
const RETRY_MS = 2000;

export interface Changes {
  /** Calls `notice` after writes in the operation; returns how to stop. */
  subscribe(operationId: string, notice: () => void): () => void;
  close(): Promise<void>;
}

/** Listens on the database, so that several server processes hear of each other's writes. */
export async function openChanges(database: Database): Promise<Changes> {
  const listeners = new Map<string, Set<() => void>>();
  const pending = new Set<string>();
  const tick = setInterval(() => flush(pending, listeners), TICK_MS);
  tick.unref();
  const line = await openLine(
    database,
    (operationId) => pending.add(operationId),
    () => {
      // What happened while the line was cut is unknown: everyone looks again.
      for (const operationId of listeners.keys()) pending.add(operationId);
    },
  );
  return {
    subscribe(operationId, notice) {
      const known = listeners.get(operationId) ?? new Set();
      listeners.set(operationId, known.add(notice));
      return () => {
        known.delete(notice);
        if (known.size === 0) listeners.delete(operationId);
      };
    },
    async close() {
      clearInterval(tick);
      await line.close();
    },
  };
}

function flush(pending: Set<string>, listeners: Map<string, Set<() => void>>) {
  for (const operationId of pending) for (const notice of listeners.get(operationId) ?? []) notice();
  pending.clear();
}

/** A connection of its own that listens and, when cut, comes back. */
async function openLine(database: Database, hear: (operationId: string) => void, missed: () => void) {
  let closed = false;
  let client: pg.Client | null = null;
  const connect = async () => {
    const next = new pg.Client(database.pool.options as pg.ClientConfig);
    next.on("notification", (message) => hear(message.payload ?? ""));
    next.on("error", () => undefined);
    next.on("end", () => {
      if (!closed) setTimeout(again, RETRY_MS).unref();
    });
    await next.connect();
    await next.query("listen concord");
    client = next;
  };
  const again = () => connect().then(missed, () => !closed && setTimeout(again, RETRY_MS).unref());
  await connect();
  return {
    close: async () => {
      closed = true;
      await client?.end();
    },
  };
}
