/** The table twin of a chart: the same numbers, unknown as a dash. */
import { Table } from "@mantine/core";
import { formatCount } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import type { FigureNumbers } from "./csv.ts";

export function ChartTable({ caption, numbers }: { caption: string; numbers: FigureNumbers }) {
  const { tag } = useWords();
  const { head, rows } = numbers;
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
          {rows.map((row) => (
            <Table.Tr key={String(row[0])}>
              {row.map((value, at) =>
                at === 0 ? (
                  <Table.Th key={head[at]} scope="row" fw={400}>
                    {value}
                  </Table.Th>
                ) : (
                  <Table.Td key={head[at]} ta="end">
                    {typeof value === "string" ? value : formatCount(value, tag)}
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
