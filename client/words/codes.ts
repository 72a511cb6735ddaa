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

interface OfKind {
  kind: string;
  joint: boolean;
  /** The dataset it comes from, or null. */
  dataset?: string | null;
}

/**
 * The code under which an actor's kind is shown. Sources name several groups acting together as one party, and single
 * sides that their own list of actors does not have, and record no kind for either; the kind that such a record has to
 * hold would say that nobody knows who they were.
 */
export const kindOf = ({ kind, joint, dataset }: OfKind): string => {
  if (joint) return "joint_party";
  return kind === "unidentified_armed" && dataset ? "unrecorded" : kind;
};
