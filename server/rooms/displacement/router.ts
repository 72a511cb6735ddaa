// Procedures of the room `displacement`.
import { z } from "zod";
import {
  caseOutcomeForm,
  displacedCaseForm,
  displacedReportEdit,
  displacedReportForm,
  shareNowForm,
} from "../../../shared/rooms/displacement.ts";
import {
  caseDossier,
  displacementOverview,
  reportDossier,
} from "../../../shared/rooms/displacement-answers.ts";
import { recordId } from "../../../shared/rooms/records.ts";
import { storedAnswer } from "../../../shared/rooms/records-answers.ts";
import { storedOnce } from "../../access/receipts.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { readCase, readOverview, readReport } from "./read.ts";
import { editReport, logReport } from "./write.ts";
import { editCase, makeCase, recordOutcome, shareNow } from "./write-case.ts";

const ref = z.uuid("not_a_uuid");
const version = z.int("not_whole").min(1, "below_minimum");

export const displacementRouter = router({
  overview: member({})
    .output(displacementOverview)
    .query(({ ctx }) => readOverview(ctx.tx)),

  report: member({ ref })
    .output(reportDossier)
    .query(({ ctx, input }) => readReport(ctx.tx, input.ref)),

  case: member({ ref })
    .output(caseDossier)
    .query(({ ctx, input }) => readCase(ctx.tx, input.ref)),

  log: member({ form: displacedReportForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input: { form } }) => {
      const grant = grantWrite(tx, "displaced_report");
      const act = { id: form.id, record: form.id, version: 1, said: ["displacement.log", form] };
      return storedOnce(tx, act, () => logReport(tx, grant, form));
    }),

  /** `act`: id of this change, made by a device that may have to say it twice. */
  edit: member({ version, form: displacedReportEdit, act: recordId.optional() })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input: { version: before, form, act: id } }) => {
      const grant = grantWrite(tx, "displaced_report");
      const act = { id, record: form.id, version: before + 1, said: ["displacement.edit", before, form] };
      return storedOnce(tx, act, () => editReport(tx, grant, before, form));
    }),

  makeCase: member({ form: displacedCaseForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => makeCase(ctx.tx, grantWrite(ctx.tx, "displaced_report"), input.form)),

  editCase: member({ version, form: displacedCaseForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) =>
      editCase(ctx.tx, grantWrite(ctx.tx, "displaced_report"), input.version, input.form),
    ),

  shareNow: member({ form: shareNowForm })
    .output(storedAnswer)
    .mutation(({ ctx, input: { form } }) =>
      shareNow(ctx.tx, grantWrite(ctx.tx, "displaced_report"), form.ref, form.version, form.reason),
    ),

  outcome: member({ form: caseOutcomeForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => recordOutcome(ctx.tx, grantWrite(ctx.tx, "displaced_report"), input.form)),
});
