/** The form of a dated zone: which ground, held how, by whom, as of which day, how sure. Never without all of these. */
import { NativeSelect } from "@mantine/core";
import { CONTROL_KINDS, GROUNDS, zoneForm } from "../../../shared/rooms/actors.ts";
import { api } from "../../api.ts";
import { issueText } from "../../ui/form-issues.ts";
import { codeDefinition } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";
import { FormShell, useDraft, useSend } from "./form.tsx";
import { CLAIM_START, ClaimFields, claimOf, useClaimLabels } from "./form-claim.tsx";
import { ActorPick, AreaPick, CodePick, orNull, RaisedNote } from "./form-fields.tsx";
import { type Corner, OutlineField } from "./form-outline.tsx";
import type { RoomProps } from "./page.tsx";
import { useActors } from "./queries.ts";

const START = {
  actorId: "",
  areaId: "",
  controlKind: "",
  ground: "control",
  outline: [] as Corner[],
  ...CLAIM_START,
};

export function ZoneForm(props: RoomProps) {
  const { t } = useWords();
  const { code, today } = props.operation;
  const actors = useActors(code).data ?? [];
  const areas = useAreas(code).data ?? [];
  const { draft, set, drop } = useDraft("zone", code, START, presetsOf(props, areas));
  const { issues, submit, sending } = useSend({
    operation: code,
    kind: "zone",
    schema: zoneForm,
    send: (form) => api.actors.addZone.mutate({ operation: code, form }),
    opens: ({ actorId }) => actorId,
    drop,
    today,
  });
  const labels = {
    actorId: t("actors.form.actor"),
    areaId: t("actors.form.area"),
    controlKind: t("actors.form.control"),
    ...useClaimLabels(),
  };
  return (
    <FormShell
      {...props}
      kind="zone"
      issues={issues}
      labels={labels}
      sending={sending}
      onSubmit={() => submit(zoneOf(draft))}
      onDiscard={drop}
    >
      <ActorPick
        field="actorId"
        label={labels.actorId}
        actors={actors}
        value={draft.actorId}
        onChange={(actorId) => set({ actorId })}
        issues={issues}
      />
      <AreaPick
        field="areaId"
        label={labels.areaId}
        description={t("ground.form.areaOptional")}
        optional={draft.outline.length > 0}
        operation={code}
        value={draft.areaId}
        onChange={(ref) => set({ areaId: ref })}
        issues={issues}
      />
      <CodePick
        field="controlKind"
        label={labels.controlKind}
        description={codeDefinition(t, "controlKind", draft.controlKind) ?? t("actors.form.controlHelp")}
        placeholder={t("actors.form.controlPlaceholder")}
        list="controlKind"
        codes={CONTROL_KINDS}
        value={draft.controlKind}
        onChange={(controlKind) => set({ controlKind })}
        issues={issues}
      />
      <NativeSelect
        label={t("ground.form.ground")}
        value={draft.ground}
        onChange={(event) => set({ ground: event.currentTarget.value })}
        data={GROUNDS.map((value) => ({ value, label: t(`ground.kind.${value}`) }))}
      />
      <OutlineField
        operation={code}
        corners={draft.outline}
        onChange={(outline) => set({ outline })}
        error={issueText(t, issues.outline)}
      />
      <ClaimFields draft={draft} set={set} issues={issues} operation={props.operation} />
      <RaisedNote actor={actors.find(({ ref }) => ref === draft.actorId)} />
    </FormShell>
  );
}

/** What was left empty is no value: a zone without corners is its area. */
const zoneOf = (draft: typeof START) => ({
  ...claimOf(draft),
  areaId: orNull(draft.areaId),
  outline: draft.outline.length > 0 ? draft.outline : null,
});

/** The actor or area whose page led here. */
function presetsOf({ state: { selection } }: RoomProps, areas: readonly { ref: string; code: string }[]) {
  if (selection?.kind === "actor") return { actorId: selection.ref };
  const areaId = selection?.kind === "area" && areas.find((area) => area.code === selection.code)?.ref;
  return areaId ? { areaId } : {};
}
