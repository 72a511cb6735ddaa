/** On an actor's page: which options were chosen against the threat, by which function, when each is reviewed, what came of it. */
import { isReviewDue, type MitigationAnswer } from "../../../shared/rooms/actors-mitigations.ts";
import type { OperationInfo } from "../../session.ts";
import { Figure } from "../../ui/panel.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate, formatMonthOf } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { AddEntry } from "./list-engagement.tsx";
import { EntryFoot } from "./list-entry.tsx";
import { useMitigations } from "./queries-engagement.ts";
import "./engagement.css";

export function Options({ operation, actor }: { operation: OperationInfo; actor: string }) {
  const { t } = useWords();
  const chosen = (useMitigations(operation.code).data ?? []).filter((one) => one.actor.ref === actor);
  return (
    <Figure title={t("conduct.options.title")} source={t("conduct.options.source")}>
      {chosen.length === 0 && <p className="form-lead">{t("conduct.options.none")}</p>}
      <ul className="entries">
        {chosen.map((one) => (
          <Option key={one.ref} operation={operation} one={one} />
        ))}
      </ul>
      {operation.you.writes.includes("actor") && (
        <div className="no-print">
          <AddEntry operation={operation.code} kind="mitigation" actor={actor} />
        </div>
      )}
    </Figure>
  );
}

function Option({ operation, one }: { operation: OperationInfo; one: MitigationAnswer }) {
  const { t, tag } = useWords();
  const dated = (day: string) => (one.level === "full" ? formatDate(day, tag) : formatMonthOf(day, tag));
  const due = isReviewDue(one, operation.today);
  return (
    <li data-late={due ? "yes" : undefined}>
      <strong>{codeLabel(t, "mitigation", one.option)}</strong>
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
