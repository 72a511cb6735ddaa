// Command `trends`: totals over time and by anything the facts know, with the same aggregator the charts use.
import type { Tx } from "../../db/tx.ts";
import { DIMENSIONS } from "../../shared/rooms/analysis.ts";
import {
  closedYears,
  MOST_PUBLIC_DIMENSIONS,
  PUBLIC_DIMENSIONS,
  type PublicDimension,
  type PublicTrendsDocument,
  type PublicTrendsRow,
  publicTrends,
} from "../../shared/rooms/analysis-public.ts";
import {
  findDataset,
  TREND_MEASURES,
  type TrendsDocument,
  type TrendsOptions,
  type TrendsRow,
  trendRows,
} from "../../shared/rooms/analysis-trends.ts";
import { VERIFICATION_LEVELS, type VerificationLevel } from "../../shared/rooms/incidents.ts";
import { countedLevels } from "../../shared/rooms/incidents-review.ts";
import { asDesk } from "../access/desk.ts";
import { readToday } from "../access/today.ts";
import { readFacts } from "../facts/read.ts";
import { readPublicFacts } from "../facts/read-public.ts";
import { readHeadline } from "../rooms/exchange/read.ts";
import {
  answer,
  CommandFailed,
  type CommandInput,
  dateOf,
  listOf,
  needed,
  oneOf,
  UsageError,
} from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };
const yes = { type: "boolean" as const };

export const trendsCommand: Command = {
  name: "trends",
  usage:
    `trends --operation CODE [--from D --to D] [--by ${DIMENSIONS.join("|")},…] [--measure ${TREND_MEASURES.join("|")}] ` +
    "[--civilians] [--verification LEVEL,…] [--dataset NAME] [--illustrative] [--public] [--as EMAIL] [--json]",
  positionals: [],
  options: {
    operation: text,
    from: text,
    to: text,
    by: text,
    measure: text,
    civilians: yes,
    verification: text,
    dataset: text,
    illustrative: yes,
    public: yes,
    as: text,
  },
  async run(given: CommandInput) {
    const options = readOptions(given);
    const work = async (tx: Tx) => ({
      facts: given.flag("public") ? await readPublicFacts(tx) : (await readFacts(tx)).facts,
      levels: countedLevels(await readHeadline(tx)),
      today: await readToday(tx),
    });
    const { facts, levels, today } = await asDesk(
      given.database,
      options.operation,
      work,
      given.text("as") ?? null,
      "trends",
    );
    // Lists of bases, areas and sites are datasets too, and hold no incident to count.
    const counted = facts.dictionaries.datasets.filter(({ measures }) => measures.length > 0);
    const found = findDataset(facts, options.dataset);
    if (!found || !counted.includes(found)) {
      const names = counted.map((dataset) => dataset.name).join(", ");
      throw new CommandFailed(
        `There is no dataset of incidents called ${options.dataset ?? "anything"} here; there are: ${names || "none"}.`,
      );
    }
    if (given.flag("public")) {
      const verification = levels as VerificationLevel[];
      const published = publicTrends(facts, {
        ...{ ...options, by: publicBy(given), verification, today },
        years: publicYears(options, today),
      });
      answer(given, published, () => tell(published));
      return;
    }
    const document = trendRows(facts, options);
    answer(given, document, () => tell(document));
  },
};

function readOptions(given: CommandInput): TrendsOptions {
  const [from, to] = [dateOf(given, "from"), dateOf(given, "to")];
  const by = listOf(given, "by", DIMENSIONS) ?? ["year" as const];
  // One set of tables, the same for everybody: of two that differ a little one could take the difference.
  const other = ["verification", "illustrative", "as"].find((name) => given.text(name) || given.flag(name));
  if (given.flag("public") && other)
    throw new UsageError(
      `--public counts the operation's own levels of what the public may be told: leave out --${other}.`,
    );
  if (from && to && from > to) throw new UsageError("--from lies after --to.");
  return {
    operation: needed(given, "operation"),
    from: from ?? null,
    to: to ?? null,
    by,
    measure: oneOf(given, "measure", TREND_MEASURES, "events"),
    civilians: given.flag("civilians"),
    verification: listOf(given, "verification", VERIFICATION_LEVELS) ?? null,
    dataset: given.text("dataset") ?? null,
    includeIllustrative: given.flag("illustrative"),
  };
}

/** Dimensions of a table for the public; the year stands in every one. */
function publicBy(given: CommandInput): PublicDimension[] {
  const by = (listOf(given, "by", DIMENSIONS) ?? []).filter((one) => one !== "year" && one !== "none");
  const known = PUBLIC_DIMENSIONS.filter((dimension) => by.includes(dimension));
  if (by.length > MOST_PUBLIC_DIMENSIONS || known.length < by.length)
    throw new UsageError(
      `--public takes at most ${MOST_PUBLIC_DIMENSIONS} of ${PUBLIC_DIMENSIONS.join(", ")} beside year, so that small numbers cannot be found again.`,
    );
  return by as PublicDimension[];
}

/** Whole years that are over, so that no two tables differ by some weeks; null: all there are. */
function publicYears({ from, to }: TrendsOptions, today: string) {
  if (!from && !to) return null;
  const years = from && to ? closedYears(from, to, today) : null;
  if (!years)
    throw new UsageError(
      "--public takes whole calendar years that are over, as in --from 2017-01-01 --to 2018-12-31, so that no two tables differ by a few events.",
    );
  return years;
}

const unknown = (value: number | null) => (value === null ? "–" : String(value));

/** A table for a person: key, events, low–best–high. */
function tell(document: TrendsDocument | PublicTrendsDocument): string[] {
  const levels = document.verification?.join(" + ") ?? "split by level";
  const what = `${document.measure}${document.civilians ? ", civilians only" : ""}`;
  const line = (row: TrendsRow | PublicTrendsRow) => {
    const key = Object.values(row.key).map((part) => part ?? "unknown");
    if (row.events === null)
      return `${key.join(" · ").padEnd(44)} kept back: fewer than 5, or hides such a number`;
    return `${key.join(" · ").padEnd(44)} ${String(row.events).padStart(6)}  ${unknown(row.low)} – ${unknown(row.best)} – ${row.atLeast ? "≥" : unknown(row.high)}`;
  };
  return [
    `${document.operation} · ${document.dataset} · ${levels} · ${what} (events, low – best – high)`,
    ...document.rows.map(line),
    ...("coarse" in document && document.coarse > 0
      ? [
          `${document.coarse} events begin and end in different periods; each counts in the one of its last day.`,
        ]
      : []),
  ];
}
