/** The queue: what waits, oldest first, with its beginning; below it what was decided last, which can be taken back. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { IntakeQueue, IntakeRow } from "../../../shared/rooms/intake.ts";
import { useRetention } from "../../access/keeping-queries.ts";
import type { OperationInfo } from "../../session.ts";
import { EmptyNote } from "../../ui/states.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useUndo } from "./queries.ts";

interface ListProps {
  operation: OperationInfo;
  queue: IntakeQueue;
  onOpen: (ref: string) => void;
}

export function IntakeList({ operation, queue, onOpen }: ListProps) {
  const { t } = useWords();
  const open = queue.items.filter(({ state }) => state === "open");
  const decided = queue.items.filter(({ state }) => state !== "open");
  const months = useRetention(operation.code).data?.find(({ kind }) => kind === "intake_item")?.months;
  return (
    <>
      <header className="intake-queue-head">
        <h2>{t("intake.queue.title")}</h2>
        <span className="soft">{t("intake.queue.count", { ...queue.counts })}</span>
        {open[0] && (
          <Button size="compact-md" onClick={() => onOpen(open[0]!.ref)}>
            {t("intake.queue.start")}
          </Button>
        )}
      </header>
      {open.length === 0 ? (
        <EmptyNote kind="first" title={t("intake.queue.empty")} help={t("intake.queue.emptyHelp")} />
      ) : (
        <ul className="intake-queue">
          {open.map((row) => (
            <li key={row.ref}>
              <Link to="/$operation/intake/$ref" params={{ operation: operation.code, ref: row.ref }} search>
                <RowHead row={row} />
                <span className="intake-beginning" dir="auto">
                  {row.beginning}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {decided.length > 0 && <Decided operation={operation.code} rows={decided} />}
      {months != null && (
        <p className="figure-scope">
          {t("intake.queue.retention", { organisation: operation.you.organisation, months })}
        </p>
      )}
    </>
  );
}

function RowHead({ row }: { row: IntakeRow }) {
  const { t, tag } = useWords();
  return (
    <span className="soft">
      {t(`intake.channel.${row.channel}`)}
      {row.sentOn && ` · ${formatDate(row.sentOn, tag)}`}
    </span>
  );
}

function Decided({ operation, rows }: { operation: string; rows: IntakeRow[] }) {
  const { t } = useWords();
  const undo = useUndo(operation);
  return (
    <details className="intake-past">
      <summary>{t("intake.queue.decided")}</summary>
      {undo.isError && <p role="alert">{t("intake.undo.refused")}</p>}
      <ul className="intake-queue">
        {rows.map((row) => (
          <li key={row.ref} className="intake-past-row">
            <RowHead row={row} />
            <span>{t(`intake.state.${row.state}`)}</span>
            {row.incident && (
              <Link
                to="/$operation/incidents/$ref"
                params={{ operation, ref: row.incident }}
                search={{ dataset: "log", from: "all" }}
              >
                {t("intake.openReport")}
              </Link>
            )}
            {row.beginning && <span className="intake-beginning">{row.beginning}</span>}
            {(row.state === "set_aside" || row.incident) && (
              <Button variant="subtle" size="compact-xs" onClick={() => undo.mutate(row.ref)}>
                {t("intake.undo")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
