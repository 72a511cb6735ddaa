// Procedure builders. `member` is the usual one: strict input with the operation's code, one transaction as
// the caller's principal, rolled back when anything fails.
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { asPrincipal } from "../../db/tx.ts";
import { AppError, ERROR_STATUS } from "../../shared/errors.ts";
import { OPERATION_CODE } from "../../shared/rooms/access.ts";
import type { Context } from "./context.ts";
import { entryOf } from "./context.ts";
import { toFailure } from "./errors.ts";

const rpc = initTRPC.context<Context>().create({
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

/** Anyone, signed in or not. */
export const open = rpc.procedure;

/** Somebody showed a session; what it is worth, the database says. */
export const signedIn = rpc.procedure.use(({ ctx, next }) => {
  if (!ctx.secret) throw toTransport(new AppError("not_signed_in"));
  return next({ ctx: { ...ctx, secret: ctx.secret } });
});

const withOperation = z.looseObject({ operation: OPERATION_CODE });

const inTransaction = signedIn.use(async ({ ctx, getRawInput, next }) => {
  const parsed = withOperation.safeParse(await getRawInput());
  if (!parsed.success) throw toTransport(parsed.error);
  try {
    return await asPrincipal(
      ctx.service.database.pool,
      entryOf(ctx.secret, parsed.data.operation),
      async (tx) => {
        const result = await next({ ctx: { ...ctx, tx } });
        // A failed procedure comes back as a value; throwing it is what rolls the transaction back.
        if (!result.ok) throw result.error;
        return result;
      },
    );
  } catch (error) {
    throw toTransport(error);
  }
});

/** A member of the operation named in the input; `ctx.tx` is the transaction. Unknown input keys are refused. */
export const member = <Shape extends z.ZodRawShape>(shape: Shape) =>
  inTransaction.input(z.strictObject({ operation: OPERATION_CODE, ...shape }));

function toTransport(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error;
  const { code } = toFailure(error);
  const status = {
    invalid_input: "BAD_REQUEST",
    not_signed_in: "UNAUTHORIZED",
    not_allowed: "FORBIDDEN",
  } as const;
  const known = { not_found: "NOT_FOUND", conflict: "CONFLICT", too_many: "TOO_MANY_REQUESTS" } as const;
  const name = { ...status, ...known }[code as "not_found"] ?? "INTERNAL_SERVER_ERROR";
  return new TRPCError({ code: name, cause: error });
}
