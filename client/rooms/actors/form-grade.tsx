/** Who says so and how good that is, for a claim that a form of the structure makes: source, Admiralty grade. */
import { CREDIBILITY, RELIABILITY, SOURCE_TYPES } from "../../../shared/rooms/incidents-lists.ts";
import type { Issues } from "../../ui/form-issues.ts";
import { useWords } from "../../words/index.tsx";
import { CodePick } from "./form-fields.tsx";

export const NO_GRADE = { source: "", reliability: "", credibility: "" };
export type Grade = typeof NO_GRADE;

/** The grade as a claim takes it. */
export const gradeOf = ({ source, reliability, credibility }: Grade) => ({
  ...{ reliability, credibility },
  sources: [{ type: source }],
});

export function useGradeLabels() {
  const { t } = useWords();
  return {
    "sources.0.type": t("claims.form.sourceType"),
    reliability: t("claims.form.reliability"),
    credibility: t("claims.form.credibility"),
  };
}

interface GradeProps {
  grade: Grade;
  set: (part: Partial<Grade>) => void;
  issues: Issues;
}

export function GradeFields({ grade, set, issues }: GradeProps) {
  const { t } = useWords();
  const labels = useGradeLabels();
  const pick = (part: keyof Grade, field: keyof typeof labels, list: string, codes: readonly string[]) => (
    <CodePick
      {...{ field, list, codes, issues }}
      label={labels[field]}
      placeholder={t("actors.form.controlPlaceholder")}
      value={grade[part]}
      onChange={(code) => set({ [part]: code })}
    />
  );
  return (
    <>
      {pick("source", "sources.0.type", "sourceType", SOURCE_TYPES)}
      <div className="form-pair">
        {pick("reliability", "reliability", "reliability", RELIABILITY)}
        {pick("credibility", "credibility", "credibility", CREDIBILITY)}
      </div>
    </>
  );
}
