/** The form of a dated zone: which ground, held how, by whom, as of which day, how sure. Never without all of these. */
import { Textarea } from "@mantine/core";
import { CONFIDENCE, CONTROL_KINDS, zoneForm } from "../../../shared/rooms/actors.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { api } from "../../api.ts";
import { issueText } from "../../ui/form-issues.ts";
import { SensitivityField } from "../../ui/form-parts.tsx";
import { codeDefinition } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";
import { FormShell, useDraft, useSend } from "./form.tsx";
import { ActorPick, AreaPick, CodePick, DateField, orNull, RaisedNote } from "./form-fields.tsx";
import type { RoomProps } from "./page.tsx";
import { useActors } from "./queries.ts";

const START = {
  actorId: "",
  areaId: "",
  controlKind: "",
  confidence: "",
  asOf: "",
  validFrom: "",
  validTo: "",
  note: "",
  sensitivity: null as Sensitivity | null,
};

export function ZoneForm(props: RoomProps) {
  const { t, tag } = useWords();
  const { code, you, today } = props.operation;
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
    confidence: t("actors.form.confidence"),
    asOf: t("actors.form.asOf"),
    validFrom: t("actors.form.validFrom"),
    validTo: t("actors.form.validTo"),
    note: t("actors.form.note"),
    sensitivity: t("incidents.form.sensitivity"),
  };
  const input = () => ({
    ...draft,
    validFrom: orNull(draft.validFrom),
    validTo: orNull(draft.validTo),
    note: orNull(draft.note),
  });
  return (
    <FormShell
      {...props}
      kind="zone"
      issues={issues}
      labels={labels}
      sending={sending}
      onSubmit={() => submit(input())}
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
        description={t("actors.form.zoneCoarse")}
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
      <RaisedNote actor={actors.find(({ ref }) => ref === draft.actorId)} />
    </FormShell>
  );
}

/** The actor or area whose page led here. */
function presetsOf({ state: { selection } }: RoomProps, areas: readonly { ref: string; code: string }[]) {
  if (selection?.kind === "actor") return { actorId: selection.ref };
  const areaId = selection?.kind === "area" && areas.find((area) => area.code === selection.code)?.ref;
  return areaId ? { areaId } : {};
}

interface ClaimDatesProps {
  draft: { asOf: string; validFrom: string; validTo: string };
  set: (change: { asOf?: string; validFrom?: string; validTo?: string }) => void;
  labels: Record<"asOf" | "validFrom" | "validTo", string>;
  issues: Parameters<typeof DateField>[0]["issues"];
  today: string;
  /** The operation's today in words. */
  help: string;
}

/** The day a claim stands for, and the interval it claims. */
export function ClaimDates({ draft, set, labels, issues, today, help }: ClaimDatesProps) {
  const { t } = useWords();
  return (
    <>
      <DateField
        field="asOf"
        required
        label={labels.asOf}
        description={t("actors.form.asOfHelp", { today: help })}
        max={today}
        value={draft.asOf}
        onChange={(asOf) => set({ asOf })}
        issues={issues}
      />
      <div className="form-pair">
        <DateField
          field="validFrom"
          label={labels.validFrom}
          description={t("actors.form.validHelp")}
          value={draft.validFrom}
          onChange={(validFrom) => set({ validFrom })}
          issues={issues}
        />
        <DateField
          field="validTo"
          label={labels.validTo}
          value={draft.validTo}
          onChange={(validTo) => set({ validTo })}
          issues={issues}
        />
      </div>
    </>
  );
}
