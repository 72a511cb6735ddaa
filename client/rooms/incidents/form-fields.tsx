/** The groups of fields of the short log. One column, labels above, help where it is needed, nothing preset. */
import { Select, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import {
  CREDIBILITY,
  DATE_PRECISIONS,
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  LOGGING_LEVELS,
  RELIABILITY,
  SOURCE_TYPES,
  TACTICS,
} from "../../../shared/rooms/incidents.ts";
import { useClearing } from "../../ui/choosing.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { codeDefinition, codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import type { Draft } from "./form-draft.ts";
import { type FieldsProps, fieldId } from "./form-props.ts";

type TextField = Exclude<keyof Draft, "harms" | "parties" | "id">;

/** Choices of a code list with labels in the reader's language. */
export function useChoices(list: string, codes: readonly string[], withCode = false) {
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

/** Value, fault and setter of a text, a day, a select or an optional select of the draft. */
function useField({ draft, set, faultAt }: FieldsProps) {
  const text = (name: TextField, path: string = name) => ({
    id: fieldId(path),
    error: faultAt(path),
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const day = (name: TextField) => ({
    id: fieldId(name),
    error: faultAt(name),
    value: draft[name],
    onDate: (iso: string) => set({ [name]: iso }),
  });
  const choice = (name: TextField, path: string = name) => ({
    id: fieldId(path),
    error: faultAt(path),
    value: draft[name] === "" ? null : draft[name],
    onChange: (value: string | null) => set({ [name]: value ?? "" }),
    searchable: true,
    filter: forgiving,
  });
  const clearing = useClearing();
  const optional = (name: TextField, path?: string) => ({ ...choice(name, path), ...clearing });
  return { text, day, choice, optional };
}

export function WhatFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, choice, optional } = useField(props);
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
      <Select
        {...optional("tactic")}
        label={t("incidents.form.tactic")}
        data={useChoices("tactic", TACTICS)}
      />
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
  const { text, choice, optional } = useField(props);
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
  const stored = (props.areas ?? []).map(({ ref, name, level }) => ({
    value: ref,
    label: `${name} · ${codeLabel(t, "areaLevel", String(level))}`,
  }));
  const missing = stored.filter(({ value }) => !data.some((known) => known.value === value));
  const isPoint = props.draft.precision === "exact" || props.draft.precision === "near";
  return (
    <>
      <Select
        {...optional("areaId", "place.areaId")}
        label={t("incidents.form.area")}
        placeholder={t("incidents.form.areaPlaceholder")}
        data={[...missing, ...data]}
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
  const { day, choice } = useField(props);
  return (
    <>
      <div className="log-row">
        <DateField {...day("occurredFrom")} required max={props.today} label={t("incidents.form.from")} />
        <DateField
          {...day("occurredTo")}
          max={props.today}
          label={t("incidents.form.to")}
          description={t("incidents.form.toHelp")}
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

/** Who told us, and how far it was checked. */
export const WhoFields = (props: FieldsProps) => (
  <>
    <SourceFields {...props} />
    <LevelField {...props} />
  </>
);

/** One source: its kind, its grade, a note. */
export function SourceFields(props: FieldsProps) {
  const { t } = useWords();
  const { text, choice, optional } = useField(props);
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
          {...optional("reliability", "sources.0.reliability")}
          label={t("incidents.form.reliability")}
          data={useChoices("reliability", RELIABILITY, true)}
        />
        <Select
          {...optional("credibility", "sources.0.credibility")}
          label={t("incidents.form.credibility")}
          data={useChoices("credibility", CREDIBILITY, true)}
        />
      </div>
      <TextInput
        {...text("sourceNote", "sources.0.note")}
        label={t("incidents.form.sourceNote")}
        description={t("incidents.form.sourceNoteHelp")}
      />
    </>
  );
}

/** How far it was checked, as far as a writer may say. */
export function LevelField(props: FieldsProps) {
  const { t } = useWords();
  const { choice } = useField(props);
  return (
    <Select
      {...choice("verification")}
      required
      label={t("incidents.form.verification")}
      description={codeDefinition(t, "verification", props.draft.verification)}
      data={useChoices("verification", LOGGING_LEVELS)}
    />
  );
}
