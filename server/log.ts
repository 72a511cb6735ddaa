// One JSON line per request or event: who, what, milliseconds, result. Never record contents, addresses with
// values, or tokens.
import { type Logger, pino } from "pino";

export type Log = Logger;

/** The program's log on standard error, so that command lines keep standard output for their result. */
export function openLog(level: string = process.env.CONCORD_LOG ?? "info"): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** What may be said of a failure in a log: its kind and place, without SQL and without values. */
export function describeFailure(error: unknown): Record<string, unknown> {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { name, code, table, constraint, routine } = cause as Record<string, unknown>;
  const isDatabase = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code);
  // Only places: a message of several lines, with whatever it quotes, stands before them.
  const stack = (cause as Error).stack
    ?.split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "))
    .slice(0, 5);
  return isDatabase ? { name, code, table, constraint, routine, stack } : { name, code, stack };
}
