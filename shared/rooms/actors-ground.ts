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

export interface UnderControl {
  kind: ControlKind;
  areas: number;
  /** Persons in the areas whose number is known. */
  people: number;
  /** Areas, and drawn zones, whose number of people is not known. */
  unknown: number;
}

/**
 * People under each kind of control, most first. An area counts once: contested ones as contested; of several claims for
 * one actor the first given.
 * @param people persons by area
 */
export function peopleUnder(
  zones: readonly GroundZone[],
  people: Readonly<Record<string, { total: number }>>,
): UnderControl[] {
  const contested = contestedAreas(zones);
  const sums = new Map<ControlKind, UnderControl>();
  const add = (kind: ControlKind, count: number | undefined) => {
    const sum = sums.get(kind) ?? { kind, areas: 0, people: 0, unknown: 0 };
    sums.set(kind, {
      ...{ kind, areas: sum.areas + 1, people: sum.people + (count ?? 0) },
      unknown: sum.unknown + Number(count === undefined),
    });
  };
  for (const [area, [first]] of controlByArea(zones))
    add(contested.has(area) ? "contested" : first!.controlKind, people[area]?.total);
  for (const { ground, outline, controlKind } of zones)
    if (ground === "control" && outline !== null) add(controlKind, undefined);
  return [...sums.values()].sort((a, b) => b.people - a.people || (a.kind < b.kind ? -1 : 1));
}
