/**
 * How the parties of an event stand in charts: as alleged perpetrator of one-sided violence, or as a side.
 *
 * A group named after a people, religion or community is never shown as a perpetrator: all such groups are one class.
 * Fighting has no perpetrator: both sides stand in one bar.
 */
import type { FactsActor, FactsPartySet } from "./analysis-facts.ts";

/** Ids of the classes that are no single actor. Words translate them. */
export const PARTY_CLASS = {
  communal: "communal_group",
  several: "several_parties",
  fighting: "fighting_between_parties",
  none: "not_recorded",
} as const;
export type PartyClass = (typeof PARTY_CLASS)[keyof typeof PARTY_CLASS];

/** Id under which one actor is shown: its ref, or the class of communal groups. */
export function shownActor(actor: FactsActor): string {
  return actor.communal ? PARTY_CLASS.communal : actor.ref;
}

/** The actor that a reference leads to: itself, or the one that a record of theirs is shown as. */
export const actorOf = (actors: readonly FactsActor[], ref: string): string =>
  actors.find(({ also }) => also?.includes(ref))?.ref ?? ref;

/**
 * Perpetrator group of an event: one alleged perpetrator → that actor (or the communal class); several → "several
 * parties"; none but at least one party → "fighting between parties"; nobody → "not recorded".
 */
export function perpetratorOf(set: FactsPartySet, actors: readonly FactsActor[]): string {
  const alleged = new Set(
    set.members.filter(({ role }) => role === "alleged_perpetrator").map(({ actor }) => actor),
  );
  if (alleged.size > 1) return PARTY_CLASS.several;
  for (const actor of alleged) return shownActor(actors[actor]!);
  const fought = set.members.some(({ role }) => role === "party" || role === "opposing");
  return fought ? PARTY_CLASS.fighting : PARTY_CLASS.none;
}

/** Ids of all sides of an event, each once; `not_recorded` alone where there is none. */
export function sidesOf(set: FactsPartySet, actors: readonly FactsActor[]): string[] {
  const sides = new Set(set.members.map(({ actor }) => shownActor(actors[actor]!)));
  return sides.size === 0 ? [PARTY_CLASS.none] : [...sides];
}
