/** Parts of answers that several rooms share: where a record comes from and how it came to be. */
import { z } from "zod";

/** A dataset as it is cited beside what comes from it. */
export const datasetAnswer = z.strictObject({
  ref: z.string(),
  name: z.string(),
  title: z.string(),
  publisher: z.string().nullable(),
  version: z.string().nullable(),
  licence: z.string().nullable(),
  citation: z.string().nullable(),
  url: z.string().nullable(),
  retrievedOn: z.string().nullable(),
  caveats: z.array(z.string()),
});
export type DatasetAnswer = z.infer<typeof datasetAnswer>;

/** One change of a record: when (ISO instant), by whom, what was done (`noun.verb`), which fields. */
export const revisionAnswer = z.strictObject({
  at: z.string(),
  by: z.string(),
  action: z.string(),
  changed: z.array(z.string()),
});
export type RevisionAnswer = z.infer<typeof revisionAnswer>;

/** What a write answers: the ref, and whether this very record had been stored by an earlier try. */
export const storedAnswer = z.strictObject({ ref: z.string(), already: z.boolean() });
export type StoredAnswer = z.infer<typeof storedAnswer>;
