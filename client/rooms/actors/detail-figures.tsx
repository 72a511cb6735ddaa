/** What a dataset records about one actor. Deaths in fighting are attributed to nobody; parts are never added together. */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import {
  type Facts,
  type FactsFilter,
  type GroupRow,
  PARTY_CLASS,
  select,
  UNPLACED,
} from "../../../shared/rooms/analysis.ts";
import { TrendFigure } from "../../ui/harm-trend-figure.tsx";
import { FactList, Figure, SourceLine } from "../../ui/panel.tsx";
import { Range } from "../../ui/range.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { Around } from "./detail-around.tsx";
import { Conduct } from "./detail-conduct.tsx";
import { allTime, counted, type ActorFigures as Figures, figuresOf, spanOf } from "./figures.ts";
import type { RoomProps } from "./page.tsx";

const PLACES_SHOWN = 8;

interface FiguresProps extends RoomProps {
  facts: Facts;
  dossier: ActorDossier;
}

/** Period and all years, a small trend, and where; each with dataset, levels and source. */
export function ActorFigures({ facts, state, headline, dossier }: FiguresProps) {
  const { actor } = dossier;
  const { t, tag } = useWords();
  const filter = useMemo(() => counted(state.filter, headline), [state.filter, headline]);
  const window = useMemo(() => figuresOf(facts, filter, actor.ref, actor.communal), [facts, filter, actor]);
  const ever = useMemo(
    () => figuresOf(facts, allTime(filter), actor.ref, actor.communal),
    [facts, filter, actor],
  );
  const dataset = facts.dictionaries.datasets.find(({ id, name }) =>
    [id, name].includes(filter.dataset ?? ""),
  );
  const span = spanOf(facts, ever.selection);
  const levels = (filter.verification ?? []).map((level) => codeLabel(t, "verification", level)).join(", ");
  const source = (
    <SourceLine
      source={dataset?.citation || dataset?.title || ""}
      version={dataset?.version ?? ""}
      levels={levels}
    />
  );
  if (!dataset) return null;
  const title = [dataset.title, dataset.version].filter(Boolean).join(" ");
  const from = filter.from ?? span?.first;
  const to = filter.to ?? span?.last;
  return (
    <>
      <Figure
        title={t("actors.detail.figures")}
        scope={t("actors.detail.according", { dataset: title })}
        source={source}
      >
        {span ? (
          <>
            <Sums
              facts={facts}
              communal={actor.communal}
              actor={actor.ref}
              filter={filter}
              window={window}
              ever={ever}
              period={from && to ? formatSpan(from, to, tag) : t("actors.detail.allTime")}
            />
            <FactList
              facts={[
                {
                  name: t("actors.detail.seen"),
                  value: formatSpan(span.first, span.last, tag),
                },
              ]}
            />
          </>
        ) : (
          <p className="form-lead">{t("actors.detail.notSeen")}</p>
        )}
      </Figure>
      {span && from !== undefined && to !== undefined && (
        <TrendFigure
          facts={facts}
          selection={window.selection}
          bucket={state.bucket}
          filter={{ ...filter, actors: [actor.ref] }}
          from={from}
          to={to}
          about={{
            title: t("actors.detail.trend", { bucket: state.bucket }),
            scope: `${actor.name} · ${title} · ${formatSpan(from, to, tag)}`,
            source: `${dataset.citation} ${title}. ${levels}.`,
            notes: [t("charts.marks.time")],
            today: state.today,
            method: "counts",
            illustrative: Boolean(filter.includeIllustrative),
          }}
          source={source}
        />
      )}
      <Conduct state={state} actor={actor} facts={facts} filter={filter} source={source} />
      {span && (
        <Around
          {...{ dossier, facts, filter, source }}
          dataset={`${dataset.citation} ${title}`}
          today={state.today}
        />
      )}
      {span && (
        <Where
          facts={facts}
          where={window.where}
          filter={filter}
          events={window.any?.events ?? 0}
          operation={state.operation}
          actor={actor.ref}
          source={source}
        />
      )}
    </>
  );
}

interface SumsProps {
  facts: Facts;
  actor: string;
  /** What is counted in the period; the same without one over all years. */
  filter: FactsFilter;
  window: Figures;
  ever: Figures;
  period: string;
  communal: boolean;
}

