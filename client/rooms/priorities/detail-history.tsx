/** How a row came to stand where it stands, newest first: decisions, grades, and the computation it began with. */
import type {
  AssessmentAnswer,
  CycleAnswer,
  MatrixRow,
  OverrideAnswer,
} from "../../../shared/rooms/priorities-answers.ts";
import { RecordTools } from "../../access/releases-section.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { authorText, gradesText } from "./figures-said.ts";
import { reasonOf } from "./figures-why.ts";
import { useHistory } from "./queries.ts";

interface HistoryProps {
  operation: string;
  cycle: CycleAnswer;
  row: MatrixRow;
}

export function History({ operation, cycle, row }: HistoryProps) {
  const { t, tag } = useWords();
  const history = useHistory(operation, cycle.ref, row.areaRef);
  if (history.isPending) return <Waiting lines={2} />;
  if (history.isError) return <ErrorNote error={history.error} retry={history.refetch} />;
  const computed = t("priorities.row.history.computed", {
    category: codeLabel(t, "priorityCategory", row.proposed),
  });
  const entries = [
    ...history.data.overrides.map((said) => ({
      ...{ ...said, kind: "priority_override" as const, text: overrideText(t, said) },
    })),
    ...history.data.assessments.map((said) => ({
      ...{ ...said, kind: "priority_score" as const, text: scoreText(t, said) },
    })),
  ].sort((one, other) => other.at.localeCompare(one.at));
  return (
    <ol className="matrix-history">
      {entries.map(({ ref, kind, at, by, text }) => (
        <li key={ref}>
          {text}
          <small>
            {t("priorities.row.decidedBy", { by: authorText(t, by), date: formatDate(at.slice(0, 10), tag) })}
          </small>
          <RecordTools kind={kind} record={ref} owner={by.organisation} code={operation} />
        </li>
      ))}
      <li>
        {computed}
        <small>
          {t("priorities.cycle.by", {
            owner: cycle.owner,
            date: formatDate(cycle.computedAt.slice(0, 10), tag),
          })}
        </small>
      </li>
    </ol>
  );
}

const overrideText = (t: Translate, given: OverrideAnswer): string =>
  t("priorities.row.history.override", {
    category: codeLabel(t, "priorityCategory", given.category),
    reason: reasonOf(t, given),
  });

const scoreText = (t: Translate, said: AssessmentAnswer): string =>
  t("priorities.row.history.score", { grades: gradesText(t, said) });
