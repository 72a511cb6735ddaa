// Procedure builders. `member` is the usual one: strict input with the operation's code, one transaction as
// the caller's principal, rolled back when anything fails.
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { asPrincipal } from "../../db/tx.ts";
import { AppError, ERROR_STATUS, type ErrorCode } from "../../shared/errors.ts";
import { OPERATION_CODE } from "../../shared/rooms/access.ts";
import { IDLE_HEADER } from "../../shared/rooms/access-account.ts";
import type { Lock } from "../../shared/rooms/access-lock.ts";
import { noteGlass } from "../access/audit.ts";
import { refuseLocked } from "../access/lock.ts";
import { noteRefusal, recordOf } from "../access/refusals.ts";
import type { Context } from "./context.ts";
import { entryOf } from "./context.ts";
import { toFailure } from "./errors.ts";

/** What a procedure says of itself. */
interface Meta {
  /** Tightest lock of the operation under which it still works: by default queries read_only, mutations normal. */
  worksWhile?: Lock;
}

const rpc = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    errorFormatter({ shape, error, ctx }) {
      const failure = toFailure(error);
      return {
        code: shape.code,
        message: failure.code,
        data: {
          code: failure.code,
          httpStatus: ERROR_STATUS[failure.code],
          fields: failure.fields,
          details: failure.details,
          requestId: ctx?.requestId ?? null,
        },
      };
    },
  });

export const router = rpc.router;

/** Anyone, signed in or not. Whatever fails inside gets the transport status of its own code. */
export const open = rpc.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTransport(result.error);
  return result;
});

/** Somebody showed a session; what it is worth, the database says. */
export const signedIn = open.use(({ ctx, next }) => {
  if (!ctx.secret) throw new AppError("not_signed_in");
  return next({ ctx: { ...ctx, secret: ctx.secret } });
});

const withOperation = z.looseObject({ operation: OPERATION_CODE });

const inTransaction = signedIn.use(async ({ ctx, getRawInput, next, path, type, meta }) => {
  const input = await getRawInput();
  const used = ctx.request.headers[IDLE_HEADER] === undefined;
  const entry = { ...entryOf(ctx.secret, withOperation.parse(input).operation), used };
  const works = meta?.worksWhile ?? (type === "query" ? "read_only" : "normal");
  try {
    return await asPrincipal(ctx.service.database.pool, entry, async (tx) => {
      await refuseLocked(tx, works);
      const result = await next({ ctx: { ...ctx, tx } });
      // A failed procedure comes back as a value; throwing it is what rolls the transaction back.
      if (!result.ok) throw result.error;
      // What works in a closed operation shows no records.
      if (works !== "closed") await noteGlass(tx, path, recordOf(input));
      return result;
    });
  } catch (error) {
    await noteRefusal(ctx.service, entry, path, toFailure(error).code, input);
    throw error;
  }
});

/** A member of the operation named in the input; `ctx.tx` is the transaction. Unknown input keys are refused. */
export const member = <Shape extends z.ZodRawShape>(shape: Shape) =>
  inTransaction.input(z.strictObject({ operation: OPERATION_CODE, ...shape }));

const TRANSPORT_CODES: Partial<Record<ErrorCode, TRPCError["code"]>> = {
  invalid_input: "BAD_REQUEST",
  not_signed_in: "UNAUTHORIZED",
  not_allowed: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  too_large: "PAYLOAD_TOO_LARGE",
  too_many: "TOO_MANY_REQUESTS",
  never_logged: "UNPROCESSABLE_CONTENT",
  locked: "PRECONDITION_FAILED",
  unavailable: "SERVICE_UNAVAILABLE",
};

function toTransport(error: TRPCError): TRPCError {
  const code = TRANSPORT_CODES[toFailure(error).code] ?? "INTERNAL_SERVER_ERROR";
  // The message is for toFailure alone; what leaves is its code.
  return new TRPCError({ code, message: error.message, cause: error.cause ?? error });
}
