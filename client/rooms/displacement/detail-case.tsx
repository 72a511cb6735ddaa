/** One case: how many told through how many agencies, how far it is checked, who is told, and what became of it. */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { DeleteButton } from "../../access/delete-button.tsx";
import { RecordReaders } from "../../access/releases-section.tsx";
import type { OperationInfo } from "../../session.ts";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { FactList, Panel } from "../../ui/panel.tsx";
import { Waiting } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, formatMonthOf, formatRange, formatSpan } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import { Absent } from "./detail.tsx";
import { doneFacts, HistoryList, said, sharingFacts, whatFacts } from "./detail-parts.tsx";
import { OutcomeDialog, ShareNowDialog } from "./form-outcome.tsx";
import { writesReports } from "./list.tsx";
import { useCase } from "./queries.ts";
import { peopleOf, Row } from "./row.tsx";

interface DetailProps {
  operation: OperationInfo;
  record: string;
  onClose: () => void;
}

type Dossier = NonNullable<ReturnType<typeof useCase>["data"]>;
type Acting = { dialog: "share" } | { dialog: "outcome"; recurred?: string } | null;

export function CaseDetail({ operation, record, onClose }: DetailProps) {
  const words = useWords();
  const { t } = words;
  const [acting, setActing] = useState<Acting>(null);
  const answer = useCase(operation.code, record);
  if (answer.isPending) return <Waiting lines={8} />;
  if (answer.isError) return <Absent error={answer.error} retry={answer.refetch} onClose={onClose} />;
  const { case: row, members, history } = answer.data;
  const mayAct = row.own && writesReports(operation);
  const code = operation.code;
  const close = () => setActing(null);
  return (
    <Panel
      title={codeLabel(t, "incidentKind", row.violation)}
      subtitle={t("displacement.detail.caseKind")}
      actions={mayAct && <CaseActions {...{ code, row, members, onClose }} />}
      onClose={onClose}
    >
      {row.illustrative && (
        <p className="told-note">
          <IllustrativeMark />
        </p>
      )}
      {row.triangulation !== "triangulated" && <NotTriangulated row={row} />}
      {row.level === "generalised" && <p className="told-note">{t("displacement.detail.generalised")}</p>}
      <RecordReaders kind="displaced_case" record={record} owner={row.own ? row.owner : null} code={code} />
      {mayAct && (
        <Group className="panel-section" gap="xs">
          {!row.shareNow && row.triangulation !== "triangulated" && (
            <Button size="compact-sm" variant="default" onClick={() => setActing({ dialog: "share" })}>
              {t("displacement.share.button")}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => setActing({ dialog: "outcome" })}>
            {t("displacement.outcome.button")}
          </Button>
        </Group>
      )}
      <section className="panel-section">
        <FactList facts={[...toldFacts(words, row), ...whatFacts(words, row), ...doneFacts(words, row)]} />
      </section>
      <Recurrences
        dossier={answer.data}
        operation={code}
        onConfirm={mayAct ? (recurred) => setActing({ dialog: "outcome", recurred }) : null}
      />
      <section className="panel-section">
        <FactList facts={[...outcomeFacts(words, row, code), ...sharingFacts(words, row)]} />
      </section>
      <Members members={members} operation={code} />
      <HistoryList history={history} timeZone={operation.timeZone} />
      {acting?.dialog === "share" && <ShareNowDialog operation={code} record={row} onClose={close} />}
      {acting?.dialog === "outcome" && (
        <OutcomeDialog
          operation={code}
          record={row}
          today={operation.today}
          recurred={acting.recurred ?? null}
          again={laterCases(words, answer.data)}
          onClose={close}
        />
      )}
    </Panel>
  );
}

function CaseActions({
  code,
  row,
  members,
  onClose,
}: {
  code: string;
  row: Dossier["case"];
  members: Dossier["members"];
  onClose: () => void;
}) {
  const { t } = useWords();
  const params = { operation: code, ref: row.ref };
  return (
    <>
      {members.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => (
            <Link to="/$operation/displaced/cases/$ref/edit" params={params} search {...props} />
          )}
        >
          {t("displacement.detail.change")}
        </Button>
      )}
      <DeleteButton record={row} kind="displaced_case" code={code} onDone={onClose} />
    </>
  );
}

