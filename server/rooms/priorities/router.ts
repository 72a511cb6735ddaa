// Procedures of the room `priorities`. A cycle is named by its ref or its name.
import { z } from "zod";
import { cycleActForm, cycleForm, overrideForm, scoreForm } from "../../../shared/rooms/priorities.ts";
import {
  areaPriorities,
  cycleAnswer,
  diffAnswer,
  historyAnswer,
  matrixAnswer,
} from "../../../shared/rooms/priorities-answers.ts";
import { isoDate, line, recordId } from "../../../shared/rooms/records.ts";
import { storedAnswer } from "../../../shared/rooms/records-answers.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { readCycles, readForArea, readHistory, readMatrix } from "./read.ts";
import { readDiff } from "./read-events.ts";
import { overrideCategory, propose, score } from "./write.ts";
import { agree, close } from "./write-agreement.ts";

const cycle = line(80);
/** The record the author had before them; null: there was none. */
const basedOn = recordId.nullable();

export const prioritiesRouter = router({
  cycles: member({})
    .output(z.array(cycleAnswer))
    .query(({ ctx }) => readCycles(ctx.tx)),

  matrix: member({ cycle })
    .output(matrixAnswer)
    .query(({ ctx, input }) => readMatrix(ctx.tx, input.cycle)),

  history: member({ cycle, area: recordId })
    .output(historyAnswer)
    .query(({ ctx, input }) => readHistory(ctx.tx, input.cycle, input.area)),

  /** The same rule over another window: what would move. Nothing is written. */
  diff: member({ cycle, from: isoDate, to: isoDate })
    .output(diffAnswer)
    .query(({ ctx, input }) => readDiff(ctx.tx, input.cycle, input)),

  forArea: member({ code: line(80) })
    .output(areaPriorities)
    .query(({ ctx, input }) => readForArea(ctx.tx, input.code)),

  propose: member({ form: cycleForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => propose(ctx.tx, grantWrite(ctx.tx, "priority"), input.form)),

  agree: member({ form: cycleActForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => agree(ctx.tx, grantWrite(ctx.tx, "priority"), input.form)),

  close: member({ form: cycleActForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => close(ctx.tx, grantWrite(ctx.tx, "priority"), input.form)),

  overrideCategory: member({ form: overrideForm, basedOn })
    .output(storedAnswer)
    .mutation(({ ctx, input }) =>
      overrideCategory(ctx.tx, grantWrite(ctx.tx, "priority"), input.form, input.basedOn),
    ),

  score: member({ form: scoreForm, basedOn })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => score(ctx.tx, grantWrite(ctx.tx, "priority"), input.form, input.basedOn)),
});
