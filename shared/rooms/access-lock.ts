// The two switches of a bad day: locking an operation for everybody, and breaking the glass for one administrator. The
// database decides who may; these are the same rules for forms and buttons.
import { z } from "zod";

/** read_only: nobody writes. closed: nobody reads or writes records. In this order, tighter and tighter. */
export const LOCKS = ["normal", "read_only", "closed"] as const;
export type Lock = (typeof LOCKS)[number];

export const LOCK_REASON_MIN = 10;
export const GLASS_REASON_MIN = 20;
export const GLASS_MINUTES = [30, 60, 120, 240, 480] as const;

const REASON_MAX = 2000;

/** Is the second lock the tighter one? */
export const isTighter = (from: Lock, to: Lock): boolean => LOCKS.indexOf(to) > LOCKS.indexOf(from);

/** Coordinators and administrators tighten; only administrators loosen. Mirrors app_gate.set_lock(). */
export const maySetLock = ({ role }: { role: string }, from: Lock, to: Lock): boolean =>
  from !== to && (role === "administrator" || (role === "coordinator" && isTighter(from, to)));

/** Tightening needs no reason, because it must not wait for one; loosening does, which the database sees to. */
export const lockForm = {
  lock: z.enum(LOCKS),
  reason: z.string().trim().max(REASON_MAX, "too_long").default(""),
};

export const glassForm = {
  id: z.uuid("not_a_uuid"),
  reason: z.string().trim().min(GLASS_REASON_MIN, "reason_too_short").max(REASON_MAX, "too_long"),
  minutes: z
    .int()
    .min(1, "below_minimum")
    .max(8 * 60, "above_maximum"),
};

export const glassSeen = z.object({
  id: z.string(),
  person: z.string(),
  reason: z.string(),
  /** ISO instants. */
  openedAt: z.string(),
  until: z.string(),
  closedAt: z.string().nullable(),
  isMine: z.boolean(),
});
export type GlassSeen = z.infer<typeof glassSeen>;

/** What every page shows while it holds. */
export const watchSeen = z.object({
  lock: z.enum(LOCKS),
  since: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  /** The reader's own broken glass. */
  glass: z.object({ id: z.string(), until: z.string() }).nullable(),
  unread: z.int(),
  /** What cannot go on without this reader. */
  waits: z.object({
    /** The proposed version of the sharing protocol that the reader's side has not signed, where they may sign. */
    protocol: z.int().nullable(),
    /** Releases of colleagues that need the reader's agreement as the second person. */
    consents: z.int(),
  }),
});
export type Watch = z.infer<typeof watchSeen>;
