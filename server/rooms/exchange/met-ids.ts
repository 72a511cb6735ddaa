/**
 * The outside ids met in a file with the line each stands on, to name the first of two. A large file has very many: what
 * is kept of one is two hashes of 32 bits and its line, outside the engine's heap, and its text among others' in one.
 * Each file is hashed from a start of its own, so that nobody writes ids that all fall on one place and keep the server
 * looking for the next free one, or two that it would take for one.
 */

import { randomBytes } from "node:crypto";

/** Numbers kept of an id: both hashes and the line. */
const KEPT = 3;
const FIRST_SIZE = 1024;
/** Ids whose texts are kept as one. */
const PIECE = 1000;

export class MetIds {
  #size = FIRST_SIZE;
  #table = new Int32Array(FIRST_SIZE * KEPT);
  #count = 0;
  readonly #start = randomBytes(8);
  #texts: string[] = [];
  #piece: string[] = [];

  /** The line on which this id stands already; undefined where it is met for the first time, on this line. */
  meet(id: string, line: number): number | undefined {
    const [one, other] = hashesOf(id, this.#start.readInt32LE(0), this.#start.readInt32LE(4));
    const at = this.#placeOf(one, other);
    const before = this.#table[at + 2]!;
    if (before !== 0) return before;
    this.#table[at] = one;
    this.#table[at + 1] = other;
    this.#table[at + 2] = line;
    this.#count += 1;
    if (this.#count * 4 > this.#size * 3) this.#grow();
    if (this.#piece.push(id) === PIECE) {
      this.#texts.push(JSON.stringify(this.#piece));
      this.#piece = [];
    }
    return undefined;
  }

  /** All ids, in the order in which they were met. */
  all(): string[] {
    return [...this.#texts.flatMap((text) => JSON.parse(text) as string[]), ...this.#piece];
  }

  /** Where the two hashes stand in the table, or the free place for them. */
  #placeOf(one: number, other: number): number {
    const table = this.#table;
    let slot = one & (this.#size - 1);
    while (true) {
      const at = slot * KEPT;
      if (table[at + 2] === 0 || (table[at] === one && table[at + 1] === other)) return at;
      slot = (slot + 1) & (this.#size - 1);
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#size *= 2;
    this.#table = new Int32Array(this.#size * KEPT);
    for (let at = 0; at < old.length; at += KEPT) {
      if (old[at + 2] !== 0)
        this.#table.set(old.subarray(at, at + KEPT), this.#placeOf(old[at]!, old[at + 1]!));
    }
  }
}

/** Two hashes of a text that differ in how they mix (the rounds of MurmurHash3, with its constants and xxHash's). */
function hashesOf(text: string, first: number, second: number): [number, number] {
  let one = first;
  let other = second;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x85eb_ca6b);
    one ^= one >>> 13;
    other = Math.imul(other ^ code, 0x9e37_79b1);
    other ^= other >>> 15;
  }
  one = Math.imul(one ^ (one >>> 16), 0xc2b2_ae35);
  other = Math.imul(other ^ (other >>> 16), 0x85eb_ca77);
  return [one ^ (one >>> 13), other ^ (other >>> 15)];
}
