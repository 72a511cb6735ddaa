/**
 * What the three forms of the room share: a draft kept in this tab, faults at the field and in one summary that takes
 * the focus, who will see it before saving, and type-ahead for actors and areas that forgives accents and case.
 */
import { Button, Select, type SelectProps, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { z } from "zod";
import { newId } from "../../../shared/ids.ts";
import { nameKey } from "../../../shared/names.ts";
import type { ActorAnswer } from "../../../shared/rooms/actors-answers.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { isDate } from "../../../shared/time.ts";
import { refresh } from "../../facts.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { IssueSummary } from "../../ui/form-parts.tsx";
import { Panel } from "../../ui/panel.tsx";
import { EmptyNote, ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";
import type { RoomProps } from "./page.tsx";

export type FormKind = "actor" | "zone" | "relation";

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
  /** The actor whose page is opened afterwards. */
  opens: (form: Form) => string;
  drop: () => void;
}

/** Checks by the server's own rules, sends, and opens what was written. */
export function useSend<Form>({ operation, kind, schema, send, opens, drop }: SendProps<Form>) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const sending = useMutation({ mutationFn: send });
  const submit = (input: unknown) => {
    const parsed = schema.safeParse(input);
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    sending.mutate(parsed.data, {
      onSuccess: () => {
        drop();
        refresh(operation);
        notifications.show({ message: t(`actors.form.saved.${kind}`) });
        void navigate({
          to: "/$operation/actors/$ref",
          params: { operation, ref: opens(parsed.data) },
          search: (before: Record<string, unknown>) => ({ ...before, open: undefined }),
        });
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  return { issues, submit, sending };
}

interface ShellProps extends RoomProps {
  kind: FormKind;
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
  issues,
  labels,
  sending,
  onSubmit,
  onDiscard,
  children,
}: ShellProps) {
  const { t } = useWords();
  const summary = useRef<HTMLDivElement>(null);
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
    void navigate({
      to: "/$operation/actors",
      params: { operation: operation.code },
      search: (before: Record<string, unknown>) => ({ ...before, open: undefined }),
    });
  };
  if (!operation.you.writes.includes("actor")) {
    return <EmptyNote kind="denied" help={t("actors.form.notAllowed")} />;
  }
  return (
    <Panel title={t(`actors.form.${kind}.title`)}>
      <form className="actor-form" onSubmit={submit} noValidate>
        <p className="form-lead">{t(`actors.form.${kind}.lead`)}</p>
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

/** Options found in any spelling: accents, case and punctuation do not matter. */
const forgiving: SelectProps["filter"] = ({ options, search }) => {
  const key = nameKey(search);
  return options.filter((option) => "label" in option && nameKey(option.label).includes(key));
};

interface PickProps {
  field: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  issues: Issues;
}

export function ActorPick({
  field,
  label,
  value,
  onChange,
  issues,
  actors,
}: PickProps & { actors: ActorAnswer[] }) {
  const { t } = useWords();
  const data = useMemo(() => actors.map(({ ref, name }) => ({ value: ref, label: name })), [actors]);
  return (
    <Select
      data-field={field}
      withAsterisk
      searchable
      limit={50}
      label={label}
      placeholder={t("actors.form.actorPlaceholder")}
      nothingFoundMessage={t("incidents.filter.nothing")}
      data={data}
      filter={forgiving}
      value={value || null}
      onChange={(ref) => onChange(ref ?? "")}
      error={issueText(t, issues[field])}
    />
  );
}

export function AreaPick(props: PickProps & { operation: string; description: string }) {
  const { field, label, description, value, onChange, issues, operation } = props;
  const { t } = useWords();
  const areas = useAreas(operation).data;
  const data = useMemo(() => {
    const names = new Map(areas?.map(({ ref, name }) => [ref, name]));
    const described = (level: number, parent: string | null) =>
      [codeLabel(t, "areaLevel", String(level)), names.get(parent ?? "")].filter(Boolean).join(", ");
    return (areas ?? []).map(({ ref, name, level, parentId }) => ({
      value: ref,
      label: `${name} · ${described(level, parentId)}`,
    }));
  }, [areas, t]);
  return (
    <Select
      data-field={field}
      withAsterisk
      searchable
      limit={50}
      label={label}
      description={description}
      placeholder={t("actors.form.areaPlaceholder")}
      nothingFoundMessage={t("incidents.filter.nothing")}
      data={data}
      filter={forgiving}
      value={value || null}
      onChange={(ref) => onChange(ref ?? "")}
      error={issueText(t, issues[field])}
    />
  );
}

interface CodePickProps extends PickProps {
  list: string;
  codes: readonly string[];
  placeholder: string;
  description?: string | undefined;
}

/** One code of a list, by its label. */
export function CodePick({
  field,
  label,
  value,
  onChange,
  issues,
  list,
  codes,
  placeholder,
  description,
}: CodePickProps) {
  const { t } = useWords();
  return (
    <Select
      data-field={field}
      withAsterisk
      searchable
      label={label}
      description={description}
      placeholder={placeholder}
      nothingFoundMessage={t("incidents.filter.nothing")}
      data={codes.map((code) => ({ value: code, label: codeLabel(t, list, code) }))}
      value={value || null}
      onChange={(code) => onChange(code ?? "")}
      error={issueText(t, issues[field])}
    />
  );
}

interface DateProps extends PickProps {
  required?: boolean;
  description?: string;
  max?: string;
}

/** A day. The browser writes it in its own way, so below it stands in words that nobody can mistake. */
export function DateField({ field, label, value, onChange, issues, required, description, max }: DateProps) {
  const { t, tag } = useWords();
  return (
    <TextInput
      type="date"
      data-field={field}
      withAsterisk={required}
      label={label}
      description={isDate(value) ? formatDate(value, tag) : description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      {...(max ? { max } : {})}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={issueText(t, issues[field])}
    />
  );
}

/** A more sensitive record that this one names keeps it from being told more openly. */
export function RaisedNote({ actor }: { actor: ActorAnswer | undefined }) {
  const { t } = useWords();
  if (!actor || actor.sensitivity === "low") return null;
  const level = codeLabel(t, "sensitivity", actor.sensitivity).toLowerCase();
  return (
    <Text size="xs" c="dimmed">
      {t("actors.form.raised", { actor: actor.name, level })}
    </Text>
  );
}

/** Empty text is no value. */
export const orNull = (text: string): string | null => (text.trim() === "" ? null : text);
