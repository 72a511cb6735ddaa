// Signing in: the password first, then, for whoever has one, the second factor. A wrong password, an unknown address
// and a disabled person get the same answer in the same time.
import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import type { FactorMethod } from "../../shared/rooms/access-account.ts";
import type { Service } from "../service.ts";
import { openByPassword } from "./auth.ts";
import { admitGuess } from "./limits.ts";

/** What the database knows of a sign-in that waits for its second proof. */
export interface Held {
  userId: string;
  /** Sealed secret of the authenticator app. */
  sealed: string | null;
  passkeys: { id: string; publicKey: string; counter: number; transports: string[] }[];
  /** Are there recovery codes left? */
  recovery: boolean;
}

/** Either a session, or a ticket and what can prove the person. */
export type SignedIn = { secret: string } | { ticket: string; methods: FactorMethod[] };

/**
 * Takes e-mail and password.
 * @throws AppError not_signed_in when they do not match anybody; too_many with `wait` in seconds.
 */
export async function signIn(
  service: Service,
  request: FastifyRequest,
  credentials: { email: string; password: string },
): Promise<SignedIn> {
  const wasRight = await admitGuess(service, request, "sign_in", credentials.email);
  const { email, password } = credentials;
  const secret = await openByPassword(service.auth, email, password, request.headers["user-agent"]);
  if (!secret) throw new AppError("not_signed_in");
  const { rows } = await service.database.pool.query<{
    held: { refused?: true } | ({ ticket: string } & Held) | Record<string, never>;
  }>("select app_gate.hold_sign_in($1) as held", [secret]);
  const { held } = rows[0]!;
  if ("refused" in held) throw new AppError("not_signed_in");
  await wasRight();
  if (!("ticket" in held)) return { secret };
  return { ticket: held.ticket, methods: methodsOf(held as Held) };
}

/** The ways a person can prove themselves, the simplest first. */
const methodsOf = (held: Held): FactorMethod[] => [
  ...(held.passkeys.length > 0 ? (["passkey"] as const) : []),
  ...(held.sealed === null ? [] : (["totp"] as const)),
  ...(held.recovery ? (["recovery"] as const) : []),
];

/** @throws AppError not_signed_in when nothing waits under this ticket (any more). */
export async function readHeld(service: Service, ticket: string | null): Promise<Held & { ticket: string }> {
  const { rows } = await service.database.pool.query<{ held: Held | null }>(
    "select app_gate.held_sign_in($1) as held",
    [ticket ?? ""],
  );
  const held = rows[0]!.held;
  if (!held || !ticket) throw new AppError("not_signed_in");
  return { ...held, ticket };
}

/** Turns the ticket into a session; null where the proof was used before. */
export async function finishSignIn(
  service: Service,
  request: FastifyRequest,
  ticket: string,
  proof: { method: FactorMethod } & Record<string, unknown>,
): Promise<string | null> {
  const { method, ...about } = proof;
  const { rows } = await service.database.pool.query<{ secret: string | null }>(
    "select app_gate.finish_sign_in($1, $2, $3, $4) as secret",
    [ticket, method, about, request.headers["user-agent"] ?? ""],
  );
  return rows[0]!.secret;
}
