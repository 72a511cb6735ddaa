/**
 * Two reports of one event become one: what a person chooses of both, by groups of fields. Parties, marks of grave
 * violations and sources are always those of both; sensitivity and consent follow the stricter one, which nobody chooses.
 */
import { z } from "zod";
import { HARM_KINDS } from "./incidents-lists.ts";
import { form, issue, recordId } from "./records.ts";

/** Groups of fields that are taken from one of the two. `displacement`: all who were displaced, with from and to. */
export const MERGE_GROUPS = ["what", "where", "when", "description", "displacement", "damage"] as const;
export type MergeGroup = (typeof MERGE_GROUPS)[number];

/** Counts, by kind of harm, so that a total is always one that somebody reported. Displaced people: see above. */
const MERGE_HARMS = HARM_KINDS.filter((harm) => harm !== "displaced").map((harm) => `harm.${harm}` as const);
/** `descriptions`: both texts, one below the other. */
const TAKEN = [...MERGE_GROUPS, "descriptions", ...MERGE_HARMS] as const;
export type Taken = (typeof TAKEN)[number];

export const mergeForm = form({
  /** Of the merge, made by whoever merges. */
  id: recordId,
  kept: recordId,
  gone: recordId,
  keptVersion: z.int().positive(),
  goneVersion: z.int().positive(),
  /** What the report that stays takes over from the one that goes. */
  take: z.array(z.enum(TAKEN), { error: "invalid" }).max(TAKEN.length, issue("too_many")),
});
export type MergeForm = z.infer<typeof mergeForm>;

/** A report as it is compared side by side: whatever both show, by groups. */
export interface Comparable {
  kind: string;
  tactic: string;
  weapon: string | null;
  nexus: string | null;
  placeName: string | null;
  lon: number | null;
  lat: number | null;
  locationPrecision: string;
  areas: readonly { ref: string }[];
  occurredFrom: string;
  occurredTo: string;
  datePrecision: string;
  description: string | null;
  displacement: readonly unknown[];
  damage: readonly unknown[];
  harm: readonly { harm: string }[];
}

const PARTS: Record<MergeGroup, (one: Comparable) => unknown> = {
  what: ({ kind, tactic, weapon, nexus }) => [kind, tactic, weapon, nexus],
  where: ({ placeName, lon, lat, locationPrecision, areas }) => [
    ...[placeName, lon, lat, locationPrecision],
    areas.map(({ ref }) => ref),
  ],
  when: ({ occurredFrom, occurredTo, datePrecision }) => [occurredFrom, occurredTo, datePrecision],
  description: ({ description }) => description,
  displacement: ({ displacement, harm }) => [displacement, harm.filter((each) => each.harm === "displaced")],
  damage: ({ damage }) => damage,
};

/** Groups in which two reports differ, counts by kind of harm among them, in the order they are shown. */
export function differences(one: Comparable, other: Comparable): Taken[] {
  const differ = (of: (each: Comparable) => unknown) => JSON.stringify(of(one)) !== JSON.stringify(of(other));
  const harms = MERGE_HARMS.filter((taken) => differ((each) => countsOf(each, taken)));
  return [...MERGE_GROUPS.filter((group) => differ(PARTS[group])), ...harms];
}

/** Counts of one kind of harm, as `harm.killed` names it. */
export const countsOf = <Row extends { harm: string }>({ harm }: { harm: readonly Row[] }, taken: string) =>
  harm.filter((row) => `harm.${row.harm}` === taken);
