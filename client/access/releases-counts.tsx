/** What the protocol opens to the reader's community as counts only; nothing where there is nothing to tell. */
import { codeLabel } from "../words/codes.ts";
import { formatCount, formatMonthOf } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { useCounts } from "./releases-queries.ts";
import "./releases.css";

const COLUMNS = ["month", "province", "kind", "events"] as const;

export function CountsOnly({ operation }: { operation: string }) {
  const { t, tag } = useWords();
  const rows = useCounts(operation).data ?? [];
  if (rows.length === 0) return null;
  return (
    <details className="counts">
      <summary>{t("releases.counts.title")}</summary>
      <p className="soft">{t("releases.counts.lead")}</p>
      <table className="counts-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`releases.counts.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.month} ${row.province} ${row.kind}`}>
              <td>{formatMonthOf(`${row.month}-01`, tag)}</td>
              <td>{row.province}</td>
              <td>{codeLabel(t, "incidentKind", row.kind)}</td>
              <td>{formatCount(row.events, tag)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
