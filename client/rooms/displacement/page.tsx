/** The pages of the room: the lists with one report or case beside them, and the forms. */
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DisplacementOverview } from "../../../shared/rooms/displacement-answers.ts";
import { useOperationCode } from "../../dashboard.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import { usePhone } from "../../ui/frame.tsx";
import { useEscape } from "../../ui/shortcuts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { ReportDetail } from "./detail.tsx";
import { CaseDetail } from "./detail-case.tsx";
import { ReportForm } from "./form.tsx";
import { CaseForm } from "./form-case.tsx";
import { Overview, writesReports } from "./list.tsx";
import { useCase, useDisplacement, useReport } from "./queries.ts";
import "./displacement.css";

/** Goes to a report, a case, back to the lists, or to what waits on the device. */
function useGo(operation: string) {
  const navigate = useNavigate();
  return {
    lists: () => void navigate({ to: "/$operation/displaced", params: { operation }, search: true }),
    report: (ref: string) =>
      void navigate({ to: "/$operation/displaced/reports/$ref", params: { operation, ref }, search: true }),
    device: () => void navigate({ to: "/$operation/device", params: { operation } }),
    case: (ref: string) =>
      void navigate({ to: "/$operation/displaced/cases/$ref", params: { operation, ref }, search: true }),
  };
}

interface Opened {
  operation: OperationInfo;
  seen: DisplacementOverview;
}

/** Waits for the operation and for what this reader sees of the room. */
function Room({ children }: { children: (opened: Opened) => ReactNode }) {
  const code = useOperationCode();
  const operation = useOperation(code).data;
  const answer = useDisplacement(code);
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  if (!operation || !answer.data) return <Waiting lines={10} />;
  return children({ operation, seen: answer.data });
}

/** The lists, with a record beside them; on a phone in their place. */
function Beside({ operation, seen, record }: Opened & { record?: ReactNode }) {
  const phone = usePhone();
  const go = useGo(operation.code);
  useEscape(() => record && go.lists());
  return (
    <div className="told-room" data-open={record ? "yes" : undefined}>
      {!(phone && record) && <Overview operation={operation} seen={seen} />}
      {record}
    </div>
  );
}

export const DisplacedPage = () => <Room>{(opened) => <Beside {...opened} />}</Room>;

type Detail = typeof ReportDetail;

/** The lists with the record that the address names beside them. */
function OpenedPage({ detail: Detail }: { detail: Detail }) {
  const { ref = "" } = useParams({ strict: false });
  const go = useGo(useOperationCode());
  return (
    <Room>
      {(opened) => (
        <Beside
          {...opened}
          record={<Detail key={ref} operation={opened.operation} record={ref} onClose={go.lists} />}
        />
      )}
    </Room>
  );
}

export const DisplacedReportPage = () => <OpenedPage detail={ReportDetail} />;
export const DisplacedCasePage = () => <OpenedPage detail={CaseDetail} />;

/** For those who log reports; others are told so. */
function Writers({ operation, children }: { operation: OperationInfo; children: ReactNode }) {
  const { t } = useWords();
  if (!writesReports(operation)) return <EmptyNote kind="denied" help={t("displacement.form.notAllowed")} />;
  return <div className="told-page">{children}</div>;
}

/** Asks for nothing but the operation, so that it opens without a network. */
export function NewDisplacedReportPage() {
  const code = useOperationCode();
  const operation = useOperation(code).data;
  const go = useGo(code);
  if (!operation) return <Waiting lines={10} />;
  return (
    <Writers operation={operation}>
      <ReportForm operation={operation} onSaved={go.report} onKept={go.device} onLeave={go.lists} />
    </Writers>
  );
}

export function EditDisplacedReportPage() {
  const { ref = "" } = useParams({ strict: false });
  const code = useOperationCode();
  const go = useGo(code);
  const operation = useOperation(code).data;
  const answer = useReport(code, ref);
  if (answer.isError && !answer.data) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  if (!answer.data || !operation) return <Waiting lines={10} />;
  const stored = answer.data;
  if (!stored.report.own) return <EmptyNote kind="denied" />;
  return (
    <Writers operation={operation}>
      <ReportForm
        operation={operation}
        stored={stored}
        reload={() => void answer.refetch()}
        onSaved={go.report}
        onKept={go.device}
        onLeave={() => go.report(ref)}
      />
    </Writers>
  );
}

/** A case of the reports that the address names. */
export function MergePage() {
  const { refs = "" } = useParams({ strict: false }) as { refs?: string };
  const go = useGo(useOperationCode());
  const wanted = refs.split(",");
  return (
    <Room>
      {({ operation, seen }) => {
        const reports = seen.reports.filter(({ ref }) => wanted.includes(ref));
        if (reports.length === 0) return <EmptyNote kind="denied" />;
        return (
          <Writers operation={operation}>
            <CaseForm operation={operation} reports={reports} onSaved={go.case} onLeave={go.lists} />
          </Writers>
        );
      }}
    </Room>
  );
}

export function EditCasePage() {
  const { ref = "" } = useParams({ strict: false });
  const code = useOperationCode();
  const go = useGo(code);
  const answer = useCase(code, ref);
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  if (!answer.data) return <Waiting lines={10} />;
  const { case: stored, members } = answer.data;
  if (!stored.own) return <EmptyNote kind="denied" />;
  return (
    <Room>
      {({ operation }) => (
        <Writers operation={operation}>
          <CaseForm
            operation={operation}
            reports={members}
            stored={stored}
            onSaved={go.case}
            onLeave={() => go.case(ref)}
          />
        </Writers>
      )}
    </Room>
  );
}
