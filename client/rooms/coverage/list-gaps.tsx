/** Areas that ask for presence and have no recorded base, most pressing first. Each opens its area page. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type {
  AreaCover,
  DeploymentAnswer,
  PatrolCoverAnswer,
} from "../../../shared/rooms/coverage-answers.ts";
import type { InformationLevel } from "../../../shared/rooms/coverage-information.ts";
import type { OperationInfo } from "../../session.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatKm } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { InputLink } from "../priorities/row-input.tsx";
import { isSaid } from "./figures.ts";
import { useInformationLevels } from "./queries-information.ts";
import { UnknownMark, UnknownNote } from "./row-information.tsx";

interface GapListProps {
  operation: OperationInfo;
  answer: DeploymentAnswer;
  /** Areas as they would be with imagined bases; the recorded ones where none is imagined. */
  areas: AreaCover[];
  patrols: PatrolCoverAnswer | undefined;
  onImagine: (code: string) => void;
}

export function GapList({ operation, answer, areas, patrols, onImagine }: GapListProps) {
  const { t } = useWords();
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const information = useInformationLevels(operation.code);
  const since = new Map(patrols?.areas.map(({ code, daysSince }) => [code, daysSince]));
  const open = answer.gaps.flatMap((code) => byCode.get(code) ?? []);
  if (!isSaid(answer)) return null;
  return (
    <section className="coverage-section">
      <h2>{t("coverage.gaps.title")}</h2>
      <p className="coverage-soft">{t("coverage.gaps.help")}</p>
      {open.length === 0 && <p>{t("coverage.gaps.none")}</p>}
      <UnknownNote operation={operation.code} codes={open.map(({ code }) => code)} />
      <table className="gap-table">
        <thead>
          <tr>
            <td />
            <th scope="col">{t("coverage.gaps.area")}</th>
            <th scope="col">{t("coverage.gaps.nearest")}</th>
            <th scope="col" className="gap-number">
              {t("coverage.gaps.killed")}
            </th>
            <th scope="col" className="gap-number">
              {t("coverage.gaps.events")}
            </th>
            <th scope="col">{t("coverage.gaps.patrol")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {open.map((area) => (
            <GapRow
              key={area.code}
              operation={operation.code}
              cycle={answer.cycle}
              area={area}
              information={information?.get(area.code)}
              // Nothing is said before the answer is here: "not shared" would be wrong for a moment.
              lastPatrol={patrols ? sinceText(t, since.get(area.code)) : ""}
              onImagine={onImagine}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface GapRowProps {
  operation: string;
  cycle: DeploymentAnswer["cycle"];
  area: AreaCover;
  information: InformationLevel | undefined;
  /** In words; empty while it is asked for. */
  lastPatrol: string;
  onImagine: (code: string) => void;
}

function GapRow({ operation, cycle, area, information, lastPatrol, onImagine }: GapRowProps) {
  const { t, tag } = useWords();
  const { code, name, category, residual, nearest, covered } = area;
  return (
    <tr className={covered ? "gap-imagined" : undefined}>
      <td>
        <CategoryMark category={category} />
      </td>
      <th scope="row">
        <Link to="/$operation/areas/$code" params={{ operation, code }} className="gap-link">
          {name}
        </Link>
        <UnknownMark level={information} />
        {residual && (
          <small>
            {t("coverage.gaps.residual", { category: codeLabel(t, "priorityCategory", residual) })}
          </small>
        )}
      </th>
      <td data-label={t("coverage.gaps.nearest")}>
        {nearest && t("coverage.gaps.distance", { km: formatKm(nearest.km, tag), base: nearest.name })}
      </td>
      <td className="gap-number" data-label={t("coverage.gaps.killed")}>
        <InputLink cycle={cycle} area={area.areaRef} input="civilians">
          {formatCount(area.civiliansKilled, tag)}
        </InputLink>
      </td>
      <td className="gap-number" data-label={t("coverage.gaps.events")}>
        <InputLink cycle={cycle} area={area.areaRef} input="events">
          {formatCount(area.events, tag)}
        </InputLink>
      </td>
      <td data-label={t("coverage.gaps.patrol")}>{lastPatrol}</td>
      <td className="gap-action">
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={covered ? t("coverage.whatif.remove") : `${t("coverage.whatif.add")} ${name}`}
          title={t("coverage.whatif.label")}
          onClick={() => onImagine(code)}
        >
          {covered ? t("coverage.whatif.remove") : t("coverage.whatif.short")}
        </Button>
      </td>
    </tr>
  );
}

/** null = never recorded, undefined = not shared with this reader. */
function sinceText(t: Translate, days: number | null | undefined): string {
  if (days === undefined) return t("coverage.gaps.closed");
  return days === null ? t("coverage.gaps.never") : t("coverage.gaps.days", { n: days });
}
