/** Where everybody stands on the ring of the graph, and the curves between them. Pixels. */
export interface Place {
  x: number;
  y: number;
  /** Radians from the right, clockwise. */
  angle: number;
}

export interface Ring {
  places: ReadonlyMap<string, Place>;
  middle: { x: number; y: number };
}

const ROOM_EACH = 34;
const SMALLEST = 150;

/** In the order given, so that those who belong together stand together. @param edge room for names around it */
export function ringOf(refs: readonly string[], edge: number): Ring {
  const radius = Math.max(SMALLEST, (refs.length * ROOM_EACH) / (2 * Math.PI));
  const middle = { x: radius + edge, y: radius + edge };
  const places = refs.map((ref, at) => {
    const angle = (at / refs.length) * 2 * Math.PI - Math.PI / 2;
    const place = { x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle), angle };
    return [ref, place] as const;
  });
  return { places: new Map(places), middle };
}

/**
 * A curve that bends towards the middle, and between which heights it stays; nothing where an end is not on the ring.
 * @param bend 0: through the middle, 1: straight
 */
export function chordOf({ places, middle }: Ring, one: string, other: string, bend: number) {
  const [from, to] = [places.get(one), places.get(other)];
  if (!from || !to || from === to) return undefined;
  const towards = (axis: "x" | "y") => middle[axis] + ((from[axis] + to[axis]) / 2 - middle[axis]) * bend;
  // A quadratic curve stays between its ends and the point that bends it.
  const heights = [from.y, to.y, towards("y")];
  return {
    d: `M${from.x} ${from.y}Q${towards("x")} ${towards("y")} ${to.x} ${to.y}`,
    top: Math.min(...heights),
    bottom: Math.max(...heights),
  };
}
