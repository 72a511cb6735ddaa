/** How what people said about a row is put into words: its author, its grades. */
import type { AssessmentAnswer } from "../../../shared/rooms/priorities-answers.ts";
import type { Translate } from "../../words/index.tsx";

/** Grades in the order a person gives them. */
export const GRADES = ["likelihood", "impact", "vulnerability", "capacity", "capacityWithMission"] as const;

/** "Name, organisation"; the organisation alone where the reader does not see the person. */
export const authorText = (t: Translate, { name, organisation }: AssessmentAnswer["by"]): string =>
  name === null ? organisation : t("priorities.row.by", { name, organisation });

/** The grades given, in one line; open ones are left out. */
export function gradesText(t: Translate, assessment: AssessmentAnswer): string {
  const given = GRADES.filter((grade) => assessment[grade] !== null);
  return given.map((grade) => t(`priorities.grade.short.${grade}`, { n: assessment[grade] })).join(", ");
}
