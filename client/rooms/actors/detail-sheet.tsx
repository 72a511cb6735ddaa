/**
 * A brief before an operation as a memo, and a field mission as a sheet for the road. Papers on the road are searched: a
 * mission that is not of low sensitivity prints its days and districts only, no mission prints its findings, and what is of
 * high or severe sensitivity does not print at all: it goes to a named office by a person's release.
 */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { BriefAnswer, MissionAnswer } from "../../../shared/rooms/actors-engagement-answers.ts";
import { BRIEF_PARTS } from "../../../shared/rooms/actors-missions.ts";
import { isExactKept } from "../../../shared/rooms/records.ts";
import { RecordReaders } from "../../access/releases-section.tsx";
import type { OperationInfo } from "../../session.ts";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { FactList, Panel } from "../../ui/panel.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { PrintActions } from "./detail-print.tsx";
import { reviewIsDue } from "./list-brief.tsx";
import { EngagementRow } from "./list-engagement.tsx";
import { EntryFoot, mayWrite } from "./list-entry.tsx";
import { useEngagements } from "./queries-engagement.ts";

interface SheetProps<One> {
  operation: OperationInfo;
  one: One;
}

const RECORDS = { brief: "operation_brief", mission: "field_mission" } as const;

interface FrameProps extends SheetProps<BriefAnswer | MissionAnswer> {
  kind: keyof typeof RECORDS;
  title: string;
  /** Its days. */
  days: readonly [string, string];
  /** What stands under it on the screen only. */
  foot: ReactNode;
  children: ReactNode;
}

/** What both have around them: days and districts, printing and whether it may be, the paper, its tools and its readers. */
function SheetFrame({ operation, one, kind, title, days, foot, children }: FrameProps) {
  const { t, tag } = useWords();
  const isKept = isExactKept(one.sensitivity);
  return (
    <Panel
      title={title}
      subtitle={`${formatSpan(...days, tag)} · ${one.places.map(({ name }) => name).join(", ")}`}
      actions={<PrintActions operation={operation.code} back={t("engagement.back")} still={isKept} />}
    >
      {isKept && (
        <>
          <p className="off-paper">{t("engagement.keptOffPaper")}</p>
          <p className="panel-section">{t("engagement.keptOffPaper")}</p>
        </>
      )}
      <article className="entry-sheet">
        <PrintHead operation={operation} kind={kind} />
        {one.illustrative && <IllustrativeMark />}
        {children}
        <footer className="no-print">
          {foot}
          <EntryFoot {...{ operation, one, kind }} record={RECORDS[kind]} />
        </footer>
      </article>
      <div className="no-print">
        <RecordReaders kind={RECORDS[kind]} record={one.ref} owner={one.owner} code={operation.code} />
      </div>
    </Panel>
  );
}

/** What it is, of which operation, and as of which day: a sheet is read where there is no screen. */
function PrintHead({ operation, kind }: { operation: OperationInfo; kind: keyof typeof RECORDS }) {
  const { t, tag } = useWords();
  const date = formatDate(operation.today, tag);
  return <p className="print-only">{t(`engagement.printed.${kind}`, { operation: operation.name, date })}</p>;
}

export function BriefSheet({ operation, one }: SheetProps<BriefAnswer>) {
  const { t } = useWords();
  return (
    <SheetFrame
      {...{ operation, one, kind: "brief", days: [one.windowFrom, one.windowTo] }}
      title={t("engagement.briefFor", { command: one.command ?? one.actor?.name ?? t("engagement.notTold") })}
      foot={<BriefSteps operation={operation} one={one} />}
    >
      <p className="soft">{t("engagement.briefLead", { owner: one.owner })}</p>
      {BRIEF_PARTS.filter((part) => one[part]).map((part) => (
        <section key={part}>
          <h3>{t(`engagement.brief.${part}`)}</h3>
          <p>{one[part]}</p>
        </section>
      ))}
    </SheetFrame>
  );
}

