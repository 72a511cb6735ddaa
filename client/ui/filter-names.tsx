/** Filters that choose from many names: the list is found through by a part of the name. */
import { MultiSelect, type MultiSelectProps } from "@mantine/core";
import { useMemo } from "react";
import type { Facts } from "../../shared/rooms/analysis.ts";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { markText } from "./area-marks.ts";
import type { DashboardState } from "./dashboard-types.ts";
import { forgiving } from "./forgiving.ts";

interface NameFilterProps extends Pick<MultiSelectProps, "label" | "data" | "onChange"> {
  /** Said while nothing is chosen. */
  placeholder: string;
  value: string[];
}

/** Several of a long list. */
export function NameFilter({ placeholder, ...choice }: NameFilterProps) {
  const { t } = useWords();
  return (
    <MultiSelect
      size="xs"
      searchable
      filter={forgiving}
      clearable
      placeholder={choice.value.length > 0 ? undefined : placeholder}
      nothingFoundMessage={t("incidents.filter.nothing")}
      {...choice}
    />
  );
}

interface AreaFilterProps {
  state: DashboardState;
  facts: Facts;
}

export function AreaFilter({ state, facts }: AreaFilterProps) {
  const { t } = useWords();
  const { areas } = facts.dictionaries;
  const data = useMemo(
    () =>
      areas
        .filter(({ level }) => level > 0)
        .sort((a, b) => a.level - b.level || a.name.localeCompare(b.name))
        .map((area) => ({
          value: area.ref,
          label: `${area.name} · ${codeLabel(t, "areaLevel", String(area.level))}`,
        })),
    [areas, t],
  );
  const chosen = state.filter.areas ?? [];
  const marks = chosen.flatMap((mark) => {
    const label = markText(t, facts, mark);
    return label ? [{ value: mark, label }] : [];
  });
  return (
    <NameFilter
      label={t("incidents.filter.area")}
      placeholder={t("incidents.filter.areaAny")}
      data={[...marks, ...data]}
      value={[...chosen]}
      onChange={(wanted) => state.setFilter({ areas: wanted })}
    />
  );
}
