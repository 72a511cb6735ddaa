/** Shares per category, deployment and patrol beside each other: a table that is its own picture. Never added up. */
import { Group, NumberInput } from "@mantine/core";
import {
  COVERED_CATEGORIES,
  type DeploymentAnswer,
  type PatrolCoverAnswer,
  type PatrolWindows,
} from "../../../shared/rooms/coverage-answers.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { MethodLink } from "../../ui/method-link.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatShare } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { type Change, isSaid } from "./figures.ts";
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
                    <ShareBar part={withDeployment} whole={areas} share={share} imagined={imagined} />
                  ) : (
                    <small>{t("coverage.share.notSaid")}</small>
                  )}
                </td>
                <td>
                  {patrol && saysPatrols ? (
                    <ShareBar part={patrol.entered} whole={patrol.areas} share={patrol.share} />
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

interface ShareBarProps {
  part: number;
  whole: number;
  share: number | null;
  /** Areas covered with imagined bases; drawn as an outline behind. */
  imagined?: number | undefined;
}

function ShareBar({ part, whole, share, imagined }: ShareBarProps) {
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
        {t("coverage.share.of", { n: part, all: whole })} <strong>{formatShare(share, tag)}</strong>
      </span>
    </span>
  );
}

function PatrolNote({ patrols }: { patrols: PatrolCoverAnswer }) {
  const { t, tag } = useWords();
  const { lastRecorded, denialRate, denied, planned, date } = patrols;
  if (lastRecorded === null) {
    return <p className="coverage-soft">{t("coverage.patrol.none", { date: formatDate(date, tag) })}</p>;
  }
  return (
    <p className="coverage-soft">
      {t("coverage.patrol.last", { date: formatDate(lastRecorded, tag) })}{" "}
      {denialRate !== null &&
        t("coverage.patrol.denial", { denied, planned, share: formatShare(denialRate, tag) })}{" "}
      {t("coverage.patrol.counts")} <MethodLink part="patrols" />
    </p>
  );
}
