// Remote calls of whoever holds the link of an invitation. The link's secret travels in the body, never in an address.
// Whether the invited address has an account is not told: giving a name and password looks the same in both cases.
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { NEW_PASSWORD, PERSON_NAME } from "../../shared/rooms/access-account.ts";
import type { Context } from "../rpc/context.ts";
import { open, router, signedIn } from "../rpc/trpc.ts";
import { readAccount } from "./account.ts";
import { hashPassword } from "./auth.ts";
import { admitGuess } from "./limits.ts";

const SECRET = z.string().min(1, "required").max(100, "too_long");

const invitation = z.object({
  operation: z.string(),
  operationName: z.string(),
  organisation: z.string(),
  community: z.string(),
  role: z.string(),
  rights: z.array(z.string()),
  email: z.string(),
  invitedBy: z.string(),
  expiresAt: z.string(),
  /** A name and password were given already: what is left is signing in. */
  answered: z.boolean(),
});

/** Runs one look at a link; a link that leads nowhere counts as a guess. @throws AppError not_found. */
async function atLink<T>({ service, request }: Context, secret: string, sql: string, more: unknown[] = []) {
  const wasRight = await admitGuess(service, request, "invitation", secret);
  const { rows } = await service.database.pool.query<{ told: T | null | false }>(sql, [secret, ...more]);
  const { told } = rows[0]!;
  if (told === null || told === false) throw new AppError("not_found");
  await wasRight();
  return told;
}

export const invitationRouter = router({
  look: open
    .input(z.strictObject({ secret: SECRET }))
    .output(invitation)
    .mutation(({ ctx, input }) =>
      atLink<z.infer<typeof invitation>>(ctx, input.secret, "select app_gate.invitation_of($1) as told"),
    ),
  /** Name and password for a new account. Known addresses keep theirs. */
  answer: open
    .input(z.strictObject({ secret: SECRET, name: PERSON_NAME, password: NEW_PASSWORD }))
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const hash = await hashPassword(ctx.service.auth, input.password);
      const sql = "select app_gate.accept_as_new($1, $2, $3) as told";
      await atLink<true>(ctx, input.secret, sql, [input.name, hash]);
      return null;
    }),
  /** The signed-in person accepts. */
  accept: signedIn
    .input(z.strictObject({ secret: SECRET }))
    .output(z.object({ operation: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { email } = await readAccount(ctx.service, ctx.secret);
      const wasRight = await admitGuess(ctx.service, ctx.request, "invitation", email);
      const { rows } = await ctx.service.database.pool.query<{
        told: { operation: string } | { refused: string };
      }>("select app_gate.accept_invitation($1, $2) as told", [ctx.secret, input.secret]);
      const { told } = rows[0]!;
      if ("operation" in told) {
        await wasRight();
        return told;
      }
      if (told.refused === "unknown_invitation") throw new AppError("not_found");
      throw new AppError("not_allowed", { fields: [{ path: "email", reason: "other_address" }] });
    }),
});
