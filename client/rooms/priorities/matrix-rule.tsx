/** The rule of the cycle in words, its source, and what the dead of unknown status would change. No figure without it. */
import type { CycleAnswer, MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { MethodLink } from "../../ui/method-link.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { RULE_NUMBERS } from "./figures-why.ts";

const RULES = ["must", "should", "could", "counts", "score", "override"] as const;

export function Rule({ cycle, rows }: { cycle: CycleAnswer; rows: MatrixRow[] }) {
  const { t, tag } = useWords();
  const levels = levelsOf(cycle, (level) => codeLabel(t, "verification", level));
  const lifted = rows.filter((row) => row.withUnknown !== null).map((row) => row.name);
  const areas = lifted.join(", ");
  return (
    <footer className="matrix-foot">
      {lifted.length > 0 && <p className="caution-note">{t("priorities.unknown.note", { areas })}</p>}
      <details>
        <summary>{t("priorities.rule.title")}</summary>
        {RULES.map((rule) => (
          <p key={rule}>{t(`priorities.rule.${rule}`, { levels, ...RULE_NUMBERS })}</p>
        ))}
      </details>
      <p>
        {cycle.dataset
          ? t("priorities.source.line", {
              source: cycle.dataset.title,
              version: cycle.dataset.version ? ` ${cycle.dataset.version}` : "",
              levels,
              from: formatDate(cycle.from, tag),
              to: formatDate(cycle.to, tag),
              date: formatDate(cycle.computedAt.slice(0, 10), tag),
            })
          : t("priorities.source.hidden")}{" "}
        <MethodLink part="priorities" />
      </p>
      <p>
        {t("priorities.map.credits")}. {t("map.madeWith")} {t("map.disclaimer")}
      </p>
    </footer>
  );
}

const levelsOf = (cycle: CycleAnswer, label: (level: string) => string) =>
  cycle.verification.map(label).join(", ");
