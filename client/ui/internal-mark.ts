/** What stands on every file and print that was made with somebody's eyes, so that it is not taken for a public one. */
import type { OperationInfo } from "../session.ts";
import { codeLabel } from "../words/codes.ts";
import { formatDate } from "../words/format.ts";
import type { Translate } from "../words/index.tsx";

/**
 * "Internal, not for publication. Central African Republic, as seen by Protection cluster, UNHCR, 2 Dec 2019." An
 * organisation that has its community's name is named once.
 */
export function internalMark(t: Translate, tag: string, operation: OperationInfo): string {
  const eyes = new Set([codeLabel(t, "community", operation.you.community), operation.you.organisation]);
  const date = formatDate(operation.today, tag);
  return t("frame.internal", { operation: operation.name, eyes: [...eyes].join(", "), date });
}
