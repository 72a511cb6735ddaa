/** The day that is shown: a slider with its changes as marks, steps from change to change, and the date itself. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { dayOf, isoOf } from "../../../shared/time.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";

interface SliderProps {
  day: string;
  choose: (day: string) => void;
  /** ISO days on which something changes, in order. */
  changes: readonly string[];
  today: string;
}

const BEFORE = 14;

export function DaySlider({ day, choose, changes, today }: SliderProps) {
  const { t, tag } = useWords();
  const past = changes.filter((change) => change <= today);
  const first = Math.min(dayOf(past[0] ?? today) - BEFORE, dayOf(day));
  const last = Math.max(dayOf(today), dayOf(day));
  const span = Math.max(1, last - first);
  const before = past.findLast((change) => change < day);
  const after = past.find((change) => change > day) ?? (day < today ? today : undefined);
  const step = (to: string | undefined, label: string, path: string) => (
    <Tooltip label={to ? `${label}: ${formatDate(to, tag)}` : label}>
      <ActionIcon
        variant="default"
        size="md"
        aria-label={label}
        disabled={!to}
        onClick={() => to && choose(to)}
        className="slider-step"
      >
        <svg viewBox="0 0 16 16" width={14} height={14} aria-hidden="true">
          <path d={path} className="pictogram" />
        </svg>
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className="day-slider">
      {step(before, t("structure.slider.before"), "M10 3 5 8l5 5")}
      <div className="day-track">
        <input
          type="range"
          min={first}
          max={last}
          value={dayOf(day)}
          list="structure-changes"
          aria-label={t("structure.slider.label")}
          aria-valuetext={formatDate(day, tag, "weekday")}
          onChange={(event) => choose(isoOf(Number(event.currentTarget.value)))}
        />
        <div className="day-marks" aria-hidden="true">
          {past.map((change) => (
            <span key={change} style={{ insetInlineStart: `${((dayOf(change) - first) / span) * 100}%` }} />
          ))}
        </div>
      </div>
      {step(after, t("structure.slider.after"), "M6 3l5 5-5 5")}
      <DateField
        size="xs"
        aria-label={t("structure.slider.date")}
        value={day}
        max={today}
        onDate={(iso) => iso && choose(iso)}
      />
    </div>
  );
}
