/** What was merged into a report, how it stood, and undoing it; and the way from a merged report to the one that stands for it. */
import { Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { faultOf } from "../../faults.ts";
import { useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { VerificationMark } from "../../ui/marks.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatSpan, formatTime } from "../../words/format.ts";
import { hasWord, type Translate, useWords } from "../../words/index.tsx";
import { mayEdit } from "./form-stored.ts";
import type { IncidentSeen } from "./queries.ts";
import { type MergeSeen, useMerges, useUndoMerge } from "./queries-alike.ts";

/** "What happened, Counts": groups of fields by their codes, each once. */
export function groupNames(t: Translate, codes: readonly string[]): string {
  const names = codes.map((code) => {
    const key = `alike.group.${code.startsWith("harm") ? "harm" : code === "descriptions" ? "description" : code}`;
    return hasWord(key) ? t(key) : code;
  });
  return [...new Set(names)].join(", ");
}

export function Merged({ seen, state }: { seen: IncidentSeen; state: DashboardState }) {
  const { t } = useWords();
  const merges = useMerges(state.operation, seen.ref).data ?? [];
  if (merges.length === 0) return null;
  return (
    <section className="panel-section">
      <h3>{t("alike.merged.title")}</h3>
      <ul className="plain-list">
        {merges.map((merge, at) => (
          <li key={merge.ref}>
            <MergedReport merge={merge} timeZone={state.timeZone} />
            {at === 0 && <UndoButton merge={merge} seen={seen} code={state.operation} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function MergedReport({ merge, timeZone }: { merge: MergeSeen; timeZone: string }) {
  const { t, tag } = useWords();
  const { gone, chosen } = merge;
  const title = t("incidents.detail.title", {
    kind: codeLabel(t, "incidentKind", gone.kind),
    place: gone.place ?? t("incidents.list.noPlace"),
  });
  return (
    <>
      <strong>{title}</strong>
      <div className="alike-marks">
        <span>{formatSpan(gone.occurredFrom, gone.occurredTo, tag)}</span>
        {gone.killed !== null && (
          <span>{t("verify.queue.killed", { n: formatCount(gone.killed, tag) })}</span>
        )}
        <VerificationMark level={gone.verification} />
      </div>
      {gone.description && <p className="prose">{gone.description}</p>}
      <div className="soft">
        {t("alike.merged.line", { who: merge.by, when: formatTime(merge.at, tag, timeZone) })}
        {". "}
        {chosen.length > 0
          ? t("alike.merged.took", { fields: groupNames(t, chosen) })
          : t("alike.merged.tookNothing")}
      </div>
    </>
  );
}

function UndoButton({ merge, seen, code }: { merge: MergeSeen; seen: IncidentSeen; code: string }) {
  const { t } = useWords();
  const operation = useOperation(code).data;
  const undoing = useUndoMerge(code);
  if (!mayEdit(seen, operation)) return null;
  const undo = () =>
    undoing.mutate(
      { id: merge.ref, version: seen.version },
      {
        onSuccess: ({ left, withdrawn }) => {
          const back =
            left.length > 0
              ? t("alike.merged.left", { fields: groupNames(t, left) })
              : t("alike.merged.undone");
          const message = withdrawn > 0 ? `${back} ${t("alike.merged.withdrawn", { n: withdrawn })}` : back;
          notifications.show({ message, autoClose: left.length + withdrawn > 0 ? false : 4_000 });
        },
      },
    );
  const stateOf = undoing.isError ? faultOf(undoing.error).state : undefined;
  return (
    <>
      <Button size="compact-sm" variant="default" mt={6} loading={undoing.isPending} onClick={undo}>
        {t("alike.merged.undo")}
      </Button>
      {undoing.isError &&
        (stateOf === "later" ? (
          <p role="alert">{t("alike.compare.refused.later")}</p>
        ) : (
          <ErrorNote error={undoing.error} />
        ))}
    </>
  );
}

/** In the place of a report that was merged. */
export function MergedInto({
  into,
  code,
  onClose,
}: {
  into: string;
  code: string;
  onClose: (() => void) | undefined;
}) {
  const { t } = useWords();
  return (
    <Panel title={t("alike.merged.into")} onClose={onClose}>
      <section className="panel-section">
        <Link to="/$operation/incidents/$ref" params={{ operation: code, ref: into }} search>
          {t("alike.merged.open")}
        </Link>
      </section>
    </Panel>
  );
}

/** Above the form of a report that was merged while somebody wrote on it: where to go on, and that nothing is lost. */
export function MergedMeanwhile({ into, code }: { into: string; code: string }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="versions" role="alert" tabIndex={-1} ref={box}>
      <strong>{t("alike.merged.into")}</strong>
      <Text size="sm">{t("alike.merged.meanwhile")}</Text>
      <Link to="/$operation/incidents/$ref/edit" params={{ operation: code, ref: into }} search>
        {t("alike.merged.edit")}
      </Link>
    </div>
  );
}
