/**
 * "This may be told already": what the writer sees that may be the same event as the report being written, and what
 * speaks for it. A warning beside the form, never a barrier. Any form of a report can use it.
 */
import { useDebouncedValue } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import type { AlikeForm } from "../../../shared/rooms/incidents-alike.ts";
import { IllustrativeMark, VerificationMark } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatKm, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { type AlikeSeen, useAlike } from "./queries-alike.ts";
import "./alike.css";
import { killedWords } from "./rows.ts";

const TYPING_MS = 500;

interface NoticeProps {
  /** Code of the operation. */
  operation: string;
  /** The report as far as it is written; null while it lacks what, where or when. */
  report: AlikeForm | null;
}

export function AlikeNotice({ operation, report }: NoticeProps) {
  const { t } = useWords();
  // Compared as text: a form makes its report anew with every key.
  const [rested] = useDebouncedValue(report && JSON.stringify(report), TYPING_MS);
  const found = useAlike(operation, rested ? (JSON.parse(rested) as AlikeForm) : null).data ?? [];
  // Of others only what is likely: their records are many, and theirs to correct.
  const shown = report ? found.filter(({ own, likely }) => own || likely) : [];
  return (
    <div role="status" className="alike">
      {shown.length > 0 && (
        <>
          <strong>{t("alike.title", { n: shown.length })}</strong>
          <ul>
            {shown.map((one) => (
              <li key={one.ref}>
                <AlikeLine one={one} operation={operation} />
              </li>
            ))}
          </ul>
          <p>{t("alike.lead")}</p>
        </>
      )}
    </div>
  );
}

/** One record in a few words; opens beside the form, which stays as it is. */
function AlikeLine({ one, operation }: { one: AlikeSeen[number]; operation: string }) {
  const words = useWords();
  const { t, tag } = words;
  const killed = killedWords(words, one);
  const place = one.place ?? t("incidents.list.noPlace");
  return (
    <>
      <Link to="/$operation/incidents/$ref" params={{ operation, ref: one.ref }} search target="_blank">
        {t("incidents.detail.title", { kind: codeLabel(t, "incidentKind", one.kind), place })}
      </Link>
      <span className="alike-marks">
        <span>{formatSpan(one.from, one.to, tag)}</span>
        {killed && <span>{killed}</span>}
        <VerificationMark level={one.verification} />
        {one.illustrative && <IllustrativeMark />}
        <span>{one.own ? t("alike.own") : one.recorder}</span>
      </span>
      <span className="soft">
        {t(one.likely ? "alike.likely" : "alike.possible")}: <LikenessWords {...one} />
      </span>
    </>
  );
}

type Like = Pick<AlikeSeen[number], "why" | "days" | "km">;

/** "same day, 3 km apart, same kind" */
export function LikenessWords({ why, days, km }: Like) {
  const { t, tag } = useWords();
  const words = why.map((code) => t(`alike.why.${code}`, { km: formatKm(km, tag) }));
  return (days > 0 ? [t("alike.why.daysApart", { days }), ...words] : words).join(", ");
}