/** How far it has come, step by step, what is due next, and what the command committed to. */
function BriefSteps({ operation, one }: SheetProps<BriefAnswer>) {
  const { t, tag } = useWords();
  const answers = (useEngagements(operation.code).data ?? []).filter(({ briefId }) => briefId === one.ref);
  if (one.level === "generalised") return <p>{t("engagement.generalised")}</p>;
  const how = one.handedHow && codeLabel(t, "engagementForm", one.handedHow).toLowerCase();
  const steps = [
    { step: "handed", on: one.handedOn, more: how },
    { step: "acknowledged", on: one.acknowledgedOn, more: null },
    { step: "reviewed", on: one.reviewedOn, more: one.outcome },
  ] as const;
  return (
    <>
      <h3>{t("engagement.steps.title")}</h3>
      <ol className="brief-steps">
        {steps.map(({ step, on, more }) => (
          <li key={step} data-done={on ? "yes" : undefined}>
            {on
              ? [t(`engagement.state.${step}`, { date: formatDate(on, tag) }), more]
                  .filter(Boolean)
                  .join(": ")
              : t(`engagement.steps.${step}`)}
          </li>
        ))}
      </ol>
      {reviewIsDue(one, operation.today) && <p className="entry-parallel">{t("engagement.reviewDue")}</p>}
      <h3>{t("engagement.answers.title")}</h3>
      {answers.length === 0 && <p className="soft">{t("engagement.answers.none")}</p>}
      <ul className="entries">
        {answers.map((answer) => (
          <EngagementRow key={answer.ref} {...{ operation, one: answer, all: answers }} />
        ))}
      </ul>
      {mayWrite(operation) && one.actor && (
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => (
            <Link
              to="/$operation/actors/engagement/$kind/new"
              params={{ operation: operation.code, kind: "engagement" }}
              search={(before: object) => ({ ...before, open: `brief:${one.ref}` })}
              {...props}
            />
          )}
        >
          {t("engagement.answers.add")}
        </Button>
      )}
    </>
  );
}

export function MissionSheet({ operation, one }: SheetProps<MissionAnswer>) {
  const { t } = useWords();
  const forRoad = one.sensitivity === "low";
  return (
    <SheetFrame
      {...{ operation, one, kind: "mission", days: [one.startsOn, one.endsOn] }}
      title={t("engagement.missionSheet")}
      foot={<MissionFindings one={one} />}
    >
      {one.sensitivity === "moderate" && <p className="no-print">{t("engagement.notForRoad")}</p>}
      <div className={forRoad ? undefined : "no-print"}>
        <FactList
          facts={[
            { name: t("engagement.mission.aim"), value: one.aim ?? undefined },
            { name: t("engagement.mission.route"), value: one.route ?? undefined },
            { name: t("engagement.mission.met"), value: one.met ?? undefined },
            { name: t("engagement.mission.programmes"), value: one.programmes ?? undefined },
          ]}
        />
      </div>
    </SheetFrame>
  );
}

/** What came of it, which no paper on the road says. */
function MissionFindings({ one }: { one: MissionAnswer }) {
  const { t, tag } = useWords();
  const followUpOn = one.followUpOn ? formatDate(one.followUpOn, tag) : undefined;
  return (
    <FactList
      facts={[
        { name: t("engagement.mission.access"), value: <Access grades={one.access} /> },
        { name: t("engagement.mission.findings"), value: one.findings ?? undefined },
        { name: t("engagement.mission.followUp"), value: one.followUp ?? undefined },
        { name: t("engagement.mission.followUpOn"), value: followUpOn },
      ]}
    />
  );
}

/** What was assessed; the rest is said to be open, which is not "none". */
function Access({ grades }: { grades: MissionAnswer["access"] }) {
  const { t } = useWords();
  const told = Object.entries(grades).map(
    ([type, grade]) =>
      `${codeLabel(t, "accessType", type)}: ${codeLabel(t, "accessGrade", String(grade)).toLowerCase()}`,
  );
  return told.length > 0 ? told.join(" · ") : t("engagement.access.open");
}
