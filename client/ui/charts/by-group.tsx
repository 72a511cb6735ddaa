/**
 * Harm by alleged perpetrator, by area and by kind. One-sided events stand under their alleged perpetrator, all fighting
 * in one bar; communal groups are one grey class; attribution is the dataset's, and says so.
 */
import { SegmentedControl, useComputedColorScheme } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { type FactsFilter, groupName, PARTY_CLASS, UNPLACED } from "../../../shared/rooms/analysis.ts";
import type { IncidentKind } from "../../../shared/rooms/incidents.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { ChartCard } from "./chart-card.tsx";
import { HarmBars } from "./harm-bars.tsx";
import { countedFilter, harmNumbers, otherLevels } from "./harm-words.ts";
import { PALETTES } from "./palette.ts";
import { partyColour } from "./parties.ts";
import { byHarm, type HarmRow, harmRows, REST, withRest } from "./rows.ts";
import { datasetOf } from "./scope.ts";
import type { DashboardChartProps } from "./use-harm.ts";

const MOST = 10;
const CLASSES: readonly unknown[] = Object.values(PARTY_CLASS);

/** A list with the id in it, or without it when it was the only one: a second click takes the filter away. */
const toggled = <T,>(list: readonly T[] | null | undefined, id: T): T[] | null =>
  list?.length === 1 && list[0] === id ? null : [id];

export function ByPerpetratorChart({ state, harm, headline }: DashboardChartProps) {
  const { t, tag } = useWords();
  const palette = PALETTES[useComputedColorScheme("light")];
  const { facts } = harm;
  const all = useMemo(() => harmRows(facts, harm.counted, "perpetratorGroup").sort(byHarm), [facts, harm]);
  const rows = withRest(all, MOST);
  const nameOf = ({ id }: HarmRow) =>
    CLASSES.includes(id) || id === REST
      ? t(`charts.party.${id as (typeof PARTY_CLASS)[keyof typeof PARTY_CLASS] | typeof REST}`)
      : (groupName(facts, "perpetratorGroup", id) ?? t("charts.unnamed"));
  const actors = facts.dictionaries.actors;
  const title = t("charts.byPerpetrator");
  const according = t("charts.according", { source: datasetOf(harm)?.title ?? "" });
  return (
    <ChartCard
      title={title}
      harm={harm}
      method="parties"
      publicBy="perpetratorGroup"
      marks={t("charts.marks.group")}
      headline={headline}
      today={state.today}
      numbers={harmNumbers(t, t("charts.table.party"), all, nameOf, ({ id }) => ({
        ...countedFilter(harm, headline),
        perpetrators: [String(id)],
      }))}
      aside={[according, otherLevels(t, tag, harm)].filter(Boolean).join(" ")}
    >
      <HarmBars
        rows={rows}
        nameOf={nameOf}
        label={title}
        isClass={({ id }) => CLASSES.includes(id) || id === REST}
        colourOf={({ id }) =>
          partyColour(
            facts,
            palette,
            actors.findIndex((actor) => actor.ref === id),
          )
        }
        onPick={({ id }) => {
          if (id !== REST) state.setFilter({ perpetrators: toggled(state.filter.perpetrators, String(id)) });
        }}
      />
    </ChartCard>
  );
}

/** Of what no area of the level holds, within areas that were chosen, no list can be asked for. */
function areaFilter(
  harm: DashboardChartProps["harm"],
  headline: DashboardChartProps["headline"],
  level: "admin1" | "admin2",
  id: HarmRow["id"],
): FactsFilter | null {
  if (id === null && harm.filter.areas?.length) return null;
  return { ...countedFilter(harm, headline), areas: [id === null ? UNPLACED[level] : String(id)] };
}

interface ByAreaProps extends DashboardChartProps {
  /** Says how much of the ranking is unknown. */
  note?: ReactNode;
}

export function ByAreaChart({ state, harm, headline, note }: ByAreaProps) {
  const { t, tag } = useWords();
  const [level, setLevel] = useState<"admin1" | "admin2">("admin2");
  const { facts } = harm;
  const all = useMemo(() => harmRows(facts, harm.counted, level).sort(byHarm), [facts, harm, level]);
  const rows = withRest(all, MOST);
  const nameOf = ({ id }: HarmRow) => {
    if (id === REST) return t("charts.area.rest");
    return id === null
      ? t(`charts.area.unknown.${level}`)
      : (groupName(facts, level, id) ?? t("charts.unnamed"));
  };
  const title = t("charts.byArea");
  return (
    <ChartCard
      title={title}
      harm={harm}
      method="places"
      publicBy="admin1"
      marks={t("charts.marks.group")}
      headline={headline}
      today={state.today}
      numbers={harmNumbers(t, t("charts.table.area"), all, nameOf, ({ id }) =>
        areaFilter(harm, headline, level, id),
      )}
      aside={[t("charts.silence"), otherLevels(t, tag, harm)].filter(Boolean).join(" ")}
      control={
        <SegmentedControl
          size="xs"
          mb={6}
          aria-label={t("charts.area.level")}
          value={level}
          onChange={(value) => setLevel(value === "admin1" ? "admin1" : "admin2")}
          data={[
            { value: "admin1", label: t("charts.area.admin1") },
            { value: "admin2", label: t("charts.area.admin2") },
          ]}
        />
      }
    >
      <HarmBars
        rows={rows}
        nameOf={nameOf}
        label={title}
        isClass={({ id }) => id === REST || id === null}
        onPick={({ id }) => {
          if (id !== REST && id !== null) state.setFilter({ areas: toggled(state.filter.areas, String(id)) });
        }}
      />
      {note}
    </ChartCard>
  );
}

export function ByKindChart({ state, harm, headline }: DashboardChartProps) {
  const { t, tag } = useWords();
  const { facts } = harm;
  const all = useMemo(() => harmRows(facts, harm.counted, "kind").sort(byHarm), [facts, harm]);
  const rows = withRest(all, MOST);
  const nameOf = ({ id }: HarmRow) =>
    id === REST ? t("charts.kind.rest") : codeLabel(t, "incidentKind", String(id));
  const title = t("charts.byKind");
  return (
    <ChartCard
      title={title}
      harm={harm}
      method="civilians"
      publicBy="kind"
      marks={t("charts.marks.group")}
      headline={headline}
      today={state.today}
      numbers={harmNumbers(t, t("charts.table.kind"), all, nameOf, ({ id }) => ({
        ...countedFilter(harm, headline),
        kinds: [id as IncidentKind],
      }))}
      aside={otherLevels(t, tag, harm)}
    >
      <HarmBars
        rows={rows}
        nameOf={nameOf}
        label={title}
        isClass={({ id }) => id === REST}
        onPick={({ id }) => {
          if (id !== REST) state.setFilter({ kinds: toggled(state.filter.kinds, id as IncidentKind) });
        }}
      />
    </ChartCard>
  );
}
