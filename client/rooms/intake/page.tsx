/** The room `intake`: what came in and waits, and one report of it at a time. */
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Facts } from "../../../shared/rooms/analysis.ts";
import type { IntakeItem, IntakeQueue } from "../../../shared/rooms/intake.ts";
import { type Known, proposeOf } from "../../../shared/rooms/intake-propose.ts";
import { splitPaste } from "../../../shared/rooms/intake-split.ts";
import { useOperationCode } from "../../dashboard.ts";
import { useFacts } from "../../facts.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import { useEscape } from "../../ui/shortcuts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { useActors } from "../actors/queries.ts";
import { lastPlace } from "../places/form-place.tsx";
import { useGazetteer } from "../places/queries.ts";
import { IntakeReport } from "./form.tsx";
import { Original } from "./form-original.tsx";
import { draftOfMessage, draftOfRow } from "./form-proposed.ts";
import { IntakeList } from "./list.tsx";
import { TakeIn } from "./list-paste.tsx";
import { useIntakeItem, useIntakeQueue, useUndo } from "./queries.ts";
import "../incidents/form.css";
import "./intake.css";

function useOpen() {
  const navigate = useNavigate();
  const operation = useOperationCode();
  return (ref: string | undefined) =>
    void (ref
      ? navigate({ to: "/$operation/intake/$ref", params: { operation, ref }, search: true })
      : navigate({ to: "/$operation/intake", params: { operation }, search: true }));
}

/** The operation, where the person logs incidents; else what to say instead. */
function useWriter(): OperationInfo | "denied" | undefined {
  const operation = useOperation(useOperationCode()).data;
  return operation && (operation.you.writes.includes("incident") ? operation : "denied");
}

const Denied = () => {
  const { t } = useWords();
  return <EmptyNote kind="denied" help={t("intake.notAllowed")} />;
};

export function IntakePage() {
  const { t } = useWords();
  const operation = useWriter();
  const queue = useIntakeQueue(useOperationCode(), operation !== undefined && operation !== "denied");
  const open = useOpen();
  if (operation === "denied") return <Denied />;
  if (!operation) return <Waiting lines={8} />;
  return (
    <div className="intake-page">
      <h1>{t("intake.title")}</h1>
      <p className="intake-lead">{t("intake.lead")}</p>
      <TakeIn operation={operation} onTaken={open} />
      {queue.data && <IntakeList operation={operation} queue={queue.data} onOpen={open} />}
      {queue.isPending && <Waiting lines={8} />}
      {queue.isError && !queue.data && <ErrorNote error={queue.error} retry={queue.refetch} />}
    </div>
  );
}

export function IntakeItemPage() {
  const code = useOperationCode();
  const { ref = "" } = useParams({ strict: false });
  const operation = useWriter();
  const writes = operation !== undefined && operation !== "denied";
  const queue = useIntakeQueue(code, writes);
  const facts = useFacts(code).data?.value;
  const item = useIntakeItem(code, ref);
  const { gazetteer, isReady } = useGazetteer(code);
  const actors = useActors(code).data;
  const open = useOpen();
  useEscape(() => open(undefined));
  const known = useMemo<Known | null>(
    () =>
      writes && isReady && actors
        ? { gazetteer, actors, today: operation.today, near: lastPlace(code) }
        : null,
    [writes, isReady, actors, gazetteer, operation, code],
  );
  if (operation === "denied") return <Denied />;
  if (item.isError && !item.data) return <ErrorNote error={item.error} retry={item.refetch} />;
  if (!operation || !facts || !known || !queue.data || !item.data) return <Waiting lines={10} />;
  return (
    <OneItem key={ref} {...{ operation, facts, known }} queue={queue.data} item={item.data} onOpen={open} />
  );
}

interface OneProps {
  operation: OperationInfo;
  facts: Facts;
  known: Known;
  queue: IntakeQueue;
  item: IntakeItem;
  onOpen: (ref: string | undefined) => void;
}

