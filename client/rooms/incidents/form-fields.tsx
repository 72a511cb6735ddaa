/** What, where, when: the questions every report answers, and what makes each of them more exact. */
import { Button, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import {
  DATE_PRECISIONS,
  EVENT_KINDS,
  isSignal,
  LOCATION_PRECISIONS,
  NEXUS,
  SIGNAL_KINDS,
  TACTICS,
  WEAPONS,
} from "../../../shared/rooms/incidents.ts";
import { dayOf, isDate, isoOf } from "../../../shared/time.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { codeDefinition, codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { precisionOfDates } from "./form-build.ts";
import { useChoices, useField } from "./form-inputs.tsx";
import type { FieldsProps } from "./form-props.ts";

/** Harm, or a signal that is none. A kind of the other side would say what the switch denies, so it goes. */
export function ModeSwitch({ draft, set }: FieldsProps) {
  const { t } = useWords();
  const modes = ["harm", "signal"] as const;
  const choose = (mode: "harm" | "signal") =>
    set({ mode, ...(draft.kind !== "" && isSignal(draft.kind) !== (mode === "signal") ? { kind: "" } : {}) });
  return (
    <div className="log-mode">
      <SegmentedControl
        fullWidth
        aria-label={t("log.mode")}
        value={draft.mode}
        onChange={(mode) => choose(mode as "harm" | "signal")}
        data={modes.map((value) => ({ value, label: t(`log.mode.${value}`) }))}
      />
      <p className="figure-scope">{t(`log.mode.${draft.mode}Help`)}</p>
    </div>
  );
}

export function WhatFields(props: FieldsProps) {
  const { t } = useWords();
  const { choice } = useField(props);
  const signal = props.draft.mode === "signal";
  const data = useChoices("incidentKind", signal ? SIGNAL_KINDS : EVENT_KINDS);
  return (
    <>
      <Select
        {...choice("kind")}
        required
        label={t(signal ? "log.signalKind" : "incidents.form.kind")}
        placeholder={t("incidents.form.kindPlaceholder")}
        description={codeDefinition(t, "incidentKind", props.draft.kind)}
        data={data}
      />
      {signal && <Description {...props} />}
    </>
  );
}

/** Facts in a few sentences; of sexual violence none are kept. */
export function Description(props: FieldsProps) {
  const { t } = useWords();
  const { text } = useField(props);
  if (props.sexual) return <p className="figure-scope">{t("log.noText")}</p>;
  return (
    <Textarea
      {...text("description")}
      autosize
      minRows={3}
      label={t("incidents.form.description")}
      description={t("incidents.form.descriptionHelp")}
    />
  );
}

/** How it was done, and whether it belongs to the conflict. */
export function HowFields(props: FieldsProps) {
  const { t } = useWords();
  const { optional } = useField(props);
  return (
    <>
      <Description {...props} />
      <Select
        {...optional("tactic")}
        label={t("incidents.form.tactic")}
        data={useChoices("tactic", TACTICS)}
      />
      <div className="log-row">
        <Select {...optional("weapon")} label={t("log.weapon")} data={useChoices("weapon", WEAPONS)} />
        <Select {...optional("nexus")} label={t("log.nexus")} data={useChoices("nexus", NEXUS)} />
      </div>
    </>
  );
}

/** Levels of an area as precisions of a place. */
const PRECISION_OF_LEVEL = ["country", "adm1", "adm2"] as const;
const OF_LEVEL: readonly string[] = ["", ...PRECISION_OF_LEVEL];

/** Areas of the operation, by name, and those of the stored report that the lists lack. */
export function useAreaChoices({ facts, areas: stored = [] }: FieldsProps) {
  const { t } = useWords();
  const { areas } = facts.dictionaries;
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
  const missing = stored
    .map(({ ref, name, level }) => ({
      value: ref,
      label: `${name} · ${codeLabel(t, "areaLevel", String(level))}`,
    }))
    .filter(({ value }) => !data.some((known) => known.value === value));
  return [...missing, ...data];
}

export function WhereFields(props: FieldsProps) {
  const { t } = useWords();
  const { optional } = useField(props);
  const { draft, set, facts } = props;
  // An area says by its level how well the place is known, until somebody says more.
  const choose = (areaId: string | null) => {
    const level = facts.dictionaries.areas.find(({ ref }) => ref === areaId)?.level;
    const follows = OF_LEVEL.includes(draft.precision);
    const precision = level === undefined ? "" : PRECISION_OF_LEVEL[level];
    set({ areaId: areaId ?? "", ...(follows ? { precision: precision ?? draft.precision } : {}) });
  };
  return (
    <Select
      {...optional("areaId", "place.areaId")}
      required
      onChange={choose}
      label={t("incidents.form.area")}
      placeholder={t("incidents.form.areaPlaceholder")}
      description={draft.areaId !== "" ? codeDefinition(t, "locationPrecision", draft.precision) : undefined}
      data={useAreaChoices(props)}
      limit={60}
    />
  );
}

/** The place more exactly: how well it is known, its point, its name. */
export function WhereMore(props: FieldsProps) {
  const { t } = useWords();
  const { text, choice } = useField(props);
  const isPoint = props.draft.precision === "exact" || props.draft.precision === "near";
  return (
    <>
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
      {!props.sexual && (
        <TextInput
          {...text("placeName", "place.placeName")}
          label={t("incidents.form.placeName")}
          description={t("incidents.form.placeNameHelp")}
        />
      )}
    </>
  );
}

export function WhenFields(props: FieldsProps) {
  const { t } = useWords();
  const { day } = useField(props);
  const today = isDate(props.today) ? dayOf(props.today) : null;
  const set = (back: number) => today !== null && props.set({ occurredFrom: isoOf(today - back) });
  return (
    <div className="log-when">
      <DateField {...day("occurredFrom")} required max={props.today} label={t("incidents.form.from")} />
      <div className="log-days">
        <Button size="compact-sm" variant="default" onClick={() => set(0)}>
          {t("log.today")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => set(1)}>
          {t("log.yesterday")}
        </Button>
      </div>
    </div>
  );
}

/** The time more exactly: a last day, and how well the date is known where the days do not say it. */
export function WhenMore(props: FieldsProps) {
  const { t } = useWords();
  const { day, optional } = useField(props);
  const { occurredFrom, occurredTo } = props.draft;
  return (
    <div className="log-row">
      <DateField
        {...day("occurredTo")}
        max={props.today}
        label={t("incidents.form.to")}
        description={t("incidents.form.toHelp")}
      />
      <Select
        {...optional("datePrecision")}
        label={t("incidents.form.datePrecision")}
        placeholder={codeLabel(t, "datePrecision", precisionOfDates(occurredFrom, occurredTo))}
        data={useChoices("datePrecision", DATE_PRECISIONS)}
      />
    </div>
  );
}
