/** Harm to people in the area: datasets side by side, the trend, comparison, who is alleged, the latest events. */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import {
  type Facts,
  type FactsFilter,
  PARTY_CLASS,
  type Selection,
  select,
} from "../../../shared/rooms/analysis.ts";
import { INCIDENT_KINDS } from "../../../shared/rooms/incidents.ts";
import type { AreaAnswer } from "../../../shared/rooms/places-answers.ts";
import type { WindowTrend } from "../../../shared/rooms/trend.ts";
import { isoOf } from "../../../shared/time.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { TrendFigure } from "../../ui/harm-trend-figure.tsx";
import { MethodLink } from "../../ui/method-link.tsx";
import { Figure } from "../../ui/panel.tsx";
import { Range } from "../../ui/range.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, formatRange, formatSpan } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { rangeOf } from "../incidents/row.tsx";
import { DatasetTable, DeathRates } from "./detail-datasets.tsx";
import { compareCivilians, datasetOf, harmByDataset, periodOf, perpetrators } from "./figures.ts";

const LATEST = 5;
const PARTIES = 7;

export interface HarmProps {
  facts: Facts;
  state: DashboardState;
  filter: FactsFilter;
  /** Ref of the area the figures are of, and who lives there. */
  area: string;
  population: AreaAnswer["population"];
}

export function HarmSection({ facts, state, filter, area, population }: HarmProps) {
  const { t, tag } = useWords();
  const selection = useMemo(() => select(facts, filter), [facts, filter]);
  const rows = useMemo(() => harmByDataset(facts, filter), [facts, filter]);
  const comparison = useMemo(() => compareCivilians(facts, filter), [facts, filter]);
  const dataset = datasetOf(facts, filter);
  if (!dataset) return null;
  const { from, to } = periodOf(facts, filter, state.today);
  const period = formatSpan(from, to, tag);
  const source = <Source facts={facts} filter={filter} today={state.today} />;
  const name = `${dataset.title} ${dataset.version}`.trim();
  const trend = t("places.harm.trend", { bucket: state.bucket, dataset: name });
  return (
    <>
      <Figure title={t("places.harm.title")} scope={t("places.harm.scope", { period })} source={source}>
        <DatasetTable
          facts={facts}
          filter={filter}
          rows={rows}
          chosen={dataset.id}
          operation={state.operation}
        />
        <DeathRates {...{ rows, filter, population }} operation={state.operation} days={to - from + 1} />
        {comparison && <Compared comparison={comparison} facts={facts} filter={filter} />}
      </Figure>
      {selection.length > 0 && (
        <TrendFigure
          facts={facts}
          selection={selection}
          bucket={state.bucket}
          filter={filter}
          from={from}
          to={to}
          about={{
            title: trend,
            scope: `${facts.dictionaries.areas.find(({ ref }) => ref === area)?.name ?? ""}, ${period}`,
            source: sourceText(t, tag, facts, filter, state.today),
            notes: [t("charts.marks.time")],
            today: state.today,
            method: "counts",
            illustrative: Boolean(filter.includeIllustrative),
          }}
          source={source}
        />
      )}
      <Perpetrators
        facts={facts}
        selection={selection}
        filter={filter}
        operation={state.operation}
        name={name}
        source={source}
      />
      {selection.length > 0 && (
        <Latest facts={facts} state={state} selection={selection} filter={filter} source={source} />
      )}
    </>
  );
}

/** Civilians killed against the period before, in one sentence; its records a click away, as the period's own are. */
function Compared({
  comparison: { previous, againstPrevious: against },
  facts,
  filter,
}: Pick<HarmProps, "facts" | "filter"> & { comparison: WindowTrend }) {
  const { t, tag } = useWords();
  const before = { ...filter, ...previous, civiliansOnly: true };
  return (
    <p className="dossier-say">
      {t(`places.harm.compare.${against.verdict}`, {
        now: formatRange(against.current, tag),
        before: formatRange(against.previous, tag),
      })}{" "}
      <span className="no-print">
        <RecordsLink filter={before} events={select(facts, before).length}>
          {t("places.harm.compare.before")}
        </RecordsLink>
      </span>
    </p>
  );
}

