/** The room `incidents`: the list in the map's place, one incident beside it, and the short log. */
import { useNavigate, useParams } from "@tanstack/react-router";
import { useDashboard, useOperationCode } from "../../dashboard.ts";
import { useFacts } from "../../facts.ts";
import { useOperation } from "../../session.ts";
import { useEscape } from "../../ui/shortcuts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { Workspace } from "../../ui/workspace.tsx";
import { useWords } from "../../words/index.tsx";
import { IncidentDetail } from "./detail.tsx";
import { IncidentLog } from "./form.tsx";
import { IncidentList } from "./list.tsx";

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
      side={open && <IncidentDetail state={state} incident={open} onClose={close} />}
    >
      <IncidentList state={shown} facts={state.facts} onOpen={(ref) => void goTo(ref)} />
    </Workspace>
  );
}

export function NewIncidentPage() {
  const { t } = useWords();
  const code = useOperationCode();
  const operation = useOperation(code).data;
  const facts = useFacts(code).data?.value;
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
    return <EmptyNote kind="denied" help={t("incidents.form.notAllowed")} />;
  }
  return (
    <IncidentLog
      operation={operation}
      facts={facts}
      onSaved={showSaved}
      onLeave={() => void goTo(undefined)}
    />
  );
}
