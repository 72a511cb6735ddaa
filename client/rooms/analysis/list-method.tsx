/** The lists of the method page: datasets of the operation, levels, precisions, the rule of priorities, windows. */
import type { ReactNode } from "react";
import { DEFAULT_WINDOWS } from "../../../shared/rooms/coverage-rules.ts";
import { LOCATION_PRECISIONS, VERIFICATION_LEVELS } from "../../../shared/rooms/incidents.ts";
import type { OperationInfo } from "../../session.ts";
import { caveatWords } from "../../ui/about-dataset.tsx";
import { VerificationMark } from "../../ui/marks.tsx";
import type { MethodPart } from "../../ui/method-link.tsx";
import { codeDefinition, codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { methodNumbers } from "./figures-method.ts";

interface ListProps {
  operation: OperationInfo;
}

const LISTS: Partial<Record<MethodPart, (props: ListProps) => ReactNode>> = {
  datasets: DatasetList,
  levels: LevelList,
  places: PrecisionList,
  priorities: RuleList,
  patrols: WindowList,
};

export function MethodList({ part, operation }: ListProps & { part: MethodPart }) {
  const List = LISTS[part];
  return List ? <List operation={operation} /> : null;
}

function Entry({ name, mark, children }: { name: ReactNode; mark?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>
        {name} {mark && <small>{mark}</small>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function DatasetList({ operation }: ListProps) {
  const { t } = useWords();
  return (
    <>
      <h3>{t("method.datasets.here")}</h3>
      <dl>
        {operation.datasets.map(({ name, title, version, primary, caveats, citation, licence }) => (
          <Entry
            key={name}
            name={name === "log" ? t("method.datasets.log") : `${title} ${version ?? ""}`.trim()}
            mark={primary && t("method.datasets.primary")}
          >
            {caveats.map((code) => caveatWords(t, code)).join(" ")}
            {citation && (
              <small>
                {citation} {licence}
              </small>
            )}
          </Entry>
        ))}
      </dl>
    </>
  );
}

function LevelList({ operation }: ListProps) {
  const { t } = useWords();
  return (
    <dl>
      {VERIFICATION_LEVELS.map((level) => (
        <Entry
          key={level}
          name={<VerificationMark level={level} />}
          mark={operation.headlineLevels.includes(level) && t("method.levels.headline")}
        >
          {codeDefinition(t, "verification", level)}
        </Entry>
      ))}
    </dl>
  );
}

function PrecisionList() {
  const { t } = useWords();
  return (
    <>
      <h3>{t("method.places.table")}</h3>
      <dl>
        {LOCATION_PRECISIONS.map((precision) => (
          <Entry key={precision} name={codeLabel(t, "locationPrecision", precision)}>
            {codeDefinition(t, "locationPrecision", precision)}
          </Entry>
        ))}
      </dl>
    </>
  );
}

/** The sentences that stand under the matrix, word for word. */
const RULES = ["must", "should", "could", "counts", "score", "override"] as const;

function RuleList({ operation }: ListProps) {
  const { t, tag } = useWords();
  const numbers = methodNumbers(t, tag, operation);
  return (
    <>
      <h3>{t("priorities.rule.title")}</h3>
      <ul>
        {RULES.map((rule) => (
          <li key={rule}>{t(`priorities.rule.${rule}`, numbers)}</li>
        ))}
      </ul>
    </>
  );
}

function WindowList() {
  const { t } = useWords();
  return (
    <>
      <h3>{t("method.patrols.windows")}</h3>
      <dl>
        {Object.entries(DEFAULT_WINDOWS).map(([category, n]) => (
          <Entry key={category} name={codeLabel(t, "priorityCategory", category)}>
            {t("method.patrols.window", { n })}
          </Entry>
        ))}
      </dl>
    </>
  );
}
