// What organisations are told inside the product: a code with ids, whose sentence the client knows. Outside the
// product (mail, push) a notice may only ever say how many there are.
import { z } from "zod";

/** To one person, about a report of their own organisation. */
export const PERSONAL_NOTICES = [
  "review_assigned",
  "review_asked",
  "review_answered",
  "review_decided",
  "review_comment",
] as const;
export type PersonalNotice = (typeof PERSONAL_NOTICES)[number];

export const NOTICE_CODES = [
  "glass_opened",
  "glass_closed",
  "lock_changed",
  "release_received",
  "release_withdrawn",
  "release_accepted",
  "release_refused",
  "record_changed",
  "record_withdrawn",
  "protocol_proposed",
  "protocol_refused",
  "protocol_agreed",
  "protocol_tightened",
  ...PERSONAL_NOTICES,
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

export const noticeSeen = z.object({
  id: z.string(),
  /** A code of NOTICE_CODES; a newer server may know more. */
  code: z.string(),
  /** Name of the organisation whose act it was. */
  from: z.string(),
  /** A ref of the receiver, or the id of what it is about. */
  recordId: z.string().nullable(),
  /** Ids, codes and instants. */
  detail: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  isRead: z.boolean(),
});
export type NoticeSeen = z.infer<typeof noticeSeen>;
