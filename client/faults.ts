/**
 * What went wrong, in one shape: an error of the server (code, fields, request number), of the network, or of ours.
 * The server sends codes and field paths only, never values; the sentences are in words/en/errors.ts.
 */
import type { ErrorCode, FieldProblem } from "../shared/errors.ts";

export interface Fault {
  code: ErrorCode | "network";
  /** Number under which the server logged the request. */
  requestId?: string;
  /** Faults of single fields, where a form was refused: dotted path and reason code. */
  fields: FieldProblem[];
  /** Seconds until the next try is let through, after too many wrong ones. */
  wait?: number;
  /** ISO instant since when an operation is closed. */
  since?: string;
  /** The record was deleted: when (ISO), and the reason its organisation gave. */
  gone?: { at: string; reason: string };
  /** What stands in the way of a change, as a code of its room. */
  state?: string;
  /** The report that stands for the one asked for. */
  mergedInto?: string;
}

/** Failure of a plain HTTP request outside tRPC (facts, sign-in). */
export class HttpFault extends Error {
  readonly fault: Fault;
  /** `body` is the server's answer, where it was read. */
  constructor(response: Response, body?: unknown) {
    super(`http ${response.status}`);
    this.fault = {
      code: CODE_OF_STATUS[response.status] ?? "internal",
      requestId: response.headers.get("x-request-id") ?? undefined,
      fields: fieldsOf(body),
      ...detailsOf(body),
    };
  }
}

/** Faults of single fields in an answer of the server. */
const fieldsOf = (body: unknown): FieldProblem[] =>
  isRecord(body) && Array.isArray(body.fields) ? (body.fields as FieldProblem[]) : [];

/** What an answer of the server says besides its code, as far as a page knows what to do with it. */
function detailsOf(body: unknown): Pick<Fault, "wait" | "since" | "gone" | "state" | "mergedInto"> {
  const { wait, deletedAt, reason, ...texts } = isRecord(body) && isRecord(body.details) ? body.details : {};
  const known = (["since", "state", "mergedInto"] as const).filter((name) => typeof texts[name] === "string");
  return {
    ...(typeof wait === "number" ? { wait } : {}),
    ...(typeof deletedAt === "string" ? { gone: { at: deletedAt, reason: String(reason ?? "") } } : {}),
    ...Object.fromEntries(known.map((name) => [name, texts[name]])),
  };
}

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: "invalid_input",
  401: "not_signed_in",
  403: "not_allowed",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  423: "locked",
  429: "too_many",
  503: "unavailable",
};

/** What browsers say when a request never arrived (Chromium, Firefox, Safari). */
const LOST = /failed to fetch|networkerror|load failed|dynamically imported/i;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Reads any thrown value; a request that never arrived is `network`, what nobody foresaw `internal`. */
export function faultOf(error: unknown): Fault {
  if (error instanceof HttpFault) return error.fault;
  const data = isRecord(error) && isRecord(error.data) ? error.data : undefined;
  if (data) {
    return {
      code: (textOf(data.code) ?? "internal") as ErrorCode,
      requestId: textOf(data.requestId),
      fields: fieldsOf(data),
      ...detailsOf(data),
    };
  }
  // Refused before it came to the call (too many, too large): the answer is not in the call's own form.
  const answer = isRecord(error) && isRecord(error.meta) ? error.meta.response : undefined;
  if (answer instanceof Response && !answer.ok) return new HttpFault(answer).fault;
  const cause = isRecord(error) ? (error.cause ?? error) : error;
  return {
    code: cause instanceof TypeError && LOST.test(cause.message) ? "network" : "internal",
    fields: [],
  };
}