function OneItem({ operation, facts, known, queue, item, onOpen }: OneProps) {
  const words = useWords();
  const { t } = words;
  const [whole, setWhole] = useState(false);
  const part = useMemo(
    () => (whole ? (splitPaste(item.original)[0]?.body ?? item.part) : item.part),
    [whole, item],
  );
  const read = useMemo(() => proposeOf({ ...item, part }, known), [item, part, known]);
  const start = useMemo(
    () => (item.fields ? draftOfRow(item, item.fields, known, words) : draftOfMessage(item, read, words)),
    [item, read, known, words],
  );
  const sayTaken = useTaken(operation.code, onOpen);
  const waiting = queue.items.filter(({ state }) => state === "open");
  const at = waiting.findIndex(({ ref }) => ref === item.ref);
  const next = waiting[at + 1] ?? waiting.find(({ ref }) => ref !== item.ref);
  if (item.state !== "open") return <Decided operation={operation.code} item={item} onOpen={onOpen} />;
  return (
    <div className="intake-one">
      <header className="intake-head">
        <Link to="/$operation/intake" params={{ operation: operation.code }} search>
          {t("intake.back")}
        </Link>
        <h1>
          {at < 0 ? t("intake.report.one") : t("intake.report.title", { at: at + 1, n: waiting.length })}
        </h1>
      </header>
      <Original item={item} read={read} whole={whole} onWhole={setWhole} />
      <IntakeReport
        key={String(whole)}
        {...{ operation, facts, item, read, start }}
        hasNext={next !== undefined}
        onDone={(what) => {
          sayTaken(item.ref, what);
          onOpen(next?.ref);
        }}
      />
    </div>
  );
}

/** What was said of the step before. */
let lastSaid: string | null = null;

/** Says what was done, with the way back for a while. */
function useTaken(operation: string, onOpen: (ref: string | undefined) => void) {
  const { t } = useWords();
  const undo = useUndo(operation);
  return (ref: string, what: "accepted" | "setAside") => {
    const id = `intake-${ref}`;
    // Only the last step is offered, so that what was said does not pile up over the page.
    if (lastSaid !== null) notifications.hide(lastSaid);
    lastSaid = id;
    const say = (message: string) =>
      notifications.show({ message, closeButtonProps: { "aria-label": t("frame.close") } });
    // The page of the item is gone by then, so that only the promise still answers.
    const takeBack = () =>
      undo.mutateAsync(ref).then(
        () => {
          onOpen(ref);
          say(t("intake.undo.done"));
        },
        () => say(t("intake.undo.refused")),
      );
    const press = () => {
      notifications.hide(id);
      void takeBack();
    };
    notifications.show({
      id,
      autoClose: 10_000,
      closeButtonProps: { "aria-label": t("frame.close") },
      message: (
        <span className="intake-said">
          {t(`intake.${what}`)}
          <Button variant="subtle" size="compact-sm" onClick={press}>
            {t("intake.undo")}
          </Button>
        </span>
      ),
    });
  };
}

/** Somebody was faster, or it was opened again later. */
function Decided({
  operation,
  item,
  onOpen,
}: {
  operation: string;
  item: IntakeItem;
  onOpen: OneProps["onOpen"];
}) {
  const { t } = useWords();
  const undo = useUndo(operation);
  return (
    <div className="intake-page">
      <EmptyNote
        kind="first"
        title={t(`intake.state.${item.state}`)}
        help={undo.isError ? t("intake.undo.refused") : t("intake.gone")}
        action={
          <div className="intake-decided">
            {item.incident && (
              <Link
                to="/$operation/incidents/$ref"
                params={{ operation, ref: item.incident }}
                search={{ dataset: "log", from: "all" }}
              >
                {t("intake.openReport")}
              </Link>
            )}
            <Button
              variant="default"
              size="compact-sm"
              loading={undo.isPending}
              onClick={() => undo.mutate(item.ref)}
            >
              {t("intake.undo")}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => onOpen(undefined)}>
              {t("intake.back")}
            </Button>
          </div>
        }
      />
    </div>
  );
}
