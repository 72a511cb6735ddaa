/** What waits on the device, oldest first, each with its state and what its person can do about it. */
import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { hasBeside } from "../device/beside.ts";
import { useDevice } from "../device/device.ts";
import { discardReport, type Report, reportsHere, sendAll, takeBack, tryAgain } from "../device/reports.ts";
import { useReached } from "../line.ts";
import type { OperationInfo } from "../session.ts";
import { faultText } from "../ui/states.tsx";
import { useDueUploads, useUploads } from "../uploads.ts";
import { codeLabel } from "../words/codes.ts";
import { formatDate, formatTime } from "../words/format.ts";
import { type Translate, useWords } from "../words/index.tsx";

interface Props {
  operation: OperationInfo;
}

export function WaitingReports({ operation }: Props) {
  const { t } = useWords();
  useDevice();
  const reached = useReached();
  const send = useMutation({ mutationFn: sendAll });
  const all = reportsHere();
  const files = useDueUploads();
  if (all.length + files === 0) return <p className="soft">{t("offline.list.empty")}</p>;
  return (
    <>
      {files > 0 && <p>{t("offline.list.due", { n: files })}</p>}
      <ul className="device-list">
        {all.map((report) => (
          <Waiting key={report.act} operation={operation} report={report} reached={reached} />
        ))}
      </ul>
      <Button size="xs" variant="default" loading={send.isPending} onClick={() => send.mutate()}>
        {t("offline.list.sendNow")}
      </Button>
    </>
  );
}

/** The form each kind of report goes back to. */
const FORMS = {
  "incidents.log": "/$operation/incidents/new",
  "incidents.edit": "/$operation/incidents/$ref/edit",
  "displacement.log": "/$operation/displaced/new",
  "displacement.edit": "/$operation/displaced/reports/$ref/edit",
  "coverage.logPatrol": "/$operation/coverage",
  "exchange.intake.paste": "/$operation/intake",
} as const;
const NAMES = {
  "incidents.log": "offline.list.new",
  "incidents.edit": "offline.list.edit",
  "displacement.log": "offline.list.displaced",
  "displacement.edit": "offline.list.displacedEdit",
  "coverage.logPatrol": "offline.list.patrol",
  "exchange.intake.paste": "offline.list.paste",
} as const;

function Waiting({ operation, report, reached }: Props & { report: Report; reached: boolean }) {
  const { t, tag } = useWords();
  const navigate = useNavigate();
  const [sure, setSure] = useState(false);
  const { call, about, state, at, record } = report;
  const files = useUploads(record).length;
  // A change opens beside what is stored, which does not always lie on the device.
  const isFar = call.endsWith(".edit") && !reached && !hasBeside(record);
  const toForm = async () => {
    await takeBack(report);
    await navigate({ to: FORMS[call], params: { operation: report.operation, ref: record } });
  };
  const title = [t(NAMES[call]), codeLabel(t, about.list, about.code), formatDate(about.day, tag)];
  const kept = formatTime(new Date(at).toISOString(), tag, operation.timeZone);
  return (
    <li className="device-item" data-state={state}>
      <strong>{title.filter(Boolean).join(" · ")}</strong>{" "}
      <span className="soft">{t("offline.list.kept", { time: kept })}</span>
      <p>{stateText(t, report, reached, (instant) => formatTime(instant, tag, operation.timeZone))}</p>
      {files > 0 && <p>{t("offline.list.files", { n: files })}</p>}
      {state === "gone" && report.fault?.gone?.reason && (
        <p>{t("offline.state.goneWhy", { reason: report.fault.gone.reason })}</p>
      )}
      <Group gap="xs">
        {state !== "gone" && !isFar && (
          <Button size="compact-sm" variant="default" onClick={() => void toForm()}>
            {t(state === "stale" ? "offline.list.compare" : "offline.list.toForm")}
          </Button>
        )}
        {state === "refused" && (
          <Button size="compact-sm" variant="default" onClick={() => void tryAgain(report)}>
            {t("offline.list.again")}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color={sure ? "red" : "gray"}
          onClick={() => (sure ? void discardReport(report) : setSure(true))}
        >
          {t(sure ? "offline.list.discardSure" : "offline.list.discard")}
        </Button>
      </Group>
    </li>
  );
}

function stateText(
  t: Translate,
  { state, fault }: Report,
  reached: boolean,
  time: (instant: string) => string,
): string {
  if (state === "stale") return t("offline.state.stale");
  if (state === "gone") return t("offline.state.gone", { when: fault?.gone ? time(fault.gone.at) : "none" });
  if (state === "refused") return t("offline.state.refused", { why: fault ? faultText(t, fault) : "" });
  if (fault?.code === "not_signed_in") return t("offline.state.signedOut");
  if (fault?.code === "locked") return t("offline.state.locked");
  return t(reached ? "offline.state.waitingReached" : "offline.state.waiting");
}