/** Period and all years side by side, in parts that are never added together. */
function Sums({ facts, actor, filter, window, ever, period, communal }: SumsProps) {
  const { t, tag } = useWords();
  const killed = (sums: GroupRow) => <Range counts={sums} />;
  const behind = (part: "any" | "alone" | "fighting", counted: FactsFilter): FactsFilter => ({
    ...{ ...counted, actors: [actor] },
    perpetrators: part === "any" ? null : [part === "alone" ? actor : PARTY_CLASS.fighting],
  });
  const row = (name: string, part: "any" | "alone" | "fighting", pick: (sums: GroupRow) => ReactNode) => (
    <tr key={name}>
      <td>{name}</td>
      {[window, ever].map((figures, at) => {
        const sums = figures[part];
        const counted = behind(part, at === 0 ? filter : allTime(filter));
        const civiliansOnly = pick === civilian || counted.civiliansOnly;
        const opened = { ...counted, civiliansOnly };
        return (
          <td key={at === 0 ? "window" : "ever"}>
            {sums ? (
              <RecordsLink filter={opened} events={select(facts, opened).length}>
                {pick(sums)}
              </RecordsLink>
            ) : (
              formatCount(0, tag)
            )}
          </td>
        );
      })}
    </tr>
  );
  const events = ({ events: n }: GroupRow) => formatCount(n, tag);
  const civilian = (sums: GroupRow) => <Range counts={sums} civilians />;
  const unknown = (sums: GroupRow) => formatCount(sums.unknownStatus, tag);
  const head = (part: "alone" | "fighting") => (
    <tr>
      <th colSpan={3} scope="colgroup" className="plain-table-group">
        {t(`actors.detail.${part}`)} <span>{t(`actors.detail.${part}Help`)}</span>
      </th>
    </tr>
  );
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <td />
          <th scope="col">{period}</th>
          <th scope="col">{t("actors.detail.allTime")}</th>
        </tr>
      </thead>
      <tbody>
        {row(t("actors.detail.events"), "any", events)}
        {!communal && (
          <>
            {head("alone")}
            {row(t("actors.detail.aloneEvents"), "alone", events)}
            {row(t("actors.detail.aloneKilled"), "alone", killed)}
            {row(t("actors.detail.aloneCivilians"), "alone", civilian)}
            {row(t("actors.detail.aloneUnknown"), "alone", unknown)}
          </>
        )}
        {head("fighting")}
        {row(t("actors.detail.fightingEvents"), "fighting", events)}
        {row(t("actors.detail.fightingKilled"), "fighting", killed)}
        {row(t("actors.detail.fightingCivilians"), "fighting", civilian)}
        {row(t("actors.detail.fightingUnknown"), "fighting", unknown)}
      </tbody>
    </table>
  );
}

interface WhereProps {
  facts: Facts;
  where: GroupRow[];
  filter: FactsFilter;
  events: number;
  operation: string;
  actor: string;
  source: ReactNode;
}

function Where({ facts, where, filter, events: all, operation, actor, source }: WhereProps) {
  const { t } = useWords();
  const areas = facts.dictionaries.areas;
  return (
    <Figure title={t("actors.detail.where")} source={source}>
      {where.length === 0 && <p className="form-lead">{t("actors.detail.whereNothing")}</p>}
      <ul className="claims">
        {where.slice(0, PLACES_SHOWN).map(({ key, events }) => {
          const area = areas.find(({ ref }) => ref === key[0]);
          return (
            <li key={String(key[0])} className="claim-line">
              {area ? (
                <Link
                  to="/$operation/areas/$code"
                  params={{ operation, code: area.pcode ?? area.ref }}
                  search
                >
                  {area.name}
                </Link>
              ) : (
                <span>{t("actors.detail.whereWider")}</span>
              )}
              <span className="claim-facts">
                <RecordsLink
                  filter={{ ...filter, actors: [actor], areas: [area?.ref ?? UNPLACED.admin2] }}
                  events={filter.areas?.length && !area ? 0 : events}
                >
                  {t("actors.detail.whereEvents", { n: events })}
                </RecordsLink>
              </span>
            </li>
          );
        })}
      </ul>
      {where.length > 0 && (
        <span className="no-print">
          <RecordsLink filter={{ ...filter, actors: [actor] }} events={all}>
            {t("actors.detail.showIncidents")}
          </RecordsLink>
        </span>
      )}
    </Figure>
  );
}
