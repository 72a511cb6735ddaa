/**
 * What can be wrong with a file: problems of the file as a whole, which end the reading, and problems of one row,
 * which are collected. Each is one sentence that names the file, the line, the column and what to do about it.
 */
import type { ImportIssue } from "../../../shared/rooms/exchange.ts";

/** How many remarks of each kind a report lists; the counts go on, the list does not (a broken file is all faults). */
export const LISTED = 500;

/** A fault of the whole file: wrong kind, wrong encoding, cut short, broken quoting, missing column. */
export class FileProblem extends Error {
  readonly issue: ImportIssue;
  readonly #parts: [file: string, column: string | null, what: string, remedy: string];
  constructor(file: string, line: number | null, column: string | null, what: string, remedy: string) {
    const message = sentence(file, line, column, what, remedy);
    super(message);
    this.name = "FileProblem";
    this.issue = { line, column, message };
    this.#parts = [file, column, what, remedy];
  }

  /** The same problem at a line that only the reader of the records knows. */
  atLine(line: number): FileProblem {
    const [file, column, what, remedy] = this.#parts;
    return new FileProblem(file, line, column, what, remedy);
  }
}

/** Remarks on rows, gathered while a file is read. */
export class Notes {
  readonly errors: ImportIssue[] = [];
  readonly warnings: ImportIssue[] = [];
  /** Rows that cannot be taken in; may be more than `errors` lists. */
  failed = 0;
  #warned = 0;
  #lastFailedLine: number | null = null;
  readonly file: string;
  constructor(file: string) {
    this.file = file;
  }

  /** The row at `line` cannot be taken in. Several faults of one row count as one; a record without line counts each. */
  fail(line: number | null, column: string | null, what: string, remedy: string): void {
    if (line === null || this.#lastFailedLine !== line) this.failed += 1;
    this.#lastFailedLine = line;
    if (this.errors.length < LISTED) this.errors.push(this.#issue(line, column, what, remedy));
  }

  /** The file as a whole cannot be taken in. */
  refuse(issue: ImportIssue): void {
    this.failed += 1;
    this.errors.push(issue);
  }

  /** The row is taken in, and something about it must be known. */
  warn(line: number | null, column: string | null, what: string, remedy: string): void {
    this.#warned += 1;
    if (this.warnings.length < LISTED) this.warnings.push(this.#issue(line, column, what, remedy));
  }

  /** True when the row that starts at `line` has failed already. */
  hasFailed(line: number): boolean {
    return this.#lastFailedLine === line;
  }

  /** Remarks beyond the listed ones are named by their number, so that nobody takes the list for all. */
  closing(): { errors: ImportIssue[]; warnings: ImportIssue[] } {
    const more = (listed: ImportIssue[], all: number, word: string): ImportIssue[] =>
      all > listed.length
        ? [
            ...listed,
            { line: null, column: null, message: `${this.file}: ${all - listed.length} more ${word}.` },
          ]
        : listed;
    return {
      errors: this.failed > LISTED ? more(this.errors, this.failed, "rows with errors") : this.errors,
      warnings: more(this.warnings, this.#warned, "warnings"),
    };
  }

  #issue(line: number | null, column: string | null, what: string, remedy: string): ImportIssue {
    return { line, column, message: sentence(this.file, line, column, what, remedy) };
  }
}

function sentence(file: string, line: number | null, column: string | null, what: string, remedy: string) {
  const where = [file, line === null ? null : `line ${line}`, column === null ? null : `column ${column}`];
  return `${where.filter((part) => part !== null).join(", ")}: ${what}. ${remedy}.`;
}

/** A value as it may stand in a sentence: quoted and short. */
export function quoted(value: string): string {
  const oneLine = value.replace(/\s+/g, " ");
  return `"${oneLine.length > 40 ? `${oneLine.slice(0, 39)}…` : oneLine}"`;
}
