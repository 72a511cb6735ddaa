// Procedures of the room `coverage`. Without a date the operation's today holds, without a list the first one.
import { z } from "zod";
import { patrolForm } from "../../../shared/rooms/coverage.ts";
import {
  areaPresence,
  basesAnswer,
  deploymentAnswer,
  enteredAnswer,
  patrolAnswer,
  patrolCoverAnswer,
  patrolWindows,
  storedRows,
  yearsAnswer,
} from "../../../shared/rooms/coverage-answers.ts";
import {
  informationAnswer,
  informationForm,
  informationWord,
  isoWeek,
} from "../../../shared/rooms/coverage-information.ts";
import { isoDate, line } from "../../../shared/rooms/records.ts";
import { storedAnswer } from "../../../shared/rooms/records-answers.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { readBasesOn, readDeployment, readPresence, readYears } from "./read.ts";
import { readInformation, readInformationWords } from "./read-information.ts";
import { readEntered, readPatrolCover, readPatrols } from "./read-patrols.ts";
import { logPatrol, logPatrols } from "./write.ts";
import { logInformation } from "./write-information.ts";

/** Most rows one paste may hold. */
const ROWS_MAX = 500;
const cycle = line(80);
const list = line(60).optional();
const date = isoDate.optional();

export const coverageRouter = router({
  deployment: member({ cycle, date, list })
    .output(deploymentAnswer)
    .query(({ ctx, input }) => readDeployment(ctx.tx, input)),

  years: member({ cycle, list })
    .output(yearsAnswer)
    .query(({ ctx, input }) => readYears(ctx.tx, input)),

  bases: member({ date, list })
    .output(basesAnswer)
    .query(({ ctx, input }) => readBasesOn(ctx.tx, input)),

  patrols: member({ from: isoDate, to: isoDate })
    .output(z.array(patrolAnswer))
    .query(({ ctx, input }) => readPatrols(ctx.tx, input.from, input.to)),

  entered: member({ from: isoDate, to: isoDate })
    .output(enteredAnswer)
    .query(({ ctx, input }) => readEntered(ctx.tx, input.from, input.to)),

  patrolCoverage: member({ cycle, date, windows: patrolWindows.optional() })
    .output(patrolCoverAnswer)
    .query(({ ctx, input }) => readPatrolCover(ctx.tx, input)),

  forArea: member({ code: line(80), date, list })
    .output(areaPresence)
    .query(({ ctx, input }) => readPresence(ctx.tx, input)),

  information: member({ date })
    .output(informationAnswer)
    .query(({ ctx, input }) => readInformation(ctx.tx, input)),

  informationWords: member({ code: line(80), week: isoWeek.optional() })
    .output(z.array(informationWord))
    .query(({ ctx, input }) => readInformationWords(ctx.tx, input)),

  logInformation: member({ form: informationForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => logInformation(ctx.tx, grantWrite(ctx.tx, "information"), input.form)),

  logPatrol: member({ form: patrolForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => logPatrol(ctx.tx, grantWrite(ctx.tx, "patrol"), input.form)),

  logPatrols: member({ rows: z.array(patrolForm).min(1, "no_rows").max(ROWS_MAX, "too_many") })
    .output(storedRows)
    .mutation(({ ctx, input }) => logPatrols(ctx.tx, grantWrite(ctx.tx, "patrol"), input.rows)),
});
