/** The protocol as a document on paper: parties, purpose, the whole table, conditions, review, lines to sign on. */
import { OWNER_SIDES, READING_COMMUNITIES } from "../../shared/rooms/protocol.ts";
import type { ProtocolSeen, VersionSeen } from "../../shared/rooms/protocol-answers.ts";
import { LINES, levelsIn, lineKey } from "../../shared/rooms/protocol-table.ts";
import type { OperationInfo } from "../session.ts";
import { formatDate } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { lettersOf, ProtocolHead } from "./protocol-matrix.tsx";
import { ProtocolState } from "./protocol-state.tsx";
import { ProtocolTerms } from "./protocol-terms.tsx";

interface DocumentProps {
  operation: OperationInfo;
  version: VersionSeen;
  parties: ProtocolSeen["parties"];
}

export function ProtocolDocument({ operation, version, parties }: DocumentProps) {
  const { t, tag } = useWords();
  const date = formatDate(operation.today, tag);
  return (
    <div className="protocol-document">
      <h1>{t("protocol.doc.title", { version: version.version })}</h1>
      <p>{t("protocol.doc.operation", { operation: operation.name, date })}</p>
      {version.state === "proposed" && <p>{t("protocol.doc.notAgreed")}</p>}
      <ProtocolState operation={operation} version={version} />
      <ProtocolTerms operation={operation} version={version} parties={parties} />
      <table>
        <ProtocolHead communities={READING_COMMUNITIES} />
        <tbody>
          {LINES.map((line) => (
            <tr key={lineKey(line)}>
              <th scope="row">
                {t(`protocol.kind.${line.kind}`)} {t(`protocol.owner.${line.side}`)}
              </th>
              {READING_COMMUNITIES.map((community) => (
                <td key={community}>{lettersOf(levelsIn(version.table, { ...line, community }))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="protocol-sign">
        {OWNER_SIDES.map((side) => {
          const signature = version.signatures.find((one) => one.side === side);
          return (
            <div key={side}>
              <b>{t("protocol.doc.for", { side: t(`protocol.side.${side}`) })}</b>
              <span>{signature?.said ?? ""}</span>
              <small>{t("protocol.doc.name")}</small>
              <span />
              <small>{t("protocol.doc.signature")}</small>
            </div>
          );
        })}
      </div>
    </div>
  );
}
