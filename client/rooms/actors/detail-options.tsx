/** On an actor's page: which options were chosen against the threat, by which function, when each is reviewed, what came of it. */
import type { OperationInfo } from "../../session.ts";
import { Figure } from "../../ui/panel.tsx";
import { useWords } from "../../words/index.tsx";
import { AddEntry } from "./list-engagement.tsx";
import { Option } from "./list-options.tsx";
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
