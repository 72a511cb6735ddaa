/** On a record that came by a release: from whom, for what, on which condition, until when; and that it is outdated. */
import { Icon } from "../ui/icons.tsx";
import { formatDate } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import "./releases.css";

interface Received {
  purpose: string;
  conditions: string;
  until: string | null;
  version: number;
  outdated: boolean;
}

export function ReceivedNote({ release, owner }: { release: Received | null; owner: string }) {
  const { t, tag } = useWords();
  if (!release) return null;
  const { purpose, conditions, until, version, outdated } = release;
  return (
    <>
      {outdated && (
        <div className="caution-note" role="alert">
          <Icon name="warning" size={16} />
          <span>{t("releases.received.outdated", { version, owner })}</span>
        </div>
      )}
      <div className="received-note">
        <Icon name="eye" size={16} />
        <span>
          {t("releases.received.by", {
            owner,
            purpose: t(`releases.purpose.${purpose}` as "releases.purpose.poc"),
          })}{" "}
          {until
            ? t("releases.received.until", { date: formatDate(until, tag) })
            : t("releases.received.open")}{" "}
          {conditions && t("releases.received.conditions", { conditions })}
        </span>
      </div>
    </>
  );
}
