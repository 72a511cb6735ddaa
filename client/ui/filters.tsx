/**
 * The filters of the dashboard. Each shows only what occurs in the open dataset, with its number of events, so that
 * no choice leads nowhere. Everything set here stands in the address.
 */
import { ActionIcon, Button, Checkbox, MultiSelect, Select, Stack, Switch, Text } from "@mantine/core";
import { useCallback, useMemo, useRef } from "react";
import {
  actorOf,
  type Dimension,
  type Facts,
  type FactsFilter,
  FLAG,
  groupBy,
  PARTY_CLASS,
  select,
} from "../../shared/rooms/analysis.ts";
import {
  LOCATION_PRECISIONS,
  type LocationPrecision,
  VERIFICATION_LEVELS,
} from "../../shared/rooms/incidents.ts";
import { useOperationCode } from "../dashboard.ts";
import { useOperation } from "../session.ts";
import { codeLabel } from "../words/codes.ts";
import { type Translate, useWords } from "../words/index.tsx";
import { AboutDataset } from "./about-dataset.tsx";
import type { DashboardState } from "./dashboard-types.ts";
import { AreaFilter, NameFilter } from "./filter-names.tsx";
import { PeriodFilter } from "./filter-period.tsx";
import { Icon } from "./icons.tsx";
import { VerificationMark } from "./marks.tsx";
import { FILTER_EVENT, useKeyboardEvent } from "./shortcuts.tsx";
import { ViewsMenu } from "./views-menu.tsx";
import "./filters.css";

/** Events per code of a dimension in the open dataset, over all time. */
function useCounts(facts: Facts, dataset: FactsFilter["dataset"], dimension: Dimension): Map<string, number> {
  return useMemo(() => {
    const rows = groupBy(facts, select(facts, { dataset, includeIllustrative: true, signals: "with" }), [
      dimension,
    ]);
    return new Map(rows.map((row) => [String(row.key[0]), row.events]));
  }, [facts, dataset, dimension]);
}

/** How many filters besides dataset and period are set. */
export function activeFilters(filter: FactsFilter): number {
  const lists = [filter.kinds, filter.tactics, filter.actors, filter.perpetrators, filter.areas];
  const set = [...lists, filter.verification, filter.precisions].filter((list) => list?.length).length;
  return set + (filter.civiliansOnly ? 1 : 0) + (filter.includeIllustrative ? 1 : 0);
}

const NO_FILTER: Partial<FactsFilter> = {
  kinds: null,
  tactics: null,
  actors: null,
  perpetrators: null,
  areas: null,
  verification: null,
  precisions: null,
  civiliansOnly: false,
  includeIllustrative: false,
};

interface FilterProps {
  state: DashboardState;
  facts: Facts;
}

export function Filters({ state, facts, onHide }: FilterProps & { onHide?: () => void }) {
  const { t } = useWords();
  const first = useRef<HTMLDivElement>(null);
  const focus = useCallback(() => first.current?.querySelector<HTMLElement>("input")?.focus(), []);
  useKeyboardEvent(FILTER_EVENT, focus);
  const active = activeFilters(state.filter);
  return (
    <section className="filters" aria-label={t("incidents.filter.title")} ref={first}>
      <header>
        <h2>{t("incidents.filter.title")}</h2>
        <ViewsMenu />
        {active > 0 && (
          <Button variant="subtle" size="compact-xs" onClick={() => state.setFilter(NO_FILTER)}>
            {t("incidents.filter.clear")} ({active})
          </Button>
        )}
        {onHide && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t("incidents.filter.hide")}
            title={t("incidents.filter.hide")}
            onClick={onHide}
          >
            <Icon name="close" size={15} />
          </ActionIcon>
        )}
      </header>
      <Stack gap="md">
        <PeriodFilter state={state} />
        <DatasetFilter state={state} facts={facts} />
        <Switch
          size="xs"
          label={t("incidents.filter.civilians")}
          checked={state.filter.civiliansOnly ?? false}
          onChange={(event) => state.setFilter({ civiliansOnly: event.currentTarget.checked })}
        />
        <KindFilter state={state} facts={facts} />
        <PartyFilter state={state} facts={facts} />
        <AreaFilter state={state} facts={facts} />
        <LevelFilter state={state} facts={facts} />
        <PrecisionFilter state={state} />
        <IllustrativeFilter state={state} facts={facts} />
      </Stack>
    </section>
  );
}

