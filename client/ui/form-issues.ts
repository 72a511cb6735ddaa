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
  const pairs = fieldIssues(error).map(({ path, code }) => [path.join("."), code] as const);
  return Object.fromEntries(pairs.reverse());
}

/** The faults of fields that the server named; its `form.` in front is taken off. */
export function issuesOfError(error: unknown): Issues {
  const { fields } = faultOf(error);
  return Object.fromEntries(
    fields.map(({ path, reason }) => [path.replace(/^form\./, ""), reason]).reverse(),
  );
}

/** The sentence for a code. */
export function issueText(t: Translate, code: string | undefined): string | undefined {
  if (!code) return undefined;
  const key = `errors.issue.${code}`;
  return t(hasWord(key) ? key : "errors.issue.invalid");
}
