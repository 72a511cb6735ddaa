// Chance that can be told again: everything drawn follows from one number.

export interface Chance {
  /** 0 ≤ result < 1. */
  next(): number;
  /** A whole number below `end`. */
  below(end: number): number;
  is(probability: number): boolean;
  one<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], probability: number): T[];
  /** A random UUID, version 4. */
  id(): string;
}

/** @param seed any whole number; mulberry32, public domain */
export function chanceOf(seed: number): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number) => Math.floor(next() * end);
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join("");
  return {
    next,
    below,
    is: (probability) => next() < probability,
    one: (list) => list[below(list.length)]!,
    some: (list, probability) => list.filter(() => next() < probability),
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${"89ab"[below(4)]}${hex(3)}-${hex(12)}`,
  };
}
