/**
 * What the page cannot say. Silence is not safety: each gap of the sources is named where it bites, and nothing that
 * is not known is drawn as zero.
 */

import { useMemo } from "react";
import {
  type Facts,
  type FactsDataset,
  type FactsFilter,
  onlyWithin,
  select,
  totals,
} from "../../../shared/rooms/analysis.ts";
import type { AreaPresence } from "../../../shared/rooms/coverage-answers.ts";
import { LOCATION_PRECISIONS } from "../../../shared/rooms/incidents.ts";
import type { AreaDossier } from "../../../shared/rooms/places-answers.ts";
import { dayOf } from "../../../shared/time.ts";
import type { OperationInfo } from "../../session.ts";
import { caveatWords } from "../../ui/about-dataset.tsx";
import { MethodLink } from "../../ui/method-link.tsx";
import { Figure } from "../../ui/panel.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { formatDate } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { datasetOf, impreciseEvents, widerEvents } from "./figures.ts";

/** A claim of who holds ground is called old after this many days. */
const OLD_DAYS = 90;
const MEASURES = ["killed", "injured", "abducted", "displaced"] as const;

interface UnknownsProps {
  operation: OperationInfo;
  dossier: AreaDossier;
  facts: Facts;
  filter: FactsFilter;
  presence: AreaPresence | undefined;
}

export function UnknownsSection(props: UnknownsProps) {
  const { t, tag } = useWords();
  const { operation, dossier, facts, filter, presence } = props;
  const counted = useMemo(() => ofEvents(t, { dossier, facts, filter }), [t, dossier, facts, filter]);
  const said = useMemo(() => {
    const dataset = datasetOf(facts, filter);
    return [
      t("places.unknown.coverage"),
      ...(dataset ? ofDataset(t, dataset) : []),
      ...ofZones(t, tag, dossier, operation.today),
      ...(presence ? ofPresence(t, tag, presence) : []),
      ofPeople(t, dossier),
    ];
  }, [t, tag, operation, dossier, facts, filter, presence]);
  const caveats = operation.datasets
    .filter(({ name, id }) => name === filter.dataset || id === filter.dataset)
    .flatMap((dataset) => dataset.caveats.map((code) => caveatWords(t, code)));
  return (
    <Figure title={t("places.unknown.title")} source={<MethodLink part="silence" />}>
      <ul className="dossier-unknowns">
        {counted.map(({ sentence, filter: behind, events }) => (
          <li key={sentence}>
            <RecordsLink filter={behind} events={events}>
              {sentence}
            </RecordsLink>
          </li>
        ))}
        {[...said, ...caveats].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Figure>
  );
}

/** What is said of a number of events, and the way to them. */
interface Counted {
  sentence: string;
  filter: FactsFilter;
  events: number;
}

const INEXACT = LOCATION_PRECISIONS.filter((precision) => precision !== "exact");

function ofEvents(
  t: Translate,
  { dossier, facts, filter }: Pick<UnknownsProps, "dossier" | "facts" | "filter">,
): Counted[] {
  const said: Counted[] = [];
  const refs = dossier.parents.map((parent) => parent.ref);
  for (const [ref, n] of widerEvents(facts, filter, refs.reverse())) {
    const parent = dossier.parents.find((each) => each.ref === ref)!.name;
    const behind = { ...filter, areas: [onlyWithin(ref)] };
    said.push({ sentence: t("places.unknown.wider", { n, parent }), filter: behind, events: n });
  }
  const selection = select(facts, filter);
  const status = totals(facts, selection)?.unknownStatus ?? 0;
  if (status > 0) {
    said.push({ sentence: t("places.unknown.status", { n: status }), filter, events: selection.length });
  }
  const imprecise = impreciseEvents(facts, selection);
  if (imprecise > 0) {
    const behind = { ...filter, precisions: INEXACT };
    said.push({ sentence: t("places.unknown.precise", { n: imprecise }), filter: behind, events: imprecise });
  }
  return said;
}

function ofDataset(t: Translate, { title, measures, civilianRange }: FactsDataset): string[] {
  const missing = MEASURES.filter((measure) => !measures.includes(measure));
  const said: string[] = [];
  if (missing.length > 0) {
    const names = missing.map((measure) => t(`places.measure.${measure}`)).join(", ");
    said.push(t("places.unknown.measures", { measures: names, dataset: title, n: missing.length }));
  }
  if (!civilianRange) said.push(t("places.unknown.range", { dataset: title }));
  return said;
}

function ofZones(t: Translate, tag: string, { zones }: AreaDossier, today: string): string[] {
  const newest = zones[0]?.asOf;
  if (!newest) return [t("places.unknown.zones")];
  if (dayOf(today) - dayOf(newest) <= OLD_DAYS) return [];
  return [t("places.unknown.zonesOld", { date: formatDate(newest, tag) })];
}

function ofPresence(t: Translate, tag: string, { list, date, lastEntered }: AreaPresence): string[] {
  const said: string[] = [];
  const title = list?.dataset?.title ?? list?.name ?? "";
  if (!list) said.push(t("places.unknown.noBases"));
  if (list?.incomplete) said.push(t("places.unknown.baseList", { list: title }));
  if (list?.to && list.to < date) {
    said.push(t("places.unknown.baseDate", { list: title, date: formatDate(list.to, tag) }));
  }
  if (!lastEntered) said.push(t("places.unknown.patrols"));
  return said;
}

function ofPeople(t: Translate, { area }: AreaDossier): string {
  if (!area.population) return t("places.unknown.populationNone");
  return t("places.unknown.population", { year: String(area.population.year) });
}
