// Remote calls of the room `exchange`: what comes in from outside and waits for a person. Intake is for those who
// log incidents, zones for those who write actors.
import { z } from "zod";
import { zoneFeatures, zonesAnswer } from "../../../shared/rooms/actors-zones.ts";
import {
  acceptForm,
  intakeItem,
  intakeQueue,
  pasteForm,
  rowsForm,
  setAsideForm,
  takenIn,
} from "../../../shared/rooms/intake.ts";
import { recordId } from "../../../shared/rooms/records.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { takeZones } from "./import-zones.ts";
import { readItem, readQueue } from "./read-intake.ts";
import { acceptItem, setAside, takePaste, takeRows, undoItem } from "./write-intake.ts";

const written = z.object({ ref: z.string(), version: z.int(), state: z.enum(["stored", "repeated"]) });

const intakeRouter = router({
  list: member({})
    .output(intakeQueue)
    .query(({ ctx }) => {
      grantWrite(ctx.tx, "incident");
      return readQueue(ctx.tx);
    }),
  get: member({ ref: recordId })
    .output(intakeItem)
    .query(({ ctx, input }) => {
      grantWrite(ctx.tx, "incident");
      return readItem(ctx.tx, input.ref);
    }),
  paste: member(pasteForm)
    .output(takenIn)
    .mutation(({ ctx, input }) => takePaste(ctx.tx, grantWrite(ctx.tx, "incident"), input.batch, input.text)),
  rows: member(rowsForm)
    .output(takenIn)
    .mutation(({ ctx, input }) =>
      takeRows(ctx.tx, grantWrite(ctx.tx, "incident"), input.batch, input.channel, input.rows),
    ),
  accept: member(acceptForm)
    .output(written)
    .mutation(({ ctx, input: { operation: _, ...accepted } }) =>
      acceptItem(ctx.tx, grantWrite(ctx.tx, "incident"), accepted),
    ),
  setAside: member(setAsideForm)
    .output(z.void())
    .mutation(({ ctx, input }) => setAside(ctx.tx, grantWrite(ctx.tx, "incident"), input.ref, input.version)),
  undo: member({ ref: recordId })
    .output(z.void())
    .mutation(({ ctx, input }) => undoItem(ctx.tx, grantWrite(ctx.tx, "incident"), input.ref)),
});

export const exchangeRouter = router({
  intake: intakeRouter,

  /** Zones of a file; one with a faulty feature writes nothing. */
  zones: member({ features: zoneFeatures, trial: z.boolean() })
    .output(zonesAnswer)
    .mutation(({ ctx, input }) =>
      takeZones(ctx.tx, grantWrite(ctx.tx, "actor"), input.features, input.trial),
    ),
});
