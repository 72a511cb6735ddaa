/** Bases recorded on a day, with how strong (≈) and for which time the list says so. */
import type { DeploymentAnswer } from "../../../shared/rooms/coverage-answers.ts";
import { DeleteButton } from "../../access/delete-button.tsx";
import { LookButton } from "../../access/releases-section.tsx";
import { IllustrativeMark } from "../../ui/marks.tsx";
import { formatCount, formatDate, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { BehindSection } from "./list-behind.tsx";

export function BaseList({ operation, answer }: { operation: string; answer: DeploymentAnswer }) {
  const { t, tag } = useWords();
  const { bases, date } = answer;
  if (bases.length === 0) return null;
  return (
    <section className="coverage-section">
      <h2>{t("coverage.bases.title", { date: formatDate(date, tag) })}</h2>
      <BaseTable operation={operation} bases={bases} />
      <p className="coverage-soft">{t("coverage.bases.help")}</p>
      <p className="coverage-source">
        {t("coverage.map.credits", { list: answer.list?.dataset?.title ?? t("coverage.list.own") })}.{" "}
        {t("map.madeWith")} {t("map.disclaimer")}
      </p>
    </section>
  );
}

/** The places that a list records in a year; each with its newest deployment of that year. */
export function YearBases({ operation, year, bases }: BaseTableProps & { year: number }) {
  const { t } = useWords();
  return (
    <BehindSection title={t("coverage.bases.year", { n: bases.length, year: String(year) })}>
      <BaseTable operation={operation} bases={bases} />
    </BehindSection>
  );
}

interface BaseTableProps {
  operation: string;
  bases: DeploymentAnswer["bases"];
}

function BaseTable({ operation, bases }: BaseTableProps) {
  const { t, tag } = useWords();
  return (
    <table className="base-table">
      <thead>
        <tr>
          <th scope="col">{t("coverage.bases.base")}</th>
          <th scope="col">{t("coverage.bases.strength")}</th>
          <th scope="col">{t("coverage.bases.period")}</th>
        </tr>
      </thead>
      <tbody>
        {bases.map((base) => (
          <tr key={base.ref}>
            <th scope="row">
              {base.name} {base.mission && <small>{base.mission}</small>}{" "}
              {base.illustrative && <IllustrativeMark />}{" "}
              <span className="record-tools">
                <LookButton record={base} kind="base" code={operation} />
                <DeleteButton record={base} kind="base" code={operation} />
              </span>
            </th>
            <td>
              {base.strength === null ? (
                t("map.base.unknown")
              ) : (
                <Strength {...base} strength={base.strength} />
              )}
            </td>
            <td>
              {base.to
                ? formatSpan(base.from, base.to, tag)
                : t("coverage.bases.open", { from: formatDate(base.from, tag) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Strength({ strength, approximate }: { strength: number; approximate: boolean }) {
  const { t, tag } = useWords();
  const n = Math.round(strength);
  return <>{approximate ? t("coverage.bases.about", { n }) : formatCount(n, tag)}</>;
}
