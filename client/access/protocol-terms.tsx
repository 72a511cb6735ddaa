/** What both sides agreed in words: purpose, conditions, review; and who the parties are. */
import type { ProtocolSeen, VersionSeen } from "../../shared/rooms/protocol-answers.ts";
import type { OperationInfo } from "../session.ts";
import { codeLabel } from "../words/codes.ts";
import { formatDate } from "../words/format.ts";
import { useWords } from "../words/index.tsx";

interface TermsProps {
  operation: OperationInfo;
  version: Pick<VersionSeen, "purpose" | "onward" | "reviewOn">;
  parties?: ProtocolSeen["parties"];
}

export function ProtocolTerms({ operation, version, parties }: TermsProps) {
  const { t, tag } = useWords();
  const overdue = version.reviewOn < operation.today;
  const date = formatDate(version.reviewOn, tag);
  return (
    <dl className="protocol-terms">
      {parties && (
        <div>
          <dt>{t("protocol.terms.parties")}</dt>
          <dd>
            <ul>
              {parties.map(({ name, community }) => (
                <li key={name}>
                  {name} <small>{codeLabel(t, "community", community)}</small>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {(["purpose", "onward"] as const).map((field) => (
        <div key={field}>
          <dt>{t(`protocol.terms.${field}`)}</dt>
          <dd className="as-written">{version[field] || t("protocol.terms.none")}</dd>
        </div>
      ))}
      <div>
        <dt>{t("protocol.terms.review")}</dt>
        <dd>{t(overdue ? "protocol.state.overdue" : "protocol.state.review", { date })}</dd>
      </div>
    </dl>
  );
}
