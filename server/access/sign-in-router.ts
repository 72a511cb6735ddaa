// Remote calls of somebody who is not signed in yet: the second proof, and the invitation behind a link. The first step,
// the password, is a plain address (routes.ts).
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { type SecondProof, secondProof } from "../../shared/rooms/access-account.ts";
import type { Context } from "../rpc/context.ts";
import { open, router } from "../rpc/trpc.ts";
import { admitGuess } from "./limits.ts";
import { authenticationOptions, verifyAuthentication } from "./passkeys.ts";
import { noteWrongProof } from "./refusals.ts";
import { hashRecoveryCode, stepOfSealed } from "./second-factor.ts";
import { giveSession, giveTicket, ticketOf } from "./session.ts";
import { finishSignIn, type Held, readHeld } from "./sign-in.ts";

type Ticket = Held & { ticket: string };

const wrong = () => new AppError("not_allowed", { fields: [{ path: "code", reason: "wrong_second_code" }] });

/** What the database takes as proof, or null for a wrong one. */
async function proofOf({ service }: Context, held: Ticket, given: SecondProof) {
  if (given.method === "recovery") {
    return { method: given.method, hash: hashRecoveryCode(given.code).toString("hex") };
  }
  if (given.method === "passkey") {
    const answered = await verifyAuthentication(service, held, given.answer);
    return answered && { method: given.method, ...answered };
  }
  const step = stepOfSealed(service.database, held.userId, held.sealed, given.code);
  return step ? { method: given.method, step } : null;
}

export const signInRouter = router({
  /** What the browser asks a passkey to sign. */
  passkeyOptions: open.output(z.looseObject({ challenge: z.string() })).mutation(async ({ ctx }) => {
    const held = await readHeld(ctx.service, ticketOf(ctx.request.headers));
    const options = await authenticationOptions(ctx.service, held);
    if (!options) throw new AppError("not_signed_in");
    return { ...options };
  }),
  /** The second proof; a right one opens the session. */
  finish: open
    .input(secondProof)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const { service, request, reply } = ctx;
      const held = await readHeld(service, ticketOf(request.headers));
      const kind = input.method === "recovery" ? "recovery" : "second_factor";
      const wasRight = await admitGuess(service, request, kind, held.userId);
      const proof = await proofOf(ctx, held, input);
      const secret = proof && (await finishSignIn(service, request, held.ticket, proof));
      if (!secret) {
        reply.raw.once("finish", () => void noteWrongProof(service, held.userId, "second_factor"));
        throw wrong();
      }
      await wasRight();
      giveTicket(service.config, reply, null);
      giveSession(service.config, reply, secret);
      return null;
    }),
});
