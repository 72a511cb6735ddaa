// The one catalogue of failures. Every layer throws AppError; the transport maps it once (server/rpc/errors.ts,
// server/http.ts) and the words for people live in client/words. Details hold field paths and codes, never
// a record's values.

/** Closed list of failure codes with the HTTP status each becomes. */
export const ERROR_STATUS = {
  invalid_input: 400,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  locked: 423,
  never_logged: 422,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A field that was refused: dotted path and a stable reason code, e.g. `harm.0.low`, `low_above_best`. */
export interface FieldProblem {
  path: string;
  reason: string;
}

/**
 * The only error thrown on purpose. `never_logged`: abuse by UN, aid or peacekeeping personnel goes to its reporting
 * channel and is not stored here. `not_found` also stands for "exists but is not shared with you".
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldProblem[];
  /** Extra facts that are safe to send, e.g. both versions of a conflict as seen by this reader. */
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, options: { fields?: FieldProblem[]; details?: Record<string, unknown> } = {}) {
    super(code);
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields ?? [];
    this.details = options.details ?? {};
  }
}

/** A sentence for whoever runs the program (command line, start-up): says what is wrong and what to do. */
export class OperatorError extends Error {
  override name = "OperatorError";
}
