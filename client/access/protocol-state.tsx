/** In words: which version is in effect since when, who signed it, when it is due for review; or what it means that none is. */
import type { VersionSeen } from "../../shared/rooms/protocol-answers.ts";
import type { OperationInfo } from "../session.ts";
import { formatDate } from "../words/format.ts";
import { useWords } from "../words/index.tsx";

interface StateProps {
  operation: OperationInfo;
  version: VersionSeen | null;
}

const dayOfIso = (instant: string) => instant.slice(0, 10);

export function ProtocolState({ operation, version }: StateProps) {
  const { t, tag } = useWords();
  if (!version) {
    return (
      <div className="protocol-state caution-note">
        <div>
          <p>
            <b>{t("protocol.state.none")}</b>
          </p>
          <p>{t("protocol.state.noneHelp")}</p>
        </div>
      </div>
    );
  }
  const date = formatDate(version.reviewOn, tag);
  const overdue = version.reviewOn < operation.today;
  return (
    <div className="protocol-state">
      <p>
        <Head version={version} />
      </p>
      {version.emergency && <p>{t("protocol.state.emergency", { reason: version.reason })}</p>}
      {!version.emergency && version.reason && (
        <p>{t("protocol.state.reason", { reason: version.reason })}</p>
      )}
      {version.signatures.map(({ side, said, at }) => (
        <p key={side}>
          {t("protocol.state.signed", {
            side: t(`protocol.side.${side}`),
            said,
            date: formatDate(dayOfIso(at), tag),
          })}
        </p>
      ))}
      {version.state === "effective" && (
        <p>{t(overdue ? "protocol.state.overdue" : "protocol.state.review", { date })}</p>
      )}
      {version.dropped && (
        <p>
          {t("protocol.state.dropped", {
            side: t(`protocol.side.${version.dropped.side}`),
            said: version.dropped.said,
          })}
        </p>
      )}
    </div>
  );
}

function Head({ version: one }: { version: VersionSeen }) {
  const { t, tag } = useWords();
  const { version, changed } = one;
  const day = (instant: string | null) => (instant ? formatDate(dayOfIso(instant), tag) : "");
  if (one.state === "past")
    return t("protocol.state.past", { version, from: day(one.effectiveAt), to: day(one.endedAt) });
  if (one.state === "withdrawn") return t("protocol.state.withdrawn", { version });
  if (one.state === "proposed") return t("protocol.open.title", { version });
  return (
    <b>
      {t("protocol.state.inEffect", {
        ...{ version, changed, date: day(one.effectiveAt) },
        preset: t(`protocol.preset.${one.preset}`),
      })}
    </b>
  );
}
