/** Shares per category, deployment and patrol beside each other: a table that is its own picture. Never added up. */
import { Group, NumberInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import {
  COVERED_CATEGORIES,
  type DeploymentAnswer,
  type PatrolCoverAnswer,
  type PatrolWindows,
} from "../../../shared/rooms/coverage-answers.ts";
import { dayOf, isoOf } from "../../../shared/time.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { MethodLink } from "../../ui/method-link.tsx";
import type { Search } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, formatShare } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { type Change, isSaid } from "./figures.ts";
import type { Behind } from "./figures-behind.ts";
import { AreasLink } from "./list-behind.tsx";
import { CoverSource } from "./overview-source.tsx";

interface SharesProps {
  answer: DeploymentAnswer;
  patrols: PatrolCoverAnswer | undefined;
  changes: Change[];
  onWindows: (windows: PatrolWindows) => void;
}

export function Shares({ answer, patrols, changes, onWindows }: SharesProps) {
  const { t, tag } = useWords();
  const saysPatrols = patrols?.lastRecorded != null;
  return (
    <section className="coverage-section">
      <h2>{t("coverage.share.title", { date: formatDate(answer.date, tag) })}</h2>
      <table className="share-table">
        <thead>
          <tr>
            <td />
            <th scope="col">{t("coverage.share.deployment")}</th>
            <th scope="col">{t("coverage.share.patrol")}</th>
          </tr>
        </thead>
        <tbody>
          {answer.categories.map(({ category, areas, withDeployment, share }) => {
            const patrol = patrols?.categories.find((one) => one.category === category);
            const imagined = changes.find((change) => change.category === category)?.after;
            return (
              <tr key={category}>
                <th scope="row">
                  <CategoryMark category={category} />
                </th>
                <td>
                  {isSaid(answer) ? (
                    <ShareBar
                      {...{ category, part: withDeployment, whole: areas, share, imagined }}
                      way="base"
                    />
                  ) : (
                    <small>{t("coverage.share.notSaid")}</small>
                  )}
                </td>
                <td>
                  {patrol && saysPatrols ? (
                    <ShareBar
                      {...{ category, part: patrol.entered, whole: patrol.areas, share: patrol.share }}
                      way="patrol"
                    />
                  ) : (
                    patrols && <small>{t("coverage.share.notSaid")}</small>
                  )}{" "}
                  {patrol && <small>{t("coverage.share.window", { n: patrol.days })}</small>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {patrols && <PatrolNote patrols={patrols} />}
      {patrols && <Windows windows={patrols.windows} onWindows={onWindows} />}
      <CoverSource answer={answer} />
    </section>
  );
}

const LONGEST = 366;

/** How many days a patrol counts for, per category; only for this view. */
function Windows({
  windows,
  onWindows,
}: {
  windows: PatrolWindows;
  onWindows: (windows: PatrolWindows) => void;
}) {
  const { t } = useWords();
  return (
    <details className="coverage-soft">
      <summary>{t("coverage.patrol.windows")}</summary>
      <Group gap="sm" mt={4}>
        {COVERED_CATEGORIES.map((category) => (
          <NumberInput
            key={category}
            size="xs"
            w={90}
            min={1}
            max={LONGEST}
            clampBehavior="strict"
            allowDecimal={false}
            label={codeLabel(t, "priorityCategory", category)}
            value={windows[category]}
            onChange={(days) =>
              typeof days === "number" && days > 0 && onWindows({ ...windows, [category]: days })
            }
          />
        ))}
      </Group>
    </details>
  );
}

interface ShareBarProps extends Behind {
  part: number;
  whole: number;
  share: number | null;
  /** Areas covered with imagined bases; drawn as an outline behind. */
  imagined?: number | undefined;
}

/** Both numbers open their areas. */
function ShareBar({ part, whole, share, imagined, category, way }: ShareBarProps) {
  const { t, tag } = useWords();
  if (share === null) return <small>{t("coverage.share.noAreas")}</small>;
  return (
    <span className="share">
      <span className="share-track" aria-hidden="true">
        {imagined !== undefined && (
          <span className="share-imagined" style={{ inlineSize: `${(imagined / whole) * 100}%` }} />
        )}
        <span className="share-fill" style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span>
        <AreasLink behind={{ category, way }} n={part}>
          {formatCount(part, tag)}
        </AreasLink>{" "}
        <AreasLink behind={{ category, way: "areas" }} n={whole}>
          {t("coverage.share.of", { all: whole })}
        </AreasLink>{" "}
        <strong>{formatShare(share, tag)}</strong>
      </span>
    </span>
  );
}

function PatrolNote({ patrols }: { patrols: PatrolCoverAnswer }) {
  const { t, tag } = useWords();
  const { lastRecorded, denialRate, date } = patrols;
  if (lastRecorded === null) {
    return <p className="coverage-soft">{t("coverage.patrol.none", { date: formatDate(date, tag) })}</p>;
  }
  return (
    <p className="coverage-soft">
      {t("coverage.patrol.last", { date: formatDate(lastRecorded, tag) })}{" "}
      {denialRate !== null && <Denial patrols={patrols} share={formatShare(denialRate, tag)} />}{" "}
      {t("coverage.patrol.counts")} <MethodLink part="patrols" />
    </p>
  );
}

/** Denied of all planned for the longest window; each number opens its patrols. */
function Denial({ patrols, share }: { patrols: PatrolCoverAnswer; share: string }) {
  const { t } = useWords();
  const { denied, planned, date, windows } = patrols;
  const since = isoOf(dayOf(date) - Math.max(...Object.values(windows)) + 1);
  const opens = (about: "denied" | "planned") => (before: Search) => ({
    ...{ ...before, since, about },
    ...{ until: date, panel: "patrols" },
  });
  return (
    <>
      {t("coverage.patrol.denial", { planned, share })}{" "}
      <Link className="records-link" to="." search={opens("denied")}>
        {t("coverage.patrol.denied", { n: denied })}
      </Link>
      {", "}
      <Link className="records-link" to="." search={opens("planned")}>
        {t("coverage.patrol.planned", { n: planned })}
      </Link>
      {"."}
    </>
  );
}
