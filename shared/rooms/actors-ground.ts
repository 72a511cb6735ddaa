/**
 * Ground on a day: which zones hold, where two actors claim control of the same ground, and how many people live under
 * each kind of control, as far as their number is known. A drawn zone has no number of its own: that is said, not guessed.
 */
import type { ControlKind, Ground } from "./actors.ts";

/** What the rules need to know of a zone. Days are ISO, both inside; `to` null: no known end. */
export interface GroundZone {
  ref: string;
  actor: { ref: string };
  area: { ref: string };
  controlKind: ControlKind;
  ground: Ground;
  validFrom: string;
  validTo: string | null;
  /** Corners where it was drawn. */
  outline: [number, number][] | null;
}

export const holdsGround = ({ validFrom, validTo }: GroundZone, day: string): boolean =>
  validFrom <= day && (validTo === null || day <= validTo);

/** Zones of a day that claim control over a whole area, by that area. */
function controlByArea<Z extends GroundZone>(zones: readonly Z[]): Map<string, Z[]> {
  return Map.groupBy(
    zones.filter(({ ground, outline }) => ground === "control" && outline === null),
    ({ area }) => area.ref,
  );
}

/** Areas that are contested: said to be, or claimed for two actors. */
export function contestedAreas(zones: readonly GroundZone[]): Set<string> {
  const contested = new Set<string>();
  for (const [area, claims] of controlByArea(zones))
    if (
      claims.some(({ controlKind }) => controlKind === "contested") ||
      new Set(claims.map(({ actor }) => actor.ref)).size > 1
    )
      contested.add(area);
  return contested;
}

/** One line behind a number of people: an area with every claim of control over it, or one drawn zone. */
export interface PlaceUnder<Z> {
  zones: Z[];
  /** Persons; null: not known. */
  people: number | null;
}

export interface UnderControl<Z> {
  kind: ControlKind;
  places: PlaceUnder<Z>[];
  /** Persons in the places whose number is known. */
  people: number;
  /** Places whose number of people is not known. */
  unknown: number;
}

/**
 * People under each kind of control, most first. An area counts once: contested ones as contested; of several claims for
 * one actor the first given. A drawn zone is a place of its own.
 * @param people persons by area
 */
export function peopleUnder<Z extends GroundZone>(
  zones: readonly Z[],
  people: Readonly<Record<string, { total: number }>>,
): UnderControl<Z>[] {
  const contested = contestedAreas(zones);
  const whole = [...controlByArea(zones)].map(([area, claims]) => ({
    kind: contested.has(area) ? "contested" : claims[0]!.controlKind,
    place: { zones: claims, people: people[area]?.total ?? null },
  }));
  const drawn = zones
    .filter(({ ground, outline }) => ground === "control" && outline !== null)
    .map((zone) => ({ kind: zone.controlKind, place: { zones: [zone], people: null } }));
  return [...Map.groupBy([...whole, ...drawn], ({ kind }) => kind)]
    .map(([kind, found]) =>
      underOf(
        kind,
        found.map(({ place }) => place),
      ),
    )
    .sort((a, b) => b.people - a.people || (a.kind < b.kind ? -1 : 1));
}

const underOf = <Z>(kind: ControlKind, places: PlaceUnder<Z>[]): UnderControl<Z> => ({
  ...{ kind, places },
  people: places.reduce((sum, { people }) => sum + (people ?? 0), 0),
  unknown: places.filter(({ people }) => people === null).length,
});
