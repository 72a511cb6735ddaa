// The own account as the database tells it to whoever holds the session's secret, and what a person must show again
// before changing how they sign in: the password.
import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import type { Service } from "../service.ts";
import { isPassword } from "./auth.ts";
import { admitGuess } from "./limits.ts";
import { hashRecoveryCode, newRecoveryCodes } from "./second-factor.ts";

export interface Account {
  /** The sign-in library's own id; never leaves the server. */
  userId: string;
  name: string;
  email: string;
  demonstration: boolean;
  /** Did this session show a second factor? */
  verified: boolean;
  totp: boolean;
  passkeys: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[];
  recoveryLeft: number;
  /** Codes of operations where the person has the right to sources. */
  sourcesIn: string[];
}

export interface OpenSession {
  id: string;
  /** What the browser called itself. */
  agent: string | null;
  createdAt: string;
  lastUsedAt: string;
  current: boolean;
  verified: boolean;
}

/** One definer function with the session's secret first. */
export async function ask<T>(
  service: Service,
  secret: string,
  call: string,
  more: unknown[] = [],
): Promise<T> {
  const places = [secret, ...more].map((_, at) => `$${at + 1}`).join(", ");
  const { rows } = await service.database.pool.query<{ told: T }>(
    `select app_gate.${call}(${places}) as told`,
    [secret, ...more],
  );
  return rows[0]!.told;
}

/** @throws AppError not_signed_in when the secret is no living web session, a bearer token for example. */
export async function readAccount(service: Service, secret: string): Promise<Account> {
  const account = await ask<Account | null>(service, secret, "account");
  if (!account) throw new AppError("not_signed_in");
  return account;
}

export const readSessions = (service: Service, secret: string) =>
  ask<OpenSession[]>(service, secret, "my_sessions");

/**
 * The account, once the password was given again. Guesses count as those of signing in, and demonstration persons, whose
 * account is everybody's, are refused.
 * @throws AppError not_allowed with the field `password`; too_many with `wait`.
 */
export async function readAccountByPassword(
  service: Service,
  request: FastifyRequest,
  secret: string,
  password: string,
): Promise<Account> {
  const account = await readAccount(service, secret);
  if (account.demonstration) throw new AppError("not_allowed");
  const wasRight = await admitGuess(service, request, "sign_in", account.email);
  if (!(await isPassword(service.auth, account.userId, password))) {
    throw new AppError("not_allowed", { fields: [{ path: "password", reason: "wrong_password" }] });
  }
  await wasRight();
  return account;
}

/** New recovery codes in place of all before; they are shown once. */
export async function renewRecoveryCodes(service: Service, secret: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  const kept = await ask<boolean>(service, secret, "put_recovery_codes", [codes.map(hashRecoveryCode)]);
  if (!kept) throw new AppError("not_allowed");
  return codes;
}
