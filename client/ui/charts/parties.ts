/**
 * One colour per party, the same in map, charts and lists, and stable while filters change: parties are ranked by
 * all events of the operation's facts, not by those selected. The eighth and later share one quiet colour; their
 * names tell them apart. Communal groups are one grey class.
 */
import type { Facts } from "../../../shared/rooms/analysis-facts.ts";
import type { Palette } from "./palette.ts";

const ranks = new WeakMap<Facts, Int32Array>();

/** Rank of each actor of the facts by events, 0 = most; communal and joint ones get -1. */
export function partyRanks(facts: Facts): Int32Array {
  const known = ranks.get(facts);
  if (known) return known;
  const { actors, partySets } = facts.dictionaries;
  const rowsOfSet = new Uint32Array(partySets.length);
  for (let row = 0; row < facts.rows; row++) rowsOfSet[facts.parties[row]!]!++;
  const events = new Float64Array(actors.length);
  partySets.forEach(({ members }, set) => {
    for (const actor of new Set(members.map((member) => member.actor))) events[actor]! += rowsOfSet[set]!;
  });
  const order = actors
    .map((_, actor) => actor)
    .filter((actor) => !actors[actor]!.communal && !actors[actor]!.joint)
    .sort((a, b) => events[b]! - events[a]! || actors[a]!.name.localeCompare(actors[b]!.name));
  const rank = new Int32Array(actors.length).fill(-1);
  order.forEach((actor, place) => {
    rank[actor] = place;
  });
  ranks.set(facts, rank);
  return rank;
}

/** Colour of an actor (index into dictionaries.actors); -1 is the communal class. */
export function partyColour(facts: Facts, palette: Palette, actor: number): string {
  if (actor < 0 || facts.dictionaries.actors[actor]?.communal) return palette.communal;
  return palette.parties[partyRanks(facts)[actor] ?? -1] ?? palette.inkSoft;
}
