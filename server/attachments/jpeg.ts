// Photos inside documents keep their own notes (place, device, time). This takes them out without touching a pixel: a
// JPEG is a row of segments, and those of applications and comments are left out. ITU-T T.81, annex B.

const [SOI, EOI, SOS, COM, APP0, APP14, APP15, TEM, RST0] = [
  0xd8, 0xd9, 0xda, 0xfe, 0xe0, 0xee, 0xef, 0x01, 0xd0,
];

/** Segments that say how the picture is to be drawn: the density (JFIF) and Adobe's kind of colours. */
const isKept = (marker: number) =>
  marker === APP0 || marker === APP14 || !(marker === COM || (marker >= APP0 && marker <= APP15));

/** The same picture without what it says of itself; null: it cannot be read as a JPEG. */
export function withoutNotes(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return null;
    if (marker === EOI) return joined([...kept, bytes.subarray(at, at + 2)]);
    if (marker === TEM || (marker >= RST0 && marker < SOI)) return null;
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (end < at + 4 || end > bytes.length) return null;
    // The density segment may hold a thumbnail after its fixed fourteen bytes, and says so in its last two.
    if (marker === APP0) kept.push(densityOnly(bytes.subarray(at, end)));
    else if (isKept(marker)) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker !== SOS) continue;
    const next = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, next));
    at = next;
  }
}

/** Where the picture's own data ends: the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1]!;
    if (bytes[at] === 0xff && next !== 0 && !(next >= RST0 && next < SOI)) return at;
    at++;
  }
  return bytes.length;
}

const JFIF = [0x4a, 0x46, 0x49, 0x46, 0];
const FIXED = 16;

function densityOnly(segment: Uint8Array): Uint8Array {
  if (segment.length < FIXED + 2 || JFIF.some((byte, at) => segment[4 + at] !== byte))
    return new Uint8Array(0);
  const plain = segment.slice(0, FIXED + 2);
  plain.set([0, FIXED], 2);
  plain.set([0, 0], FIXED);
  return plain;
}

const joined = (parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);
