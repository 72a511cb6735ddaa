/**
 * Room `priorities`: the categories of the Must / Should / Could matrix and the forms of a planning cycle.
 * The arithmetic is in priorities-rules.ts.
 */
import type { z } from "zod";
import { form, isoDate, issue, line, oneOf, optionalText, recordId, sensitivity, whole } from "./records.ts";
import { inOrder, together } from "./records-together.ts";

/** Most pressing first. `monitor` is the watch list: no request for presence. */
export const PRIORITY_CATEGORIES = ["must", "should", "could", "monitor"] as const;
export type PriorityCategory = (typeof PRIORITY_CATEGORIES)[number];

/** Where a row's category comes from: scores of people, published events, or a person's decision over either. */
export const CATEGORY_ORIGINS = ["score", "events", "override"] as const;
export type CategoryOrigin = (typeof CATEGORY_ORIGINS)[number];

/** A planning cycle: its name and the period its events are counted in. */
export const cycleForm = together(
  form({ id: recordId, name: line(80), from: isoDate, to: isoDate, sensitivity }),
  (cycle, told) => inOrder(cycle, ["from", "to"], told),
);
export type CycleForm = z.infer<typeof cycleForm>;

/** What a side says of a cycle: that it is agreed, or that it is over. */
export const CYCLE_ACTS = ["agree", "close"] as const;
export type CycleAct = (typeof CYCLE_ACTS)[number];
export const cycleActForm = form({ id: recordId, cycleId: recordId });
export type CycleActForm = z.infer<typeof cycleActForm>;

/** Shortest reason that an override may have, in characters after trimming. */
export const OVERRIDE_REASON_MIN = 20;

/** A person's category over the computed one: always with a reason and the day it is looked at again. */
export const overrideForm = form({
  id: recordId,
  cycleId: recordId,
  areaId: recordId,
  category: oneOf(PRIORITY_CATEGORIES),
  reason: line(2_000).min(OVERRIDE_REASON_MIN, issue("reason_too_short")),
  reviewOn: isoDate,
  sensitivity,
});
export type OverrideForm = z.infer<typeof overrideForm>;

/** 1 (lowest) to 5 (highest); null = not assessed, which gives no score. */
const grade = whole(1, 5).nullable();

/**
 * Assessed inputs of one area. `capacity` is what people and the State have themselves (inherent risk);
 * `capacityWithMission` counts mission and partners too (residual risk).
 */
export const scoreForm = form({
  id: recordId,
  cycleId: recordId,
  areaId: recordId,
  likelihood: grade,
  impact: grade,
  vulnerability: grade,
  capacity: grade,
  capacityWithMission: grade,
  evidence: optionalText(5_000),
  assessedOn: isoDate,
  sensitivity,
});
export type ScoreForm = z.infer<typeof scoreForm>;
