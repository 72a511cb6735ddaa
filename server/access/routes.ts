// The two plain addresses of signing in and out, kept for programs and for pages that are being left. Everything else
// about accounts is a remote call.
import type { FastifyInstance } from "fastify";
import { AppError } from "../../shared/errors.ts";
import { signInForm } from "../../shared/rooms/access-account.ts";
import type { Service } from "../service.ts";
import { ask } from "./account.ts";
import { noteWrongProof } from "./refusals.ts";
import { giveSession, giveTicket, secretOf } from "./session.ts";
import { signIn } from "./sign-in.ts";

export function authRoutes(app: FastifyInstance, service: Service): void {
  const { config } = service;
  /** Answers `{secondFactor: null}` with a session, or the ways to prove oneself with a ticket. */
  app.post("/auth/sign-in/email", async (request, reply) => {
    const given = signInForm.safeParse(request.body);
    if (!given.success) throw new AppError("not_signed_in");
    const entered = await signIn(service, request, given.data).catch((error) => {
      // Logged once the answer has left.
      if (error instanceof AppError && error.code === "not_signed_in")
        reply.raw.once("finish", () => void noteWrongProof(service, given.data.email, "password"));
      throw error;
    });
    if ("secret" in entered) {
      giveSession(config, reply, entered.secret);
      return { secondFactor: null };
    }
    giveTicket(config, reply, entered.ticket);
    return { secondFactor: entered.methods };
  });
  /** Ends the session and has the browser forget what it kept of this site (drafts too: leaving is on purpose). */
  app.post("/auth/sign-out", async (request, reply) => {
    const secret = secretOf(request.headers);
    if (secret) await ask(service, secret, "end_sessions", ["this"]);
    giveSession(config, reply, null);
    giveTicket(config, reply, null);
    reply.header("clear-site-data", '"cookies", "storage"');
    return { signedOut: true };
  });
}
