/** What the room `displacement` answers: reports, cases, and what is proposed about them. */
import { z } from "zod";
import { CASE_OUTCOMES, TRIANGULATION, URGENCY } from "./displacement.ts";
import { RECURRENCE_SIGNS } from "./displacement-rules.ts";
import { SENSITIVITIES } from "./records.ts";
import { revisionAnswer } from "./records-answers.ts";

const actor = z.strictObject({ ref: z.string(), name: z.string(), communal: z.boolean() });
const area = z.strictObject({ ref: z.string(), code: z.string(), name: z.string(), level: z.int() });

/** What reports and cases have in common, as this reader sees it. */
const HEAD = {
  ref: z.string(),
  level: z.enum(["full", "generalised"]),
  own: z.boolean(),
  owner: z.string(),
  version: z.int(),
  sensitivity: z.enum(SENSITIVITIES),
  illustrative: z.boolean(),
  violation: z.string(),
  from: z.string(),
  to: z.string(),
  datePrecision: z.string(),
  placeName: z.string().nullable(),
  locationPrecision: z.string(),
  /** Finest first. */
  areas: z.array(area),
  hexagon: z.string().nullable(),
  targeted: z.array(z.string()),
  unit: z.string().nullable(),
  role: z.string().nullable(),
  method: z.string().nullable(),
  actors: z.array(actor),
  triangulation: z.enum(TRIANGULATION),
  urgency: z.enum(URGENCY),
  /** Counts that this reader is told as 1 to 4 only. */
  few: z.array(z.string()),
  /** Communities the people agreed to; empty in copies. */
  consent: z.array(z.string()),
  shareFrom: z.string().nullable(),
};

export const reportAnswer = z.strictObject({
  ...HEAD,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  people: z.int().nullable(),
  affected: z.int().nullable(),
  /** Null: withheld, or this is a copy. */
  agency: z.string().nullable(),
  agencyWithheld: z.boolean(),
  setting: z.string(),
  routeFrom: z.string().nullable(),
  routeTo: z.string().nullable(),
  route: z.array(z.tuple([z.number(), z.number()])),
  /** The case of the reader's organisation that it counts in. */
  caseRef: z.string().nullable(),
});
export type ReportAnswer = z.infer<typeof reportAnswer>;

export const reportDossier = z.strictObject({
  report: reportAnswer.extend({ account: z.string().nullable(), sourceNote: z.string().nullable() }),
  history: z.array(revisionAnswer),
});
export type ReportDossier = z.infer<typeof reportDossier>;

const people = { low: z.int().nullable(), best: z.int().nullable(), high: z.int().nullable() };

export const caseAnswer = z.strictObject({
  ...HEAD,
  people: z.strictObject(people),
  overlap: z.int(),
  reports: z.int().nullable(),
  agencies: z.int().nullable(),
  shareNow: z.boolean(),
  outcome: z.enum(CASE_OUTCOMES).nullable(),
  outcomeOn: z.string().nullable(),
  recurredRef: z.string().nullable(),
});
export type CaseAnswer = z.infer<typeof caseAnswer>;

/** A case that may be the same practice elsewhere, with what speaks for it. */
export const recurrenceAnswer = z.strictObject({
  ref: z.string(),
  signs: z.array(z.enum(RECURRENCE_SIGNS)),
  place: z.string().nullable(),
  from: z.string(),
  to: z.string(),
});

export const caseDossier = z.strictObject({
  case: caseAnswer.extend({
    summary: z.string().nullable(),
    shareReason: z.string().nullable(),
    outcomeNote: z.string().nullable(),
  }),
  /** Reports that count in it, as far as this reader sees them; the owner's only. */
  members: z.array(reportAnswer),
  recurrences: z.array(recurrenceAnswer),
  history: z.array(revisionAnswer),
});
export type CaseDossier = z.infer<typeof caseDossier>;

export const displacementOverview = z.strictObject({
  reports: z.array(reportAnswer),
  cases: z.array(caseAnswer),
  /** Reports, by ref, that may tell of the same violation and count in no case yet. */
  proposals: z.array(z.array(z.string())),
  /** Counts only, of what is not shared one by one. */
  counts: z.array(
    z.strictObject({
      month: z.string(),
      province: z.string().nullable(),
      violation: z.string(),
      reports: z.int(),
    }),
  ),
});
export type DisplacementOverview = z.infer<typeof displacementOverview>;
