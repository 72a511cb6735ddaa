/** What the list shows of one incident: cells of the table, or a card. Everything is read from the facts by row number. */
import { createColumnHelper, tableFeatures } from "@tanstack/react-table";
import { type Facts, FLAG } from "../../../shared/rooms/analysis.ts";
import { INCIDENT_KINDS, VERIFICATION_LEVELS } from "../../../shared/rooms/incidents.ts";
import { IllustrativeMark, VerificationMark } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatRange, formatSpan } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import { partyNames, placeOf } from "./rows.ts";

/** A row of the table: its number in the facts. */
export interface FactsRow {
  row: number;
}

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, FactsRow>();

const rangeOf = (facts: Facts, row: number) => ({
  low: facts.killedLow[row] ?? null,
  best: facts.killedBest[row] ?? null,
  high: facts.killedHigh[row] ?? null,
  atLeast: ((facts.flags[row] ?? 0) & FLAG.atLeast) !== 0,
});
const spanOf = (facts: Facts, row: number, tag: string) => {
  const day = facts.day[row] ?? 0;
  return formatSpan(day - (facts.span[row] ?? 0), day, tag);
};
const kindOf = (facts: Facts, row: number, { t }: WordsValue) =>
  codeLabel(t, "incidentKind", INCIDENT_KINDS[facts.kind[row] ?? 0] ?? "unknown");
const levelOf = (facts: Facts, row: number) =>
  VERIFICATION_LEVELS[facts.verification[row] ?? 0] ?? "reported";

/** Columns of the table; each cell is read from the facts by row number. */
export const columnsOf = (facts: Facts, words: WordsValue) =>
  helper.columns([
    helper.accessor(({ row }) => row, {
      id: "date",
      cell: ({ getValue }) => spanOf(facts, getValue(), words.tag),
    }),
    helper.accessor(({ row }) => row, {
      id: "kind",
      cell: ({ getValue }) => kindOf(facts, getValue(), words),
    }),
    helper.accessor(({ row }) => row, {
      id: "place",
      cell: ({ getValue }) => placeOf(facts, getValue(), words.t),
    }),
    helper.accessor(({ row }) => row, {
      id: "killed",
      cell: ({ getValue }) => formatRange(rangeOf(facts, getValue()), words.tag),
    }),
    helper.accessor(({ row }) => row, {
      id: "civilian",
      cell: ({ getValue }) => formatCount(facts.civilian[getValue()], words.tag),
    }),
    helper.accessor(({ row }) => row, {
      id: "unknownStatus",
      cell: ({ getValue }) => formatCount(facts.unknownStatus[getValue()], words.tag),
    }),
    helper.accessor(({ row }) => row, {
      id: "parties",
      cell: ({ getValue }) => partyNames(facts, getValue()).join(" · "),
    }),
    helper.accessor(({ row }) => row, {
      id: "verification",
      cell: ({ getValue }) => <VerificationMark level={levelOf(facts, getValue())} />,
    }),
  ]);

/** A row as a card, for the side panel and the phone. */
export function Card({ facts, row }: { facts: Facts; row: number }) {
  const words = useWords();
  const { t, tag } = words;
  const civilian = facts.civilian[row] ?? -1;
  return (
    <td className="card-cell">
      <div className="card-line">
        <strong>{kindOf(facts, row, words)}</strong>
        <span className="card-number">{formatRange(rangeOf(facts, row), tag)}</span>
      </div>
      <div className="card-line card-soft">
        <span>{placeOf(facts, row, t)}</span>
        {civilian > 0 && <span>{t("incidents.summary.civilians", { n: civilian })}</span>}
      </div>
      <div className="card-line card-soft">
        <span>
          {spanOf(facts, row, tag)}
          {" · "}
          {partyNames(facts, row).join(" · ")}
        </span>
        {((facts.flags[row] ?? 0) & FLAG.illustrative) !== 0 && <IllustrativeMark />}
        <VerificationMark level={levelOf(facts, row)} short />
      </div>
    </td>
  );
}
