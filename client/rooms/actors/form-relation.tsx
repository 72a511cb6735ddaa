/** The form of a dated relation between two actors. The former ones stay; a change is a new relation. */
import { Text, Textarea } from "@mantine/core";
import { ACTOR_RELATIONS, CONFIDENCE, relationForm } from "../../../shared/rooms/actors.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { api } from "../../api.ts";
import { issueText } from "../../ui/form-issues.ts";
import { SensitivityField } from "../../ui/form-parts.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { FormShell, useDraft, useSend } from "./form.tsx";
import { ActorPick, CodePick, orNull, RaisedNote } from "./form-fields.tsx";
import { ClaimDates } from "./form-zone.tsx";
import type { RoomProps } from "./page.tsx";
import { useActors } from "./queries.ts";

const START = {
  fromActorId: "",
  toActorId: "",
  relation: "",
  confidence: "",
  asOf: "",
  validFrom: "",
  validTo: "",
  note: "",
  sensitivity: null as Sensitivity | null,
};

export function RelationForm(props: RoomProps) {
  const { t, tag } = useWords();
  const { code, you, today } = props.operation;
  const actors = useActors(code).data ?? [];
  const { selection } = props.state;
  const presets = selection?.kind === "actor" ? { fromActorId: selection.ref } : {};
  const { draft, set, drop } = useDraft("relation", code, START, presets);
  const { issues, submit, sending } = useSend({
    operation: code,
    kind: "relation",
    schema: relationForm,
    send: (form) => api.actors.addRelation.mutate({ operation: code, form }),
    opens: ({ fromActorId }) => fromActorId,
    drop,
    today,
  });
  const labels = {
    fromActorId: t("actors.form.from"),
    toActorId: t("actors.form.to"),
    relation: t("actors.form.relation"),
    confidence: t("actors.form.confidence"),
    asOf: t("actors.form.asOf"),
    validFrom: t("actors.form.validFrom"),
    validTo: t("actors.form.validTo"),
    note: t("actors.form.note"),
    sensitivity: t("incidents.form.sensitivity"),
  };
  const [from, to] = [draft.fromActorId, draft.toActorId].map((id) => actors.find(({ ref }) => ref === id));
  const input = () => ({
    ...draft,
    validFrom: orNull(draft.validFrom),
    validTo: orNull(draft.validTo),
    note: orNull(draft.note),
  });
  return (
    <FormShell
      {...props}
      kind="relation"
      issues={issues}
      labels={labels}
      sending={sending}
      onSubmit={() => submit(input())}
      onDiscard={drop}
    >
      <ActorPick
        field="fromActorId"
        label={labels.fromActorId}
        actors={actors}
        value={draft.fromActorId}
        onChange={(fromActorId) => set({ fromActorId })}
        issues={issues}
      />
      <CodePick
        field="relation"
        label={labels.relation}
        placeholder={t("actors.form.relationPlaceholder")}
        list="actorRelation"
        codes={ACTOR_RELATIONS}
        value={draft.relation}
        onChange={(relation) => set({ relation })}
        issues={issues}
      />
      <ActorPick
        field="toActorId"
        label={labels.toActorId}
        actors={actors}
        value={draft.toActorId}
        onChange={(toActorId) => set({ toActorId })}
        issues={issues}
      />
      {from && to && draft.relation !== "" && (
        <Text size="sm" role="status">
          {t("actors.form.sentence", {
            from: from.name,
            relation: codeLabel(t, "actorRelation", draft.relation).toLowerCase(),
            to: to.name,
          })}
        </Text>
      )}
      <ClaimDates
        draft={draft}
        set={set}
        labels={labels}
        issues={issues}
        today={today}
        help={formatDate(today, tag)}
      />
      <CodePick
        field="confidence"
        label={labels.confidence}
        placeholder={t("actors.form.controlPlaceholder")}
        list="confidence"
        codes={CONFIDENCE}
        value={draft.confidence}
        onChange={(confidence) => set({ confidence })}
        issues={issues}
      />
      <Textarea
        data-field="note"
        autosize
        minRows={2}
        label={labels.note}
        description={t("actors.form.noteHelp")}
        value={draft.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
        error={issueText(t, issues.note)}
      />
      <SensitivityField
        value={draft.sensitivity}
        onChange={(sensitivity) => set({ sensitivity })}
        error={issues.sensitivity}
        organisation={you.organisation}
      />
      <RaisedNote actor={from} />
      <RaisedNote actor={to} />
    </FormShell>
  );
}
