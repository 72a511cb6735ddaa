/** A dropped file as rows, and the templates to download. Everything happens on the device; the server gets rows. */
import { INCIDENT_KINDS, SOURCE_TYPES } from "../../../shared/rooms/incidents-lists.ts";
import type { RowIn } from "../../../shared/rooms/intake.ts";
import { rowsOfSubmissions } from "../../../shared/rooms/intake-table.ts";
import { missingColumns, TEMPLATE, type TemplateColumn } from "../../../shared/rooms/intake-template.ts";
import { SENSITIVITIES } from "../../../shared/rooms/records.ts";
import { downloadCsv, offer } from "../../ui/charts/download.ts";
import { rowsOfFile } from "../../ui/table-file.ts";
import { codeLabel } from "../../words/codes.ts";
import { hasWord, type Translate } from "../../words/index.tsx";

/** Largest file, in MB; a sheet of some thousand reports has less than one. */
export const LARGEST_MB = 8;

/** Why a file gives no rows; `columns`: needed ones under which no row says anything, by their codes. */
export interface FileFault {
  fault: "unreadable" | "empty" | "large" | "columns";
  columns?: string[];
}
export interface FileRead {
  channel: "sheet" | "kobo";
  rows: RowIn[];
}

/** The rows of a file, or why there are none. */
export async function readFile(file: File): Promise<FileRead | FileFault> {
  if (file.size > LARGEST_MB * 1024 * 1024) return { fault: "large" };
  try {
    const rows = await rowsOf(file);
    if (rows === null) return { fault: "unreadable" };
    if (rows.length === 0) return { fault: "empty" };
    const columns = missingColumns(rows.map(({ cells }) => cells));
    if (columns.length > 0) return { fault: "columns", columns };
    return { channel: rows.some(({ cells }) => "_uuid" in cells) ? "kobo" : "sheet", rows };
  } catch {
    return { fault: "unreadable" };
  }
}

async function rowsOf(file: File): Promise<RowIn[] | null> {
  if (/\.json$/i.test(file.name)) return rowsOfSubmissions(JSON.parse(await file.text()));
  return rowsOfFile(file);
}

const COLUMNS: readonly TemplateColumn[] = TEMPLATE;
/** Lists of the template, by the names of their words. */
const LISTS = [
  { column: "kind", words: "incidentKind", codes: INCIDENT_KINDS },
  { column: "source_type", words: "sourceType", codes: SOURCE_TYPES },
  { column: "sensitivity", words: "sensitivity", codes: SENSITIVITIES },
] as const;

const wordOf = (t: Translate, key: string): string => (hasWord(key) ? t(key) : key);
const labelOf = (t: Translate, { code }: TemplateColumn) => wordOf(t, `intake.column.${code}`);
const hintOf = (t: Translate, { kind }: TemplateColumn) => wordOf(t, `intake.hint.${kind}`);
const BOLD = { fontWeight: "bold" } as const;
const bold = (value: string) => ({ value, ...BOLD });

const NAME = "concord-reports";

/** The workbook: an empty sheet with the headings, what each takes, and the codes. */
export async function downloadSheet(t: Translate): Promise<void> {
  const { default: writeXlsx } = await import("write-excel-file/universal");
  const width = (each: number) => ({ width: each });
  const help = COLUMNS.map((column) => [
    ...[column.code, labelOf(t, column), column.required ? t("intake.yes") : "", hintOf(t, column)],
  ]);
  const codes = LISTS.flatMap(({ column, words, codes: all }) =>
    all.map((code) => [column, code, codeLabel(t, words, code)]),
  );
  const heads = (...names: string[]) => names.map(bold);
  const blob = await writeXlsx([
    {
      sheet: t("intake.sheet.rows"),
      data: [COLUMNS.map(({ code }) => bold(code))],
      columns: COLUMNS.map(({ kind }) => width(kind === "long" ? 60 : 16)),
      stickyRowsCount: 1,
    },
    {
      sheet: t("intake.sheet.help"),
      data: [
        heads(
          t("intake.sheet.column"),
          t("intake.sheet.label"),
          t("intake.sheet.needed"),
          t("intake.sheet.write"),
        ),
        ...help,
      ],
      columns: [22, 22, 10, 60].map(width),
    },
    {
      sheet: t("intake.sheet.codes"),
      data: [heads(t("intake.sheet.list"), t("intake.sheet.code"), t("intake.sheet.label")), ...codes],
      columns: [16, 32, 50].map(width),
    },
  ]).toBlob();
  offer(blob, `${NAME}.xlsx`);
}

export const downloadTemplateCsv = (): void =>
  downloadCsv(`${COLUMNS.map(({ code }) => code).join(",")}\r\n`, NAME);

const TYPES = { text: "text", long: "text", date: "date", count: "text", degrees: "decimal" } as const;
const COUNT_RULE = "regex(., '^([?]|[0-9]+[+]?|[0-9]+-[0-9]+)$')";

/** The same fields as an XLSForm (xlsform.org), for Kobo or ODK. */
export async function downloadForm(t: Translate): Promise<void> {
  const { default: writeXlsx } = await import("write-excel-file/universal");
  const survey = COLUMNS.map((column) => {
    const { code, kind, required } = column;
    const type = kind === "code" ? `select_one ${code}` : TYPES[kind];
    const constraint = kind === "count" ? COUNT_RULE : kind === "date" ? ". <= today()" : "";
    const hint = kind === "count" ? t("intake.form.count") : kind === "long" ? hintOf(t, column) : "";
    return [
      type,
      code,
      labelOf(t, column),
      hint,
      required ? "yes" : "",
      constraint,
      kind === "long" ? "multiline" : "",
    ];
  });
  const choices = LISTS.flatMap(({ column, words, codes }) =>
    codes.map((code) => [column, code, codeLabel(t, words, code)]),
  );
  const heads = (names: string) => names.split(" ").map(bold);
  const blob = await writeXlsx([
    { sheet: "survey", data: [heads("type name label hint required constraint appearance"), ...survey] },
    { sheet: "choices", data: [heads("list_name name label"), ...choices] },
    {
      sheet: "settings",
      data: [heads("form_title form_id version"), [t("intake.form.title"), "concord_incident", "1"]],
    },
  ]).toBlob();
  offer(blob, `${NAME}-xlsform.xlsx`);
}
