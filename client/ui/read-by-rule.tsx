/** What one's own community reads of others by rule, level by level, with the way to the whole protocol. */
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Community } from "../../shared/rooms/access.ts";
import type { ProtocolKind } from "../../shared/rooms/protocol.ts";
import { readBy } from "../../shared/rooms/protocol-readers.ts";
import type { Line } from "../../shared/rooms/protocol-table.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { useProtocol } from "../protocol.ts";
import type { OperationInfo } from "../session.ts";
import { codeLabel } from "../words/codes.ts";
import { formatList } from "../words/format.ts";
import { type Translate, useWords } from "../words/index.tsx";

/** Kinds of which there are records to read; the protocol's page shows all. */
const TOLD: readonly ProtocolKind[] = ["incident", "actor", "priority", "patrol_plan", "patrol_report"];

type Told = Line & { upTo: Sensitivity };

export function ReadByRule({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  const protocol = useProtocol(operation.code).data;
  if (!protocol) return null;
  const { effective } = protocol;
  const levels = effective ? readBy(effective.table, operation.you.community as Community) : [];
  const told = levels
    .map(({ level, lines }) => ({ level, lines: lines.filter(({ kind }) => TOLD.includes(kind)) }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <div className="read-by-rule">
      <Text size="sm">
        {effective ? t("protocol.me.rule", { version: effective.version }) : t("protocol.me.none")}
      </Text>
      {effective && told.length === 0 && <Text size="sm">{t("protocol.me.nothing")}</Text>}
      {told.length > 0 && (
        <ul>
          {told.map(({ level, lines }) => (
            <li key={level}>
              <b>{t(`protocol.me.${level}`)}</b> {formatList(namesOf(t, lines), tag)}
            </li>
          ))}
        </ul>
      )}
      <Link to="/$operation/protocol" params={{ operation: operation.code }} search={true}>
        {t("protocol.me.link")}
      </Link>
    </div>
  );
}

/** Lines by name; a kind of which both sides' records open alike is named once. */
function namesOf(t: Translate, lines: readonly Told[]): string[] {
  return lines.flatMap((line) => {
    const other = lines.find(({ kind, side }) => kind === line.kind && side !== line.side);
    const noun = t(`protocol.noun.${line.kind}`);
    const sensitivity = codeLabel(t, "sensitivity", line.upTo).toLowerCase();
    if (other?.upTo === line.upTo)
      return line.side === "humanitarian" ? [t("protocol.me.both", { noun, sensitivity })] : [];
    return [t("protocol.me.line", { noun, sensitivity, owner: t(`protocol.owner.${line.side}`) })];
  });
}
