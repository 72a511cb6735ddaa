// What is written inside the seal: frames of one letter, a length and bytes, packed with zstd. In order: `H` what the
// backup holds (JSON), then for each table `T` its name and columns (JSON), `D` its rows as PostgreSQL's COPY text in
// any number of pieces, `E` how many rows and their checksum (JSON), and at last `Z` the number of tables (JSON).
// Reserved for attachments: `A` name, size and checksum of a file (JSON) with its bytes in `D` frames and an `E`,
// between the last table and `Z`. A reader that meets a letter it does not know refuses the file.
import { pipeline, Readable, type Transform } from "node:stream";
import { createZstdCompress, createZstdDecompress } from "node:zlib";
import { OperatorError } from "../../shared/errors.ts";

export type Letter = "H" | "T" | "D" | "E" | "Z";
export interface Frame {
  letter: Letter;
  bytes: Buffer;
}

const LETTERS = new Set<string>(["H", "T", "D", "E", "Z"]);
const PREFIX = 5;
/** Rows are gathered up to this size, and longer ones cut. */
export const PIECE = 128 * 1024;
const LONGEST = 16 * 1024 * 1024;

export const frame = (letter: Letter, bytes: Uint8Array): Frame => ({ letter, bytes: Buffer.from(bytes) });
export const jsonFrame = (letter: Letter, value: unknown): Frame =>
  frame(letter, Buffer.from(JSON.stringify(value), "utf8"));

/** Frames as packed bytes. */
export const pack = (frames: AsyncIterable<Frame>): AsyncIterable<Buffer> =>
  through(createZstdCompress(), written(frames));

async function* written(frames: AsyncIterable<Frame>) {
  for await (const { letter, bytes } of frames) {
    const prefix = Buffer.alloc(PREFIX);
    prefix.write(letter, "latin1");
    prefix.writeUInt32BE(bytes.length, 1);
    yield Buffer.concat([prefix, bytes]);
  }
}

/** Packed bytes as frames. @throws OperatorError for what is no frame. */
export async function* unpack(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0);
  for await (const bytes of through(createZstdDecompress(), source)) {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    let at = 0;
    for (let end = endOf(held, at); end !== null; end = endOf(held, at)) {
      yield { letter: held.toString("latin1", at, at + 1) as Letter, bytes: held.subarray(at + PREFIX, end) };
      at = end;
    }
    held = held.subarray(at);
  }
  if (held.length > 0) throw broken();
}

/** Where the frame at `at` ends, or null when it is not there yet. */
function endOf(held: Buffer, at: number): number | null {
  if (held.length < at + PREFIX) return null;
  const length = held.readUInt32BE(at + 1);
  if (!LETTERS.has(held.toString("latin1", at, at + 1)) || length > LONGEST) throw broken();
  const end = at + PREFIX + length;
  return held.length < end ? null : end;
}

export const broken = () =>
  new OperatorError(
    "The backup was written by something else than Concord, or by a newer one. Nothing was changed.",
  );

/** Bytes through a transforming stream; a failure before it or in it reaches the reader. */
function through(transform: Transform, source: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  pipeline(Readable.from(source), transform, () => undefined);
  return transform;
}
