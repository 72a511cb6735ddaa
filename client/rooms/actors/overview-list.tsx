/** The order of battle as a table: the same lines as the tree, one a row, with superior, days and who commands. */
import { Table } from "@mantine/core";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { claimSpan } from "./claims-value.ts";
import type { DayStructure } from "./figures-structure.ts";

interface ListProps {
  on: DayStructure;
  selected: string | null;
  select: (ref: string) => void;
}

const INDENT = 18;

export function StructureList({ on, selected, select }: ListProps) {
  const { t, tag } = useWords();
  return (
    <Table className="structure-list" highlightOnHover>
      <caption className="visually-hidden">{t("structure.tree.label")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("structure.list.unit")}</th>
          <th scope="col">{t("structure.list.commander")}</th>
          <th scope="col">{t("structure.list.under")}</th>
          <th scope="col">{t("structure.list.clarity")}</th>
        </tr>
      </thead>
      <tbody>
        {on.lines.map(({ ref, depth }) => {
          const { name, commander, clarity, echelon, illustrative } = on.nodes.get(ref)!;
          const edge = on.structure.over.get(ref);
          const upper = edge && on.nodes.get(edge.parent)?.name;
          return (
            <tr key={ref} data-unit={ref} data-selected={selected === ref ? "yes" : undefined}>
              <th scope="row" style={{ paddingInlineStart: 10 + depth * INDENT }}>
                <button type="button" className="plain" onClick={() => select(ref)}>
                  {name}
                </button>
                {echelon && <span className="soft"> {codeLabel(t, "echelon", echelon)}</span>}
                {illustrative && <IllustrativeMark />}
              </th>
              <td>{commander ? [commander.role, commander.rank].filter(Boolean).join(", ") : "–"}</td>
              <td>
                {edge ? [upper, claimSpan(t, tag, edge)].filter(Boolean).join(" · ") : "–"}
                {on.structure.contested.has(ref) && <b> {t("claims.contested")}</b>}
              </td>
              <td>{clarity?.code ? codeLabel(t, "clarity", clarity.code) : "–"}</td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
