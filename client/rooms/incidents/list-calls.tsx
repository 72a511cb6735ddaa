/**
 * The call-back list: own reports of which somebody is to be asked again, whatever their level, because what was decided
 * stays open to new information. Who is to be asked stands on the report, for those who may read it.
 */
import { SENSITIVITIES } from "../../../shared/rooms/records.ts";
import { CodeLabel, IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import type { QueueSeen } from "./queries-review.ts";

type Called = QueueSeen["calls"][number];

interface CallListProps {
  calls: readonly Called[];
  today: string;
  /** The one that is open. */
  selected: string | undefined;
  onOpen: (ref: string) => void;
}

export function CallList({ calls, today, selected, onOpen }: CallListProps) {
  const { t } = useWords();
  return (
    <ul className="verify-queue call-list" aria-label={t("verify.queue.callList")}>
      {calls.map((one) => (
        <li key={one.ref} data-open={one.ref === selected || undefined}>
          <Call one={one} today={today} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function Call({ one, today, onOpen }: Pick<CallListProps, "today" | "onOpen"> & { one: Called }) {
  const { t, tag } = useWords();
  const sensitivity = SENSITIVITIES.find((level) => level === one.sensitivity);
  const place = one.place ?? t("incidents.list.noPlace");
  return (
    <>
      <div className="queue-main">
        <button type="button" className="plain-link" onClick={() => onOpen(one.ref)}>
          {t("incidents.detail.title", { kind: codeLabel(t, "incidentKind", one.kind), place })}
        </button>
        <div className="soft">
          {formatDate(one.occurredTo, tag)} · <CodeLabel list="verification" code={one.verification} />
        </div>
        <div className="queue-marks">
          {sensitivity && <SensitivityBars level={sensitivity} />}
          {one.illustrative && <IllustrativeMark />}
        </div>
      </div>
      <div className="queue-state">
        <span>
          {t("verify.queue.call", { date: formatDate(one.callBack, tag) })}
          {one.callBack < today && <strong> · {t("verify.call.overdue")}</strong>}
        </span>
        {one.open > 1 && <div className="soft">{t("verify.queue.callOpen", { n: one.open })}</div>}
      </div>
    </>
  );
}
