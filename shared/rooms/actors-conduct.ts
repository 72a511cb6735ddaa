/**
 * How an actor treats civilians, out of incidents that are attributed to it alone: weapons and victims by level of
 * verification (what facts do not hold), and equal periods before and after a day. A change that follows a day is an
 * association with what happened on it, never its effect.
 */
import { z } from "zod";
import { HARM_KINDS, VERIFICATION_LEVELS } from "./incidents.ts";
import type { Window } from "./trend.ts";

/** Lengths a reader may choose, days. */
export const AROUND_DAYS = [30, 90, 180, 365] as const;

/** The period from a day on, at most `days` long and not beyond today, and as many days before it; null: none is left. */
export function windowsAround(
  day: number,
  days: number,
  today: number,
): { before: Window; after: Window } | null {
  const length = Math.min(days, today - day + 1);
  if (length < 1) return null;
  return {
    before: { from: day - length, to: day - 1 },
    after: { from: day, to: day + length - 1 },
  };
}

/** Levels that say the harm is not this actor's, or none: they are never told of it. */
const DISPROVED: readonly string[] = ["falsely_attributed", "rejected"];
export const TOLD_LEVELS = VERIFICATION_LEVELS.filter((level) => !DISPROVED.includes(level));

const level = z.enum(VERIFICATION_LEVELS);
/** Refs of the incidents counted, newest first; null where they were not asked for. */
const records = z.array(z.string()).nullable();
export const conductAnswer = z.strictObject({
  /** Incidents by weapon; null: not recorded. */
  weapons: z.array(z.strictObject({ level, weapon: z.string().nullable(), events: z.int(), records })),
  /** People by harm, sex and age as recorded, best counts; incidents of which no number is known are counted apart. */
  victims: z.array(
    z.strictObject({
      ...{ level, harm: z.enum(HARM_KINDS), sex: z.string(), age: z.string() },
      people: z.int(),
      unknown: z.int(),
      records,
    }),
  ),
});
export type ConductAnswer = z.infer<typeof conductAnswer>;
