// Procedures of the room `actors`: the list, one actor, and the three forms that add to the actor map.
import { z } from "zod";
import { COMMUNITY_CODES } from "../../../shared/rooms/access.ts";
import { actorForm, relationForm, zoneForm } from "../../../shared/rooms/actors.ts";
import { actorDossier, actorLine, groundAnswer } from "../../../shared/rooms/actors-answers.ts";
import { claimForm, retireForm } from "../../../shared/rooms/actors-attributes.ts";
import {
  mergeForm,
  renameForm,
  splinterForm,
  structureAnswer,
  subordinateForm,
} from "../../../shared/rooms/actors-events.ts";
import { sameForm } from "../../../shared/rooms/actors-same.ts";
import { exportAnswer, sheetAnswer, sheetRows } from "../../../shared/rooms/actors-sheet.ts";
import { recordId } from "../../../shared/rooms/records.ts";
import { storedAnswer } from "../../../shared/rooms/records-answers.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { readActor, readActorLines } from "./read.ts";
import { readExport, readProfile } from "./read-export.ts";
import { actorEyes, readActorAs } from "./read-eyes.ts";
import { readGround } from "./read-ground.ts";
import { readStructure } from "./read-structure.ts";
import { engagementProcedures } from "./router-engagement.ts";
import { addRelation, addZone, logActor } from "./write.ts";
import { addClaim, correctClaim, retireClaim } from "./write-claims.ts";
import { editActor } from "./write-edit.ts";
import { mergeActors, renameActor, splitActor, undoEvent } from "./write-events.ts";
import { grantSame, saySame, undoSame } from "./write-same.ts";
import { importClaims } from "./write-sheet.ts";
import { subordinate } from "./write-structure.ts";

export const actorsRouter = router({
  ...engagementProcedures,

  list: member({})
    .output(z.array(actorLine))
    .query(({ ctx }) => readActorLines(ctx.tx)),

  get: member({ ref: recordId })
    .output(actorDossier)
    .query(({ ctx, input }) => readActor(ctx.tx, input.ref)),

  /** See as they see: an own actor as communities read it now, and what a release would add. */
  seenBy: member({
    ref: recordId,
    communities: z.array(z.enum(COMMUNITY_CODES)).min(1, "too_few").max(COMMUNITY_CODES.length, "too_many"),
  })
    .output(z.array(actorEyes))
    .query(({ ctx, input }) => readActorAs(ctx.tx, input.ref, input.communities)),

  log: member({ form: actorForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => logActor(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),

  /** Corrects an own actor; `version` is the one the editor saw. */
  edit: member({ version: z.int().positive(), form: actorForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => editActor(ctx.tx, grantWrite(ctx.tx, "actor"), input.version, input.form)),

  addZone: member({ form: zoneForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => addZone(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),

  /** A claim about an attribute: who commands it, how strong it is, what its orders say … */
  addClaim: member({ form: claimForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => addClaim(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),

  /** Corrects an own claim; `version` is the one the editor saw. */
  correctClaim: member({ version: z.int().positive(), form: claimForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) =>
      correctClaim(ctx.tx, grantWrite(ctx.tx, "actor"), input.version, input.form),
    ),

  retireClaim: member({ form: retireForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => retireClaim(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),

  /** Who stands under whom, on every day at once; and what the tree shows of each. */
  structure: member({})
    .output(structureAnswer)
    .query(({ ctx }) => readStructure(ctx.tx)),

  /** Puts a unit under another superior from a day on, or under nobody. */
  subordinate: member({ form: subordinateForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => subordinate(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),

  rename: member({ form: renameForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => renameActor(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),

  split: member({ form: splinterForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => splitActor(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),

  merge: member({ form: mergeForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => mergeActors(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),

  /** Takes an own rename, split or merger back whole. */
  undoEvent: member({ ref: recordId })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => undoEvent(ctx.tx, grantWrite(ctx.tx, "actor"), input.ref)),

  /** Two records of one actor: the one that goes is shown with the one that stays, to whoever sees both. */
  same: member({ form: sameForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => saySame(ctx.tx, grantSame(ctx.tx), input.form)),

  /** Takes it back; `version` is the link's, as its reader saw it. */
  undoSame: member({ ref: recordId, version: z.int().positive() })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => undoSame(ctx.tx, grantSame(ctx.tx), input.ref, input.version)),

  /** All zones of all days, and how many people live in the areas they name. */
  ground: member({})
    .output(groundAnswer)
    .query(({ ctx }) => readGround(ctx.tx)),

  /** All that leaves as a file; the taking is in the log. */
  export: member({ what: z.enum(["structure", "ground"]) })
    .output(exportAnswer)
    .query(({ ctx, input }) => readExport(ctx.tx, input.what)),

  /** One actor as it is printed: without contacts, orders and conduct; of high and severe records nothing exact. */
  profile: member({ ref: recordId })
    .output(actorDossier)
    .query(({ ctx, input }) => readProfile(ctx.tx, input.ref)),

  /** Claims of a file, one a row; a file with a fault writes nothing. */
  importClaims: member({ rows: sheetRows, trial: z.boolean() })
    .output(sheetAnswer)
    .mutation(({ ctx, input }) => importClaims(ctx.tx, grantWrite(ctx.tx, "actor"), input.rows, input.trial)),

  addRelation: member({ form: relationForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => addRelation(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),
});
