/**
 * The dashboard: live map in the middle, filters at the start, what is open (or charts and list) at the end, the
 * timeline at the foot. All of it shows one selection of the facts; map and charts are loaded when first needed.
 */
import { lazy, Suspense, useEffect, useMemo } from "react";
import { VERIFICATION_LEVELS, type VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { useAddress, useDashboard, useOperationCode, useSetAddress } from "../../dashboard.ts";
import { isOpen } from "../../device/device.ts";
import { useFacts } from "../../facts.ts";
import { faultOf } from "../../faults.ts";
import { type OperationInfo, useMe, useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { usePhone } from "../../ui/frame.tsx";
import { useEscape } from "../../ui/shortcuts.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { Timeline } from "../../ui/timeline/timeline.tsx";
import { Workspace } from "../../ui/workspace.tsx";
import { panelOf } from "../../url.ts";
import { IncidentDetail } from "../incidents/detail.tsx";
import { ActorGlance, AreaGlance, BaseGlance } from "./glance.tsx";
import { Overview, PanelOpener } from "./overview.tsx";
import { MapAway } from "./page-away.tsx";
import { useMapLayers } from "./queries.ts";
import { FirstSight } from "./sight.tsx";
import "./analysis.css";

const loadMap = () => import("../../map/map-view.tsx");
const MapView = lazy(async () => ({ default: (await loadMap()).MapView }));

/** The levels an operation counts, as codes this client knows. */
export const headlineOf = (operation: OperationInfo): VerificationLevel[] =>
  VERIFICATION_LEVELS.filter((level) => operation.headlineLevels.includes(level));

export function AnalysisPage() {
  const state = useDashboard();
  const facts = useFacts(useOperationCode());
  const operation = useOperation(useOperationCode()).data;
  // After the first picture, and while the facts are on their way: the map's files need not wait for them. What fails
  // here fails again, and is told, where the map is drawn.
  useEffect(() => void loadMap().catch(() => undefined), []);
  const isAway = facts.isError && faultOf(facts.error).code === "network";
  if (isAway && isOpen() && operation) return <MapAway operation={operation} />;
  if (facts.isError) return <ErrorNote error={facts.error} retry={facts.refetch} />;
  if (!state || !operation) return <Waiting lines={10} />;
  return <Dashboard state={state} operation={operation} />;
}

function Dashboard({ state, operation }: { state: DashboardState; operation: OperationInfo }) {
  const phone = usePhone();
  const me = useMe().data;
  const setAddress = useSetAddress();
  const view = panelOf(useAddress());
  const headline = useMemo(() => headlineOf(operation), [operation]);
  const layers = useMapLayers(state);
  useEscape(() => state.selection && state.select(undefined));
  const { facts } = state;
  if (!facts) return <Waiting lines={10} />;
  const open = <Opened state={state} headline={headline} />;
  const timeline = <Timeline state={state} headline={headline} />;
  const overview = (
    <Overview
      state={state}
      facts={facts}
      headline={headline}
      view={view}
      onView={(panel) => setAddress({ panel: panel === "charts" ? undefined : panel })}
    >
      {phone && timeline}
    </Overview>
  );
  const side = state.selection ? open : !phone && view !== "none" ? overview : undefined;
  return (
    <Workspace state={state} facts={facts} side={side} sheet={overview} foot={timeline}>
      <Suspense fallback={<Waiting lines={3} />}>
        <MapView state={state} headline={headline} {...layers} />
      </Suspense>
      {me && <FirstSight me={me} state={state} facts={facts} operation={operation} headline={headline} />}
      {!side && !phone && <PanelOpener onOpen={() => setAddress({ panel: undefined })} />}
    </Workspace>
  );
}

/** The record that is open, whichever kind it is. */
function Opened({ state, headline }: { state: DashboardState; headline: readonly VerificationLevel[] }) {
  const { selection, facts } = state;
  const close = () => state.select(undefined);
  if (!selection || !facts) return null;
  if (selection.kind === "incident") {
    return <IncidentDetail state={state} incident={selection.ref} onClose={close} />;
  }
  if (selection.kind === "area") {
    return (
      <AreaGlance state={state} facts={facts} headline={headline} code={selection.code} onClose={close} />
    );
  }
  if (selection.kind === "actor") {
    return (
      <ActorGlance state={state} facts={facts} headline={headline} actor={selection.ref} onClose={close} />
    );
  }
  return <BaseGlance state={state} base={selection.ref} onClose={close} />;
}
