/**
 * The bytes of an import file: opened, unpacked when gzipped (known by its first bytes, not its name), refused with a
 * sentence when they are not text in UTF-8. Nothing is held but one chunk, so that any size of file passes through.
 */
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { FileProblem } from "./problems.ts";

const CHUNK = 256 * 1024;
const NEWLINE = 0x0a;

/** Text of a file in chunks, without byte order mark. Throws FileProblem, also after chunks that were good. */
export async function* readText(path: string): AsyncGenerator<Buffer> {
  const file = basename(path);
  const check = new Utf8Check(file);
  let first = true;
  for await (const chunk of unpacked(path, file)) {
    let bytes = chunk;
    if (first) {
      first = false;
      refuseOtherKinds(file, bytes);
      if (startsWith(bytes, [0xef, 0xbb, 0xbf])) bytes = bytes.subarray(3);
    }
    yield check.pass(bytes);
  }
  if (first) throw new FileProblem(file, 1, null, "the file is empty", "Export or download it again");
  check.end();
}

async function* unpacked(path: string, file: string): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: CHUNK });
  let source: Readable = raw;
  try {
    const magic = await firstBytes(raw);
    if (startsWith(magic, [0x1f, 0x8b])) {
      const gunzip = createGunzip({ chunkSize: CHUNK });
      raw.on("error", (error) => gunzip.destroy(error));
      source = raw.pipe(gunzip);
    }
    for await (const chunk of source) yield chunk as Buffer;
  } catch (error) {
    throw asFileProblem(file, error);
  } finally {
    source.destroy();
    raw.destroy();
  }
}

/** Looks at the first chunk and puts it back. */
async function firstBytes(stream: Readable): Promise<Buffer> {
  await new Promise<void>((resolve, reject) => {
    stream.once("readable", resolve);
    stream.once("error", reject);
  });
  const chunk: Buffer | null = stream.read();
  if (chunk) stream.unshift(chunk);
  return chunk ?? Buffer.alloc(0);
}

const SYSTEM_FAULTS: Record<string, [what: string, remedy: string]> = {
  ENOENT: ["there is no such file", "Check the path"],
  EISDIR: ["this is a folder, not a file", "Name one file"],
  EACCES: ["the file may not be read", "Allow this user to read it"],
  Z_BUF_ERROR: ["the gzip file ends too early, so its last rows are missing", "Download or copy it again"],
  Z_DATA_ERROR: ["the gzip file is damaged", "Download or copy it again"],
};

function asFileProblem(file: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const fault = SYSTEM_FAULTS[code];
  return fault ? new FileProblem(file, null, null, fault[0], fault[1]) : error;
}

const AS_CSV = "Save it as CSV in UTF-8 and import that";
const OTHER_KINDS: [magic: number[], what: string, remedy: string][] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "this is an Excel workbook or a zip archive, not a CSV file",
    `Unpack it, or open it in a spreadsheet. ${AS_CSV}`,
  ],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    "this is an old Excel workbook, not a CSV file",
    `Open it in a spreadsheet. ${AS_CSV}`,
  ],
  [[0x25, 0x50, 0x44, 0x46], "this is a PDF, not a CSV file", "Ask the publisher for the table as CSV"],
  [[0xff, 0xfe], "the text is in UTF-16, not in UTF-8", AS_CSV],
  [[0xfe, 0xff], "the text is in UTF-16, not in UTF-8", AS_CSV],
  [[0x1f, 0x8b], "the file was gzipped twice", "Unpack it once and import that"],
];

function refuseOtherKinds(file: string, bytes: Buffer): void {
  for (const [magic, what, remedy] of OTHER_KINDS) {
    if (startsWith(bytes, magic)) throw new FileProblem(file, 1, null, what, remedy);
  }
  if (bytes.includes(0)) throw new FileProblem(file, 1, null, "this is not a text file", AS_CSV);
}

const startsWith = (bytes: Buffer, magic: number[]): boolean =>
  bytes.length >= magic.length && magic.every((value, index) => bytes[index] === value);

/** Lets valid UTF-8 pass and names line and column of the first byte that is not. */
class Utf8Check {
  readonly #file: string;
  #tail = Buffer.alloc(0);
  #line = 1;
  /** The line under way: what earlier chunks hold of it. */
  #open = Buffer.alloc(0);
  #header: string | null = null;
  constructor(file: string) {
    this.#file = file;
  }

  /** The chunk with what was left of the one before, cut before a character whose end is still to come. */
  pass(chunk: Buffer): Buffer {
    const bytes = this.#tail.length > 0 ? Buffer.concat([this.#tail, chunk]) : chunk;
    const whole = bytes.subarray(0, bytes.length - openCharacter(bytes));
    this.#tail = Buffer.from(bytes.subarray(whole.length));
    this.#header ??= new TextDecoder().decode(firstLine(whole));
    if (!isUtf8(whole)) this.#refuse(whole);
    this.#advance(whole);
    return whole;
  }

  #advance(bytes: Buffer): void {
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      this.#line += 1;
      from = at + 1;
    }
    const rest = bytes.subarray(from);
    this.#open = from > 0 ? Buffer.from(rest) : Buffer.concat([this.#open, rest]);
  }

  end(): void {
    if (this.#tail.length > 0) this.#refuse(this.#tail);
  }

  #refuse(bytes: Buffer): never {
    let line = this.#line;
    let rest = Buffer.concat([this.#open, bytes]);
    let text = firstLine(rest);
    while (isUtf8(text) && text.length < rest.length) {
      rest = rest.subarray(text.length + 1);
      text = firstLine(rest);
      line += 1;
    }
    throw new FileProblem(
      this.#file,
      line,
      this.#columnOfFault(text),
      "the text is not in UTF-8 but in another encoding, probably Windows-1252 or Latin-1",
      AS_CSV,
    );
  }

  /** Name of the cell the first bad byte stands in, counted by the separators before it. */
  #columnOfFault(text: Buffer): string | null {
    const decoded = new TextDecoder().decode(text);
    const header = this.#header ?? "";
    const separator = separatorOf(header);
    const before = decoded.slice(0, decoded.indexOf("\uFFFD")).replace(/"[^"]*"/g, "");
    const name = header.split(separator)[before.split(separator).length - 1]?.trim();
    return name || null;
  }
}

/** Number of bytes at the end that begin a character without finishing it. */
function openCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function firstLine(bytes: Buffer): Buffer {
  const end = bytes.indexOf(NEWLINE);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** The separator of a header line: comma, unless semicolons or tabs are more (spreadsheets in French write those). */
export function separatorOf(header: string): "," | ";" | "\t" {
  const count = (mark: string) => header.split(mark).length;
  if (count(";") > count(",")) return ";";
  return count("\t") > count(",") ? "\t" : ",";
}
