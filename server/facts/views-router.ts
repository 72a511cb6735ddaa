// Remote calls of saved views: a person's own and those of their organisation, and what is new in them.
import { z } from "zod";
import { recordId } from "../../shared/rooms/records.ts";
import { MOST_VIEWS, newsSeen, viewForm, viewSeen } from "../../shared/rooms/views.ts";
import { member, router } from "../rpc/trpc.ts";
import { readNews, readViews } from "./read-views.ts";
import { deleteView, markViews, saveView, tellOf } from "./write-views.ts";

export const viewsRouter = router({
  list: member({})
    .output(z.array(viewSeen))
    .query(({ ctx }) => readViews(ctx.tx)),
  /** Asked by every open page. */
  news: member({})
    .output(newsSeen)
    .query(({ ctx }) => readNews(ctx.tx)),
  save: member({ form: viewForm })
    .output(z.void())
    .mutation(({ ctx, input }) => saveView(ctx.tx, input.form)),
  delete: member({ ref: recordId })
    .output(z.void())
    .mutation(({ ctx, input }) => deleteView(ctx.tx, input.ref)),
  tell: member({ ref: recordId, tell: z.boolean() })
    .output(z.void())
    .mutation(({ ctx, input }) => tellOf(ctx.tx, input.ref, input.tell)),
  /** The reader was shown what is new in these (null: in all) up to an instant. */
  mark: member({
    refs: z.array(recordId).max(MOST_VIEWS, "too_many").nullable(),
    asOf: z.iso.datetime("invalid"),
  })
    .output(z.void())
    .mutation(({ ctx, input }) => markViews(ctx.tx, input.refs, input.asOf)),
});
