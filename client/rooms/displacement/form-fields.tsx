/** The groups of fields of a report of displaced people. One column, labels above, nothing preset. */
import { Checkbox, Fieldset, MultiSelect, Select, Textarea, TextInput } from "@mantine/core";
import {
  CONSENT_TO,
  SETTINGS,
  TARGETED,
  TRIANGULATION,
  URGENCY,
  VIOLATIONS,
} from "../../../shared/rooms/displacement.ts";
import type { ReportAnswer } from "../../../shared/rooms/displacement-answers.ts";
import { DATE_PRECISIONS } from "../../../shared/rooms/incidents.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import type { OperationInfo } from "../../session.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { type Issues, issueText } from "../../ui/form-issues.ts";
import { DateField, SensitivityField } from "../../ui/form-parts.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords, type WordKey } from "../../words/index.tsx";
import { useActorNames } from "../actors/queries.ts";
import { PlaceMore } from "../places/form-chosen.tsx";
import { PlaceField } from "../places/form-place.tsx";
import type { Draft } from "./form-draft.ts";
import { RouteField } from "./form-route.tsx";

export interface FieldsProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  issues: Issues;
  operation: OperationInfo;
  /** Areas of the stored report that the names may lack. */
  areas?: ReportAnswer["areas"] | undefined;
}

type Texts = Extract<
  keyof Draft,
  | "people"
  | "affected"
  | "routeFrom"
  | "routeTo"
  | "unit"
  | "role"
  | "method"
  | "agency"
  | "account"
  | "sourceNote"
>;
type Choices = "violation" | "datePrecision" | "setting" | "triangulation" | "urgency";

/** Value, fault and setter of a text or of a code of the draft. */
function useField({ draft, set, issues }: FieldsProps) {
  const { t } = useWords();
  const text = (name: Texts) => ({
    "data-field": name,
    value: draft[name],
    error: issueText(t, issues[name]),
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const code = (name: Choices, list: string, codes: readonly string[]) => ({
    "data-field": name,
    withAsterisk: true,
    searchable: true,
    filter: forgiving,
    value: draft[name] || null,
    error: issueText(t, issues[name]),
    data: codes.map((value) => ({ value, label: codeLabel(t, list, value) })),
    onChange: (value: string | null) => set({ [name]: value ?? "" }),
  });
  return { text, code };
}

export function WhatFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, code } = useField(props);
  const { draft, set, issues } = props;
  return (
    <Fieldset legend={t("displacement.form.what")}>
      <Select {...code("violation", "incidentKind", VIOLATIONS)} label={t("displacement.form.violation")} />
      <div className="told-pair">
        <TextInput
          {...text("people")}
          withAsterisk
          inputMode="numeric"
          label={t("displacement.form.people")}
          description={t("displacement.form.peopleHelp")}
        />
        <TextInput
          {...text("affected")}
          inputMode="numeric"
          label={t("displacement.form.affected")}
          description={t("displacement.form.optional")}
        />
      </div>
      <MultiSelect
        data-field="targeted"
        label={t("displacement.form.targeted")}
        data={TARGETED.map((value) => ({ value, label: codeLabel(t, "targeted", value) }))}
        value={draft.targeted}
        onChange={(targeted) => set({ targeted })}
        error={issueText(t, issues.targeted)}
      />
    </Fieldset>
  );
}

/** What is wrong with the place as a whole stands at its line. */
const placeFault = (issues: Issues): string | undefined =>
  issues["place.areaId"] ?? issues["place.lon"] ?? issues["place.lat"];

export function WhereFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, code } = useField(props);
  const { draft, set, issues, operation } = props;
  const place = {
    ...{ operation, value: draft, set, areas: props.areas },
    faultAt: (part: string) =>
      issueText(t, issues[`place.${part}`] ?? (part === "precision" ? placeFault(issues) : undefined)),
    idOf: (part: string) => `told-place-${part}`,
  };
  const day = (name: "occurredFrom" | "occurredTo") => ({
    "data-field": name,
    max: operation.today,
    value: draft[name],
    error: issueText(t, issues[name]),
    onDate: (iso: string) => set({ [name]: iso }),
  });
  return (
    <Fieldset legend={t("displacement.form.where")}>
      <div data-field="place">
        <PlaceField {...place} />
      </div>
      {draft.precision !== "" && <PlaceMore {...place} />}
      <div className="told-pair">
        <DateField {...day("occurredFrom")} required label={t("displacement.form.from")} />
        <DateField
          {...day("occurredTo")}
          label={t("displacement.form.to")}
          description={t("displacement.form.toHelp")}
        />
      </div>
      <Select
        {...code("datePrecision", "datePrecision", DATE_PRECISIONS)}
        label={t("displacement.form.datePrecision")}
      />
      <div className="told-pair">
        <TextInput {...text("routeFrom")} withAsterisk label={t("displacement.form.routeFrom")} />
        <TextInput {...text("routeTo")} label={t("displacement.form.routeTo")} />
      </div>
      <RouteField operation={operation.code} route={draft.route} onChange={(route) => set({ route })} />
    </Fieldset>
  );
}

