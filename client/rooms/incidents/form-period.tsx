/** The period that lists of pairs look at: two days, and a step back. */
import { Button, Group } from "@mantine/core";
import { dayOf, isoOf } from "../../../shared/time.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { useWords } from "../../words/index.tsx";

const DAYS = 31;

/** ISO days, both inside. */
export interface Period {
  from: string;
  to: string;
}

export const lastMonth = (today: string): Period => ({ from: isoOf(dayOf(today) - DAYS), to: today });

export function PeriodFields({ period, onPeriod }: { period: Period; onPeriod: (period: Period) => void }) {
  const { t } = useWords();
  const earlier = (day: string) => isoOf(dayOf(day) - DAYS);
  return (
    <Group gap={6} align="end">
      <DateField
        label={t("incidents.filter.from")}
        value={period.from}
        onDate={(from) => from && onPeriod({ ...period, from })}
        size="xs"
      />
      <DateField
        label={t("incidents.filter.to")}
        value={period.to}
        onDate={(to) => to && onPeriod({ ...period, to })}
        size="xs"
      />
      <Button
        size="xs"
        variant="default"
        onClick={() => onPeriod({ from: earlier(period.from), to: earlier(period.to) })}
      >
        {t("incidents.filter.earlier")}
      </Button>
    </Group>
  );
}
