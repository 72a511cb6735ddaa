/** The form of a dated relation between two actors. The former ones stay; a change is a new relation. */
import { Text } from "@mantine/core";
import { ACTOR_RELATIONS, relationForm } from "../../../shared/rooms/actors.ts";
import { api } from "../../api.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { FormShell, useDraft, useSend } from "./form.tsx";
import { CLAIM_START, ClaimFields, claimOf, useClaimLabels } from "./form-claim.tsx";
import { ActorPick, CodePick, RaisedNote } from "./form-fields.tsx";
import type { RoomProps } from "./page.tsx";
import { useActors } from "./queries.ts";

const START = { fromActorId: "", toActorId: "", relation: "", ...CLAIM_START };

export function RelationForm(props: RoomProps) {
  const { t } = useWords();
  const { code, today } = props.operation;
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
    ...useClaimLabels(),
  };
  const [from, to] = [draft.fromActorId, draft.toActorId].map((id) => actors.find(({ ref }) => ref === id));
  return (
    <FormShell
      {...props}
      kind="relation"
      issues={issues}
      labels={labels}
      sending={sending}
      onSubmit={() => submit(claimOf(draft))}
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
      <ClaimFields draft={draft} set={set} issues={issues} operation={props.operation} />
      <RaisedNote actor={from} />
      <RaisedNote actor={to} />
    </FormShell>
  );
}
