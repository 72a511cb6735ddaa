/**
 * The register as a CSV file: the rows on screen, which the server handed to this reader under the protocol. Made on the
 * device; the page tells the log that it was taken.
 */
import type { ReleaseRow } from "../../shared/rooms/releases.ts";
import { isoOf, todayOf } from "../../shared/time.ts";
import { api } from "../api.ts";
import type { OperationInfo } from "../session.ts";
import { csvOf, fileName } from "../ui/charts/csv.ts";
import { downloadCsv } from "../ui/charts/download.ts";
import { codeLabel } from "../words/codes.ts";
import type { WordsValue } from "../words/index.tsx";
import { endedWords } from "./releases-answer.ts";

const COLUMNS = [
  ...([
    "direction",
    "kind",
    "what",
    "month",
    "province",
    "owner",
    "community",
    "organisation",
    "office",
  ] as const),
  ...(["level", "purpose", "conditions", "message", "until", "state", "at", "by", "secondBy"] as const),
  ...([
    "answeredBy",
    "answeredAt",
    "answer",
    "withdrawnAt",
    "version",
    "outdated",
    "illustrative",
    "ref",
  ] as const),
] as const;
type Column = (typeof COLUMNS)[number];

/** Day of an instant in the operation's zone, ISO. */
const dayOfInstant = (instant: string | null, zone: string) =>
  instant === null ? null : isoOf(todayOf(instant, zone));

function cellsOf(row: ReleaseRow, { t }: WordsValue, zone: string): Record<Column, string | null> {
  const { kind, what } = row;
  return {
    ...row,
    direction: t(`releases.page.tab.${row.direction}`),
    kind: codeLabel(t, "releaseKind", kind),
    what: what && codeLabel(t, kind === "patrol" ? "patrolState" : "incidentKind", what),
    community: codeLabel(t, "community", row.community),
    level: t(`releases.level.${row.level}`),
    purpose: t(`releases.purpose.${row.purpose}`),
    state: t(`releases.state.${row.state}`),
    answer: endedWords(t, row.answer) ?? row.answer,
    at: dayOfInstant(row.at, zone),
    answeredAt: dayOfInstant(row.answeredAt, zone),
    withdrawnAt: dayOfInstant(row.withdrawnAt, zone),
    version: String(row.recordVersion),
    outdated: row.outdated ? t("releases.file.yes") : "",
    illustrative: row.illustrative ? t("releases.file.yes") : "",
  };
}

/** Hands the rows out as a file and has it noted. */
export function takeRegister(words: WordsValue, operation: OperationInfo, rows: readonly ReleaseRow[]): void {
  const { t } = words;
  const about = [
    [t("releases.file.what"), t("releases.file.title", { operation: operation.code })],
    [t("releases.file.reader"), operation.you.organisation],
    [t("releases.file.asOf"), operation.today],
  ] as const;
  const head = COLUMNS.map((column) => t(`releases.file.column.${column}`));
  const cells = rows.map((row) => cellsOf(row, words, operation.timeZone));
  const name = fileName(`${operation.code} releases ${operation.today}`);
  const marked = rows.some(({ illustrative }) => illustrative) ? `${name}-illustrative` : name;
  downloadCsv(
    csvOf(
      about,
      head,
      cells.map((row) => COLUMNS.map((column) => row[column])),
    ),
    marked,
  );
  void api.access.noteDownload.mutate({ operation: operation.code, format: "csv", what: "releases" });
}
