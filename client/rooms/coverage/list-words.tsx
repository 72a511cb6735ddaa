/**
 * What was logged from one area: reports, visits and calls, and the reports of the own log, which open. Under the area all
 * of them; in the table of areas those of one week, as many as its square says.
 */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { InformationArea, InformationWordSeen } from "../../../shared/rooms/coverage-information.ts";
import { DeleteButton } from "../../access/delete-button.tsx";
import { LookButton } from "../../access/releases-section.tsx";
import { useSetAddress } from "../../dashboard.ts";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { useInformationWords } from "./queries-information.ts";

export function WordList({ operation, words }: { operation: string; words: readonly InformationWordSeen[] }) {
  const { t, tag } = useWords();
  return (
    <ul className="word-list">
      {words.map((word) => (
        <li key={word.ref}>
          <span>{formatDate(word.on, tag)}</span>
          <span>
            {t("information.word.of", { what: wordText(t, word), owner: word.owner })}{" "}
            {word.illustrative && <IllustrativeMark />}
          </span>
          {word.record === "incident" ? (
            <Link to="/$operation/incidents/$ref" params={{ operation, ref: word.ref }} search>
              {t("information.word.open")}
            </Link>
          ) : (
            <span className="record-tools">
              <LookButton record={word} kind="information_coverage" code={operation} />
              <DeleteButton record={word} kind="information_coverage" code={operation} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** "call, nothing to report, people there, no network". */
function wordText(t: Translate, word: InformationWordSeen): string {
  const { channel, said, presence, network, access, setLevel, setReason, caller } = word;
  if (word.record === "incident") return t("information.word.log");
  return [
    ...(channel ? [t(`information.channel.${channel}`)] : []),
    ...(caller ? [caller] : []),
    ...(said ? [t(`information.word.${said}`)] : []),
    ...(presence ? [t(`information.presence.${presence}`)] : []),
    ...(network === false ? [t("information.areas.noNetwork")] : []),
    ...(access === false ? [t("information.areas.noAccess")] : []),
    ...(setLevel
      ? [t("information.word.set", { level: t(`information.level.${setLevel}`), reason: setReason ?? "" })]
      : []),
  ].join(", ");
}

/** In the address: `CF631.2019-W48`. */
export const weekText = (code: string, week: string): string => `${code}.${week}`;

interface WeekWordsProps {
  operation: string;
  area: InformationArea;
  week: string;
}

/** What a week's number counts, under its area. */
export function WeekWords({ operation, area: { code, name }, week }: WeekWordsProps) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const answer = useInformationWords(operation, code, true, week);
  const place = useRef<HTMLDivElement>(null);
  // Whoever follows a number is taken to its list, and a screen reader with them.
  useEffect(() => place.current?.focus(), []);
  return (
    <div id="information-week" ref={place} tabIndex={-1}>
      <strong>{t("information.week.title", { area: name, week, n: answer.data?.length ?? 0 })}</strong>{" "}
      <Button size="compact-xs" variant="subtle" onClick={() => setAddress({ record: undefined })}>
        {t("coverage.behind.close")}
      </Button>
      {answer.isError && <ErrorNote error={answer.error} retry={answer.refetch} />}
      {answer.isPending && <Waiting lines={2} />}
      {answer.data && <WordList operation={operation} words={answer.data} />}
    </div>
  );
}
