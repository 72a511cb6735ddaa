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

export const rangeOf = (facts: Facts, row: number) => ({
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
      cell: ({ getValue }) => (
        <>
          {isIllustrative(facts, getValue()) && <IllustrativeMark />}
          {isCopy(facts, getValue()) && <CopyMark />}
          {kindOf(facts, getValue(), words)}
        </>
      ),
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
      cell: ({ getValue }) => formatCivilians(facts, getValue(), words.tag),
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

/** Civilians have a range of their own only where a copy tells a small count by its ends. */
const formatCivilians = (facts: Facts, row: number, tag: string) =>
  isCopy(facts, row)
    ? formatRange(
        {
          low: facts.civilianLow[row] ?? null,
          best: facts.civilian[row] ?? null,
          high: facts.civilianHigh[row] ?? null,
          atLeast: isOpen(facts, row),
        },
        tag,
      )
    : formatRange(
        { low: null, high: null, best: facts.civilian[row] ?? null, atLeast: isOpen(facts, row) },
        tag,
      );

/** At least so many civilians were killed. */
const isOpen = (facts: Facts, row: number) =>
  ((facts.flags[row] ?? 0) & FLAG.atLeast) !== 0 && (facts.civilianHigh[row] ?? -1) < 0;

const isIllustrative = (facts: Facts, row: number) => ((facts.flags[row] ?? 0) & FLAG.illustrative) !== 0;
const isCopy = (facts: Facts, row: number) => ((facts.flags[row] ?? 0) & FLAG.copy) !== 0;

/** The reader has a copy: the district and the week, or what was released. */
function CopyMark() {
  const { t } = useWords();
  return (
    <span className="copy-mark" title={t("releases.copyMark.means")}>
      {t("releases.copyMark")}
    </span>
  );
}

/** What choosing looks like; the row itself says that it is selected. */
export const ChooseBox = ({ on }: { on: boolean }) => (
  <span className="choose-box" data-on={on || undefined} aria-hidden="true" />
);

interface CardProps {
  facts: Facts;
  row: number;
  /** Undefined where nothing is chosen. */
  chosen?: boolean | undefined;
}

/** A row as a card, for the side panel and the phone. */
export function Card({ facts, row, chosen }: CardProps) {
  const words = useWords();
  const { t, tag } = words;
  const civilian = facts.civilian[row] ?? -1;
  return (
    <td className="card-cell">
      <div className="card-line">
        <strong>
          {chosen !== undefined && <ChooseBox on={chosen} />}
          {isCopy(facts, row) && <CopyMark />}
          {kindOf(facts, row, words)}
        </strong>
        <span className="card-number">{formatRange(rangeOf(facts, row), tag)}</span>
      </div>
      <div className="card-line card-soft">
        <span>{placeOf(facts, row, t)}</span>
        {civilian > 0 && <span>{t("incidents.summary.civilians", { n: civilian })}</span>}
      </div>
      <div className="card-line card-soft">
        <span>{[spanOf(facts, row, tag), ...partyNames(facts, row)].join(" · ")}</span>
        {isIllustrative(facts, row) && <IllustrativeMark />}
        <VerificationMark level={levelOf(facts, row)} short />
      </div>
    </td>
  );
}
