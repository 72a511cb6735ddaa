/** The room's first sight: what may be one violation told twice, the cases, the reports, and what is told as counts. */
import { Button, Checkbox, Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type {
  CaseAnswer,
  DisplacementOverview,
  ReportAnswer,
} from "../../../shared/rooms/displacement-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { Icon } from "../../ui/icons.tsx";
import { Panel } from "../../ui/panel.tsx";
import { EmptyNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatMonthOf } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { placeOf, Row } from "./row.tsx";

interface ListProps {
  operation: OperationInfo;
  seen: DisplacementOverview;
}

export const writesReports = ({ you }: OperationInfo): boolean => you.writes.includes("displaced_report");

export function Overview({ operation, seen }: ListProps) {
  const { t } = useWords();
  const isEmpty = seen.reports.length + seen.cases.length + seen.counts.length === 0;
  return (
    <Panel
      title={t("displacement.title")}
      subtitle={t("displacement.lead")}
      actions={writesReports(operation) && <AddReport operation={operation.code} />}
    >
      {isEmpty && (
        <EmptyNote
          kind="first"
          title={t("displacement.list.firstTitle")}
          help={t("displacement.list.firstHelp")}
        />
      )}
      {writesReports(operation) && <Proposals operation={operation.code} seen={seen} />}
      {!isEmpty && <Cases operation={operation.code} cases={seen.cases} />}
      {seen.reports.length > 0 && <Reports operation={operation} reports={seen.reports} />}
      {seen.counts.length > 0 && <Counts counts={seen.counts} />}
    </Panel>
  );
}

function AddReport({ operation }: { operation: string }) {
  const { t } = useWords();
  return (
    <Button
      size="compact-sm"
      leftSection={<Icon name="plus" size={14} />}
      renderRoot={(props) => <Link to="/$operation/displaced/new" params={{ operation }} search {...props} />}
    >
      {t("displacement.add.report")}
    </Button>
  );
}

/** To the form of a case, with its reports in the address. */
function MergeLink({ operation, refs }: { operation: string; refs: readonly string[] }) {
  const { t } = useWords();
  return (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => (
        <Link
          to="/$operation/displaced/merge/$refs"
          params={{ operation, refs: refs.join(",") }}
          search
          {...props}
        />
      )}
    >
      {t("displacement.list.merge")}
    </Button>
  );
}

/** Groups of reports that may tell of the same violation. A person looks and decides. */
function Proposals({ operation, seen }: { operation: string; seen: DisplacementOverview }) {
  const words = useWords();
  const { t } = words;
  if (seen.proposals.length === 0) return null;
  const reports = new Map(seen.reports.map((report) => [report.ref, report]));
  return (
    <section className="panel-section">
      <h3>{t("displacement.list.proposals")}</h3>
      <p className="soft">{t("displacement.list.proposalsLead")}</p>
      <ul className="told-rows">
        {seen.proposals.map((refs) => {
          const group = refs.flatMap((ref) => reports.get(ref) ?? []);
          const first = group[0];
          if (!first) return null;
          const people = group.reduce((sum, each) => sum + (each.people ?? 0), 0);
          const violation = codeLabel(t, "incidentKind", first.violation);
          return (
            <li key={refs.join()} className="told-proposal">
              <span>
                {t("displacement.list.proposal", {
                  ...{ violation, place: placeOf(words, first), n: group.length, people },
                })}
              </span>
              <MergeLink operation={operation} refs={refs} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Cases({ operation, cases }: { operation: string; cases: readonly CaseAnswer[] }) {
  const { t } = useWords();
  return (
    <section className="panel-section">
      <h3>{t("displacement.list.cases")}</h3>
      {cases.length === 0 && <p className="soft">{t("displacement.list.noCases")}</p>}
      <ul className="told-rows">
        {cases.map((row) => (
          <Row
            key={row.ref}
            row={row}
            to="/$operation/displaced/cases/$ref"
            operation={operation}
            facts={[
              row.agencies !== null && t("displacement.row.agencies", { n: row.agencies }),
              row.shareNow && row.triangulation !== "triangulated" && t("displacement.row.shared"),
              row.outcome && codeLabel(t, "caseOutcome", row.outcome),
            ]}
          />
        ))}
      </ul>
    </section>
  );
}

function Reports({ operation, reports }: { operation: OperationInfo; reports: readonly ReportAnswer[] }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (ref: string) =>
    setChosen(chosen.includes(ref) ? chosen.filter((one) => one !== ref) : [...chosen, ref]);
  const first = reports.find(({ ref }) => ref === chosen[0]);
  const mayChoose = (row: ReportAnswer) =>
    row.level === "full" && row.caseRef === null && (!first || first.violation === row.violation);
  return (
    <section className="panel-section">
      <h3>{t("displacement.list.reports")}</h3>
      {chosen.length > 0 && (
        <div className="told-chosen" role="status">
          {t("displacement.list.chosen", { n: chosen.length })}
          <MergeLink operation={operation.code} refs={chosen} />
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setChosen([])}>
            {t("displacement.list.clear")}
          </Button>
        </div>
      )}
      <ul className="told-rows">
        {reports.map((row) => (
          <Row
            key={row.ref}
            row={row}
            to="/$operation/displaced/reports/$ref"
            operation={operation.code}
            before={
              writesReports(operation) && (
                <Checkbox
                  size="xs"
                  aria-label={t("displacement.list.choose")}
                  checked={chosen.includes(row.ref)}
                  disabled={!mayChoose(row)}
                  onChange={() => toggle(row.ref)}
                />
              )
            }
            facts={[
              row.agency ?? (row.agencyWithheld && t("displacement.row.withheld")),
              row.caseRef && t("displacement.row.inCase"),
            ]}
          />
        ))}
      </ul>
    </section>
  );
}

function Counts({ counts }: { counts: DisplacementOverview["counts"] }) {
  const { t, tag } = useWords();
  return (
    <section className="panel-section">
      <h3>{t("displacement.list.counts")}</h3>
      <p className="soft">{t("displacement.list.countsLead")}</p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {(["month", "province", "violation", "number"] as const).map((name) => (
              <Table.Th key={name}>{t(`displacement.list.${name}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {counts.map((row) => (
            <Table.Tr key={`${row.month} ${row.province} ${row.violation}`}>
              <Table.Td>{formatMonthOf(`${row.month}-01`, tag)}</Table.Td>
              <Table.Td>{row.province}</Table.Td>
              <Table.Td>{codeLabel(t, "incidentKind", row.violation)}</Table.Td>
              <Table.Td>{formatCount(row.reports, tag)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
