/** See as they see: an own record beside what others are answered of it. */
import { useParams } from "@tanstack/react-router";
import { SPLIT_KINDS, type SplitKind } from "../../shared/rooms/releases.ts";
import { useDashboard, useOperationCode } from "../dashboard.ts";
import { faultOf } from "../faults.ts";
import { ActorBody } from "../rooms/actors/detail-body.tsx";
import { useActor } from "../rooms/actors/queries.ts";
import { IncidentBody, titleOf } from "../rooms/incidents/detail-body.tsx";
import { useIncident } from "../rooms/incidents/queries.ts";
import { useOperation } from "../session.ts";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { SummaryBody, summaryWords } from "./release-summary.tsx";
import { summaryEyes, useActorSeenBy, useOwnSummary, useSeenBy } from "./releases-queries.ts";
import { Split } from "./seen-split.tsx";

export function SeenPage() {
  const { ref = "" } = useParams({ strict: false });
  const { t } = useWords();
  const code = useOperationCode();
  const state = useDashboard();
  const own = useIncident(code, ref);
  if (own.isError) return <ErrorNote error={own.error} retry={own.refetch} />;
  if (!state || !own.data) return <Waiting lines={8} />;
  if (!own.data.own) return <EmptyNote kind="denied" />;
  return (
    <Split
      {...{ operation: code, kind: "incident", record: ref, usePanes: useSeenBy }}
      title={titleOf(t, own.data)}
      owner={own.data.owner}
      own={<IncidentBody seen={own.data} state={state} still />}
      body={(seen) => <IncidentBody seen={seen} state={state} still />}
    />
  );
}

export function ActorSeenPage() {
  const { ref = "" } = useParams({ strict: false });
  const code = useOperationCode();
  const operation = useOperation(code).data;
  const own = useActor(code, ref);
  if (own.isError) return <ErrorNote error={own.error} retry={own.refetch} />;
  if (!operation || !own.data) return <Waiting lines={8} />;
  const { actor } = own.data;
  if (actor.owner !== operation.you.organisation) return <EmptyNote kind="denied" />;
  return (
    <Split
      {...{ operation: code, kind: "actor", record: ref, usePanes: useActorSeenBy }}
      title={actor.name}
      owner={actor.owner}
      own={<ActorBody operation={operation} seen={own.data} />}
      body={(seen) => <ActorBody operation={operation} seen={seen} />}
    />
  );
}

/** A record without a page of its own: a zone, a relation, a patrol, a word on a priority, a base. */
export function RecordSeenPage() {
  const { kind: given, ref = "" } = useParams({ strict: false });
  const kind = SPLIT_KINDS.find((one) => one === given);
  return kind ? <Seen key={kind} kind={kind} record={ref} /> : <EmptyNote kind="denied" />;
}

/** How each kind is asked for; made once, so that its hook stays the same. */
const EYES = Object.fromEntries(SPLIT_KINDS.map((kind) => [kind, summaryEyes(kind)])) as Record<
  SplitKind,
  ReturnType<typeof summaryEyes>
>;

function Seen({ kind, record }: { kind: SplitKind; record: string }) {
  const words = useWords();
  const code = useOperationCode();
  const operation = useOperation(code).data;
  const own = useOwnSummary(code, kind, record);
  if (own.isError)
    return faultOf(own.error).code === "not_found" ? (
      <EmptyNote kind="denied" />
    ) : (
      <ErrorNote error={own.error} retry={own.refetch} />
    );
  if (!operation || !own.data) return <Waiting lines={8} />;
  const { what, actors, where } = summaryWords(own.data, words);
  return (
    <Split
      {...{ operation: code, kind, record, usePanes: EYES[kind] }}
      title={[what, actors || where].filter(Boolean).join(", ")}
      owner={operation.you.organisation}
      own={<SummaryBody summary={own.data} />}
      body={(seen) => <SummaryBody summary={seen} />}
    />
  );
}
