/**
 * Arrays of values of fixed width in PostgreSQL's binary form (array_recv in its source, arrayfuncs.c): the number of
 * dimensions, whether any value is NULL, the type's oid, length and first subscript, then each value with its length.
 */

interface Fixed {
  /** pg_type.oid */
  oid: number;
  /** Bytes of a value. */
  width: number;
  /** Writes one value. @throws RangeError for a value that the type does not have */
  write(bytes: Buffer, at: number, value: unknown): unknown;
}

const HEAD = 20;
const DAY_MS = 86_400_000;
/** 2000-01-01, from which PostgreSQL counts days. */
const FIRST_DAY = 10_957;

const FIXED: Record<string, Fixed> = {
  bool: { oid: 16, width: 1, write: (bytes, at, value) => bytes.writeUInt8(value === true ? 1 : 0, at) },
  int2: { oid: 21, width: 2, write: (bytes, at, value) => bytes.writeInt16BE(whole(value), at) },
  int: { oid: 23, width: 4, write: (bytes, at, value) => bytes.writeInt32BE(whole(value), at) },
  float8: { oid: 701, width: 8, write: (bytes, at, value) => bytes.writeDoubleBE(value as number, at) },
  date: { oid: 1082, width: 4, write: (bytes, at, value) => bytes.writeInt32BE(dayOf(value as string), at) },
  uuid: { oid: 2950, width: 16, write: (bytes, at, value) => writeUuid(bytes, at, value as string) },
};

/** The array's bytes; null of a type that has no fixed width. */
export function arrayBytes(type: string, values: readonly unknown[]): Buffer | null {
  const fixed = FIXED[type];
  if (!fixed) return null;
  const { oid, width, write } = fixed;
  const bytes = Buffer.allocUnsafe(HEAD + values.length * (4 + width));
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(oid, 8);
  bytes.writeInt32BE(values.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = HEAD;
  for (const value of values) {
    const isAbsent = value === null || value === undefined;
    at = bytes.writeInt32BE(isAbsent ? -1 : width, at);
    if (isAbsent) continue;
    write(bytes, at, value);
    at += width;
  }
  return bytes.subarray(0, at);
}

function whole(value: unknown): number {
  if (!Number.isInteger(value)) throw new RangeError("not a whole number");
  return value as number;
}

/** Days since PostgreSQL's first one of a day as YYYY-MM-DD. */
function dayOf(text: string): number {
  return whole(Date.parse(text) / DAY_MS) - FIRST_DAY;
}

/** Value of a hexadecimal digit by its character code; 255 of anything else. */
const DIGITS = new Uint8Array(128).fill(255);
for (const [value, digit] of [..."0123456789abcdef"].entries()) {
  DIGITS[digit.charCodeAt(0)] = value;
  DIGITS[digit.toUpperCase().charCodeAt(0)] = value;
}
const HYPHEN = 45;

function writeUuid(bytes: Buffer, start: number, text: string): void {
  let at = start;
  for (let from = 0; from < text.length; from += 2) {
    if (text.charCodeAt(from) === HYPHEN) from += 1;
    const value = 16 * DIGITS[text.charCodeAt(from)]! + DIGITS[text.charCodeAt(from + 1)]!;
    if (!(value < 256) || at === start + 16) throw new RangeError("not a uuid");
    bytes[at++] = value;
  }
  if (at !== start + 16) throw new RangeError("not a uuid");
}
