/** The timeline's numbers as a table, latest first, what is later than today marked; unknown is a dash, never 0. The last of what is counted opens its records. */
import { Table } from "@mantine/core";
import type { FactsFilter } from "../../../shared/rooms/analysis.ts";
import { bucketEnd, bucketStart, formatBucket } from "../../../shared/time-buckets.ts";
import { formatCount } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { RecordsLink } from "../records-link.tsx";
import type { TimelineSeries } from "./series.ts";

const COLUMNS = ["when", "killed", "low", "high", "civilian", "unknownStatus", "events", "other"] as const;

interface TableProps {
  series: TimelineSeries;
  /** What the bars count, levels named; each in its own days. */
  filter: FactsFilter;
  /** Days since 1970-01-01; what a dataset holds of later days says so. */
  today: number;
}

export function TimelineTable({ series, filter, today }: TableProps) {
  const { t, tag } = useWords();
  const columns = COLUMNS.filter((column) => column !== "other" || series.hasOther);
  return (
    <div className="timeline-table">
      <Table stickyHeader highlightOnHover verticalSpacing={2} fz="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col" ta={column === "when" ? "start" : "end"}>
                {t(`charts.table.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {series.bars.toReversed().map((bar) => {
            const days = {
              from: bucketStart(bar.index, series.bucket),
              to: bucketEnd(bar.index, series.bucket),
            };
            const cells = {
              ...{ killed: bar.killed, low: bar.low, civilian: bar.civilian },
              ...{ unknownStatus: bar.unknownStatus, events: bar.events, other: bar.otherKilled },
              high: bar.atLeast ? t("charts.table.open") : bar.high,
            };
            return (
              <Table.Tr key={bar.index}>
                <Table.Th scope="row" fw={400}>
                  {formatBucket(bar.index, series.bucket, tag)}
                  {days.from > today && <span className="soft"> · {t("charts.timeline.later")}</span>}
                </Table.Th>
                {columns.map((column) => {
                  if (column === "when") return null;
                  const cell = cells[column];
                  const shown = typeof cell === "string" ? cell : formatCount(cell, tag);
                  return (
                    <Table.Td key={column} ta="end">
                      {column === "events" ? (
                        <RecordsLink filter={{ ...filter, ...days }} events={bar.events}>
                          {shown}
                        </RecordsLink>
                      ) : (
                        shown
                      )}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
