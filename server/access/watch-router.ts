// Remote calls of watching over an operation: the log, broken glass, the lock, and notices. Merged into the router of
// the floor `access`.
import { z } from "zod";
import { auditFilter, auditPage } from "../../shared/rooms/access-audit.ts";
import { glassForm, glassSeen, lockForm, watchSeen } from "../../shared/rooms/access-lock.ts";
import { noticeSeen } from "../../shared/rooms/access-notices.ts";
import { member } from "../rpc/trpc.ts";
import { noteOnce, readAudit, readAuditPeople } from "./audit.ts";
import { closeGlass, openGlass, readGlasses } from "./glass.ts";
import { readWatch, setLock } from "./lock.ts";
import { markRead, readNotices } from "./notices.ts";

const MOST_MARKED = 200;

export const watchProcedures = {
  /** The lock, the reader's own broken glass, how many notices wait. Asked by every open page. */
  watch: member({})
    .meta({ worksWhile: "closed" })
    .output(watchSeen)
    .query(({ ctx }) => readWatch(ctx.tx)),
  audit: member(auditFilter)
    .meta({ worksWhile: "closed" })
    .output(auditPage)
    .query(({ ctx, input }) => readAudit(ctx.tx, input)),
  auditPeople: member({})
    .meta({ worksWhile: "closed" })
    .output(z.array(z.object({ id: z.string(), name: z.string() })))
    .query(({ ctx }) => readAuditPeople(ctx.tx)),
  glasses: member({})
    .meta({ worksWhile: "closed" })
    .output(z.array(glassSeen))
    .query(({ ctx }) => readGlasses(ctx.tx)),
  /** Reading for a reason and a time; works in a read-only operation, where an administrator may need to look. */
  glassOpen: member(glassForm)
    .meta({ worksWhile: "read_only" })
    .output(z.object({ until: z.string() }))
    .mutation(({ ctx, input }) => openGlass(ctx.tx, input.id, input.reason, input.minutes)),
  glassClose: member({ id: glassForm.id })
    .meta({ worksWhile: "closed" })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await closeGlass(ctx.tx, input.id);
      return null;
    }),
  /** Answers nothing: a coordinator who closes the operation is outside from that statement on. */
  setLock: member(lockForm)
    .meta({ worksWhile: "closed" })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await setLock(ctx.tx, input.lock, input.reason);
      return null;
    }),
  notices: member({})
    .meta({ worksWhile: "closed" })
    .output(z.array(noticeSeen))
    .query(({ ctx }) => readNotices(ctx.tx)),
  /** Without `ids`: all of them. */
  markRead: member({
    ids: z.array(z.uuid("not_a_uuid")).max(MOST_MARKED, "too_many").nullable().default(null),
  })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await markRead(ctx.tx, input.ids);
      return null;
    }),
  /** A figure was handed out as a file, which happens on the device: the page says so. Reading, so it works locked. */
  noteDownload: member({
    format: z.enum(["csv", "png"]),
    what: z.string().regex(/^[a-z0-9_-]{1,60}$/i, "invalid"),
  })
    .meta({ worksWhile: "read_only" })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await noteOnce(ctx.tx, {
        action: "download.take",
        detail: { format: input.format, what: input.what },
        minutes: 1,
      });
      return null;
    }),
};
