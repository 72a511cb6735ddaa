/** The timeline's numbers as a table, latest first; unknown is a dash, never 0. */
import { Table } from "@mantine/core";
import { formatBucket } from "../../../shared/time-buckets.ts";
import { formatCount } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import type { TimelineSeries } from "./series.ts";

const COLUMNS = ["when", "killed", "low", "high", "civilian", "unknownStatus", "events", "other"] as const;

export function TimelineTable({ series }: { series: TimelineSeries }) {
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
            const values = [bar.killed, bar.low, bar.high, bar.civilian, bar.unknownStatus, bar.events];
            const shown = series.hasOther ? [...values, bar.otherKilled] : values;
            return (
              <Table.Tr key={bar.index}>
                <Table.Th scope="row" fw={400}>
                  {formatBucket(bar.index, series.bucket, tag)}
                </Table.Th>
                {shown.map((value, at) => (
                  <Table.Td key={columns[at + 1]} ta="end">
                    {formatCount(value, tag)}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
