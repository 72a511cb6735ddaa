// Remote calls of an operation's administrators about its people and invitations, and everybody's own bearer tokens.
import { z } from "zod";
import { tokenForm } from "../../shared/rooms/access-account.ts";
import { inviteForm, memberForm } from "../../shared/rooms/access-people.ts";
import { member, router } from "../rpc/trpc.ts";
import {
  addToken,
  endMember,
  invite,
  readInvitations,
  readPeople,
  readTokens,
  revokeInvitation,
  revokeToken,
  setDisabled,
  setMember,
} from "./people.ts";

const personId = z.uuid("not_a_uuid");

const person = z.object({
  id: z.string(),
  name: z.string(),
  /** null for somebody without a sign-in. */
  email: z.string().nullable(),
  organisationId: z.string(),
  organisation: z.string(),
  community: z.string(),
  role: z.string(),
  rights: z.array(z.string()),
  you: z.boolean(),
  demonstration: z.boolean(),
  secondFactor: z.boolean(),
  disabledAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

const invitation = z.object({
  id: z.string(),
  email: z.string(),
  organisation: z.string(),
  community: z.string(),
  role: z.string(),
  rights: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  invitedBy: z.string(),
});

const token = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
});

/** On a compromised day people are shut out while nobody may write. */
const always = <Shape extends z.ZodRawShape>(shape: Shape) => member(shape).meta({ worksWhile: "closed" });

export const peopleRouter = router({
  list: always({})
    .output(z.array(person))
    .query(({ ctx }) => readPeople(ctx.tx)),
  set: always({ person: personId, ...memberForm })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await setMember(ctx.tx, input.person, input);
      return null;
    }),
  end: always({ person: personId })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await endMember(ctx.tx, input.person);
      return null;
    }),
  disable: always({ person: personId, disabled: z.boolean() })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await setDisabled(ctx.tx, input.person, input.disabled);
      return null;
    }),
  invitations: always({})
    .output(z.array(invitation))
    .query(({ ctx }) => readInvitations(ctx.tx)),
  /** The link's secret is in this answer only. */
  invite: member(inviteForm)
    .output(z.object({ secret: z.string() }))
    .mutation(async ({ ctx, input }) => ({ secret: await invite(ctx.tx, input.email, input) })),
  revokeInvitation: always({ invitation: z.uuid("not_a_uuid") })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await revokeInvitation(ctx.tx, input.invitation);
      return null;
    }),
});

export const tokensRouter = router({
  list: always({})
    .output(z.array(token))
    .query(({ ctx }) => readTokens(ctx.tx)),
  /** The token's value is in this answer only. */
  add: member(tokenForm)
    .output(z.object({ token: z.string(), expiresAt: z.string() }))
    .mutation(({ ctx, input }) => addToken(ctx.tx, input)),
  revoke: always({ token: z.uuid("not_a_uuid") })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await revokeToken(ctx.tx, input.token);
      return null;
    }),
});
