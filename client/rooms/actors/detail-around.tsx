/**
 * Harm attributed to an actor before and after a day that the reader chooses, or a day on which something happened to it:
 * equal periods, never beyond today, with the rule for counts. What follows a day is not thereby its effect.
 */
import { NativeSelect } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import { AROUND_DAYS, windowsAround } from "../../../shared/rooms/actors-conduct.ts";
import { type Facts, type FactsFilter, select, totals } from "../../../shared/rooms/analysis.ts";
import {
  compareRanges,
  daysOf,
  ENOUGH_TOGETHER,
  NOTABLE_ROOTS,
  type Window,
} from "../../../shared/rooms/trend.ts";
import { dayOf, isDate } from "../../../shared/time.ts";
import { countOf, MEASURES, verdictText } from "../../ui/charts/comparison.tsx";
import { DateField } from "../../ui/form-parts.tsx";
import { TrendFigure } from "../../ui/harm-trend-figure.tsx";
import { Counted } from "../../ui/range.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import type { Search } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";

const USUAL_DAYS = 90;

/** The day and length chosen, as the address holds them: `since=2019-11-12,90`. */
function useAround(): [day: string, days: number, choose: (day: string, days: number) => void] {
  const { since } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [day = "", days = ""] = (since ?? "").split(",");
  const length = AROUND_DAYS.find((one) => String(one) === days) ?? USUAL_DAYS;
  const choose = (chosen: string, wanted: number) =>
    void navigate({
      to: ".",
      search: (before: Search) => ({ ...before, since: chosen ? `${chosen},${wanted}` : undefined }),
      replace: true,
    });
  return [isDate(day) ? day : "", length, choose];
}

interface AroundProps {
  dossier: Pick<ActorDossier, "actor" | "relations" | "claims">;
  facts: Facts;
  /** Dataset and levels that count; its period does not matter here. */
  filter: FactsFilter;
  dataset: string;
  /** ISO. */
  today: string;
  source: ReactNode;
}

export function Around({ dossier, facts, filter, dataset, today, source }: AroundProps) {
  const { t, tag } = useWords();
  const { actor } = dossier;
  const [day, days, choose] = useAround();
  const events = useEvents(dossier);
  const windows = day ? windowsAround(dayOf(day), days, dayOf(today)) : null;
  const own = { ...filter, from: null, to: null, actors: [actor.ref], perpetrators: [actor.ref] };
  if (actor.communal) return null;
  return (
    <section className={`panel-section around${windows ? "" : " no-print"}`}>
      <h3>{t("conduct.around.title")}</h3>
      <div className="form-pair no-print">
        <DateField
          label={t("conduct.around.day")}
          description={t("conduct.around.dayHelp")}
          max={today}
          value={day}
          onDate={(chosen) => choose(chosen, days)}
        />
        <NativeSelect
          label={t("conduct.around.length")}
          value={String(days)}
          data={AROUND_DAYS.map((n) => ({ value: String(n), label: t("conduct.around.days", { n }) }))}
          onChange={(event) => choose(day, Number(event.currentTarget.value))}
        />
      </div>
      {events.length > 0 && (
        <NativeSelect
          className="no-print"
          label={t("conduct.around.event")}
          value={events.some((event) => event.value === day) ? day : ""}
          data={[{ value: "", label: t("conduct.around.eventNone") }, ...events]}
          onChange={(event) => choose(event.currentTarget.value, days)}
        />
      )}
      {windows && (
        <>
          <Compared {...{ facts, own, windows }} />
          <TrendFigure
            facts={facts}
            selection={select(facts, { ...own, from: windows.before.from, to: windows.after.to })}
            bucket="month"
            filter={own}
            from={windows.before.from}
            to={windows.after.to}
            mark={windows.after.from}
            about={{
              title: t("conduct.around.chart", { date: formatDate(day, tag) }),
              scope: `${actor.name} · ${dataset} · ${formatSpan(windows.before.from, windows.after.to, tag)}`,
              source: dataset,
              notes: [t("conduct.around.association")],
              today,
              method: "comparison",
              illustrative: Boolean(filter.includeIllustrative),
            }}
            source={
              <>
                {source} {t("conduct.around.association")}
              </>
            }
          />
        </>
      )}
    </section>
  );
}

/** Days on which something is told of the actor: it split, went up in another, came under somebody; its state changed. */
function useEvents({ relations, claims }: AroundProps["dossier"]) {
  const { t, tag } = useWords();
  return useMemo(() => {
    const told = [
      ...relations.map(({ kind, validFrom, other }) => ({
        day: validFrom,
        what: `${codeLabel(t, "actorRelation", kind)}: ${other.name}`,
      })),
      ...claims
        .filter(({ attribute, from }) => ["name", "commander", "status"].includes(attribute) && from)
        .map(({ attribute, from }) => ({ day: from!, what: codeLabel(t, "claimAttribute", attribute) })),
    ];
    const byDay = Map.groupBy(told, ({ day }) => day);
    return [...byDay]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .map(([value, of]) => ({
        value,
        label: `${formatDate(value, tag)} · ${[...new Set(of.map(({ what }) => what))].slice(0, 2).join("; ")}`,
      }));
  }, [relations, claims, t, tag]);
}

interface ComparedProps {
  facts: Facts;
  own: FactsFilter;
  windows: { before: Window; after: Window };
}

/** Both periods and what the rule for counts says of the difference. */
function Compared({ facts, own, windows: { before, after } }: ComparedProps) {
  const { t, tag } = useWords();
  const sums = (window: Window) => totals(facts, select(facts, { ...own, ...window }));
  const [was, is] = [sums(before), sums(after)];
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <td />
            <th scope="col">
              {t("conduct.around.before", { span: formatSpan(before.from, before.to, tag) })}
            </th>
            <th scope="col">{t("conduct.around.after", { span: formatSpan(after.from, after.to, tag) })}</th>
            <th scope="col">{t("charts.compare.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {MEASURES.map((measure) => {
            const compared = compareRanges(
              ...([countOf(measure, is), countOf(measure, was)] as const),
              ...([daysOf(after), daysOf(before)] as const),
            );
            return (
              <tr key={measure}>
                <td>{t(`charts.measure.${measure}`)}</td>
                <td>
                  <RecordsLink filter={{ ...own, ...before }} events={was?.events ?? 0}>
                    <Counted range={compared.previous} />
                  </RecordsLink>
                </td>
                <td>
                  <RecordsLink filter={{ ...own, ...after }} events={is?.events ?? 0}>
                    <Counted range={compared.current} />
                  </RecordsLink>
                </td>
                <td>{verdictText(t, compared)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="soft">{t("charts.compare.rule", { enough: ENOUGH_TOGETHER, roots: NOTABLE_ROOTS })}</p>
    </>
  );
}
