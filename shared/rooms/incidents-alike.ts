/**
 * A report that is being written, as far as it is compared with what is there already: enough to say that it may be the
 * same event, and nothing of who told us.
 */
import { z } from "zod";
import { incidentPlace } from "./incidents.ts";
import { INCIDENT_KINDS } from "./incidents-lists.ts";
import { form, isoDate, oneOf, optionalText, recordId, whole } from "./records.ts";

export const alikeForm = form({
  /** Id of the report, which is no duplicate of itself. */
  id: recordId.nullish(),
  kind: oneOf(INCIDENT_KINDS),
  occurredFrom: isoDate,
  occurredTo: isoDate,
  place: incidentPlace,
  /** References of actors as the writer sees them. */
  parties: z.array(recordId).max(20, "too_many").default([]),
  description: optionalText(),
  killed: whole(0, 10_000_000).nullish(),
});
export type AlikeForm = z.infer<typeof alikeForm>;
export type AlikeInput = z.input<typeof alikeForm>;

/** Most records that a warning names. */
export const MOST_ALIKE = 5;
