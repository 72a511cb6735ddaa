/** A first look at an area, a party or a base beside the map, with the way to its own page. */
import { Button, Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { actorOf, type Facts, type FactsFilter, groupName, select } from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { DeleteButton } from "../../access/delete-button.tsx";
import { LookButton } from "../../access/releases-section.tsx";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { CodeLabel } from "../../ui/marks.tsx";
import { FactList, Panel, SourceLine } from "../../ui/panel.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { EmptyNote, Waiting } from "../../ui/states.tsx";
import { codeLabel, kindOf } from "../../words/codes.ts";
import { formatCount, formatKm, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useActors } from "../actors/queries.ts";
import { IncidentList } from "../incidents/list.tsx";
import { countedOf, type FigureName, fourFigures, totalsOf } from "./figures.ts";
import { baseDay, useBases, useCurrentCover } from "./queries.ts";

interface GlanceProps {
  state: DashboardState;
  facts: Facts;
  /** Levels the operation counts. */
  headline: readonly VerificationLevel[];
  onClose: () => void;
}

/** The four numbers of a part of the selection, with scope and source. */
function Figures({ state, facts, filter, headline }: Omit<GlanceProps, "onClose"> & { filter: FactsFilter }) {
  const { t, tag } = useWords();
  const counted = useMemo(() => countedOf(filter, headline), [filter, headline]);
  const row = useMemo(() => totalsOf(facts, counted), [facts, counted]);
  const civilians = { ...counted, civiliansOnly: true };
  const behind = (name: FigureName) =>
    name === "civilian"
      ? { filter: civilians, events: select(facts, civilians).length }
      : { filter: counted, events: row.events };
  const dataset = facts.dictionaries.datasets.find(
    ({ id, name }) => id === filter.dataset || name === filter.dataset,
  );
  const { from, to } = state.filter;
  return (
    <section className="panel-section">
      <h3>{from == null || to == null ? t("incidents.summary.allTime") : formatSpan(from, to, tag)}</h3>
      <FactList
        facts={fourFigures(row, t, tag).map(({ key, name, value }) => ({
          name,
          value: <RecordsLink {...behind(key)}>{value}</RecordsLink>,
        }))}
      />
      {dataset && (
        <p className="figure-source">
          <SourceLine source={dataset.title} version={dataset.version} />
        </p>
      )}
    </section>
  );
}

export function AreaGlance({ state, facts, headline, code, onClose }: GlanceProps & { code: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { areas } = facts.dictionaries;
  const area = areas.find(({ pcode, ref }) => pcode === code || ref === code);
  const filter = useMemo(() => ({ ...state.filter, areas: area ? [area.ref] : [] }), [state.filter, area]);
  if (!area) return <Unknown onClose={onClose} />;
  const parent = areas[area.parent]?.name;
  const level = codeLabel(t, "areaLevel", String(area.level));
  const params = { operation: state.operation, code };
  return (
    <Panel
      title={area.name}
      subtitle={[level, parent, area.pcode].filter(Boolean).join(" · ")}
      onClose={onClose}
    >
      <Figures state={state} facts={facts} filter={filter} headline={headline} />
      {area.level === 2 && <Coverage state={state} code={area.pcode ?? area.ref} />}
      <Group p="md" gap="xs">
        <Button onClick={() => navigate({ to: "/$operation/areas/$code", params, search: true })}>
          {t("frame.glance.areaPage")}
        </Button>
        <Button variant="default" onClick={() => state.setFilter({ areas: [area.ref] })}>
          {t("frame.glance.filter")}
        </Button>
      </Group>
      <div className="glance-list">
        <IncidentList state={{ ...state, filter }} facts={facts} />
      </div>
    </Panel>
  );
}

/** Category of a district in the newest cycle, and whether a base is recorded in it, as the list allows to say. */
function Coverage({ state, code }: { state: DashboardState; code: string }) {
  const { t, tag } = useWords();
  const cover = useCurrentCover(state.operation, state.today);
  const area = cover?.areas.find((one) => one.code === code);
  if (!cover || !area) return null;
  const base = area.covered
    ? t("frame.glance.baseInside")
    : area.nearest &&
      t("frame.glance.nearestBase", { km: formatKm(area.nearest.km, tag), name: area.nearest.name });
  const facts = [
    {
      name: t("frame.glance.category", { cycle: cover.cycle.name }),
      value: <CodeLabel list="priorityCategory" code={area.category} />,
    },
    { name: t("frame.glance.base"), value: base ?? undefined },
  ];
  return (
    <section className="panel-section">
      <FactList facts={facts} />
      <p className="figure-source">
        {cover.list?.dataset && (
          <SourceLine source={cover.list.dataset.title} version={cover.list.dataset.version ?? ""} />
        )}{" "}
        {cover.wording === "incomplete_list" && t("frame.glance.baseSource")}
      </p>
    </section>
  );
}

export function ActorGlance({
  state,
  facts,
  headline,
  actor: asked,
  onClose,
}: GlanceProps & { actor: string }) {
  const actor = actorOf(facts.dictionaries.actors, asked);
  const { t } = useWords();
  const navigate = useNavigate();
  const found = facts.dictionaries.actors.find(({ ref }) => ref === actor);
  const filter = useMemo(() => ({ ...state.filter, actors: [actor] }), [state.filter, actor]);
  const listed = useActors(state.operation).data?.find(({ ref }) => ref === actor);
  if (!found) return <Unknown onClose={onClose} />;
  const params = { operation: state.operation, ref: actor };
  const kind = kindOf(listed ?? found);
  return (
    <Panel
      title={groupName(facts, "actor", actor) ?? found.name}
      subtitle={found.communal ? t("incidents.detail.communal") : codeLabel(t, "actorKind", kind)}
      onClose={onClose}
    >
      <Figures state={state} facts={facts} filter={filter} headline={headline} />
      <Group p="md" gap="xs">
        <Button onClick={() => navigate({ to: "/$operation/actors/$ref", params, search: true })}>
          {t("frame.glance.actorPage")}
        </Button>
        <Button variant="default" onClick={() => state.setFilter({ actors: [actor] })}>
          {t("frame.glance.filterActor")}
        </Button>
      </Group>
      <div className="glance-list">
        <IncidentList state={{ ...state, filter }} facts={facts} />
      </div>
    </Panel>
  );
}

function Unknown({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Panel title={t("frame.empty.denied")} onClose={onClose}>
      <EmptyNote kind="denied" />
    </Panel>
  );
}

/** A base of the mission: kind, district, uniformed people (approximate), since when, and what the list lacks. */
export function BaseGlance({
  state,
  base,
  onClose,
}: {
  state: DashboardState;
  base: string;
  onClose: () => void;
}) {
  const { t, tag } = useWords();
  const answer = useBases(state.operation, baseDay(state));
  const found = answer.data?.bases.find(({ ref }) => ref === base);
  if (answer.isPending) return <Waiting />;
  if (!found) return <Unknown onClose={onClose} />;
  const strength = formatCount(found.strength === null ? null : Math.round(found.strength), tag);
  const facts = [
    { name: t("frame.glance.base"), value: <CodeLabel list="baseKind" code={found.kind} /> },
    {
      name: t("frame.glance.strength"),
      value:
        found.strength !== null && found.approximate
          ? t("frame.glance.approximate", { n: strength })
          : strength,
    },
    { name: t("frame.glance.recorded"), value: formatSpan(found.from, found.to ?? found.from, tag) },
  ];
  const list = answer.data?.list;
  return (
    <Panel
      title={found.name}
      subtitle={found.mission}
      onClose={onClose}
      actions={
        <>
          <LookButton record={found} kind="base" code={state.operation} />
          <DeleteButton record={found} kind="base" code={state.operation} onDone={onClose} />
        </>
      }
    >
      <section className="panel-section">
        <FactList facts={facts} />
        <DeleteButton
          record={{ ref: found.deployment, own: found.own }}
          kind="deployment"
          code={state.operation}
          label={t("frame.glance.deletePeriod")}
        />
        <p className="figure-source">
          {list?.dataset && <SourceLine source={list.dataset.title} version={list.dataset.version ?? ""} />}{" "}
          {list?.incomplete && t("frame.glance.baseSource")}
        </p>
      </section>
    </Panel>
  );
}
