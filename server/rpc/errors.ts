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
  const isTransport = error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR";
  if (cause instanceof AppError) return { code: cause.code, fields: cause.fields, details: cause.details };
  if (cause instanceof ZodError)
    return { code: "invalid_input", fields: cause.issues.map(toField), details: {} };
  if (isTransport) return { code: fromTransport(error.code), fields: [], details: {} };
  return { code: fromDatabase((cause as { code?: unknown }).code), fields: [], details: {} };
}

// Hidden and absent parents look the same; a forbidden write says only that it is not allowed.
const DATABASE_CODES: Record<string, ErrorCode> = {
  "23505": "conflict",
  "23503": "not_found",
  "23514": "invalid_input",
  "23502": "invalid_input",
  "22P02": "invalid_input",
  "22003": "invalid_input",
  "22008": "invalid_input",
  "22021": "invalid_input",
  "42501": "not_allowed",
  "40001": "conflict",
  "40P01": "conflict",
};

const fromDatabase = (code: unknown): ErrorCode =>
  (typeof code === "string" && DATABASE_CODES[code]) || "internal";

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
