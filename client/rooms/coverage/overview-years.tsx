/** The cycle's categories under each year of a list. Side by side, without arrow: the lists differ in completeness. */
import type { DeploymentAnswer } from "../../../shared/rooms/coverage-answers.ts";
import { COVERED_CATEGORIES } from "../../../shared/rooms/coverage-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { UNKNOWN } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { AreasLink, PlacesLink } from "./list-behind.tsx";
import { CoverSource } from "./overview-source.tsx";
import { type Asked, useYears } from "./queries.ts";

interface YearsProps {
  operation: OperationInfo;
  asked: Asked;
  answer: DeploymentAnswer;
}

export function Years({ operation, asked, answer }: YearsProps) {
  const { t } = useWords();
  const years = useYears(operation.code, asked);
  if (years.isPending) return <Waiting lines={3} />;
  if (years.isError) return <ErrorNote error={years.error} retry={years.refetch} />;
  if (years.data.length === 0) return null;
  return (
    <section className="coverage-section">
      <h2>{t("coverage.years.title")}</h2>
      <p className="coverage-soft">{t("coverage.years.help")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too */}
      <section className="coverage-scroll" tabIndex={0} aria-label={t("coverage.years.title")}>
        <table className="year-table">
          <thead>
            <tr>
              <th scope="col">{t("coverage.years.year")}</th>
              {years.data.map(({ year }) => (
                <th key={year} scope="col" className={year === answer.year ? "year-open" : undefined}>
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t("coverage.years.places")}</th>
              {years.data.map(({ year, places }) => (
                <td key={year}>
                  <PlacesLink year={year} n={places}>
                    {places || UNKNOWN}
                  </PlacesLink>
                </td>
              ))}
            </tr>
            {COVERED_CATEGORIES.map((category) => (
              <tr key={category}>
                <th scope="row">
                  <CategoryMark category={category} />
                </th>
                {years.data.map(({ year, places, categories }) => {
                  const cover = categories.find((one) => one.category === category);
                  if (places === 0 || !cover) return <td key={year}>{UNKNOWN}</td>;
                  return (
                    <td key={year}>
                      <AreasLink behind={{ category, way: year }} n={cover.withDeployment}>
                        {t("coverage.years.cell", { n: cover.withDeployment, all: cover.areas })}
                      </AreasLink>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <CoverSource answer={answer} />
    </section>
  );
}
