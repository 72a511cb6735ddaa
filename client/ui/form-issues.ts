/**
 * Faults of a form in one shape, whether the browser or the server found them: path of the field to a stable code.
 * The sentences are in words/en/errors.ts.
 */
import type { z } from "zod";
import { fieldIssues } from "../../shared/rooms/records.ts";
import { faultOf } from "../faults.ts";
import { hasWord, type Translate } from "../words/index.tsx";

/** Dotted path of a field, e.g. `areaIds`, to a code of FORM_ISSUES. */
export type Issues = Readonly<Record<string, string>>;

export const NO_ISSUES: Issues = {};

/** The first fault of each field of a refused parse. */
export function issuesOf(error: z.ZodError): Issues {
  return firstOf(fieldIssues(error).map(({ path, code }) => [path.join("."), code]));
}

/** Days after the operation's today are said with the other faults; without a network nobody else would say so in time. */
export const afterToday = (days: Readonly<Record<string, string>>, today: string): Issues =>
  firstOf(Object.entries(days).flatMap(([path, day]) => (day > today ? [[path, "in_future"]] : [])));

/** The faults of fields that the server named; its `form.` in front is taken off. */
export function issuesOfError(error: unknown): Issues {
  const { fields } = faultOf(error);
  return firstOf(fields.map(({ path, reason }) => [path.replace(/^form\./, ""), reason]));
}

/** One fault a field, the first, in the order they were found, which is that of the fields. */
function firstOf(pairs: [string, string][]): Issues {
  const issues: Record<string, string> = {};
  for (const [path, code] of pairs) issues[path] ??= code;
  return issues;
}

/** The sentence for a code. */
export function issueText(t: Translate, code: string | undefined): string | undefined {
  if (!code) return undefined;
  const key = `errors.issue.${code}`;
  return t(hasWord(key) ? key : "errors.issue.invalid");
}
