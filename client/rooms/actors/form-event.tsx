/** What happens to a group on a day: it takes another name, splits, or goes up in another. Each can be taken back whole. */
import { Button, Group, MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import { mergeForm, renameForm, splinterForm } from "../../../shared/rooms/actors-events.ts";
import { api } from "../../api.ts";
import type { OperationInfo } from "../../session.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { type Issues, issuesOf, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { IssueSummary } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { GradeFields, gradeOf, NO_GRADE, useGradeLabels } from "./form-grade.tsx";
import { ToldFields, toldOf, useTelling, useToldLabels } from "./form-move.tsx";

export type EventKind = "rename" | "split" | "merge";

interface EventProps {
  operation: OperationInfo;
  kind: EventKind;
  actor: { ref: string; name: string; kind: string };
  /** Everybody else it could join. */
  others: { ref: string; name: string }[];
  /** Units directly under it, which may go along with a split. */
  units: { ref: string; name: string }[];
  day: string;
  done: () => void;
}

const START = { name: "", intoId: "", unitIds: [] as string[], ...NO_GRADE };

export function EventForm({ operation, kind, actor, others, units, day, done }: EventProps) {
  const { t } = useWords();
  const [ids] = useState(() => ({ id: newId(), splinterId: newId() }));
  const [draft, setDraft] = useState({ ...START, ...toldOf(day, operation.today) });
  const { issues, setIssues, send } = useTelling(operation.code, done);
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parse(kind, operation.code, actor, ids, draft);
    setIssues("issues" in parsed ? parsed.issues : NO_ISSUES);
    if ("send" in parsed) send.mutate(parsed.send);
  };
  const labels = {
    ...useToldLabels(),
    ...useGradeLabels(),
    name: t(kind === "rename" ? "structure.event.newName" : "structure.event.splinterName"),
    intoId: t("structure.event.into"),
  };
  return (
    <form onSubmit={submit} noValidate className="structure-form">
      <Stack gap="sm">
        <Text size="sm">{t(`structure.event.${kind}.lead`, { actor: actor.name })}</Text>
        <IssueSummary issues={issues} labels={labels} />
        {kind !== "merge" && (
          <TextInput
            data-field="name"
            withAsterisk
            label={labels.name}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            error={issueText(t, issues.name)}
          />
        )}
        {kind === "split" && (
          <MultiSelect
            searchable
            label={t("structure.event.units")}
            description={t("structure.event.unitsHelp")}
            data={units.map(({ ref, name }) => ({ value: ref, label: name }))}
            value={draft.unitIds}
            onChange={(unitIds) => set({ unitIds })}
          />
        )}
        {kind === "merge" && (
          <Select
            data-field="intoId"
            withAsterisk
            searchable
            limit={50}
            label={labels.intoId}
            placeholder={t("actors.form.actorPlaceholder")}
            data={others
              .filter(({ ref }) => ref !== actor.ref)
              .map(({ ref, name }) => ({ value: ref, label: name }))}
            filter={forgiving}
            value={draft.intoId || null}
            onChange={(intoId) => set({ intoId: intoId ?? "" })}
            error={issueText(t, issues.intoId)}
          />
        )}
        {kind === "rename" && <GradeFields grade={draft} set={set} issues={issues} />}
        <ToldFields
          operation={operation}
          told={draft}
          set={set}
          issues={issues}
          isGraded={kind === "rename"}
        />
        {send.isError && <ErrorNote error={send.error} />}
        <Group>
          <Button type="submit" loading={send.isPending}>
            {t(`structure.event.${kind}.submit`)}
          </Button>
          <Button variant="subtle" color="gray" onClick={done}>
            {t("incidents.form.discard")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Draft = typeof START & ReturnType<typeof toldOf>;
type Parsed = { issues: Issues } | { send: () => Promise<unknown> };

/** By the server's own rules. */
function parse(
  kind: EventKind,
  operation: string,
  actor: EventProps["actor"],
  { id, splinterId }: { id: string; splinterId: string },
  draft: Draft,
): Parsed {
  const { on, precision, asOf, confidence, note, sensitivity } = draft;
  const told = { id, actorId: actor.ref, on, precision, asOf, sensitivity };
  if (kind === "rename") {
    const form = renameForm.safeParse({ ...told, name: draft.name, ...gradeOf(draft) });
    if (!form.success) return { issues: issuesOf(form.error) };
    return { send: () => api.actors.rename.mutate({ operation, form: form.data }) };
  }
  if (kind === "split") {
    const group = { splinterId, name: draft.name, kind: actor.kind, unitIds: draft.unitIds };
    const form = splinterForm.safeParse({ ...told, ...group, confidence, note });
    if (!form.success) return { issues: issuesOf(form.error) };
    if (!form.data.name) return { issues: { name: "required" } };
    return { send: () => api.actors.split.mutate({ operation, form: form.data }) };
  }
  const form = mergeForm.safeParse({ ...told, intoId: draft.intoId, confidence, note });
  if (!form.success) return { issues: issuesOf(form.error) };
  return { send: () => api.actors.merge.mutate({ operation, form: form.data }) };
}
