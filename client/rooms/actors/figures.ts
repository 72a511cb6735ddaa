/** Figures of actors out of the facts. Deaths in fighting are attributed to nobody. */
import {
  type Facts,
  type FactsFilter,
  type GroupRow,
  groupBy,
  PARTY_CLASS,
  type Selection,
  select,
  totals,
} from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";

/**
 * What figures about actors count: the filter without its own choice of parties, because the question is about each
 * of them; levels as chosen, else those the operation counts.
 */
export function counted(filter: FactsFilter, headline: readonly VerificationLevel[]): FactsFilter {
  const verification = filter.verification?.length ? filter.verification : headline;
  return { ...filter, actors: null, perpetrators: null, verification };
}

/** The same figure over all time. */
export const allTime = (filter: FactsFilter): FactsFilter => ({ ...filter, from: null, to: null });

/** Events on any side, and civilians killed in one-sided violence attributed to the actor alone (null = not recorded). */
export interface ActorCount {
  events: number;
  civilians: number | null;
  /** Events in which those were killed. */
  deadly: number;
}

/** Counts by actor ref for the events of a filter; actors without events are not in it. Communal ones count events only. */
export function countActors(facts: Facts, filter: FactsFilter): Map<string, ActorCount> {
  const selection = select(facts, filter);
  const counts = new Map<string, ActorCount>();
  for (const { key, events } of groupBy(facts, selection, ["actor"])) {
    counts.set(String(key[0]), { events, civilians: 0, deadly: 0 });
  }
  for (const { key, civilian } of groupBy(facts, selection, ["perpetratorGroup"])) {
    const count = counts.get(String(key[0]));
    if (count) count.civilians = civilian;
  }
  const deadly = select(facts, { ...filter, civiliansOnly: true });
  for (const { key, events } of groupBy(facts, deadly, ["perpetratorGroup"])) {
    const count = counts.get(String(key[0]));
    if (count) count.deadly = events;
  }
  for (const { ref } of facts.dictionaries.actors.filter((actor) => actor.communal)) {
    const { length: events } = select(facts, { ...filter, actors: [ref] });
    counts.set(ref, { events, civilians: null, deadly: 0 });
  }
  return counts;
}

/** What is recorded about one actor. Communal groups have no `alone`: they are never shown as perpetrators. */
export interface ActorFigures {
  selection: Selection;
  /** Null: no such event. */
  any: GroupRow | null;
  alone: GroupRow | null;
  fighting: GroupRow | null;
  /** Districts with most events first; a null key = known only to a wider area. */
  where: GroupRow[];
}

/** Figures of one actor for the events of a filter. */
export function figuresOf(facts: Facts, filter: FactsFilter, ref: string, communal: boolean): ActorFigures {
  const own = { ...filter, actors: [ref] };
  const sums = (perpetrator: string) => totals(facts, select(facts, { ...own, perpetrators: [perpetrator] }));
  const selection = select(facts, own);
  return {
    selection,
    any: totals(facts, selection),
    alone: communal ? null : sums(ref),
    fighting: sums(PARTY_CLASS.fighting),
    where: groupBy(facts, selection, ["admin2"]).sort((a, b) => b.events - a.events),
  };
}

/** First and last day of a selection (rows stand in the order of days), or null without events. */
export function spanOf(facts: Facts, selection: Selection): { first: number; last: number } | null {
  if (selection.length === 0) return null;
  return { first: facts.day[selection[0]!]!, last: facts.day[selection[selection.length - 1]!]! };
}
