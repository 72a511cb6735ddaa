// Procedures of the room `actors`: the list, one actor, and the three forms that add to the actor map.
import { z } from "zod";
import { COMMUNITY_CODES } from "../../../shared/rooms/access.ts";
import { actorForm, relationForm, zoneForm } from "../../../shared/rooms/actors.ts";
import { actorAnswer, actorDossier } from "../../../shared/rooms/actors-answers.ts";
import { claimForm, retireForm } from "../../../shared/rooms/actors-attributes.ts";
import { recordId } from "../../../shared/rooms/records.ts";
import { storedAnswer } from "../../../shared/rooms/records-answers.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { readActor, readActors } from "./read.ts";
import { actorEyes, readActorAs } from "./read-eyes.ts";
import { addRelation, addZone, logActor } from "./write.ts";
import { addClaim, correctClaim, retireClaim } from "./write-claims.ts";
import { editActor } from "./write-edit.ts";

export const actorsRouter = router({
  list: member({})
    .output(z.array(actorAnswer))
    .query(({ ctx }) => readActors(ctx.tx)),

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

  addRelation: member({ form: relationForm })
    .output(storedAnswer)
    .mutation(({ ctx, input }) => addRelation(ctx.tx, grantWrite(ctx.tx, "actor"), input.form)),
});
