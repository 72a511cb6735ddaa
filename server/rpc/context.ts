// What every remote call knows: the service's parts, and the secret the caller showed (a session cookie or a
// bearer token). Who that is, the database decides inside the transaction.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Entry } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { secretOf } from "../access/session.ts";
import type { Service } from "../service.ts";

export interface Context {
  service: Service;
  /** null: nobody signed in. */
  secret: string | null;
  requestId: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

export const makeContext = (service: Service, request: FastifyRequest, reply: FastifyReply): Context => ({
  service,
  secret: secretOf(request.headers),
  requestId: request.id,
  request,
  reply,
});

/** Entry into one operation with what the caller showed. @throws AppError not_signed_in when that is nothing. */
export function entryOf(secret: string | null, operation: string): Entry & { secret: string } {
  if (!secret) throw new AppError("not_signed_in");
  return { secret, operation };
}
