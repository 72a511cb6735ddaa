// Command `import`: a file of a known format into an operation. The report says what happened to every row; a
// refused file changes nothing.
import { gatherStatistics } from "../../db/statistics.ts";
import { OperatorError } from "../../shared/errors.ts";
import { FORMAT_KIND, IMPORT_FORMATS, IMPORT_KINDS, type ImportReport } from "../../shared/rooms/exchange.ts";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { asDesk } from "../access/desk.ts";
import { datasetName, importFile } from "../rooms/exchange/import.ts";
import { readHeadline } from "../rooms/exchange/read.ts";
import { type ImportRequest, Tally } from "../rooms/exchange/tally.ts";
import { answer, CommandFailed, type CommandInput, needed, oneOf, UsageError } from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };
const yes = { type: "boolean" as const };
const SHOWN_REMARKS = 20;

export const importCommand: Command = {
  name: "import",
  usage:
    `import FILE --operation CODE --format ${IMPORT_FORMATS.join("|")} [--kind ${IMPORT_KINDS.join("|")}] ` +
    `[--sensitivity ${SENSITIVITIES.join("|")}] [--dataset NAME] [--dry-run] [--skip-bad-rows] [--as EMAIL] [--json]`,
  positionals: ["FILE"],
  options: {
    operation: text,
    format: text,
    kind: text,
    sensitivity: text,
    dataset: text,
    as: text,
    "dry-run": yes,
    "skip-bad-rows": yes,
  },
  async run(given: CommandInput) {
    const format = oneOf(given, "format", IMPORT_FORMATS);
    const kind = oneOf(given, "kind", IMPORT_KINDS, FORMAT_KIND[format]);
    if (kind !== FORMAT_KIND[format])
      throw new UsageError(`--format ${format} holds ${FORMAT_KIND[format]}, not ${kind}.`);
    const sensitivity = given.text("sensitivity") ? oneOf(given, "sensitivity", SENSITIVITIES) : undefined;
    const dataset = given.text("dataset");
    if (dataset !== undefined && !/^[a-z][a-z0-9-]{1,40}$/.test(dataset)) {
      throw new UsageError(`--dataset ${dataset}: use small letters, digits and -, 2 to 41 characters.`);
    }
    if (dataset === OWN_LOG) throw new UsageError(NOT_INTO_LOG);
    const progress = given.flag("json") ? undefined : showProgress();
    const request = {
      path: given.words[0]!,
      format,
      sensitivity,
      dataset,
      dryRun: given.flag("dry-run"),
      skipBadRows: given.flag("skip-bad-rows"),
      progress,
    };
    const operation = needed(given, "operation");
    const { report, accepted, headline } = await asDesk(
      given.database,
      operation,
      async (tx) => ({ ...(await importFile(tx, request)), headline: await readHeadline(tx) }),
      given.text("as") ?? null,
      "import",
    ).catch((error) => refuseWithReport(given, request, error));
    if (report.created + report.updated > 0) await gatherStatistics(given.database.admin);
    progress?.(null);
    answer(given, report, () => tell(report, request.dryRun));
    const holdsSome = accepted && report.created + report.updated + report.unchanged > 0;
    if (format === "ucdp-ged" && holdsSome && !headline.includes("corroborated")) {
      process.stderr.write(
        `The figures of ${operation} count ${headline.join(", ")}; published events are corroborated, so they count ` +
          `none of these. To count them: operation set ${operation} --headline corroborated\n`,
      );
    }
    if (holdsSome && !request.dryRun && kind === "incidents") {
      process.stderr.write(`What your own log may tell of the same events: /${operation}/verify/same\n`);
    }
    if (!accepted) throw new CommandFailed(`${report.file} was not imported; nothing was changed.`);
  },
};

/** A program that asked for JSON gets its document too where the file was not even opened: no such operation, a lock. */
function refuseWithReport(given: CommandInput, request: ImportRequest, error: unknown): never {
  if (given.flag("json") && error instanceof OperatorError) {
    const tally = new Tally(request);
    tally.notes.refuse({ line: null, column: null, message: error.message });
    answer(given, tally.report(datasetName(request), true), () => []);
  }
  throw error;
}

/** The dataset of what people log. */
const OWN_LOG = "log";
const NOT_INTO_LOG =
  "--dataset log: the log takes reports, not files. Paste messages or drop a sheet on the page “Messages and sheets”, " +
  "or use intake pull; there each is compared with what is told already before somebody accepts it.";

/** A line that counts records, on a terminal only. */
function showProgress(): (records: number | null) => void {
  const isTerminal = process.stderr.isTTY === true;
  return (records) => {
    if (isTerminal) process.stderr.write(records === null ? "\r\u001b[K" : `\r${records} records read`);
  };
}

function tell(report: ImportReport, dryRun: boolean): string[] {
  const { created, updated, unchanged, skipped, failed } = report;
  const head = `${report.file} → ${report.dataset}: ${created} created, ${updated} updated, ${unchanged} unchanged, `;
  const remarks = [
    ...report.errors.map((one) => ({ ...one, word: "error" })),
    ...report.warnings.map((one) => ({ ...one, word: "warning" })),
  ];
  const lines = remarks.slice(0, SHOWN_REMARKS).map((one) => `  ${one.word}: ${one.message}`);
  if (remarks.length > SHOWN_REMARKS)
    lines.push(`  … and ${remarks.length - SHOWN_REMARKS} more; --json lists all.`);
  const { relations } = report;
  return [
    `${head}${skipped} skipped, ${failed} failed${dryRun ? " (dry run: nothing written)" : ""}.`,
    ...(relations
      ? [
          `  relations between them: ${relations.created} created, ${relations.updated} updated, ` +
            `${relations.unchanged} unchanged, ${relations.skipped} skipped (other side or year not known here).`,
        ]
      : []),
    ...lines,
  ];
}
