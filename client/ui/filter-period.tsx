/** The period: two dates, three usual lengths, and steps of its own length (also `[` and `]`). */
import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import { dayOf, isDate, isoOf } from "../../shared/time.ts";
import { defaultPeriod, lastMonths, stepPeriod } from "../url.ts";
import { useWords } from "../words/index.tsx";
import type { DashboardState } from "./dashboard-types.ts";
import { Icon } from "./icons.tsx";
import { STEP_EVENT, useKeyboardEvent } from "./shortcuts.tsx";

export function PeriodFilter({ state }: { state: DashboardState }) {
  const { t } = useWords();
  const { from, to } = state.filter;
  const step = useCallback(
    (steps: number) => state.setFilter(stepPeriod(state.filter, steps), true),
    [state],
  );
  useKeyboardEvent(STEP_EVENT, step);
  const setDate = (end: "from" | "to", text: string) => {
    if (!isDate(text)) return;
    const usual = defaultPeriod(state.today);
    state.setFilter({ from: from ?? usual.from, to: to ?? usual.to, [end]: dayOf(text) });
  };
  const last = (months: number) => state.setFilter(lastMonths(state.today, months));
  return (
    <fieldset className="filter">
      <legend>{t("incidents.filter.period")}</legend>
      <div className="filter-period">
        <DateField label={t("incidents.filter.from")} day={from} onDate={(text) => setDate("from", text)} />
        <DateField label={t("incidents.filter.to")} day={to} onDate={(text) => setDate("to", text)} />
      </div>
      <Group gap={4} justify="space-between">
        <Group gap={2} wrap="nowrap">
          <Preset label={t("incidents.filter.preset.quarter")} onClick={() => last(3)} />
          <Preset label={t("incidents.filter.preset.year")} onClick={() => last(12)} />
          <Preset
            label={t("incidents.filter.preset.all")}
            onClick={() => state.setFilter({ from: null, to: null })}
          />
        </Group>
        <Group gap={0} wrap="nowrap" className="steps">
          <Step label={t("incidents.filter.earlier")} disabled={from == null} onClick={() => step(-1)} />
          <Step label={t("incidents.filter.later")} disabled={from == null} onClick={() => step(1)} forward />
        </Group>
      </Group>
    </fieldset>
  );
}

interface DateFieldProps {
  label: string;
  day: number | null | undefined;
  onDate: (text: string) => void;
}

/** A date as ISO text, which reads the same everywhere; taken over when it is whole, put back when it is not. */
function DateField({ label, day, onDate }: DateFieldProps) {
  const { t } = useWords();
  const known = day == null ? "" : isoOf(day);
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      size="xs"
      inputMode="numeric"
      aria-label={label}
      placeholder={t("incidents.filter.datePattern")}
      error={typed !== undefined && typed !== "" && typed.length > 9 && !isDate(typed)}
      value={typed ?? known}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        if (isDate(event.currentTarget.value)) onDate(event.currentTarget.value);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

const Preset = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button variant="default" size="compact-xs" fw={400} onClick={onClick}>
    {label}
  </Button>
);

function Step(props: { label: string; disabled: boolean; forward?: boolean; onClick: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
      className={props.forward ? "step-forward" : "step-back"}
    >
      <Icon name="down" size={14} />
    </ActionIcon>
  );
}
