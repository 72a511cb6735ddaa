/** Records of CSV text against a parser of other people's making, and the lines they start on, however the bytes arrive. */
import { CsvError, parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BrokenQuotes, CsvReader } from "../../server/rooms/exchange/csv.ts";

interface Answer {
  records: string[][];
  lines: number[];
  fault: "open" | "broken" | null;
}

/** What our reader makes of a text that comes in pieces, cut before these bytes. */
function ours(text: string, cuts: number[] = []): Answer {
  const bytes = Buffer.from(text);
  const reader = new CsvReader();
  reader.separator = ",";
  const answer: Answer = { records: [], lines: [], fault: null };
  const ends = [...new Set(cuts.map((cut) => Math.min(cut, bytes.length)))].sort((a, b) => a - b);
  const take = (records: ReturnType<CsvReader["read"]>) => {
    for (const { line, cells } of records) {
      answer.records.push(cells.all());
      answer.lines.push(line);
    }
  };
  try {
    let from = 0;
    for (const end of [...ends, bytes.length]) {
      take(reader.read(bytes.subarray(from, end)));
      from = end;
    }
    take(reader.end());
  } catch (error) {
    if (!(error instanceof BrokenQuotes)) throw error;
    answer.fault = error.isOpen ? "open" : "broken";
  }
  return answer;
}

function theirs(text: string): Omit<Answer, "lines"> {
  try {
    const form = { record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true, skip_empty_lines: true };
    return { records: parse(text, form), fault: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records: [], fault: error.code === "CSV_QUOTE_NOT_CLOSED" ? "open" : "broken" };
  }
}

const pieces = fc.constantFrom(
  "a",
  "é",
  "😀",
  " ",
  ",",
  ",",
  '"',
  '""',
  "\n",
  "\r\n",
  "\r",
  '"b"',
  '"c\n","',
  '""""',
);
const texts = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(""));
const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 6 });

describe("records of CSV text", () => {
  test("property: as another parser reads them, or refused as it refuses them", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { records, fault } = ours(text);
        const known = theirs(text);
        expect(fault).toBe(known.fault);
        if (fault === null) expect(records).toEqual(known.records);
      }),
      { numRuns: 3000 },
    );
  });
  test("property: the same however the bytes are cut, inside characters and line ends too", () => {
    fc.assert(
      fc.property(texts, cuts, (text, places) => {
        expect(ours(text, places)).toEqual(ours(text));
      }),
      { numRuns: 2000 },
    );
  });
  test("property: a record starts on its physical line", () => {
    const cell = fc.constantFrom("x", "", '"a\nb"', '"a\r\nb\rc"', '"\n\n"');
    const rows = fc.array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 4 }), fc.nat({ max: 2 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(rows, fc.constantFrom("\n", "\r\n"), cuts, (table, end, places) => {
        const lines: number[] = [];
        let text = "";
        for (const [cells, blanks] of table) {
          lines.push(text.split(/\r\n|\r|\n/).length);
          text += cells.join(",") + end.repeat(1 + blanks);
        }
        expect(ours(text, places).lines).toEqual(lines);
      }),
    );
  });
  test("a quote that never closes is told before the whole file is held", () => {
    const reader = new CsvReader();
    reader.separator = ",";
    const endless = () => {
      for (let more = 0; more < 20; more++)
        Array.from(reader.read(Buffer.from(more ? "x".repeat(100_000) : '1,"')));
    };
    expect(endless).toThrow(BrokenQuotes);
    expect(reader.line).toBe(1);
  });
});