function NotTriangulated({ row }: { row: Dossier["case"] }) {
  const { t } = useWords();
  return (
    <div className="told-warning" role="note">
      <b>{t("displacement.detail.notTriangulated")}</b>{" "}
      {row.shareReason && `${t("displacement.detail.shareReason")}: ${row.shareReason}`}
    </div>
  );
}

function toldFacts({ t, tag }: WordsValue, row: Dossier["case"]) {
  const count = (n: number | null) => (n === null ? undefined : formatCount(n, tag));
  return [
    {
      name: t("displacement.detail.people"),
      value: <span title={t("displacement.detail.peopleHelp")}>{formatRange(peopleOf(row), tag)}</span>,
    },
    { name: t("displacement.detail.agencies"), value: count(row.agencies) },
    { name: t("displacement.detail.reports"), value: count(row.reports) },
    { name: t("displacement.detail.overlap"), value: row.overlap > 0 ? count(row.overlap) : undefined },
    { name: t("displacement.detail.summary"), value: said(row.summary) },
  ];
}

function outcomeFacts({ t, tag }: WordsValue, row: Dossier["case"], operation: string) {
  // A copy says the month only.
  const say = row.level === "full" ? formatDate : formatMonthOf;
  const day = row.outcomeOn ? say(row.outcomeOn, tag) : null;
  const outcome = row.outcome
    ? codeLabel(t, "caseOutcome", row.outcome)
    : t("displacement.detail.outcomeNone");
  return [
    {
      name: t("displacement.detail.outcome"),
      value: [outcome, day, row.outcomeNote].filter(Boolean).join(" · "),
    },
    {
      name: t("displacement.detail.recurred"),
      value: row.recurredRef ? (
        <Link to="/$operation/displaced/cases/$ref" params={{ operation, ref: row.recurredRef }} search>
          {t("displacement.detail.recurredCase")}
        </Link>
      ) : undefined,
    },
  ];
}

/** Later cases to choose from, the one that was chosen before among them. */
function laterCases({ t, tag }: WordsValue, { recurrences, case: { recurredRef } }: Dossier) {
  const alike = recurrences.map((one) => ({ value: one.ref, label: recurrenceName(one, tag) }));
  const isThere = recurredRef === null || alike.some(({ value }) => value === recurredRef);
  return isThere ? alike : [{ value: recurredRef, label: t("displacement.detail.recurredCase") }, ...alike];
}

const recurrenceName = ({ place, from, to }: Dossier["recurrences"][number], tag: string) =>
  [place, formatSpan(from, to, tag)].filter(Boolean).join(", ");

/** Later cases that may be the same practice elsewhere, with what speaks for it; a person confirms. */
function Recurrences(props: {
  dossier: Dossier;
  operation: string;
  onConfirm: ((ref: string) => void) | null;
}) {
  const { dossier, operation, onConfirm } = props;
  const { t, tag } = useWords();
  const open = dossier.recurrences.filter(({ ref }) => ref !== dossier.case.recurredRef);
  if (open.length === 0) return null;
  return (
    <section className="panel-section">
      <h3>{t("displacement.recurrence.title")}</h3>
      <p className="soft">{t("displacement.recurrence.lead")}</p>
      <ul className="told-rows">
        {open.map((one) => (
          <li key={one.ref} className="told-proposal">
            <Link to="/$operation/displaced/cases/$ref" params={{ operation, ref: one.ref }} search>
              {recurrenceName(one, tag)}
            </Link>
            <span>{one.signs.map((sign) => t("displacement.recurrence.sign", { sign })).join(", ")}</span>
            {onConfirm && (
              <Button size="compact-sm" variant="default" onClick={() => onConfirm(one.ref)}>
                {t("displacement.recurrence.confirm")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Members({ members, operation }: { members: Dossier["members"]; operation: string }) {
  const { t } = useWords();
  if (members.length === 0) return null;
  return (
    <section className="panel-section">
      <h3>{t("displacement.detail.members")}</h3>
      <ul className="told-rows">
        {members.map((row) => (
          <Row
            key={row.ref}
            row={row}
            to="/$operation/displaced/reports/$ref"
            operation={operation}
            facts={[row.agency ?? (row.agencyWithheld && t("displacement.row.withheld"))]}
          />
        ))}
      </ul>
    </section>
  );
}
