/**
 * The verifiers' queue: gravest first, then oldest; each report with its harm, what the rule lacks, where its review
 * stands and who decides. Arrows or j and k move, Enter opens.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { SENSITIVITIES } from "../../../shared/rooms/records.ts";
import { dayOf } from "../../../shared/time.ts";
import { IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { type Translate, useWords, type WordsValue } from "../../words/index.tsx";
import type { Queued, QueueSeen } from "./queries-review.ts";
import { killedWords } from "./rows.ts";

interface QueueProps {
  queue: QueueSeen;
  today: string;
  /** The one that is open. */
  selected: string | undefined;
  onOpen: (ref: string) => void;
}

export function VerifyQueue({ queue, today, selected, onOpen }: QueueProps) {
  const { t } = useWords();
  const { rows } = queue;
  const list = useRef<HTMLUListElement>(null);
  const [cursor, setCursor] = useState(0);
  const at = Math.max(0, Math.min(cursor, rows.length - 1));
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const steps: Record<string, () => void> = {
    ArrowDown: () => setCursor(Math.min(rows.length - 1, at + 1)),
    j: () => setCursor(Math.min(rows.length - 1, at + 1)),
    ArrowUp: () => setCursor(Math.max(0, at - 1)),
    k: () => setCursor(Math.max(0, at - 1)),
    Home: () => setCursor(0),
    End: () => setCursor(rows.length - 1),
    Enter: () => rows[at] && onOpen(rows[at].ref),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step();
  };
  return (
    <ul
      className="verify-queue"
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list of choices that the arrows move in
      role="listbox"
      tabIndex={0}
      aria-label={t("verify.queue.label")}
      aria-activedescendant={rows[at] && `queue-${rows[at].ref}`}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the list's
        <li
          key={row.ref}
          id={`queue-${row.ref}`}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of the list above
          role="option"
          tabIndex={-1}
          aria-selected={row.ref === selected}
          data-active={index === at || undefined}
          onClick={() => {
            setCursor(index);
            onOpen(row.ref);
          }}
        >
          <Row row={row} rule={queue.rule} today={today} />
        </li>
      ))}
    </ul>
  );
}

const daysAgo = (today: string, iso: string) => Math.max(0, dayOf(today) - dayOf(iso));

function Row({ row, rule, today }: { row: Queued; rule: QueueSeen["rule"]; today: string }) {
  const words = useWords();
  const { t, tag } = words;
  const sensitivity = SENSITIVITIES.find((level) => level === row.sensitivity);
  return (
    <>
      <span className={`gravity gravity-${row.gravity}`}>{t(`verify.gravity.${row.gravity}`)}</span>
      <div className="queue-main">
        <strong>
          {t("incidents.detail.title", {
            kind: codeLabel(t, "incidentKind", row.kind),
            place: row.place ?? t("incidents.list.noPlace"),
          })}
        </strong>
        <div className="soft">
          {[
            formatDate(row.occurredTo, tag),
            t("verify.queue.age", { days: daysAgo(today, row.occurredTo) }),
            harmOf(words, row),
          ].join(" · ")}
        </div>
        <div className="queue-marks">
          {row.crsv && <span className="queue-mark">{t("verify.mark.crsv")}</span>}
          {row.children && <span className="queue-mark">{t("verify.mark.children")}</span>}
          {row.must && <span className="queue-mark">{t("verify.mark.must")}</span>}
          {sensitivity && <SensitivityBars level={sensitivity} />}
          {row.illustrative && <IllustrativeMark />}
        </div>
      </div>
      <div className="queue-rule">
        <span data-lacks={row.missing.independent + row.missing.direct > 0 || undefined}>
          {t("verify.rule.short", {
            ...{
              independent: Math.min(row.has.independent, rule.independent),
              ofIndependent: rule.independent,
            },
            ...{ direct: Math.min(row.has.direct, rule.direct), ofDirect: rule.direct },
          })}
        </span>
        {row.callBack && (
          <div className="soft">
            {t("verify.queue.call", { date: formatDate(row.callBack, tag) })}
            {row.callBack < today && <strong> · {t("verify.call.overdue")}</strong>}
          </div>
        )}
      </div>
      <div className="queue-state">
        <span>{stateOf(t, row, today)}</span>
        <div className="soft">{whoOf(t, row)}</div>
      </div>
    </>
  );
}

function harmOf(words: WordsValue, row: Queued): string {
  const { t } = words;
  const killed = killedWords(words, row);
  const harm = [
    ...(killed ? [killed] : []),
    ...(["injured", "abducted", "displaced"] as const).flatMap((name) =>
      row[name] ? [t(`verify.queue.${name}`, { n: row[name] })] : [],
    ),
  ];
  return harm.length > 0 ? harm.join(", ") : t("verify.queue.noHarm");
}

function stateOf(t: Translate, row: Queued, today: string): string {
  if (row.state === null) return t("verify.queue.notAsked");
  if (row.state === "asked") return t("verify.queue.asked");
  return t("verify.queue.waits", {
    days: row.requestedAt ? daysAgo(today, row.requestedAt.slice(0, 10)) : 0,
  });
}

function whoOf(t: Translate, row: Queued): string {
  const others = t("verify.queue.others", { n: row.others });
  const mine =
    row.why === null
      ? [t("verify.queue.could"), others].join(", ")
      : t("verify.queue.othersCould", { n: row.others });
  if (row.assignedToYou) return t("verify.queue.yours");
  return row.assigned ? t("verify.queue.given", { name: row.assigned }) : mine;
}
