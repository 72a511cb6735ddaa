/** What, where, when: the questions every report answers, and what makes each of them more exact. */
import { Button, SegmentedControl, Select, Textarea } from "@mantine/core";
import { useMemo } from "react";
import {
  DATE_PRECISIONS,
  EVENT_KINDS,
  isSignal,
  NEXUS,
  SIGNAL_KINDS,
  TACTICS,
  WEAPONS,
} from "../../../shared/rooms/incidents.ts";
import { dayOf, isDate, isoOf } from "../../../shared/time.ts";
import type { OperationInfo } from "../../session.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { codeDefinition, codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { PlaceMore } from "../places/form-chosen.tsx";
import { PlaceField } from "../places/form-place.tsx";
import { precisionOfDates } from "./form-build.ts";
import { useChoices, useField } from "./form-inputs.tsx";
import { type FieldsProps, fieldId } from "./form-props.ts";

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

interface WhereProps extends FieldsProps {
  info: OperationInfo;
}

/** The draft as the place's own fields see it. */
const placeOf = ({ draft, set, faultAt, areas, sexual, info }: WhereProps) => ({
  ...{ operation: info, value: draft, set, areas, noName: sexual },
  faultAt: (part: string) => faultAt(`place.${part}`),
  idOf: (part: string) => fieldId(`place.${part}`),
});

/** Where: one line that takes anything, and what was made of it. */
export const WhereFields = (props: WhereProps) => <PlaceField {...placeOf(props)} />;

/** The place more exactly: how well it is known, its name. */
export const WhereMore = (props: WhereProps) => <PlaceMore {...placeOf(props)} />;

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
