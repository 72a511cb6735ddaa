/** The room `incidents`: the list in the map's place, one incident beside it, and the short log. */
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { type Facts, factsOfNothing } from "../../../shared/rooms/analysis-facts.ts";
import { VERIFICATION_LEVELS } from "../../../shared/rooms/incidents.ts";
import { useWatch } from "../../access/watch-queries.ts";
import { useDashboard, useOperationCode } from "../../dashboard.ts";
import { useAlong } from "../../device/along.ts";
import { useFacts } from "../../facts.ts";
import { faultOf } from "../../faults.ts";
import { useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { usePhone } from "../../ui/frame.tsx";
import { useEscape } from "../../ui/shortcuts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { Workspace } from "../../ui/workspace.tsx";
import { useWords } from "../../words/index.tsx";
import { useInformationMap } from "../coverage/queries-information.ts";
import { useIntakeQueue } from "../intake/queries.ts";
import { useShapes } from "../places/queries.ts";
import { IncidentDetail } from "./detail.tsx";
import { MergedInto } from "./detail-merged.tsx";
import { IncidentLog } from "./form.tsx";
import { IncidentEditor } from "./form-edit.tsx";
import { mayEdit } from "./form-stored.ts";
import { ListWithBulk } from "./list-bulk.tsx";
import { useIncident } from "./queries.ts";
import { useReviewQueue } from "./queries-review.ts";
import "../../map/locator-map.css";

const MapView = lazy(async () => ({ default: (await import("../../map/map-view.tsx")).MapView }));

const LOCATOR_LAYERS = ["areas", "incidents"] as const;

/** Goes to an incident's own address, or back to the list. */
function useGoTo() {
  const navigate = useNavigate();
  const operation = useOperationCode();
  return (ref: string | undefined) =>
    ref
      ? navigate({ to: "/$operation/incidents/$ref", params: { operation, ref }, search: true })
      : navigate({ to: "/$operation/incidents", params: { operation }, search: true });
}

export function IncidentsPage() {
  return <Room />;
}

export function IncidentPage() {
  const { ref } = useParams({ strict: false });
  return <Room incident={ref} />;
}

function Room({ incident }: { incident?: string }) {
  const state = useDashboard();
  const facts = useFacts(useOperationCode());
  const goTo = useGoTo();
  const close = () => {
    if (state?.selection) state.select(undefined);
    if (incident) void goTo(undefined);
  };
  useEscape(close);
  if (facts.isError) return <ErrorNote error={facts.error} retry={facts.refetch} />;
  if (!state?.facts) return <Waiting lines={10} />;
  const open = incident ?? (state.selection?.kind === "incident" ? state.selection.ref : undefined);
  const shown = open ? { ...state, selection: { kind: "incident" as const, ref: open } } : state;
  return (
    <Workspace
      state={state}
      facts={state.facts}
      side={open && <Side state={shown} incident={open} onClose={close} />}
    >
      <Neighbours code={state.operation} />
      <ListWithBulk state={shown} facts={state.facts} onOpen={(ref) => void goTo(ref)} />
    </Workspace>
  );
}

/** One quiet line to the pages beside the list; each says how much waits there. */
function Neighbours({ code }: { code: string }) {
  const { t } = useWords();
  return (
    <nav className="incidents-neighbours" aria-label={t("incidents.neighbours")}>
      <VerifyLink code={code} />
      <IntakeLink code={code} />
      <Link to="/$operation/displaced" params={{ operation: code }} search>
        {t("displacement.title")}
      </Link>
    </nav>
  );
}

/** To the messages that wait, for whoever may make reports of them. */
function IntakeLink({ code }: { code: string }) {
  const { t } = useWords();
  const writes = useOperation(code).data?.you.writes.includes("incident") ?? false;
  const counts = useIntakeQueue(code, writes).data?.counts;
  if (!writes) return null;
  return (
    <Link to="/$operation/intake" params={{ operation: code }} search>
      {t("intake.link", { n: counts?.open ?? 0 })}
    </Link>
  );
}

/** To the queue, where something waits in it. */
function VerifyLink({ code }: { code: string }) {
  const { t } = useWords();
  const writes = useOperation(code).data?.you.writes.includes("incident") ?? false;
  const rows = useReviewQueue(code, writes).data?.rows ?? [];
  if (rows.length === 0) return null;
  const mine = rows.filter(({ why }) => why === null).length;
  return (
    <Link to="/$operation/verify" params={{ operation: code }} search>
      {t("verify.sight.waiting", { n: rows.length, mine })}
    </Link>
  );
}

/** One incident, and where there is room a small map of where it lies. */
function Side({
  state,
  incident,
  onClose,
}: {
  state: DashboardState;
  incident: string;
  onClose: () => void;
}) {
  const phone = usePhone();
  const operation = useOperation(state.operation).data;
  const areas = useShapes(state.operation);
  const information = useInformationMap(state.operation);
  const headline = useMemo(
    () => VERIFICATION_LEVELS.filter((level) => operation?.headlineLevels.includes(level)),
    [operation],
  );
  const still = useMemo(
    () => ({ ...state, camera: undefined, setCamera: () => undefined, layers: LOCATOR_LAYERS }),
    [state],
  );
  return (
    <div className="incident-side">
      {!phone && (
        <div className="locator-map incident-locator">
          <Suspense>
            <MapView state={still} headline={headline} areas={areas} information={information} />
          </Suspense>
        </div>
      )}
      <IncidentDetail state={state} incident={incident} onClose={onClose} />
    </div>
  );
}

/** Areas and actors to choose from: those of the facts, without a network those that were taken along. */
function useListsOf(operation: string): Facts | undefined {
  const facts = useFacts(operation).data?.value;
  const along = useAlong(operation);
  return useMemo(() => facts ?? (along && factsOfNothing(along)), [facts, along]);
}

/** Why nobody logs here now: the operation is locked, or the reader's role only reads. */
function NotLogged({ code }: { code: string }) {
  const { t } = useWords();
  const lock = useWatch(code).data?.lock ?? "normal";
  if (lock !== "normal")
    return (
      <EmptyNote kind="denied" title={t("incidents.form.locked")} help={t("incidents.form.lockedHelp")} />
    );
  return <EmptyNote kind="denied" help={t("incidents.form.notAllowed")} />;
}

export function NewIncidentPage() {
  const code = useOperationCode();
  const operation = useOperation(code).data;
  const facts = useListsOf(code);
  const goTo = useGoTo();
  const navigate = useNavigate();
  // What was just logged stands in the operation's own log, whatever dataset and period were open before.
  const showSaved = (ref: string) =>
    void navigate({
      to: "/$operation/incidents/$ref",
      params: { operation: code, ref },
      search: { dataset: "log", from: "all" },
    });
  if (!operation || !facts) return <Waiting lines={8} />;
  if (!operation.you.writes.includes("incident")) {
    return <NotLogged code={code} />;
  }
  return (
    <IncidentLog
      operation={operation}
      facts={facts}
      onSaved={showSaved}
      onKept={() => void navigate({ to: "/$operation/device", params: { operation: code } })}
      onLeave={() => void goTo(undefined)}
    />
  );
}

export function EditIncidentPage() {
  const { t } = useWords();
  const code = useOperationCode();
  const { ref = "" } = useParams({ strict: false });
  const operation = useOperation(code).data;
  const facts = useListsOf(code);
  const answer = useIncident(code, ref);
  const goTo = useGoTo();
  const into = answer.isError ? faultOf(answer.error).mergedInto : undefined;
  if (into && !answer.data) return <MergedInto into={into} code={code} onClose={undefined} />;
  if (answer.isError && !answer.data) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  if (!operation || !facts || !answer.data) return <Waiting lines={8} />;
  if (!mayEdit(answer.data, operation)) {
    return <EmptyNote kind="denied" help={t("incidents.edit.notAllowed")} />;
  }
  return (
    <IncidentEditor
      key={ref}
      operation={operation}
      facts={facts}
      seen={answer.data}
      mergedInto={into}
      reload={() => void answer.refetch()}
      onDone={() => void goTo(ref)}
    />
  );
}
