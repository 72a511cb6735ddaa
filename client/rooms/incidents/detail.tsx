/** One incident in the right panel, with what its own organisation can do: change it, see as others see, release it. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { isPending } from "../../../shared/rooms/incidents-review.ts";
import { DeleteButton } from "../../access/delete-button.tsx";
import { RecordReaders } from "../../access/releases-section.tsx";
import { faultOf } from "../../faults.ts";
import { useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { Panel } from "../../ui/panel.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { IncidentBody, titleOf } from "./detail-body.tsx";
import { MergedInto } from "./detail-merged.tsx";
import { DecideButton } from "./detail-steps.tsx";
import { mayEdit } from "./form-stored.ts";
import { type IncidentSeen, useIncident } from "./queries.ts";
import { useReview } from "./queries-review.ts";
import "./incidents.css";

interface DetailProps {
  state: DashboardState;
  incident: string;
  onClose?: () => void;
}

export function IncidentDetail({ state, incident, onClose }: DetailProps) {
  const { t, tag } = useWords();
  const answer = useIncident(state.operation, incident);
  if (answer.isPending) return <Waiting lines={8} />;
  if (answer.isError) {
    const { code: fault, mergedInto } = faultOf(answer.error);
    if (mergedInto) return <MergedInto into={mergedInto} code={state.operation} onClose={onClose} />;
    return (
      <Panel title={t("frame.empty.denied")} onClose={onClose}>
        {fault === "not_found" ? (
          <EmptyNote kind="denied" />
        ) : (
          <ErrorNote error={answer.error} retry={answer.refetch} />
        )}
      </Panel>
    );
  }
  const seen = answer.data;
  return (
    <Panel
      title={titleOf(t, seen)}
      subtitle={formatSpan(seen.occurredFrom, seen.occurredTo, tag)}
      actions={
        <>
          <DecideNow seen={seen} code={state.operation} />
          <EditButton seen={seen} code={state.operation} />
          <DeleteButton record={seen} kind="incident" code={state.operation} onDone={onClose} />
        </>
      }
      onClose={onClose}
    >
      <RecordReaders
        kind="incident"
        record={seen.ref}
        owner={seen.own ? seen.owner : null}
        code={state.operation}
      />
      <IncidentBody seen={seen} state={state} />
    </Panel>
  );
}

/** The decision, at hand for whoever could make it now. */
function DecideNow({ seen, code }: { seen: IncidentSeen; code: string }) {
  const review = useReview(code, seen.ref).data;
  if (!review?.mayDecide || review.finding || !isPending(seen.verification)) return null;
  return <DecideButton review={review} seen={seen} code={code} />;
}

/** To the form of the own organisation's report. */
function EditButton({ seen, code }: { seen: IncidentSeen; code: string }) {
  const { t } = useWords();
  const operation = useOperation(code).data;
  if (!mayEdit(seen, operation)) return null;
  const params = { operation: code, ref: seen.ref };
  return (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => <Link to="/$operation/incidents/$ref/edit" params={params} search {...props} />}
    >
      {t("incidents.edit.button")}
    </Button>
  );
}
