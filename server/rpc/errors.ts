// The one place where failures become answers. A body carries a code, field paths and a request id: database
// libraries put statements and values into messages, so no message of theirs ever leaves.
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { AppError, type ErrorCode, type FieldProblem } from "../../shared/errors.ts";

export interface Failure {
  code: ErrorCode;
  fields: FieldProblem[];
  details: Record<string, unknown>;
}

/** What the caller may learn of any thrown thing. */
export function toFailure(error: unknown): Failure {
  const cause = error instanceof TRPCError && error.cause ? error.cause : error;
  if (cause instanceof AppError) return { code: cause.code, fields: cause.fields, details: cause.details };
  if (error instanceof TRPCError && error.message === OUTPUT_REFUSED) return failure("internal");
  if (cause instanceof ZodError)
    return { code: "invalid_input", fields: cause.issues.map(toField), details: {} };
  const known = fromDatabase(cause);
  if (known) return failure(known);
  const isTransport = error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR";
  return failure(isTransport ? fromTransport(error.code) : "internal");
}

/** What the library says when our own answer does not fit its schema: our fault, not the caller's. */
const OUTPUT_REFUSED = "Output validation failed";

const failure = (code: ErrorCode): Failure => ({ code, fields: [], details: {} });

// Hidden and absent parents look the same; a forbidden write says only that it is not allowed.
const DATABASE_CODES: Record<string, ErrorCode> = {
  "23505": "conflict",
  // Two superiors on one day, or a circle of command.
  "23P01": "conflict",
  "23503": "not_found",
  "23514": "invalid_input",
  "23502": "invalid_input",
  "22P02": "invalid_input",
  "22P05": "invalid_input",
  "22003": "invalid_input",
  "22007": "invalid_input",
  "22008": "invalid_input",
  "22021": "invalid_input",
  "54000": "invalid_input",
  "42501": "not_allowed",
  "40001": "conflict",
  "40P01": "conflict",
};
/** Classes of the database that say it is not there: connection, resources, shutdown; and the system's own words. */
const AWAY = /^(08...|53...|57P0.|ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|28P01)$/;
const AWAY_WORDS = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** Is the failure that of a database that cannot be reached right now? */
function isAway({ code, message }: { code?: unknown; message?: unknown }): boolean {
  return AWAY.test(String(code)) || AWAY_WORDS.test(String(message));
}

function fromDatabase(cause: unknown): ErrorCode | undefined {
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  if (isAway({ code, message })) return "unavailable";
  return typeof code === "string" ? DATABASE_CODES[code] : undefined;
}

const CODES_OF_TRANSPORT: Partial<Record<TRPCError["code"], ErrorCode>> = {
  PARSE_ERROR: "invalid_input",
  BAD_REQUEST: "invalid_input",
  NOT_FOUND: "not_found",
  METHOD_NOT_SUPPORTED: "invalid_input",
  UNSUPPORTED_MEDIA_TYPE: "invalid_input",
  PAYLOAD_TOO_LARGE: "too_large",
  UNAUTHORIZED: "not_signed_in",
  FORBIDDEN: "not_allowed",
  CONFLICT: "conflict",
  TOO_MANY_REQUESTS: "too_many",
};

const fromTransport = (code: TRPCError["code"]): ErrorCode => CODES_OF_TRANSPORT[code] ?? "internal";

/** Schemas use stable codes as messages; a library sentence is replaced by its kind. */
function toField(issue: ZodError["issues"][number]): FieldProblem {
  const reason = /^[a-z0-9_]+$/.test(issue.message) ? issue.message : issue.code;
  return { path: issue.path.map(String).join("."), reason };
}
