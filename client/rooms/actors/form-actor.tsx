/** The form of an actor, new or corrected: who it is, under which names, since when. No judgement, no person. */
import { Checkbox, TagsInput, Text, Textarea, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { z } from "zod";
import { nameKey } from "../../../shared/names.ts";
import { ACTOR_KINDS, actorForm } from "../../../shared/rooms/actors.ts";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { api } from "../../api.ts";
import type { OperationInfo } from "../../session.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { issueText } from "../../ui/form-issues.ts";
import { DateField, SensitivityField } from "../../ui/form-parts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { FormShell, useDraft, useSend } from "./form.tsx";
import { CodePick, orNull } from "./form-fields.tsx";
import type { RoomProps } from "./page.tsx";
import { useActor, useActors } from "./queries.ts";

const START = {
  name: "",
  aliases: [] as string[],
  kind: "",
  communal: false,
  activeFrom: "",
  activeTo: "",
  description: "",
  sensitivity: null as Sensitivity | null,
};

type Draft = typeof START & { id: string };

export function ActorForm(props: RoomProps) {
  const { code } = props.operation;
  const draft = useDraft("actor", code, START, {});
  const send = (form: Wanted) => api.actors.log.mutate({ operation: code, form });
  return <ActorFields {...props} kind="actor" kept={draft} send={send} />;
}

/** Correcting an own actor begins with what is stored; whoever may not meets the same words as where there is none. */
export function ActorEditForm(props: RoomProps & { actor: string }) {
  const answer = useActor(props.operation.code, props.actor);
  if (answer.isPending) return <Waiting lines={8} />;
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  const { version, ref } = answer.data.actor;
  if (ref !== props.actor) return <ShownElsewhere {...props} actor={answer.data.actor} />;
  if (version === null) return <EmptyNote kind="denied" />;
  return <EditFields {...props} stored={answer.data.actor} version={version} />;
}

/** The record is shown as another one: the way on is that one's page. */
function ShownElsewhere({
  operation,
  actor: { ref, name },
}: {
  operation: OperationInfo;
  actor: ActorDossier["actor"];
}) {
  const { t } = useWords();
  return (
    <EmptyNote
      kind="first"
      title={t("same.edit.title", { name })}
      help={t("same.edit.lead", { name })}
      action={
        <Link to="/$operation/actors/$ref" params={{ operation: operation.code, ref }} search>
          {t("same.edit.open", { name })}
        </Link>
      }
    />
  );
}

interface EditProps extends RoomProps {
  stored: ActorDossier["actor"];
  version: number;
}

function EditFields({ stored: newest, version: last, ...props }: EditProps) {
  const { code } = props.operation;
  // As it was when the form opened: what somebody else saves meanwhile is a conflict, and nothing typed is lost.
  const [{ stored, version }] = useState({ stored: newest, version: last });
  const kept = useKeptDraft<Draft>(`actor.${code}.${stored.ref}.${version}`, () => draftOf(stored));
  const send = (form: Wanted) => api.actors.edit.mutate({ operation: code, version, form });
  return <ActorFields {...props} kind="edit" kept={kept} send={send} />;
}

const draftOf = ({
  ref,
  name,
  aliases,
  kind,
  communal,
  activeFrom,
  activeTo,
  notes,
  sensitivity,
}: EditProps["stored"]): Draft => ({
  ...{ id: ref, name, aliases, kind, communal, sensitivity },
  activeFrom: activeFrom ?? "",
  activeTo: activeTo ?? "",
  description: notes ?? "",
});

type Wanted = z.infer<typeof actorForm>;

interface FieldsProps extends RoomProps {
  kind: "actor" | "edit";
  kept: { draft: Draft; set: (change: Partial<Draft>) => void; drop: () => void };
  send: (form: Wanted) => Promise<StoredAnswer>;
}

function ActorFields({ kind, kept, send, ...props }: FieldsProps) {
  const { t } = useWords();
  const { code, today } = props.operation;
  const { draft, set, drop } = kept;
  const { issues, submit, sending } = useSend({
    operation: code,
    kind,
    schema: actorForm,
    send,
    opens: ({ id }) => id,
    drop,
    today,
  });
  const known = useKnown(code, draft.name, draft.id);
  const labels = {
    name: t("actors.form.name"),
    aliases: t("actors.form.aliases"),
    kind: t("actors.form.kind"),
    activeFrom: t("actors.form.activeFrom"),
    activeTo: t("actors.form.activeTo"),
    description: t("actors.form.description"),
    sensitivity: t("incidents.form.sensitivity"),
  };
  const input = () => ({
    ...draft,
    activeFrom: orNull(draft.activeFrom),
    activeTo: orNull(draft.activeTo),
    description: orNull(draft.description),
  });
  return (
    <FormShell
      {...props}
      kind={kind}
      back={kind === "edit" ? draft.id : undefined}
      issues={issues}
      labels={labels}
      sending={sending}
      onSubmit={() => submit(input())}
      onDiscard={drop}
    >
      <TextInput
        data-field="name"
        withAsterisk
        label={labels.name}
        description={t("actors.form.nameHelp")}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={issueText(t, issues.name)}
      />
      {known.length > 0 && (
        <Text size="xs" role="status">
          {t("actors.form.known", { names: known.join(", ") })}
        </Text>
      )}
      <TagsInput
        data-field="aliases"
        label={labels.aliases}
        description={t("actors.form.aliasesHelp")}
        value={draft.aliases}
        onChange={(aliases) => set({ aliases })}
        error={issueText(t, issues.aliases)}
      />
      <CodePick
        field="kind"
        label={labels.kind}
        placeholder={t("actors.form.kindPlaceholder")}
        list="actorKind"
        codes={ACTOR_KINDS}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        issues={issues}
      />
      <Checkbox
        size="xs"
        label={t("actors.form.communal")}
        description={t("actors.form.communalHelp")}
        checked={draft.communal}
        onChange={(event) => set({ communal: event.currentTarget.checked })}
      />
      <div className="form-pair">
        {(["activeFrom", "activeTo"] as const).map((field) => (
          <DateField
            key={field}
            data-field={field}
            label={labels[field]}
            description={t("actors.form.optional")}
            max={today}
            value={draft[field]}
            onDate={(day) => set({ [field]: day })}
            error={issueText(t, issues[field])}
          />
        ))}
      </div>
      <Textarea
        data-field="description"
        autosize
        minRows={2}
        label={labels.description}
        description={t("actors.form.descriptionHelp")}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
        error={issueText(t, issues.description)}
      />
      <SensitivityField
        value={draft.sensitivity}
        onChange={(sensitivity) => set({ sensitivity })}
        error={issues.sensitivity}
        seen={<WhoSees operation={props.operation} kind="actor" sensitivity={draft.sensitivity} />}
      />
    </FormShell>
  );
}

const ENOUGH_TO_COMPARE = 3;

/** Names of actors in the list that are called like this, in any spelling. */
function useKnown(operation: string, name: string, self: string): string[] {
  const actors = useActors(operation).data;
  return useMemo(() => {
    const key = nameKey(name);
    if (key.length < ENOUGH_TO_COMPARE) return [];
    const same = (actors ?? []).filter(
      (actor) =>
        actor.ref !== self &&
        [actor.name, ...actor.aliases, ...actor.alsoNamed].some((known) => nameKey(known) === key),
    );
    return same.map((actor) => actor.name);
  }, [actors, name, self]);
}