/** Citation, version, levels counted and date, as they stand below each figure and in its files. */
function sourceText(t: Translate, tag: string, facts: Facts, filter: FactsFilter, today: string): string {
  const dataset = datasetOf(facts, filter);
  const levels = (filter.verification ?? []).map((level) =>
    codeLabel(t, "verification", level).toLowerCase(),
  );
  return t("places.harm.source", {
    citation: dataset?.citation || dataset?.title || "",
    version: dataset?.version || "–",
    levels: levels.join(", "),
    date: formatDate(today, tag),
  });
}

function Source({ facts, filter, today }: { facts: Facts; filter: FactsFilter; today: string }) {
  const { t, tag } = useWords();
  return (
    <>
      {sourceText(t, tag, facts, filter, today)} <MethodLink part="counts" />
    </>
  );
}

interface PerpetratorsProps {
  facts: Facts;
  selection: Selection;
  filter: FactsFilter;
  operation: string;
  name: string;
  source: ReactNode;
}

const CLASSES: readonly string[] = Object.values(PARTY_CLASS);

function Perpetrators({ facts, selection, filter, operation, name, source }: PerpetratorsProps) {
  const { t, tag } = useWords();
  const rows = useMemo(() => perpetrators(facts, selection), [facts, selection]);
  const rest = rows.length - PARTIES;
  const opens = (behind: FactsFilter, shown: ReactNode) => (
    <RecordsLink filter={behind} events={select(facts, behind).length}>
      {shown}
    </RecordsLink>
  );
  const party = (id: string) => {
    if (CLASSES.includes(id)) return t(`places.actors.${id as (typeof PARTY_CLASS)["none"]}`);
    const actor = facts.dictionaries.actors.find(({ ref }) => ref === id);
    return (
      <Link to="/$operation/actors/$ref" params={{ operation, ref: id }} search>
        {actor?.name ?? t("frame.unknown")}
      </Link>
    );
  };
  return (
    <Figure title={t("places.actors.title", { dataset: name })} source={source}>
      {rows.length === 0 && <p className="dossier-say">{t("places.harm.none")}</p>}
      {rows.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t("places.actors.party")}</th>
              <th scope="col">{t("places.harm.events")}</th>
              <th scope="col">{t("places.harm.civilians")}</th>
              <th scope="col">{t("places.harm.killed")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, PARTIES).map((row) => {
              const own = { ...filter, perpetrators: [String(row.key[0])] };
              return (
                <tr key={String(row.key[0])}>
                  <td>{party(String(row.key[0]))}</td>
                  <td>{opens(own, formatCount(row.events, tag))}</td>
                  <td>{opens({ ...own, civiliansOnly: true }, <Range counts={row} civilians />)}</td>
                  <td>{opens(own, <Range counts={row} />)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {rest > 0 && <p className="dossier-soft">{t("places.area.more", { n: rest })}</p>}
    </Figure>
  );
}

type LatestProps = Omit<HarmProps, "area" | "population"> & { selection: Selection; source: ReactNode };

function Latest({ facts, state, selection, filter, source }: LatestProps) {
  const { t, tag } = useWords();
  const params = { operation: state.operation };
  return (
    <Figure title={t("places.harm.latest")} source={source}>
      <ul className="dossier-list">
        {[...selection.slice(-LATEST)].reverse().map((row) => {
          const ref = state.refOf(row);
          const place = facts.dictionaries.areas[facts.area[row]!]?.name ?? t("frame.unknown");
          const kind = codeLabel(t, "incidentKind", INCIDENT_KINDS[facts.kind[row]!] ?? "unknown");
          const killed = rangeOf(facts, row);
          return (
            <li key={row}>
              <span>
                {formatSpan(isoOf(facts.day[row]! - facts.span[row]!), isoOf(facts.day[row]!), tag)}
              </span>
              {ref ? (
                <Link to="/$operation/incidents/$ref" params={{ ...params, ref }} search>
                  {kind}, {place}
                </Link>
              ) : (
                <span>
                  {kind}, {place}
                </span>
              )}
              <span>{t("incidents.summary.killed", { range: formatRange(killed, tag) })}</span>
            </li>
          );
        })}
      </ul>
      <p className="no-print">
        <RecordsLink filter={filter} events={selection.length}>
          {t("places.harm.latestAll")}
        </RecordsLink>
      </p>
    </Figure>
  );
}
