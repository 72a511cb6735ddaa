/**
 * Who is active where: per area the party with most events in the last twelve months of the window, as a name on
 * the map. Communal groups are never named here; they stand together as one grey class. It says who took part in
 * recorded events, not who controls the ground.
 */
import { type Facts, NO_AREA } from "../../shared/rooms/analysis-facts.ts";
import { firstAtOrAfter } from "../../shared/rooms/analysis-period.ts";
import type { Slice } from "./bin.ts";

export interface ActorLabel {
  /** Index into dictionaries.areas. */
  area: number;
  level: 1 | 2;
  /** Index into dictionaries.actors, or -1 for the communal class. */
  actor: number;
  events: number;
}

export const COMMUNAL = -1;
const YEAR = 365;

/** Area of `level` that holds `area`, or -1. */
export function ancestor(facts: Facts, area: number, level: number): number {
  let at = area === NO_AREA ? -1 : area;
  while (at >= 0 && facts.dictionaries.areas[at]!.level > level) at = facts.dictionaries.areas[at]!.parent;
  return at >= 0 && facts.dictionaries.areas[at]!.level === level ? at : -1;
}

/** Sides of a row, communal ones as one class, each once. */
function sidesOf(facts: Facts, row: number): Set<number> {
  const { actors, partySets } = facts.dictionaries;
  const members = partySets[facts.parties[row]!]?.members ?? [];
  return new Set(members.map(({ actor }) => (actors[actor]!.communal ? COMMUNAL : actor)));
}

/** Per area the most frequent party; equal numbers: the lower index, so that the label does not flicker. */
function strongest(area: number, level: 1 | 2, sides: Map<number, number>): ActorLabel {
  let actor = COMMUNAL;
  let events = 0;
  for (const [side, count] of sides) {
    if (count > events || (count === events && side < actor)) [actor, events] = [side, count];
  }
  return { area, level, actor, events };
}

/** Labels for admin 1 and admin 2, over the last twelve months of the slice (or all of it when it is shorter). */
export function actorLabels(slice: Slice): ActorLabel[] {
  const { facts, rows, to } = slice;
  const from = Math.max(slice.from, to - YEAR + 1);
  const counts = new Map<number, Map<number, number>>();
  const end = firstAtOrAfter(facts, rows, to + 1);
  for (let position = firstAtOrAfter(facts, rows, from); position < end; position++) {
    const row = rows[position]!;
    const sides = sidesOf(facts, row);
    for (const level of [1, 2]) {
      const area = ancestor(facts, facts.area[row]!, level);
      if (area < 0) continue;
      const inArea = counts.get(area) ?? new Map<number, number>();
      counts.set(area, inArea);
      for (const side of sides) inArea.set(side, (inArea.get(side) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, sides]) => sides.size > 0)
    .map(([area, sides]) => strongest(area, facts.dictionaries.areas[area]!.level as 1 | 2, sides))
    .sort((a, b) => b.events - a.events || a.area - b.area);
}
