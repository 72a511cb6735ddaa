/** What the pages of a report and of a case share: the facts both have, who agreed, the history. */
import type { ReactNode } from "react";
import type { CaseAnswer, ReportAnswer } from "../../../shared/rooms/displacement-answers.ts";
import type { RevisionAnswer } from "../../../shared/rooms/records-answers.ts";
import { CodeLabel, SensitivityBars } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatList, formatSpan, formatTime } from "../../words/format.ts";
import { hasWord, useWords, type WordsValue } from "../../words/index.tsx";
import { placeOf } from "./row.tsx";

export interface Fact {
  name: string;
  value: ReactNode | undefined;
}

/** A text, or nothing at all where it is empty. */
export const said = (text: string | null): ReactNode | undefined => text || undefined;

/** Where, when, who was picked out. */
export function whatFacts(words: WordsValue, row: ReportAnswer | CaseAnswer): Fact[] {
  const { t, tag } = words;
  const targeted = row.targeted.map((code) => codeLabel(t, "targeted", code));
  const areas = row.areas.map(({ name }) => name);
  const where = [row.placeName, ...areas].filter(Boolean).join(", ") || placeOf(words, row);
  return [
    { name: t("displacement.detail.where"), value: where },
    { name: t("displacement.detail.when"), value: formatSpan(row.from, row.to, tag) },
    { name: t("displacement.detail.targeted"), value: said(formatList(targeted, tag)) },
  ];
}

/** Who did it and how, as told. */
export function doneFacts({ t, tag }: WordsValue, row: ReportAnswer | CaseAnswer): Fact[] {
  const actors = row.actors.map(({ name, communal }) =>
    communal ? codeLabel(t, "actorKind", "communal_group") : name,
  );
  return [
    { name: t("displacement.detail.alleged"), value: said(formatList(actors, tag)) },
    { name: t("displacement.detail.unit"), value: said(row.unit) },
    { name: t("displacement.detail.role"), value: said(row.role) },
    { name: t("displacement.detail.method"), value: said(row.method) },
  ];
}

/** How far it is checked, and who may be told. */
export function sharingFacts({ t, tag }: WordsValue, row: ReportAnswer | CaseAnswer): Fact[] {
  const agreed = row.consent.map((code) => codeLabel(t, "community", code));
  return [
    {
      name: t("displacement.detail.triangulation"),
      value: <CodeLabel list="triangulation" code={row.triangulation} />,
    },
    { name: t("displacement.detail.urgency"), value: <CodeLabel list="urgency" code={row.urgency} /> },
    {
      name: t("displacement.detail.consent"),
      value:
        row.level === "full" ? formatList(agreed, tag) || t("displacement.detail.consentNobody") : undefined,
    },
    {
      name: t("displacement.detail.shareFrom"),
      value: row.shareFrom ? formatDate(row.shareFrom, tag) : undefined,
    },
    { name: t("priorities.sensitivity"), value: <SensitivityBars level={row.sensitivity} /> },
    { name: t("displacement.detail.owner"), value: row.owner },
  ];
}

export function HistoryList({ history, timeZone }: { history: readonly RevisionAnswer[]; timeZone: string }) {
  const { t, tag } = useWords();
  if (history.length === 0) return null;
  return (
    <section className="panel-section">
      <h3>{t("displacement.detail.history")}</h3>
      <ul className="claims">
        {history.map(({ at, by, action }) => {
          const word = `audit.action.${action}`;
          return (
            <li key={`${at}-${action}`}>
              <div>{hasWord(word) ? t(word) : action}</div>
              <div className="claim-facts">
                {t("actors.detail.historyLine", { who: by, when: formatTime(at, tag, timeZone) })}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
