// Ids of 16 bytes among the bytes of the records: each gets a number, told apart by all of them. A table of its own with
// open addressing, because it is asked three times for each of very many records, mostly for the id of the one before.

const WORDS = 4;

/** Ids, numbered from 0 in the order in which they came. */
export class Ids {
  private words = new Int32Array(64 * WORDS);
  /** Numbers, each at or after the place its id is hashed to; -1: free. A power of two, at most half full. */
  private table = new Int32Array(128).fill(-1);
  private latest = 0;
  size = 0;

  /** The number of the id that begins here, or -1. */
  find(bytes: DataView, at: number): number {
    if (this.latest < this.size && this.isAt(this.latest, bytes, at)) return this.latest;
    const number = this.table[this.placeOf(bytes, at)]!;
    if (number >= 0) this.latest = number;
    return number;
  }

  /** The number of the id that begins here, a new one where it has none. */
  add(bytes: DataView, at: number): number {
    const known = this.find(bytes, at);
    if (known >= 0) return known;
    if (this.size * 2 >= this.table.length) this.grow();
    const number = this.size++;
    for (let word = 0; word < WORDS; word++)
      this.words[number * WORDS + word] = bytes.getInt32(at + 4 * word);
    this.table[this.placeOf(bytes, at)] = number;
    return number;
  }

  /** Where in the table the id is, or would be. */
  private placeOf(bytes: DataView, at: number): number {
    const mask = this.table.length - 1;
    let place = mixed(bytes, at) & mask;
    while (this.table[place]! >= 0 && !this.isAt(this.table[place]!, bytes, at)) place = (place + 1) & mask;
    return place;
  }

  private isAt(number: number, bytes: DataView, at: number): boolean {
    const own = number * WORDS;
    return (
      this.words[own + 3] === bytes.getInt32(at + 12) &&
      this.words[own] === bytes.getInt32(at) &&
      this.words[own + 1] === bytes.getInt32(at + 4) &&
      this.words[own + 2] === bytes.getInt32(at + 8)
    );
  }

  private grow() {
    const words = new Int32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    const bytes = new DataView(new ArrayBuffer(16));
    for (let number = 0; number < this.size; number++) {
      for (let word = 0; word < WORDS; word++) bytes.setInt32(4 * word, words[number * WORDS + word]!);
      this.table[this.placeOf(bytes, 0)] = number;
    }
  }
}

/** Ids made by one clock differ in few bits, at no certain place: all are mixed in. */
function mixed(bytes: DataView, at: number): number {
  const one = Math.imul(bytes.getInt32(at) ^ bytes.getInt32(at + 4), 0x9e3779b1);
  const other = Math.imul(bytes.getInt32(at + 8) ^ bytes.getInt32(at + 12), 0x85ebca6b);
  const both = one ^ other;
  return both ^ (both >>> 15);
}

/** Ids as text, numbered by their places in the list, where none is twice. */
export function idsOf(texts: readonly string[]): Ids {
  const ids = new Ids();
  const bytes = Buffer.alloc(16);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (const text of texts) {
    bytes.write(text.replaceAll("-", ""), "hex");
    ids.add(view, 0);
  }
  return ids;
}

/** Does the id that begins here consist of zeros? */
export const isNone = (bytes: DataView, at: number): boolean =>
  (bytes.getInt32(at) | bytes.getInt32(at + 4) | bytes.getInt32(at + 8) | bytes.getInt32(at + 12)) === 0;

/** The id of these four words, as text. */
export function textOf(words: Int32Array): string {
  const hex = Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, "0"));
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
