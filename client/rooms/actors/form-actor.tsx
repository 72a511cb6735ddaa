/** The form of a new actor: who it is, under which names, since when. No judgement, no person. */
import { Checkbox, TagsInput, Text, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { nameKey } from "../../../shared/names.ts";
import { ACTOR_KINDS, actorForm } from "../../../shared/rooms/actors.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { api } from "../../api.ts";
import { issueText } from "../../ui/form-issues.ts";
import { DateField, SensitivityField } from "../../ui/form-parts.tsx";
import { useWords } from "../../words/index.tsx";
import { FormShell, useDraft, useSend } from "./form.tsx";
import { CodePick, orNull } from "./form-fields.tsx";
import type { RoomProps } from "./page.tsx";
import { useActors } from "./queries.ts";

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

export function ActorForm(props: RoomProps) {
  const { t } = useWords();
  const { code, today } = props.operation;
  const { draft, set, drop } = useDraft("actor", code, START, {});
  const { issues, submit, sending } = useSend({
    operation: code,
    kind: "actor",
    schema: actorForm,
    send: (form) => api.actors.log.mutate({ operation: code, form }),
    opens: ({ id }) => id,
    drop,
    today,
  });
  const known = useKnown(code, draft.name);
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
      kind="actor"
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
function useKnown(operation: string, name: string): string[] {
  const actors = useActors(operation).data;
  return useMemo(() => {
    const key = nameKey(name);
    if (key.length < ENOUGH_TO_COMPARE) return [];
    const same = (actors ?? []).filter((actor) =>
      [actor.name, ...actor.aliases].some((known) => nameKey(known) === key),
    );
    return same.map((actor) => actor.name);
  }, [actors, name]);
}
