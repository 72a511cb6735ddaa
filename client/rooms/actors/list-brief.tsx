/** Briefs before an operation: for whom, where, how far each has come, and whether somebody has to look at it again. */
import type { BriefAnswer } from "../../../shared/rooms/actors-engagement-answers.ts";
import type { OperationInfo } from "../../session.ts";
import { formatDate, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { EntryFoot, Section, SheetLink } from "./list-entry.tsx";

export function Briefs({ operation, all }: { operation: OperationInfo; all: BriefAnswer[] }) {
  const { t, tag } = useWords();
  if (all.length === 0) return null;
  return (
    <Section title={t("engagement.briefs")}>
      {all.map((one) => (
        <li key={one.ref}>
          <SheetLink operation={operation.code} kind="brief" entry={one.ref}>
            {t("engagement.briefFor", { command: one.command ?? one.actor?.name ?? t("engagement.notTold") })}
          </SheetLink>
          <span className="soft">
            {[
              formatSpan(one.windowFrom, one.windowTo, tag),
              one.places.map(({ name }) => name).join(", "),
              briefState(one, (date) => formatDate(date, tag), t),
              one.owner,
            ].join(" · ")}
          </span>
          {reviewIsDue(one, operation.today) && <p className="entry-parallel">{t("engagement.reviewDue")}</p>}
          <EntryFoot {...{ operation, one }} kind="brief" record="operation_brief" />
        </li>
      ))}
    </Section>
  );
}

/** The operation is over, and nobody has looked at what came of the brief. */
export const reviewIsDue = (brief: BriefAnswer, today: string): boolean =>
  brief.version !== null && brief.windowTo < today && brief.reviewedOn === null;

type Translate = ReturnType<typeof useWords>["t"];
/** How far a brief has come, in words. */
function briefState(brief: BriefAnswer, dated: (day: string) => string, t: Translate): string {
  if (brief.level === "generalised") return t("engagement.generalised");
  if (brief.reviewedOn) return t("engagement.state.reviewed", { date: dated(brief.reviewedOn) });
  if (brief.acknowledgedOn) return t("engagement.state.acknowledged", { date: dated(brief.acknowledgedOn) });
  if (brief.handedOn) return t("engagement.state.handed", { date: dated(brief.handedOn) });
  return t("engagement.state.written");
}
