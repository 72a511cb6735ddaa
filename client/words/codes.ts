/** Labels and definitions of codes by list: `codeLabel(t, "incidentKind", "killing")`. */
import { hasWord, type Translate } from "./index.tsx";

/** The label of a code; a code without one (added by a later version) is shown as it is, readable. */
export function codeLabel(t: Translate, list: string, code: string): string {
  const key = `codes.${list}.${code}`;
  return hasWord(key) ? t(key) : code.replaceAll("_", " ");
}

/** The one-sentence meaning of a code, where there is one. */
export function codeDefinition(t: Translate, list: string, code: string): string | undefined {
  const key = `definitions.${list}.${code}`;
  return hasWord(key) ? t(key) : undefined;
}
