/**
 * Photos and documents of an incident: what may be sent, what a person says of it, and how much room there is. What is
 * kept is written anew by the server; the name of a file is never sent, because it can name a person.
 */
import { z } from "zod";
import { form, issue, line, oneOf, optionalText, recordId, SENSITIVITIES } from "./records.ts";
import { findInSending, stops } from "./sending.ts";

const MB = 1024 * 1024;

export const ATTACHMENT_LIMITS = {
  /** Bytes of a file as it is sent. */
  sent: 20 * MB,
  /** Bytes of a file as it is kept. */
  kept: 10 * MB,
  /** Files and bytes of one incident. */
  files: 20,
  incident: 50 * MB,
  /** Longest side of a photo as kept, and of its preview, in pixels. */
  side: 2048,
  preview: 320,
  /** Pixels of a photo as it is sent. */
  pixels: 60_000_000,
  pages: 100,
} as const;

/** What a person may choose from; the server looks at the content, never at this. */
export const ATTACHMENT_TYPES = ["image/jpeg", "image/png", "image/webp", "application/pdf"] as const;

export const ATTACHMENT_KINDS = ["photo", "document"] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** Can somebody be recognised on it (face, voice, name, plate, house), and did they agree? */
export const PICTURED = ["nobody", "agreed", "not_asked"] as const;
export type Pictured = (typeof PICTURED)[number];

/** Why a file is not kept; each has a sentence that says what to do instead. */
export const ATTACHMENT_FAULTS = [
  "empty",
  "too_large",
  "kind_unknown",
  "heic",
  "office",
  "media",
  "unreadable",
  "too_many_pixels",
  "pdf_locked",
  "pdf_too_many_pages",
  "pdf_uncleanable",
  "incident_full",
  "organisation_full",
  "sexual_violence",
] as const;
export type AttachmentFault = (typeof ATTACHMENT_FAULTS)[number];

/** Said with a file. `sensitivity` null: that of the record; it is never below it. */
export const attachmentForm = form({
  id: recordId,
  incident: recordId,
  caption: line(300).refine((text) => !findInSending(text).some(stops), issue("holds_contact")),
  pictured: oneOf(PICTURED),
  sensitivity: oneOf(SENSITIVITIES).nullable(),
});
export type AttachmentForm = z.infer<typeof attachmentForm>;

/** Why one is taken away, for the own organisation. */
export const removalReason = optionalText(500).pipe(z.string().min(3, issue("too_short")));

/** One attachment as a list shows it. */
export const attachmentSeen = z.object({
  ref: z.string(),
  kind: z.enum(ATTACHMENT_KINDS),
  sensitivity: z.enum(SENSITIVITIES),
  /** Read like a source: by its author and who may read sources, each time with a line in the log. */
  guarded: z.boolean(),
  pictured: z.enum(PICTURED),
  caption: z.string(),
  bytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  pages: z.int().nullable(),
  by: z.string(),
  /** ISO instant. */
  at: z.string(),
  /** Of a report that was merged into this one. */
  merged: z.boolean(),
  /** Taken away: when, by which role, why; null: it is there. */
  removed: z.object({ at: z.string(), said: z.string(), reason: z.string() }).nullable(),
});
export type AttachmentSeen = z.infer<typeof attachmentSeen>;

/** The header an upload says its form in: base64url of JSON, because captions have all letters of the world. */
export const ATTACHMENT_HEADER = "x-concord-attachment";
