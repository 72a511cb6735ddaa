/** One line of a report or a case in the lists of the room: what, where, when, how many told, how far it is checked. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CaseAnswer, ReportAnswer } from "../../../shared/rooms/displacement-answers.ts";
import { CodeLabel, IllustrativeMark } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatRange, formatSpan } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";

type Placed = Pick<ReportAnswer, "placeName" | "areas" | "hexagon">;

/** The finest name of where it happened. */
export const placeOf = ({ t }: WordsValue, { placeName, areas, hexagon }: Placed): string =>
  [placeName, areas[0]?.name].filter(Boolean).join(", ") ||
  (hexagon ? t("displacement.detail.hexagon") : "–");

const FEW = { low: 1, best: null, high: 4 };

/** How many told of it, as far as this reader is told. */
export const peopleOf = (row: ReportAnswer | CaseAnswer) => {
  if (row.few.includes("people")) return FEW;
  return typeof row.people === "object" && row.people !== null
    ? row.people
    : { low: null, best: row.people, high: null };
};

interface RowProps {
  row: ReportAnswer | CaseAnswer;
  to: "/$operation/displaced/reports/$ref" | "/$operation/displaced/cases/$ref";
  operation: string;
  /** What stands before the line, such as a box to choose it. */
  before?: ReactNode;
  /** What only this kind of line says. */
  facts: (string | null | undefined | false)[];
}

export function Row({ row, to, operation, before, facts }: RowProps) {
  const words = useWords();
  const { t, tag } = words;
  const told = t("displacement.row.people", { n: formatRange(peopleOf(row), tag) });
  return (
    <li className="told-row">
      {before}
      <Link to={to} params={{ operation, ref: row.ref }} search className="told-link">
        <strong>{codeLabel(t, "incidentKind", row.violation)}</strong>
        <span>{[placeOf(words, row), formatSpan(row.from, row.to, tag)].join(" · ")}</span>
        <span className="soft">{[told, ...facts, row.owner].filter(Boolean).join(" · ")}</span>
        <span className="told-marks">
          <CodeLabel list="triangulation" code={row.triangulation} />
          {row.urgency !== "routine" && (
            <b className="told-urgent">
              <CodeLabel list="urgency" code={row.urgency} />
            </b>
          )}
          {row.illustrative && <IllustrativeMark />}
        </span>
      </Link>
    </li>
  );
}
