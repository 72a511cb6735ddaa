/**
 * What the three forms of the room share: a draft kept in this tab, faults at the field and in one summary that takes
 * the focus, sending, and what is opened afterwards.
 */
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { newId } from "../../../shared/ids.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refresh } from "../../facts.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { type Issues, issuesOf, issuesOfError, NO_ISSUES } from "../../ui/form-issues.ts";
import { IssueSummary, useStart } from "../../ui/form-parts.tsx";
import { Panel } from "../../ui/panel.tsx";
import { EmptyNote, ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import type { RoomProps } from "./page.tsx";

export type FormKind =
  | "actor"
  | "edit"
  | "zone"
  | "relation"
  | "claim"
  | "engagement"
  | "mission"
  | "brief"
  | "mitigation";

/** The draft of one of the forms; what the address names (`presets`) is filled in when the form opens. */
export function useDraft<T extends object>(kind: FormKind, operation: string, start: T, presets: Partial<T>) {
  const draft = useKeptDraft<T & { id: string }>(`${kind}.${operation}`, () => ({ id: newId(), ...start }));
  const named = JSON.stringify(presets);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the address names something else
  useEffect(() => {
    if (named !== "{}") draft.set(JSON.parse(named));
  }, [named]);
  return draft;
}

interface SendProps<Form> {
  operation: string;
  kind: FormKind;
  schema: z.ZodType<Form>;
  send: (form: Form) => Promise<StoredAnswer>;
  /** The actor whose page is opened afterwards; null: the page of engagements. */
  opens: (form: Form) => string | null;
  drop: () => void;
  /** The operation's today, ISO: no claim stands for a later day. */
  today: string;
}

/** Where a form leads: an actor's page, the page of engagements (null), or the list. */
const placeOf = (operation: string, ref: string | null | undefined) => ({
  to: ref
    ? ("/$operation/actors/$ref" as const)
    : ref === null
      ? ("/$operation/actors/engagement" as const)
      : ("/$operation/actors" as const),
  params: { operation, ref: ref ?? undefined },
  search: (before: Record<string, unknown>) => ({ ...before, open: undefined }),
});

/** Checks by the server's own rules, sends, and opens what was written. */
export function useSend<Form extends { id: string; asOf?: string }>(props: SendProps<Form>) {
  const { operation, kind, schema, send, opens, drop, today } = props;
  const { t } = useWords();
  const navigate = useNavigate();
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const sending = useMutation({ mutationFn: send });
  const submit = (input: unknown) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) return setIssues(issuesOf(parsed.error));
    if (parsed.data.asOf && parsed.data.asOf > today) return setIssues({ asOf: "in_future" });
    setIssues(NO_ISSUES);
    sending.mutate(parsed.data, {
      onSuccess: () => {
        drop();
        refresh(operation);
        notifications.show({ message: t(`actors.form.saved.${kind}`) });
        void navigate(placeOf(operation, opens(parsed.data)));
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  return { issues, submit, sending };
}

interface ShellProps extends RoomProps {
  kind: FormKind;
  /** The actor whose page is opened when nothing is sent; null: the page of engagements; else the list. */
  back?: string | null | undefined;
  issues: Issues;
  labels: Record<string, string>;
  sending: { isPending: boolean; isError: boolean; error: unknown };
  onSubmit: () => void;
  onDiscard: () => void;
  children: ReactNode;
}

export function FormShell({
  operation,
  kind,
  back,
  issues,
  labels,
  sending,
  onSubmit,
  onDiscard,
  children,
}: ShellProps) {
  const { t } = useWords();
  const summary = useRef<HTMLDivElement>(null);
  const start = useStart<HTMLParagraphElement>();
  const navigate = useNavigate();
  useEffect(() => {
    if (issues !== NO_ISSUES) summary.current?.focus();
  }, [issues]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const leave = () => {
    onDiscard();
    void navigate(placeOf(operation.code, back));
  };
  if (!operation.you.writes.includes("actor")) {
    return <EmptyNote kind="denied" help={t("actors.form.notAllowed")} />;
  }
  return (
    <Panel title={t(`actors.form.${kind}.title`)}>
      <form className="actor-form" onSubmit={submit} noValidate>
        <p className="form-lead" {...start}>
          {t(`actors.form.${kind}.lead`)}
        </p>
        <div ref={summary} tabIndex={-1}>
          <IssueSummary issues={issues} labels={labels} />
        </div>
        {children}
        {sending.isError && <ErrorNote error={sending.error} />}
        <div className="form-foot">
          <Button type="submit" loading={sending.isPending}>
            {t(`actors.form.submit.${kind}`)}
          </Button>
          <Button variant="subtle" color="gray" onClick={leave}>
            {t("incidents.form.discard")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
