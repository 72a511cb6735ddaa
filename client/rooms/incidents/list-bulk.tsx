/**
 * The list with bulk review: choose up to a hundred records by click or Space, see what each would say, release them in
 * one act for one purpose. And what the protocol opens to the reader as counts only.
 */
import { Button } from "@mantine/core";
import { useState } from "react";
import { type Facts, select } from "../../../shared/rooms/analysis.ts";
import { MAX_RELEASED, mayRelease } from "../../../shared/rooms/releases.ts";
import { ReleaseDialog } from "../../access/release-dialog.tsx";
import { CountsOnly } from "../../access/releases-counts.tsx";
import { useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { useWords } from "../../words/index.tsx";
import { IncidentList } from "./list.tsx";
import "../../access/releases.css";

interface BulkProps {
  state: DashboardState;
  facts: Facts;
  onOpen: (ref: string) => void;
}

export function ListWithBulk({ state, facts, onOpen }: BulkProps) {
  const { t } = useWords();
  const operation = useOperation(state.operation).data;
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [reviewing, setReviewing] = useState(false);
  const full = (chosen?.size ?? 0) >= MAX_RELEASED;
  const toggle = (ref: string) => {
    const next = new Set(chosen);
    if (!next.delete(ref) && !full) next.add(ref);
    setChosen(next);
  };
  const first = () => {
    const rows = [...select(facts, state.filter)].reverse().slice(0, MAX_RELEASED);
    setChosen(new Set(rows.flatMap((row) => state.refOf(row) ?? [])));
  };
  // Published records are nobody's to release; what can be stands in the operation's own log.
  const may =
    operation !== undefined &&
    mayRelease(operation.you) &&
    operation.you.writes.includes("incident") &&
    state.filter.dataset === "log" &&
    (chosen !== null || select(facts, state.filter).length > 0);
  return (
    <>
      {may && (
        <div className="bulk" role="toolbar" aria-label={t("releases.bulk.start")}>
          {chosen === null ? (
            <Button size="compact-sm" variant="default" onClick={() => setChosen(new Set())}>
              {t("releases.bulk.start")}
            </Button>
          ) : (
            <>
              <span role="status">
                {t("releases.bulk.chosen", { n: chosen.size })}
                {full && ` ${t("releases.bulk.most", { n: MAX_RELEASED })}`}
              </span>
              <Button size="compact-sm" disabled={chosen.size === 0} onClick={() => setReviewing(true)}>
                {t("releases.bulk.release")}
              </Button>
              <Button size="compact-sm" variant="default" onClick={first}>
                {t("releases.bulk.all", { n: MAX_RELEASED })}
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setChosen(null)}>
                {t("releases.bulk.stop")}
              </Button>
            </>
          )}
        </div>
      )}
      <IncidentList
        state={state}
        facts={facts}
        onOpen={onOpen}
        choosing={chosen ? { has: (ref) => chosen.has(ref), toggle } : undefined}
      />
      {state.filter.dataset === "log" && <CountsOnly operation={state.operation} />}
      {reviewing && chosen && (
        <ReleaseDialog
          operation={state.operation}
          refs={[...chosen]}
          onClose={() => setReviewing(false)}
          onDone={() => {
            setReviewing(false);
            setChosen(null);
          }}
        />
      )}
    </>
  );
}
