/**
 * Datasets side by side with their figures of one area, each number a way to its records; and deaths per 100,000 people
 * and year where the population is known.
 */
import type { ReactNode } from "react";
import {
  type Facts,
  type FactsFilter,
  type GroupRow,
  select,
  shownRange,
} from "../../../shared/rooms/analysis.ts";
import { deathRate } from "../../../shared/rooms/analysis-rate.ts";
import { isUnknown } from "../../../shared/rooms/coverage-information.ts";
import { VERIFICATION_LEVELS } from "../../../shared/rooms/incidents.ts";
import type { AreaAnswer } from "../../../shared/rooms/places-answers.ts";
import { useOperation } from "../../session.ts";
import { Range } from "../../ui/range.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { formatCount, formatRate, UNKNOWN } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useInformationLevels } from "../coverage/queries-information.ts";
import type { DatasetHarm } from "./figures.ts";

interface DatasetTableProps {
  facts: Facts;
  filter: FactsFilter;
  operation: string;
  rows: DatasetHarm[];
  chosen: string;
}

export function DatasetTable({ rows, chosen, ...rest }: DatasetTableProps) {
  const { t } = useWords();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t("places.harm.dataset")}</th>
          {(["events", "killed", "civilians", "unknown", "injured"] as const).map((column) => (
            <th key={column} scope="col">
              {t(`places.harm.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <DatasetRow key={row.dataset.id} row={row} chosen={row.dataset.id === chosen} {...rest} />
        ))}
      </tbody>
    </table>
  );
}

interface DatasetRowProps extends Pick<DatasetTableProps, "facts" | "filter" | "operation"> {
  row: DatasetHarm;
  chosen: boolean;
}

/** Each number opens its records. Where nobody could report and nothing is recorded, nothing is not zero. */
function DatasetRow({ row, chosen, facts, filter, operation }: DatasetRowProps) {
  const { t, tag } = useWords();
  const { dataset, sums, otherLevels } = row;
  const own = { ...filter, dataset: dataset.name };
  const code = facts.dictionaries.areas.find(({ ref }) => ref === filter.areas?.[0])?.pcode;
  const information = useInformationLevels(operation)?.get(code ?? "");
  const nothing =
    information && isUnknown(information) ? (
      <span title={t(`information.map.${information}`)}>{UNKNOWN}</span>
    ) : (
      formatCount(0, tag)
    );
  const opens = (shown: ReactNode, civiliansOnly = false) => {
    const wanted = { ...own, civiliansOnly };
    return (
      <RecordsLink filter={wanted} events={select(facts, wanted).length}>
        {shown}
      </RecordsLink>
    );
  };
  const measured = (measure: string, text: (sums: GroupRow) => ReactNode) => {
    if (!dataset.measures.includes(measure)) return <span title={t("places.harm.notMeasured")}>–</span>;
    return sums ? text(sums) : nothing;
  };
  return (
    <tr className={chosen ? "chosen" : undefined}>
      <th scope="row">
        {dataset.title} {dataset.version}
        {otherLevels > 0 && (
          <span className="dossier-soft">
            <RecordsLink filter={{ ...own, verification: levelsBeside(filter) }} events={otherLevels}>
              {t("places.harm.otherLevels", { n: otherLevels })}
            </RecordsLink>
          </span>
        )}
      </th>
      <td>{sums ? opens(formatCount(sums.events, tag)) : nothing}</td>
      <td>{measured("killed", (counts) => opens(<Range counts={counts} />))}</td>
      <td>{measured("killed", (counts) => opens(<Range counts={counts} civilians />, true))}</td>
      <td>{measured("killed", ({ unknownStatus }) => opens(formatCount(unknownStatus, tag)))}</td>
      <td>{measured("injured", ({ injured }) => opens(formatCount(injured, tag)))}</td>
    </tr>
  );
}

/** Levels that the page does not count. */
const levelsBeside = ({ verification }: FactsFilter) =>
  VERIFICATION_LEVELS.filter((level) => !verification?.includes(level));

interface DeathRatesProps {
  rows: readonly DatasetHarm[];
  /** What is counted, for the way to the records. */
  filter: FactsFilter;
  operation: string;
  population: AreaAnswer["population"];
  /** Length of the window. */
  days: number;
}

/**
 * One line for each dataset that counts deaths here; never one for several. Whoever counts aid workers alone has no
 * rate of all people.
 */
export function DeathRates({ rows, filter, operation, population, days }: DeathRatesProps) {
  const { t, tag } = useWords();
  const known = useOperation(operation).data?.datasets ?? [];
  const partial = known.filter(({ caveats }) => caveats.includes("aid_workers_only")).map(({ name }) => name);
  const counted = rows.filter(
    ({ sums, dataset }) => sums && dataset.measures.includes("killed") && !partial.includes(dataset.name),
  );
  if (counted.length === 0) return null;
  if (!population) return <p className="dossier-soft">{t("places.rate.noPopulation")}</p>;
  return (
    <>
      {counted.map(({ dataset, sums }) => {
        const range = shownRange(sums!);
        const found = deathRate(range.best, population.total, days);
        if (!found) return null;
        const rate = `${range.atLeast ? "≥ " : ""}${formatRate(found.rate, tag)}`;
        return (
          <p className="dossier-soft" key={dataset.id}>
            <RecordsLink filter={{ ...filter, dataset: dataset.name }} events={sums!.events}>
              {t(found.annualised ? "places.rate.annualised" : "places.rate.year", {
                ...{ dataset: dataset.title, rate, people: formatCount(population.total, tag) },
                ...{ year: String(population.year), source: population.source, days },
              })}
            </RecordsLink>
          </p>
        );
      })}
    </>
  );
}