function DatasetFilter({ state, facts }: FilterProps) {
  const { t } = useWords();
  const { datasets } = facts.dictionaries;
  const { data: operation } = useOperation(useOperationCode());
  const chosen =
    datasets.find(({ id, name }) => [id, name].includes(state.filter.dataset ?? ""))?.name ?? null;
  const about = operation?.datasets.find(({ name }) => name === chosen);
  return (
    <div>
      <Select
        size="xs"
        label={t("incidents.filter.dataset")}
        description={t("incidents.filter.datasetHelp")}
        allowDeselect={false}
        data={datasets.map(({ name, title, version }) => ({
          value: name,
          label: `${title} ${version}`.trim(),
        }))}
        value={chosen}
        onChange={(dataset) => state.setFilter({ dataset, ...NO_FILTER })}
      />
      {about && <AboutDataset dataset={about} />}
    </div>
  );
}

const option = (t: Translate, value: string, label: string, n: number | undefined) => ({
  value,
  label: t("incidents.filter.option", { label, n: n ?? 0 }),
});

function KindFilter({ state, facts }: FilterProps) {
  const { t } = useWords();
  const counts = useCounts(facts, state.filter.dataset, "kind");
  const data = [...counts].map(([kind, n]) => option(t, kind, codeLabel(t, "incidentKind", kind), n));
  return (
    <MultiSelect
      size="xs"
      clearable
      label={t("incidents.filter.kind")}
      placeholder={state.filter.kinds?.length ? undefined : t("incidents.filter.kindAny")}
      data={data}
      value={[...(state.filter.kinds ?? [])]}
      onChange={(kinds) => state.setFilter({ kinds: kinds as FactsFilter["kinds"] })}
    />
  );
}

function PartyFilter({ state, facts }: FilterProps) {
  const { t } = useWords();
  const counts = useCounts(facts, state.filter.dataset, "actor");
  const { actors } = facts.dictionaries;
  // As in charts, groups named after a people or a community are one entry and never listed one by one.
  const named = actors.filter(({ communal }) => !communal).map(({ ref, name }) => [ref, name] as const);
  const all = [...named, [PARTY_CLASS.communal, t("charts.party.communal_group")] as const];
  const data = all
    .filter(([id]) => counts.has(id))
    .sort(([a], [b]) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .map(([id, name]) => option(t, id, name, counts.get(id)));
  const communal = new Set(actors.filter((actor) => actor.communal).map(({ ref }) => ref));
  const wanted = (state.filter.actors ?? []).map((id) => actorOf(actors, id));
  const chosen = [...new Set(wanted.map((id) => (communal.has(id) ? PARTY_CLASS.communal : id)))];
  return (
    <NameFilter
      label={t("incidents.filter.party")}
      placeholder={t("incidents.filter.partyAny")}
      data={data}
      value={[...new Set(chosen)]}
      onChange={(wanted) => state.setFilter({ actors: wanted })}
    />
  );
}

function LevelFilter({ state, facts }: FilterProps) {
  const { t } = useWords();
  const counts = useCounts(facts, state.filter.dataset, "verification");
  const levels = VERIFICATION_LEVELS.filter((level) => counts.has(level));
  const chosen = state.filter.verification ?? [];
  if (levels.length === 0) return null;
  return (
    <fieldset className="filter">
      <legend>{t("incidents.filter.verification")}</legend>
      <Checkbox.Group
        value={[...chosen]}
        onChange={(verification) =>
          state.setFilter({ verification: verification as FactsFilter["verification"] })
        }
      >
        <Stack gap={6}>
          {levels.map((level) => (
            <Checkbox
              key={level}
              size="xs"
              value={level}
              label={
                <span className="filter-level">
                  <VerificationMark level={level} />
                  <Text span size="xs" c="dimmed">
                    {counts.get(level)}
                  </Text>
                </span>
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </fieldset>
  );
}

function PrecisionFilter({ state }: { state: DashboardState }) {
  const { t } = useWords();
  return (
    <MultiSelect
      size="xs"
      clearable
      label={t("incidents.filter.precision")}
      placeholder={state.filter.precisions?.length ? undefined : t("incidents.filter.precisionAny")}
      data={LOCATION_PRECISIONS.map((code) => ({
        value: code,
        label: codeLabel(t, "locationPrecision", code),
      }))}
      value={[...(state.filter.precisions ?? [])]}
      onChange={(precisions) => state.setFilter({ precisions: precisions as LocationPrecision[] })}
    />
  );
}

function IllustrativeFilter({ state, facts }: FilterProps) {
  const { t } = useWords();
  const present = useMemo(() => facts.flags.some((bits) => (bits & FLAG.illustrative) !== 0), [facts]);
  if (!present) return null;
  return (
    <Switch
      size="xs"
      label={t("incidents.filter.illustrative")}
      checked={state.filter.includeIllustrative ?? false}
      onChange={(event) => state.setFilter({ includeIllustrative: event.currentTarget.checked })}
    />
  );
}
