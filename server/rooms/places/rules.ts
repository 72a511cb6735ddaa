// Pure rules of places: the tree of areas, and the people of an area that has no figure of its own.
import type { AreaAnswer, PopulationAnswer } from "../../../shared/rooms/places-answers.ts";

export type BareArea = Omit<AreaAnswer, "population">;

/** The newest published figure of one area. */
export interface PopulationRow {
  ref: string;
  total: number;
  year: number;
  source: string;
}

/**
 * Areas with their people: the area's own figure, else the sum of the areas directly below. Figures of different years
 * or sources are never added: such an area stays unknown. How many parts had a figure is told with the sum.
 */
export function withPopulation(areas: readonly BareArea[], rows: readonly PopulationRow[]): AreaAnswer[] {
  const own = new Map(rows.map((row) => [row.ref, row]));
  const below = childrenOf(areas);
  const known = new Map<string, PopulationAnswer | null>();
  const populationOf = (ref: string): PopulationAnswer | null => {
    const done = known.get(ref);
    if (done !== undefined) return done;
    known.set(ref, null); // a parent among its own descendants would otherwise never end
    const row = own.get(ref);
    const found = row
      ? { total: row.total, year: row.year, source: row.source, counted: null, parts: null }
      : summed((below.get(ref) ?? []).map((child) => populationOf(child.ref)));
    known.set(ref, found);
    return found;
  };
  return areas.map((area) => ({ ...area, population: populationOf(area.ref) }));
}

function summed(parts: readonly (PopulationAnswer | null)[]): PopulationAnswer | null {
  const counted = parts.filter((part) => part !== null);
  const [first] = counted;
  if (!first || counted.some((part) => part.year !== first.year || part.source !== first.source)) return null;
  return {
    total: counted.reduce((sum, part) => sum + part.total, 0),
    year: first.year,
    source: first.source,
    counted: counted.reduce((sum, part) => sum + (part.counted ?? 1), 0),
    parts: parts.reduce((sum, part) => sum + (part?.parts ?? 1), 0),
  };
}

function childrenOf<A extends BareArea>(areas: readonly A[]): Map<string | null, A[]> {
  return Map.groupBy(areas, (area) => area.parentId);
}

/** The areas an area lies in, from the country down. */
export function parentsOf<A extends BareArea>(areas: readonly A[], area: A): A[] {
  const byRef = new Map(areas.map((each) => [each.ref, each]));
  const chain: A[] = [];
  for (
    let up = byRef.get(area.parentId ?? "");
    up && !chain.includes(up);
    up = byRef.get(up.parentId ?? "")
  ) {
    chain.unshift(up);
  }
  return chain;
}

/** All areas below an area, nearest first. */
export function descendantsOf<A extends BareArea>(areas: readonly A[], area: A): A[] {
  const below = childrenOf(areas);
  const found: A[] = [];
  for (let level = below.get(area.ref) ?? []; level.length > 0; ) {
    found.push(...level);
    level = level.flatMap((each) => below.get(each.ref) ?? []).filter((each) => !found.includes(each));
  }
  return found;
}
