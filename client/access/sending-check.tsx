/**
 * Text that crosses to others: what it says that must not travel unseen is told while it is written. Numbers and exact
 * places stop it; what may be a name, a day or an hour goes after the writer has said that it may.
 */
import { Checkbox } from "@mantine/core";
import { useMemo } from "react";
import { type Finding, findInSending, stops } from "../../shared/rooms/sending.ts";
import { useOperation } from "../session.ts";
import { Icon } from "../ui/icons.tsx";
import { useWords } from "../words/index.tsx";
import { useOffices } from "./releases-queries.ts";

/** What these texts say; names everybody here knows are none. */
export function useFound(operation: string, texts: readonly string[]): Finding[] {
  const info = useOperation(operation).data;
  const offices = useOffices(operation).data;
  const all = texts.join("\n");
  return useMemo(() => {
    const known = [...(info?.organisations ?? []), ...(offices ?? [])].map(({ name }) => name);
    return findInSending(all, known);
  }, [info, offices, all]);
}

/** May it go as it stands? */
export const maySend = (found: readonly Finding[], confirmed: boolean): boolean =>
  !found.some(stops) && (confirmed || found.length === 0);

interface CheckProps {
  found: readonly Finding[];
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
}

export function SendingCheck({ found, confirmed, onConfirm }: CheckProps) {
  const { t } = useWords();
  if (found.length === 0) return null;
  const stopped = found.some(stops);
  const what = found.map(({ what, text }) => t(`releases.found.${what}`, { text })).join("; ");
  return (
    <>
      <div className="caution-note release-note" role="alert">
        <Icon name="warning" size={16} />
        <span>{t(stopped ? "releases.form.stopped" : "releases.form.found", { what })}</span>
      </div>
      {!stopped && (
        <Checkbox
          label={t("releases.form.confirm")}
          checked={confirmed}
          onChange={(event) => onConfirm(event.currentTarget.checked)}
        />
      )}
    </>
  );
}
