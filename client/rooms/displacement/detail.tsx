/** One report: what was told, by whom as far as this reader may know, and where it counts. */
import { Button, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { DeleteButton } from "../../access/delete-button.tsx";
import { RecordReaders } from "../../access/releases-section.tsx";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { FactList, Panel } from "../../ui/panel.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatRange } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import { doneFacts, HistoryList, said, sharingFacts, whatFacts } from "./detail-parts.tsx";
import { writesReports } from "./list.tsx";
import { useReport } from "./queries.ts";
import { peopleOf } from "./row.tsx";

interface DetailProps {
  operation: OperationInfo;
  record: string;
  onClose: () => void;
}

export function ReportDetail({ operation, record, onClose }: DetailProps) {
  const words = useWords();
  const { t } = words;
  const answer = useReport(operation.code, record);
  if (answer.isPending) return <Waiting lines={8} />;
  if (answer.isError) return <Absent error={answer.error} retry={answer.refetch} onClose={onClose} />;
  const { report, history } = answer.data;
  const code = operation.code;
  return (
    <Panel
      title={codeLabel(t, "incidentKind", report.violation)}
      subtitle={t("displacement.detail.reportKind")}
      actions={
        report.own && (
          <>
            {writesReports(operation) && <EditLink operation={code} record={record} />}
            <DeleteButton record={report} kind="displaced_report" code={code} onDone={onClose} />
          </>
        )
      }
      onClose={onClose}
    >
      {report.illustrative && (
        <p className="told-note">
          <IllustrativeMark />
        </p>
      )}
      {report.level === "generalised" && <p className="told-note">{t("displacement.detail.generalised")}</p>}
      <RecordReaders
        kind="displaced_report"
        record={record}
        owner={report.own ? report.owner : null}
        code={code}
      />
      <section className="panel-section">
        <FactList
          facts={[...toldFacts(words, report), ...whatFacts(words, report), ...doneFacts(words, report)]}
        />
      </section>
      {report.account && (
        <section className="panel-section">
          <h3>{t("displacement.detail.account")}</h3>
          <Text size="sm">{report.account}</Text>
        </section>
      )}
      <section className="panel-section">
        <FactList facts={sharingFacts(words, report)} />
        {report.caseRef && (
          <Link
            to="/$operation/displaced/cases/$ref"
            params={{ operation: code, ref: report.caseRef }}
            search
          >
            {t("displacement.detail.case")}
          </Link>
        )}
      </section>
      <HistoryList history={history} timeZone={operation.timeZone} />
    </Panel>
  );
}

type Report = NonNullable<ReturnType<typeof useReport>["data"]>["report"];

/** Who told, how many, on which way. */
function toldFacts({ t, tag }: WordsValue, report: Report) {
  const withheld = report.agencyWithheld ? t("displacement.detail.agencyWithheld") : undefined;
  const agency = report.agency && report.agencyWithheld ? `${report.agency} (${withheld})` : report.agency;
  const way = [
    report.routeFrom && t("displacement.detail.routeFrom", { from: report.routeFrom }),
    report.routeTo && t("displacement.detail.routeTo", { to: report.routeTo }),
    report.route.length > 0 && t("displacement.detail.routePoints", { n: report.route.length }),
  ];
  return [
    { name: t("displacement.detail.people"), value: formatRange(peopleOf(report), tag) },
    {
      name: t("displacement.detail.affected"),
      value: report.affected === null ? undefined : formatCount(report.affected, tag),
    },
    { name: t("displacement.detail.agency"), value: said(agency) ?? withheld },
    { name: t("displacement.detail.route"), value: said(way.filter(Boolean).join(", ")) },
    {
      name: t("displacement.detail.setting"),
      value: report.level === "full" ? codeLabel(t, "interviewSetting", report.setting) : undefined,
    },
    { name: t("displacement.detail.sourceNote"), value: said(report.sourceNote) },
  ];
}

function EditLink({ operation, record }: { operation: string; record: string }) {
  const { t } = useWords();
  const params = { operation, ref: record };
  return (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => (
        <Link to="/$operation/displaced/reports/$ref/edit" params={params} search {...props} />
      )}
    >
      {t("displacement.detail.edit")}
    </Button>
  );
}

/** Not there or not shared: never which. */
export function Absent({
  error,
  retry,
  onClose,
}: {
  error: unknown;
  retry: () => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const isDenied = ["not_found", "invalid_input"].includes(faultOf(error).code);
  return (
    <Panel title={t("frame.empty.denied")} onClose={onClose}>
      {isDenied ? <EmptyNote kind="denied" /> : <ErrorNote error={error} retry={retry} />}
    </Panel>
  );
}