export function WhoFields(props: FieldsProps) {
  const { t } = useWords();
  const { text } = useField(props);
  const { draft, set, issues, operation } = props;
  const actors = useActorNames(operation.code);
  return (
    <Fieldset legend={t("displacement.form.who")}>
      <MultiSelect
        data-field="actorIds"
        searchable
        limit={50}
        filter={forgiving}
        label={t("displacement.form.actors")}
        data={actors.map(({ ref, name }) => ({ value: ref, label: name }))}
        value={draft.actorIds}
        onChange={(actorIds) => set({ actorIds })}
        error={issueText(t, issues.actorIds)}
      />
      {(["unit", "role", "method"] as const).map((name) => (
        <TextInput
          key={name}
          {...text(name)}
          label={t(`displacement.form.${name}`)}
          description={t(`displacement.form.${name}Help` as WordKey)}
        />
      ))}
    </Fieldset>
  );
}

export function ToldFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, code } = useField(props);
  const { draft, set, operation } = props;
  const organisation = operation.you.organisation;
  const isKept = draft.began !== null && draft.agencyWithheld;
  return (
    <Fieldset legend={t("displacement.form.told")}>
      <TextInput
        {...text("agency")}
        withAsterisk={!isKept}
        label={t("displacement.form.agency")}
        description={isKept ? t("displacement.form.agencyKept") : undefined}
      />
      <Checkbox
        label={t("displacement.form.withheld", { organisation })}
        checked={draft.agencyWithheld}
        onChange={(event) => set({ agencyWithheld: event.currentTarget.checked })}
      />
      <Select {...code("setting", "interviewSetting", SETTINGS)} label={t("displacement.form.setting")} />
      <Textarea
        {...text("account")}
        autosize
        minRows={3}
        label={t("displacement.form.account")}
        description={t("displacement.form.accountHelp")}
      />
      <TextInput
        {...text("sourceNote")}
        label={t("displacement.form.sourceNote")}
        description={t("displacement.form.sourceNoteHelp", { organisation })}
      />
    </Fieldset>
  );
}

/** How far it is checked and how pressing it is; of a case too. */
export function CheckedFields(
  props: Pick<FieldsProps, "issues"> & { draft: Checked; set: (change: Partial<Checked>) => void },
) {
  const { t } = useWords();
  const { draft, set, issues } = props;
  const pick = (name: keyof Checked, codes: readonly string[]) => (
    <Select
      data-field={name}
      withAsterisk
      label={t(`displacement.form.${name}`)}
      data={codes.map((value) => ({ value, label: codeLabel(t, name, value) }))}
      value={draft[name] || null}
      onChange={(value) => set({ [name]: value ?? "" })}
      error={issueText(t, issues[name])}
    />
  );
  return (
    <div className="told-pair">
      {pick("triangulation", TRIANGULATION)}
      {pick("urgency", URGENCY)}
    </div>
  );
}
export interface Checked {
  triangulation: string;
  urgency: string;
}

export function SharingFields(props: FieldsProps) {
  const { t } = useWords();
  const { draft, set, issues, operation } = props;
  const organisation = operation.you.organisation;
  return (
    <Fieldset legend={t("displacement.form.sharing")}>
      <Checkbox.Group
        data-field="consent"
        label={t("displacement.form.consent")}
        description={t("displacement.form.consentHelp", { organisation })}
        value={draft.consent}
        onChange={(consent) => set({ consent })}
        error={issueText(t, issues.consent)}
      >
        <div className="told-consent">
          {CONSENT_TO.map((code) => (
            <Checkbox key={code} size="xs" value={code} label={codeLabel(t, "community", code)} />
          ))}
        </div>
      </Checkbox.Group>
      <DateField
        data-field="shareFrom"
        label={t("displacement.form.shareFrom")}
        description={t("displacement.form.shareFromHelp")}
        value={draft.shareFrom}
        onDate={(shareFrom) => set({ shareFrom })}
        error={issueText(t, issues.shareFrom)}
      />
      <SensitivityField
        value={draft.sensitivity}
        onChange={(sensitivity) => set({ sensitivity })}
        error={issues.sensitivity}
        seen={<WhoSees operation={operation} kind="displaced_report" sensitivity={draft.sensitivity} />}
      />
    </Fieldset>
  );
}
