/** What every part of the log's form is given, and how its inputs are called. */
import type { Facts } from "../../../shared/rooms/analysis.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import type { Draft } from "./form-draft.ts";

/** What every group of fields gets. */
export interface FieldsProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  /** Sentence for a field, where it has a fault. */
  faultAt: (path: string) => string | undefined;
  facts: Facts;
  today: string;
  /** Code of the operation. */
  operation: string;
  /** The report tells of sexual violence: no text, no name of a place. */
  sexual: boolean;
  /** Areas of the stored report that the lists of the facts may lack: the country, the finest level. */
  areas?: { ref: string; name: string; level: number }[];
  /** Parties of the stored report. */
  parties?: { ref: string; name: string }[];
  /** The least sensitivity that may be chosen. */
  least?: Sensitivity;
}

/** Id of a field's input, so that the summary can lead there. */
export const fieldId = (path: string) => `log-${path.replaceAll(".", "-")}`;

/** Does a path lie in a part of the form that starts so? */
export const isUnder = (paths: readonly string[], ...starts: string[]) =>
  paths.some((path) => starts.some((start) => path === start || path.startsWith(`${start}.`)));
