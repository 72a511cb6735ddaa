/**
 * Records of CSV text (RFC 4180), found in its bytes: where each cell begins and ends, and on which physical line each
 * record starts. A cell becomes text when it is asked for. Of a general parser an import spent a third of its time.
 */
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
/** A record longer than this is a quote that was never closed, not a record. */
const LONGEST_RECORD = 1024 * 1024;

/** Quotation marks that cannot be understood; `isOpen`: one that never closes. */
export class BrokenQuotes extends Error {
  readonly isOpen: boolean;
  constructor(isOpen: boolean) {
    super("broken quotation marks");
    this.isOpen = isOpen;
  }
}

/** The cells of one record. */
export class Cells {
  readonly #bytes: Buffer;
  /** Start and end of each cell; an end below zero (its complement) is one of a cell with doubled quotation marks. */
  readonly #bounds: readonly number[];
  #text: string | null = null;
  constructor(bytes: Buffer, bounds: readonly number[]) {
    this.#bytes = bytes;
    this.#bounds = bounds;
  }

  get length(): number {
    return this.#bounds.length / 2;
  }

  /** Text of a cell; empty where the record is too short. */
  text(index: number): string {
    const start = this.#bounds[2 * index] ?? 0;
    const end = this.#bounds[2 * index + 1] ?? 0;
    if (end === start) return "";
    if (end >= 0) return this.#slice(start, end);
    return this.#slice(start, ~end).replaceAll('""', '"');
  }

  /** Cut out of the text of the whole record, made once; where that has signs of several bytes, out of the bytes. */
  #slice(start: number, end: number): string {
    const [first = 0] = this.#bounds;
    const last = this.#bounds.at(-1) ?? 0;
    const beyond = last < 0 ? ~last : last;
    this.#text ??= this.#bytes.toString("utf8", first, beyond);
    if (this.#text.length === beyond - first) return this.#text.slice(start - first, end - first);
    return this.#bytes.toString("utf8", start, end);
  }

  all(): string[] {
    return Array.from({ length: this.length }, (_, index) => this.text(index));
  }
}

export interface CsvRecord {
  /** Physical line where the record starts, first line = 1. */
  line: number;
  cells: Cells;
}

export class CsvReader {
  /** Physical line where the next record starts. */
  line = 1;
  #separator = 0;
  /** The record under way, as far as it has come. */
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #isLast = false;

  /** What stands between two cells; to be said before the first bytes. */
  set separator(mark: string) {
    this.#separator = mark.charCodeAt(0);
  }

  /** The records that end in these bytes. @throws BrokenQuotes */
  *read(chunk: Buffer): Generator<CsvRecord> {
    this.#bytes =
      this.#at < this.#bytes.length ? Buffer.concat([this.#bytes.subarray(this.#at), chunk]) : chunk;
    this.#at = 0;
    yield* this.#records();
    if (this.#bytes.length - this.#at > LONGEST_RECORD) throw new BrokenQuotes(true);
  }

  /** The last record, where no line end follows it. @throws BrokenQuotes */
  *end(): Generator<CsvRecord> {
    this.#isLast = true;
    yield* this.#records();
  }

  *#records(): Generator<CsvRecord> {
    while (true) {
      this.#skipEmptyLines();
      if (this.#at >= this.#bytes.length) return;
      const record = this.#record();
      if (!record) return;
      yield record;
    }
  }

  #skipEmptyLines(): void {
    for (let end = this.#lineEnd(this.#at); end > this.#at; end = this.#lineEnd(this.#at)) {
      this.#at = end;
      this.line += 1;
    }
  }

  /** The record here, or null where more bytes must come first. */
  #record(): CsvRecord | null {
    const bytes = this.#bytes;
    const bounds: number[] = [];
    let breaks = 0;
    let at = this.#at;
    while (true) {
      if (bytes[at] === QUOTE) {
        const end = this.#quoted(at + 1);
        if (end < 0) return null;
        breaks += this.#breaks;
        bounds.push(at + 1, this.#isDoubled ? ~end : end);
        at = end + 1;
      } else {
        const end = this.#plain(at);
        bounds.push(at, end);
        at = end;
      }
      if (bytes[at] === this.#separator) {
        at += 1;
        continue;
      }
      const next = this.#lineEnd(at);
      if (next < 0) return null;
      if (next === at && at < bytes.length) throw new BrokenQuotes(false);
      return this.#take(bounds, next, breaks);
    }
  }

  #take(bounds: number[], next: number, breaks: number): CsvRecord {
    if (next - this.#at > LONGEST_RECORD) throw new BrokenQuotes(true);
    const record = { line: this.line, cells: new Cells(this.#bytes, bounds) };
    this.#at = next;
    this.line += 1 + breaks;
    return record;
  }

  /** After the line end here; here where there is none; -1 where that cannot be told yet. */
  #lineEnd(at: number): number {
    const bytes = this.#bytes;
    if (at >= bytes.length) return this.#isLast ? at : -1;
    if (bytes[at] === LF) return at + 1;
    if (bytes[at] !== CR) return at;
    if (at + 1 < bytes.length) return bytes[at + 1] === LF ? at + 2 : at + 1;
    return this.#isLast ? at + 1 : -1;
  }

  /** End of the cell without quotation marks that starts here. */
  #plain(start: number): number {
    const bytes = this.#bytes;
    const separator = this.#separator;
    let at = start;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === separator || byte === LF || byte === CR) break;
      if (byte === QUOTE) throw new BrokenQuotes(false);
    }
    return at;
  }

  /** Of the cell read last: line ends in it, and whether it holds doubled quotation marks. */
  #breaks = 0;
  #isDoubled = false;

  /** The closing mark of the quoted cell that starts here, or -1 where it is not there yet. */
  #quoted(start: number): number {
    const bytes = this.#bytes;
    this.#breaks = 0;
    this.#isDoubled = false;
    for (let at = start; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (at + 1 === bytes.length && !this.#isLast) return -1;
        if (bytes[at + 1] !== QUOTE) return at;
        this.#isDoubled = true;
        at += 1;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) this.#breaks += 1;
    }
    if (this.#isLast) throw new BrokenQuotes(true);
    return -1;
  }
}
