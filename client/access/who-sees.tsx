/**
 * Who will read what is about to be saved, in words, from the protocol's own table: under the choice of sensitivity in
 * every form, and changing with it.
 */
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ProtocolKind } from "../../shared/rooms/protocol.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { useProtocol } from "../protocol.ts";
import type { OperationInfo } from "../session.ts";
import { useWords, type WordKey } from "../words/index.tsx";
import { whoSees } from "./protocol-words.ts";

interface WhoSeesProps {
  operation: OperationInfo;
  /** `patrol`: a plan until it is over, a report from then on. */
  kind: ProtocolKind | "patrol";
  /** null: not chosen yet. */
  sensitivity: Sensitivity | null;
}

const PARTS: Partial<Record<WhoSeesProps["kind"], { kind: ProtocolKind; lead: WordKey }[]>> = {
  patrol: [
    { kind: "patrol_plan", lead: "protocol.seen.plan" },
    { kind: "patrol_report", lead: "protocol.seen.report" },
  ],
};

export function WhoSees({ operation, kind, sensitivity }: WhoSeesProps) {
  const { t, tag } = useWords();
  const protocol = useProtocol(operation.code);
  if (sensitivity === null) {
    return (
      <Text size="xs" c="dimmed" mt={6} aria-live="polite">
        {t("protocol.seen.choose")}
      </Text>
    );
  }
  if (!protocol.data) return null;
  const { community, organisation } = operation.you;
  const table = protocol.data.effective?.table ?? null;
  const parts = PARTS[kind] ?? [{ kind: kind as ProtocolKind, lead: null }];
  return (
    <div className="who-sees" aria-live="polite">
      {parts.map((part) => (
        <p key={part.kind}>
          {part.lead && <b>{t(part.lead)} </b>}
          {whoSees({ t, tag }, table, { kind: part.kind, community, organisation, sensitivity }).join(" ")}
        </p>
      ))}
      <Link to="/$operation/protocol" params={{ operation: operation.code }} search={true}>
        {t("protocol.me.link")}
      </Link>
    </div>
  );
}
