// Which operation an address under /facts asks for.
import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import { OPERATION_CODE } from "../../shared/rooms/access.ts";

/** The operation's code in the address. @throws AppError not_found, the same as for one that is not yours. */
export function operationOf(request: FastifyRequest): string {
  const { operation } = request.query as { operation?: unknown };
  const parsed = OPERATION_CODE.safeParse(operation);
  if (!parsed.success) throw new AppError("not_found");
  return parsed.data;
}
