/** The groups of fields of the short log. One column, labels above, help where it is needed, nothing preset. */
import { ActionIcon, Button, Select, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import {
  CREDIBILITY,
  DATE_PRECISIONS,
  HARM_KINDS,
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  LOGGING_LEVELS,
  PARTY_ROLES,
  RELIABILITY,
  SOURCE_TYPES,
  TACTICS,
  VICTIM_STATUS,
} from "../../../shared/rooms/incidents.ts";
import { Icon } from "../../ui/icons.tsx";
import { codeDefinition, codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { type FieldsProps, fieldId } from "./form.tsx";
import { type Draft, emptyHarm, emptyParty, type HarmDraft, type PartyDraft } from "./form-draft.ts";

type TextField = Exclude<keyof Draft, "harms" | "parties" | "id">;

/** Choices of a code list with labels in the reader's language. */
function useChoices(list: string, codes: readonly string[], withCode = false) {
  const { t } = useWords();
  return useMemo(
    () =>
      codes.map((code) => ({
        value: code,
        label: withCode ? `${code} · ${codeLabel(t, list, code)}` : codeLabel(t, list, code),
      })),
    [t, list, codes, withCode],
  );
}

/** Label, value, fault and setter of a text field or a select of the draft. */
function useField({ draft, set, faultAt }: FieldsProps) {
  const text = (name: TextField, path: string = name) => ({
    id: fieldId(path),
    error: faultAt(path),
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const choice = (name: TextField, path: string = name) => ({
    id: fieldId(path),
    error: faultAt(path),
    value: draft[name] === "" ? null : draft[name],
    onChange: (value: string | null) => set({ [name]: value ?? "" }),
    searchable: true,
    clearable: true,
  });
  return { text, choice };
}

export function WhatFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, choice } = useField(props);
  return (
    <>
      <Select
        {...choice("kind")}
        required
        label={t("incidents.form.kind")}
        placeholder={t("incidents.form.kindPlaceholder")}
        description={codeDefinition(t, "incidentKind", props.draft.kind)}
        data={useChoices("incidentKind", INCIDENT_KINDS)}
      />
      <Select {...choice("tactic")} label={t("incidents.form.tactic")} data={useChoices("tactic", TACTICS)} />
      <Textarea
        {...text("description")}
        autosize
        minRows={3}
        label={t("incidents.form.description")}
        description={t("incidents.form.descriptionHelp")}
      />
    </>
  );
}

export function WhereFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, choice } = useField(props);
  const { areas } = props.facts.dictionaries;
  const data = useMemo(
    () =>
      areas
        .filter(({ level }) => level > 0)
        .map((area) => ({
          value: area.ref,
          label: area.level === 1 ? area.name : `${area.name}, ${areas[area.parent]?.name ?? ""}`,
        }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [areas],
  );
  const isPoint = props.draft.precision === "exact" || props.draft.precision === "near";
  return (
    <>
      <Select
        {...choice("areaId", "place.areaId")}
        label={t("incidents.form.area")}
        placeholder={t("incidents.form.areaPlaceholder")}
        data={data}
        limit={60}
      />
      <Select
        {...choice("precision", "place.precision")}
        required
        label={t("incidents.form.precision")}
        description={codeDefinition(t, "locationPrecision", props.draft.precision)}
        data={useChoices("locationPrecision", LOCATION_PRECISIONS)}
      />
      {isPoint && (
        <div className="log-row">
          <TextInput {...text("lat", "place.lat")} inputMode="decimal" label={t("incidents.form.lat")} />
          <TextInput {...text("lon", "place.lon")} inputMode="decimal" label={t("incidents.form.lon")} />
        </div>
      )}
      <TextInput
        {...text("placeName", "place.placeName")}
        label={t("incidents.form.placeName")}
        description={t("incidents.form.placeNameHelp")}
      />
    </>
  );
}

export function WhenFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, choice } = useField(props);
  return (
    <>
      <div className="log-row">
        <TextInput
          {...text("occurredFrom")}
          required
          type="date"
          max={props.today}
          label={t("incidents.form.from")}
        />
        <TextInput
          {...text("occurredTo")}
          type="date"
          max={props.today}
          label={t("incidents.form.to")}
          description={t("incidents.form.toHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
        />
      </div>
      <Select
        {...choice("datePrecision")}
        required
        label={t("incidents.form.datePrecision")}
        data={useChoices("datePrecision", DATE_PRECISIONS)}
      />
    </>
  );
}

export function WhoFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, choice } = useField(props);
  return (
    <>
      <Select
        {...choice("sourceType", "sources.0.type")}
        required
        label={t("incidents.form.sourceType")}
        data={useChoices("sourceType", SOURCE_TYPES)}
      />
      <div className="log-row">
        <Select
          {...choice("reliability", "sources.0.reliability")}
          label={t("incidents.form.reliability")}
          data={useChoices("reliability", RELIABILITY, true)}
        />
        <Select
          {...choice("credibility", "sources.0.credibility")}
          label={t("incidents.form.credibility")}
          data={useChoices("credibility", CREDIBILITY, true)}
        />
      </div>
      <TextInput
        {...text("sourceNote", "sources.0.note")}
        label={t("incidents.form.sourceNote")}
        description={t("incidents.form.sourceNoteHelp")}
      />
      <Select
        {...choice("verification")}
        required
        label={t("incidents.form.verification")}
        description={codeDefinition(t, "verification", props.draft.verification)}
        data={useChoices("verification", LOGGING_LEVELS)}
      />
    </>
  );
}

