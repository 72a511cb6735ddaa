/** See as they see: an own incident, or an own actor, beside what others are answered of it. */
import { useParams } from "@tanstack/react-router";
import { useDashboard, useOperationCode } from "../dashboard.ts";
import { ActorBody } from "../rooms/actors/detail-body.tsx";
import { useActor } from "../rooms/actors/queries.ts";
import { IncidentBody, titleOf } from "../rooms/incidents/detail-body.tsx";
import { useIncident } from "../rooms/incidents/queries.ts";
import { useOperation } from "../session.ts";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { useActorSeenBy, useSeenBy } from "./releases-queries.ts";
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
