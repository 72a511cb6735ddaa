/** Options chosen against threats: one as a list shows it, and all of them, those to be reviewed first. */
import { isReviewDue, type MitigationAnswer } from "../../../shared/rooms/actors-mitigations.ts";
import type { OperationInfo } from "../../session.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatMonthOf } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { EntryFoot, Section } from "./list-entry.tsx";

/** All options with whom each is against, and how many reviews are due. */
export function OptionList({
  operation,
  all,
}: {
  operation: OperationInfo;
  all: readonly MitigationAnswer[];
}) {
  const { t } = useWords();
  const due = all.filter((one) => isReviewDue(one, operation.today)).length;
  if (all.length === 0) return null;
  return (
    <Section title={t("conduct.options.all")} aside={t("conduct.options.due", { n: due })}>
      {all.map((one) => (
        <Option key={one.ref} operation={operation} one={one} named />
      ))}
    </Section>
  );
}

interface OptionProps {
  operation: OperationInfo;
  one: MitigationAnswer;
  /** Says whom it is against. */
  named?: boolean;
}

export function Option({ operation, one, named = false }: OptionProps) {
  const { t, tag } = useWords();
  const dated = (day: string) => (one.level === "full" ? formatDate(day, tag) : formatMonthOf(day, tag));
  const due = isReviewDue(one, operation.today);
  return (
    <li data-late={due ? "yes" : undefined}>
      <strong>
        {named ? `${one.actor.name}: ` : ""}
        {codeLabel(t, "mitigation", one.option)}
      </strong>
      <span className="soft">
        {[
          one.place?.name,
          one.chosenBy
            ? t("conduct.options.chosen", { date: dated(one.chosenOn), who: one.chosenBy })
            : t("conduct.options.chosenBare", { date: dated(one.chosenOn) }),
          !one.result &&
            t(due ? "conduct.options.reviewLate" : "conduct.options.review", { date: dated(one.reviewOn) }),
          one.owner,
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {one.words && <p>{one.words}</p>}
      {one.result && one.reviewedOn && (
        <p>
          {t("conduct.options.reviewed", {
            date: dated(one.reviewedOn),
            result: codeLabel(t, "mitigationResult", one.result).toLowerCase(),
          })}
        </p>
      )}
      {one.learned && <p>{t("conduct.options.learned", { text: one.learned })}</p>}
      <EntryFoot {...{ operation, one }} kind="mitigation" record="mitigation" />
    </li>
  );
}
