/** The table twin of a chart: the same numbers, unknown as a dash. */
import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import type { FactsFilter } from "../../../shared/rooms/analysis.ts";
import { formatCount } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { RecordsLink } from "../records-link.tsx";
import type { CsvCell, FigureNumbers } from "./csv.ts";

/** The last cell of a row is its number of incidents, and opens them. */
function Opening(props: { filter: FactsFilter | null | undefined; events: CsvCell; children: ReactNode }) {
  const { filter, events, children } = props;
  if (!filter || typeof events !== "number") return <>{children}</>;
  return (
    <RecordsLink filter={filter} events={events}>
      {children}
    </RecordsLink>
  );
}

export function ChartTable({ caption, numbers }: { caption: string; numbers: FigureNumbers }) {
  const { tag } = useWords();
  const { head, rows, behind } = numbers;
  return (
    <section
      className="chart-table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
      tabIndex={0}
      aria-label={caption}
    >
      <Table stickyHeader verticalSpacing={3} horizontalSpacing={6} fz="xs">
        <caption className="visually-hidden">{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {head.map((name, at) => (
              <Table.Th key={name} scope="col" ta={at === 0 ? "start" : "end"}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, place) => (
            <Table.Tr key={String(row[0])}>
              {row.map((value, at) =>
                at === 0 ? (
                  <Table.Th key={head[at]} scope="row" fw={400}>
                    {value}
                  </Table.Th>
                ) : (
                  <Table.Td key={head[at]} ta="end">
                    <Opening filter={at === row.length - 1 ? behind?.[place] : null} events={value}>
                      {typeof value === "string" ? value : formatCount(value, tag)}
                    </Opening>
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
