/**
 * A chart's question as a table for the public (shared/rooms/analysis-public.ts): whole years that are over, the whole
 * operation, whatever else is filtered on the screen. Published datasets only, which everybody reads alike: of the own
 * log two people's tables could be set against each other, so that is published by the operation's desk.
 */
import type { Facts } from "../../../shared/rooms/analysis.ts";
import { type PublicDimension, publicTrends } from "../../../shared/rooms/analysis-public.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { codeLabel } from "../../words/codes.ts";
import { hasWord, type Translate } from "../../words/index.tsx";
import type { CsvCell, FigureNumbers } from "./csv.ts";
import { datasetOf } from "./scope.ts";
import type { Harm } from "./use-harm.ts";

export interface FigurePublished {
  /** What the table is of, in words. */
  scope: string;
  /** Made when it is asked for. */
  numbers: () => FigureNumbers;
}

interface Asked {
  harm: Harm;
  by: PublicDimension;
  /** Levels the operation counts. */
  headline: readonly VerificationLevel[];
  /** ISO. */
  today: string;
}

const LOG = "log";
const COLUMNS = ["events", "low", "best", "high", "unknownStatus"] as const;

/** Undefined where nothing may be published from here. */
export function publishedOf(t: Translate, { harm, by, headline, today }: Asked): FigurePublished | undefined {
  const dataset = datasetOf(harm);
  if (!dataset || dataset.name === LOG || dataset.licence === "") return undefined;
  const numbers = () => {
    const table = publicTrends(harm.facts, {
      ...{ operation: "", by: [by], measure: "killed", verification: headline },
      ...{ today, dataset: dataset.id },
    });
    return {
      head: [
        t("charts.table.year"),
        t(`charts.public.by.${by}`),
        ...COLUMNS.map((column) => t(`charts.public.${column}`)),
      ],
      rows: table.rows.map(({ key, suppressed, atLeast, ...row }): CsvCell[] => [
        key.year ?? null,
        nameOf(t, harm.facts, by, key[by]),
        ...COLUMNS.map((column) => {
          if (suppressed) return t("charts.public.kept");
          return column === "high" && atLeast ? t("charts.table.open") : row[column];
        }),
      ]),
    };
  };
  return { scope: t("charts.public.scope", { dataset: `${dataset.title} ${dataset.version}` }), numbers };
}

/** A group as a reader knows it; the document names areas by P-code and kinds and classes by code. */
function nameOf(t: Translate, facts: Facts, by: PublicDimension, key: string | number | null | undefined) {
  if (key == null) return t("charts.public.unknown");
  if (by === "kind") return codeLabel(t, "incidentKind", String(key));
  const word = `charts.party.${key}`;
  if (by === "perpetratorGroup" && hasWord(word)) return t(word);
  const area = by === "admin1" && facts.dictionaries.areas.find(({ pcode }) => pcode === key);
  return area ? `${area.name} (${key})` : key;
}
