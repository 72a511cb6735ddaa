/** A dropped table (CSV text or workbook) as rows under their headings. Read on the device, with what it needs loaded then. */
import type { RowIn } from "../../shared/rooms/intake.ts";
import { rowsOfTable } from "../../shared/rooms/intake-table.ts";

/**
 * Rows of a file by its name; a workbook gives its first sheet that has these columns, else its first.
 * @throws where it is no such file
 */
export async function rowsOfFile(file: File, columns: readonly string[] = []): Promise<RowIn[]> {
  if (/\.(?:csv|tsv|txt)$/i.test(file.name)) return rowsOfTable(await parseCsv(await file.text()));
  const { default: readXlsx } = await import("read-excel-file/universal");
  const sheets = await readXlsx(file);
  const sheet =
    sheets.find(({ data: [head = []] }) => columns.every((name) => head.includes(name))) ?? sheets[0];
  return sheet ? rowsOfTable(sheet.data) : [];
}

/** Cells of CSV text, separated by what stands most often in its first line. @throws at a quotation mark left open. */
export async function parseCsv(text: string): Promise<string[][]> {
  const { parse } = await import("csv-parse/browser/esm/sync");
  const [head = ""] = text.split("\n", 1);
  const count = (mark: string) => head.split(mark).length;
  const delimiter = [";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ",");
  // A quotation mark inside a cell is one where people type; rows may be shorter than their headings.
  return parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true });
}
