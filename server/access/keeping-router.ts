// Remote calls of deleting records and of how long they are kept. Merged into the router of the floor `access`.
import { z } from "zod";
import {
  deleteForm,
  retentionForm,
  retentionSeen,
  tombstoneSeen,
  undeleteForm,
} from "../../shared/rooms/access-keeping.ts";
import { member, router } from "../rpc/trpc.ts";
import { deleteRecord, readTombstones, undeleteRecord } from "./deletion.ts";
import { readRetention, setRetention } from "./retention.ts";

export const recordsRouter = router({
  delete: member(deleteForm)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await deleteRecord(ctx.tx, input.kind, input.ref, input.reason);
      return null;
    }),
  undelete: member(undeleteForm)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await undeleteRecord(ctx.tx, input.kind, input.ref);
      return null;
    }),
  /** What the reader's organisation deleted. */
  deleted: member({})
    .output(z.array(tombstoneSeen))
    .query(({ ctx }) => readTombstones(ctx.tx)),
});

export const retentionRouter = router({
  get: member({})
    .output(z.array(retentionSeen))
    .query(({ ctx }) => readRetention(ctx.tx)),
  set: member(retentionForm)
    .output(z.array(retentionSeen))
    .mutation(async ({ ctx, input }) => {
      await setRetention(ctx.tx, input.kind, input.months);
      return readRetention(ctx.tx);
    }),
});
