/** The source line under every figure of the room: list, licence, day, cycle. */
import type { DeploymentAnswer } from "../../../shared/rooms/coverage-answers.ts";
import { MethodLink } from "../../ui/method-link.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";

/** Where the figures of this screen come from. */
export function CoverSource({ answer }: { answer: DeploymentAnswer }) {
  const { t, tag } = useWords();
  const { list, cycle, date } = answer;
  const dataset = list?.dataset;
  return (
    <p className="coverage-source">
      {t("coverage.source.line", {
        source: dataset?.title ?? t("coverage.list.own"),
        version: dataset?.version ? ` ${dataset.version}` : "",
        licence: dataset?.licence ? `${dataset.licence}.` : "",
        date: formatDate(date, tag),
        cycle: cycle.name,
      })}{" "}
      <MethodLink part="deployment" />
    </p>
  );
}
