/**
 * One actor: names, what a dataset records about it in the period and over all time, where, how it stands to others and
 * which ground it held when. Claims carry date and confidence; figures say according to whom.
 */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import type { Facts, GroupRow } from "../../../shared/rooms/analysis.ts";
import { faultOf } from "../../faults.ts";
import { HarmTrend } from "../../ui/harm-trend.tsx";
import { Icon } from "../../ui/icons.tsx";
import { CodeLabel, IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { FactList, Figure, Panel, SourceLine } from "../../ui/panel.tsx";
import { Range } from "../../ui/range.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import type { Search } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { History, Relations, Zones } from "./claims.tsx";
import { type ActorFigures, allTime, counted, figuresOf, spanOf } from "./figures.ts";
import type { RoomProps } from "./page.tsx";
import { useActor } from "./queries.ts";

const PLACES_SHOWN = 8;

export function ActorDetail(props: RoomProps & { actor: string }) {
  const { t } = useWords();
  const { operation, actor: ref } = props;
  const answer = useActor(operation.code, ref);
  if (answer.isPending) return <Waiting lines={8} />;
  if (answer.isError) {
    if (["not_found", "invalid_input"].includes(faultOf(answer.error).code))
      return <EmptyNote kind="denied" />;
    return <ErrorNote error={answer.error} retry={answer.refetch} />;
  }
  const { actor, relations, zones, history } = answer.data;
  return (
    <Panel
      title={actor.name}
      subtitle={<CodeLabel list="actorKind" code={actor.kind} />}
      actions={
        <Button
          variant="subtle"
          size="compact-sm"
          renderRoot={(props) => (
            <Link to="/$operation/actors" params={{ operation: operation.code }} search {...props} />
          )}
        >
          {t("actors.detail.back")}
        </Button>
      }
    >
      <div className="actor-page">
        <Names {...props} actor={actor} />
        {operation.you.writes.includes("actor") && <AddButtons operation={operation.code} actor={ref} />}
        {props.state.facts && <Figures {...props} facts={props.state.facts} actor={actor} />}
        <Zones operation={operation} zones={zones} />
        <Relations operation={operation} relations={relations} name={actor.name} />
        <History
          history={history}
          timeZone={operation.timeZone}
          mine={actor.owner === operation.you.organisation}
        />
      </div>
    </Panel>
  );
}

function AddButtons({ operation, actor }: { operation: string; actor: string }) {
  const { t } = useWords();
  return (
    <Group className="panel-section" gap="xs">
      {(["zone", "relation"] as const).map((what) => (
        <Button
          key={what}
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="plus" size={14} />}
          renderRoot={(props) => (
            <Link
              to={`/$operation/actors/${what}`}
              params={{ operation }}
              search={(before: Search) => ({ ...before, open: `actor:${actor}` })}
              {...props}
            />
          )}
        >
          {t(`actors.add.${what}`)}
        </Button>
      ))}
    </Group>
  );
}

function Names({ actor }: { actor: ActorDossier["actor"] }) {
  const { t, tag } = useWords();
  const { activeFrom: from, activeTo: to, source } = actor;
  const active = () => {
    if (from && to)
      return t("actors.detail.activeSpan", { from: formatDate(from, tag), to: formatDate(to, tag) });
    if (from) return t("actors.detail.activeOpen", { from: formatDate(from, tag) });
    return to ? t("actors.detail.activeUntil", { to: formatDate(to, tag) }) : undefined;
  };
  return (
    <section className="panel-section">
      {actor.illustrative && <IllustrativeMark />}
      {actor.communal && (
        <p className="actor-note">
          <span className="communal-mark" aria-hidden="true" />
          {t("actors.detail.communal")}
        </p>
      )}
      {actor.joint && <p className="actor-note">{t("actors.detail.joint")}</p>}
      <FactList
        facts={[
          {
            name: t("actors.detail.aliases"),
            value: actor.aliases.join(" · ") || t("actors.detail.noAliases"),
          },
          { name: t("actors.detail.fullName"), value: actor.fullName ?? undefined },
          { name: t("actors.detail.active"), value: active() },
          {
            name: t("actors.detail.chain"),
            value: actor.chainOfCommand ? codeLabel(t, "clarity", actor.chainOfCommand) : undefined,
          },
          { name: t("actors.detail.notes"), value: actor.notes ?? undefined },
          { name: t("actors.detail.owner"), value: actor.owner },
          { name: t("incidents.detail.sensitivity"), value: <SensitivityBars level={actor.sensitivity} /> },
          {
            name: t("actors.detail.source"),
            value: source
              ? [source.title, source.version, source.licence].filter(Boolean).join(", ")
              : undefined,
          },
        ]}
      />
    </section>
  );
}

interface FiguresProps extends RoomProps {
  facts: Facts;
  actor: ActorDossier["actor"];
}

function Figures({ facts, state, headline, actor }: FiguresProps) {
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
    <SourceLine source={dataset?.citation ?? ""} version={dataset?.version ?? ""} levels={levels} />
  );
  if (!dataset) return null;
  const title = `${dataset.title} ${dataset.version}`;
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
              communal={actor.communal}
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
        <Figure
          title={t("actors.detail.trend", { bucket: state.bucket })}
          scope={`${title} · ${formatSpan(from, to, tag)}`}
          source={source}
        >
          <HarmTrend
            facts={facts}
            selection={window.selection}
            bucket={state.bucket}
            from={from}
            to={to}
            title={t("actors.detail.trend", { bucket: state.bucket })}
          />
        </Figure>
      )}
      {span && (
        <Where
          facts={facts}
          where={window.where}
          operation={state.operation}
          actor={actor.ref}
          source={source}
        />
      )}
    </>
  );
}

interface SumsProps {
  window: ActorFigures;
  ever: ActorFigures;
  period: string;
  communal: boolean;
}

/** Period and all years side by side, in parts that are never added together. */
function Sums({ window, ever, period, communal }: SumsProps) {
  const { t, tag } = useWords();
  const killed = (sums: GroupRow) => <Range counts={sums} />;
  const row = (name: string, part: "any" | "alone" | "fighting", pick: (sums: GroupRow) => ReactNode) => (
    <tr key={name}>
      <td>{name}</td>
      {[window, ever].map((figures, at) => (
        <td key={at === 0 ? "window" : "ever"}>
          {figures[part] ? pick(figures[part]) : formatCount(0, tag)}
        </td>
      ))}
    </tr>
  );
  const events = ({ events: n }: GroupRow) => formatCount(n, tag);
  const civilian = (sums: GroupRow) => formatCount(sums.civilian, tag);
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
  operation: string;
  actor: string;
  source: ReactNode;
}

function Where({ facts, where, operation, actor, source }: WhereProps) {
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
              <span className="claim-facts">{t("actors.detail.whereEvents", { n: events })}</span>
            </li>
          );
        })}
      </ul>
      {where.length > 0 && (
        <Link
          to="/$operation/incidents"
          params={{ operation }}
          search={(before: Search) => ({ ...before, actor })}
        >
          {t("actors.detail.showIncidents")}
        </Link>
      )}
    </Figure>
  );
}