export function HarmFields({ draft, set, faultAt }: FieldsProps) {
  const { t } = useWords();
  const harms = useChoices("harmKind", HARM_KINDS);
  const statuses = useChoices("victimStatus", VICTIM_STATUS);
  const change = (index: number, part: Partial<HarmDraft>) =>
    set({ harms: draft.harms.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  return (
    <>
      <p className="figure-scope">{t("incidents.form.harmHelp")}</p>
      {draft.harms.map((line, index) => {
        const at = (name: string) => ({
          id: fieldId(`harms.${index}.${name}`),
          error: faultAt(`harms.${index}.${name}`),
        });
        const count = (name: "low" | "best" | "high") => (
          <TextInput
            {...at(name)}
            inputMode="numeric"
            label={t(`incidents.form.${name}`)}
            value={line[name]}
            onChange={(event) => change(index, { [name]: event.currentTarget.value })}
          />
        );
        return (
          <div className="log-counts" key={line.key}>
            <Select
              {...at("harm")}
              label={t("incidents.form.harmKind")}
              data={harms}
              value={line.harm || null}
              onChange={(harm) => change(index, { harm: harm ?? "" })}
            />
            <Select
              {...at("status")}
              label={t("incidents.form.status")}
              data={statuses}
              value={line.status || null}
              onChange={(status) => change(index, { status: status ?? "" })}
            />
            {count("low")}
            {count("best")}
            {count("high")}
            <Remove
              label={t("incidents.form.removeHarm")}
              onClick={() => set({ harms: draft.harms.filter((_, other) => other !== index) })}
            />
          </div>
        );
      })}
      <Add
        label={t("incidents.form.addHarm")}
        onClick={() => set({ harms: [...draft.harms, emptyHarm()] })}
      />
    </>
  );
}

export function PartyFields({ draft, set, faultAt, facts }: FieldsProps) {
  const { t } = useWords();
  const roles = useChoices("partyRole", PARTY_ROLES);
  const actors = useMemo(
    () => facts.dictionaries.actors.map(({ ref, name }) => ({ value: ref, label: name })),
    [facts],
  );
  const change = (index: number, part: Partial<PartyDraft>) =>
    set({ parties: draft.parties.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  return (
    <>
      <p className="figure-scope">{t("incidents.form.partyHelp")}</p>
      {draft.parties.map((line, index) => (
        <div className="log-row" key={line.key}>
          <Select
            id={fieldId(`parties.${index}.actorId`)}
            error={faultAt(`parties.${index}.actorId`)}
            searchable
            label={t("incidents.form.party")}
            data={actors}
            value={line.actorId || null}
            onChange={(actorId) => change(index, { actorId: actorId ?? "" })}
          />
          <Select
            id={fieldId(`parties.${index}.role`)}
            error={faultAt(`parties.${index}.role`)}
            label={t("incidents.form.partyRole")}
            data={roles}
            value={line.role || null}
            onChange={(role) => change(index, { role: role ?? "" })}
          />
          <Remove
            label={t("incidents.form.removeParty")}
            onClick={() => set({ parties: draft.parties.filter((_, other) => other !== index) })}
          />
        </div>
      ))}
      <Add
        label={t("incidents.form.addParty")}
        onClick={() => set({ parties: [...draft.parties, emptyParty()] })}
      />
    </>
  );
}

const Add = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button
    variant="subtle"
    size="compact-sm"
    leftSection={<Icon name="plus" size={14} />}
    onClick={onClick}
    style={{ alignSelf: "start" }}
  >
    {label}
  </Button>
);

const Remove = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    className="remove"
    aria-label={label}
    title={label}
    onClick={onClick}
  >
    <Icon name="close" size={16} />
  </ActionIcon>
);
