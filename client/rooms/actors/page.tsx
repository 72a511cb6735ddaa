/**
 * The room of actors: the map beside a list, one actor, or one of the three forms. While an actor is open the map
 * shows the events it took part in.
 */
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { useDashboard, useOperationCode } from "../../dashboard.ts";
import { useFacts } from "../../facts.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import type { DashboardState, Selection } from "../../ui/dashboard-types.ts";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { Workspace } from "../../ui/workspace.tsx";
import { useMapLayers } from "../analysis/queries.ts";
import { ActorDetail } from "./detail.tsx";
import { ActorEditForm, ActorForm } from "./form-actor.tsx";
import { AttributeForm } from "./form-attribute.tsx";
import { RelationForm } from "./form-relation.tsx";
import { ZoneForm } from "./form-zone.tsx";
import { ActorList } from "./list.tsx";
import { useActor } from "./queries.ts";
import "./actors.css";

const MapView = lazy(() => import("../../map/map-view.tsx").then(({ MapView: view }) => ({ default: view })));

export interface RoomProps {
  operation: OperationInfo;
  state: DashboardState;
  headline: readonly VerificationLevel[];
}

/** `/actors`, or `/actors/REF` with one actor open. */
export function ActorsPage() {
  const { ref } = useParams({ strict: false }) as { ref?: string };
  return (
    <Room actor={ref}>
      {(props) => (ref ? <ActorDetail key={ref} {...props} actor={ref} /> : <ActorList {...props} />)}
    </Room>
  );
}

export const NewActorPage = () => <Room>{(props) => <ActorForm {...props} />}</Room>;
export function EditActorPage() {
  const { ref } = useParams({ strict: false }) as { ref: string };
  return <Room actor={ref}>{(props) => <ActorEditForm key={ref} {...props} actor={ref} />}</Room>;
}
/** `/actors/REF/claim`, or `/actors/REF/claim/CLAIM` to correct one. */
export function ClaimPage() {
  const { ref, claim } = useParams({ strict: false }) as { ref: string; claim?: string };
  return <Room actor={ref}>{(props) => <AttributeForm {...props} actor={ref} claim={claim} />}</Room>;
}
export const NewZonePage = () => <Room>{(props) => <ZoneForm {...props} />}</Room>;
export const NewRelationPage = () => <Room>{(props) => <RelationForm {...props} />}</Room>;

export function Room({
  actor,
  children,
}: {
  actor?: string | undefined;
  children: (props: RoomProps) => ReactNode;
}) {
  const code = useOperationCode();
  const operation = useOperation(code).data;
  const facts = useFacts(code);
  const state = useDashboard();
  const headline = useMemo(() => (operation?.headlineLevels ?? []) as VerificationLevel[], [operation]);
  if (facts.isError) return <ErrorNote error={facts.error} retry={facts.refetch} />;
  if (!operation || !state?.facts) return <Waiting lines={10} />;
  const props = { operation, state, headline };
  const chosen = state.selection?.kind === "actor" ? state.selection.ref : undefined;
  return (
    <Workspace state={state} facts={state.facts} side={<div className="actors-side">{children(props)}</div>}>
      <Suspense fallback={<Waiting lines={3} />}>
        <RoomMap {...props} actor={actor ?? chosen} />
      </Suspense>
    </Workspace>
  );
}

/** The map shows where events with the open actor were recorded, and outlines the ground of its newest zone. */
function RoomMap({ state, headline, actor }: RoomProps & { actor: string | undefined }) {
  const layers = useMapLayers(state);
  const open = useOpen(state.operation);
  const zone = useActor(state.operation, actor).data?.zones[0]?.area.code;
  const shown = useMemo(
    () => ({
      ...state,
      select: open,
      selection: zone ? { kind: "area" as const, code: zone } : undefined,
      filter: actor ? { ...state.filter, actors: [actor], perpetrators: null } : state.filter,
    }),
    [state, open, actor, zone],
  );
  return <MapView state={shown} headline={headline} {...layers} />;
}

/** What a click on the map opens here: the page of the thing itself. */
function useOpen(operation: string): DashboardState["select"] {
  const navigate = useNavigate();
  return useMemo(() => {
    const go = (to: string, params: Record<string, string>) =>
      void navigate({ to, params: { operation, ...params }, search: true });
    return (selection: Selection | undefined) => {
      if (selection?.kind === "incident") go("/$operation/incidents/$ref", { ref: selection.ref });
      if (selection?.kind === "actor") go("/$operation/actors/$ref", { ref: selection.ref });
      if (selection?.kind === "area") go("/$operation/areas/$code", { code: selection.code });
    };
  }, [navigate, operation]);
}
