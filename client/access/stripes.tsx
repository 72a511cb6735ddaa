/**
 * Stripes over every page while something unusual holds: the operation is locked, one's own glass is broken, or
 * something cannot go on without the reader.
 */
import { Link } from "@tanstack/react-router";
import type { Watch } from "../../shared/rooms/access-lock.ts";
import type { OperationInfo } from "../session.ts";
import { Icon } from "../ui/icons.tsx";
import { ErrorNote } from "../ui/states.tsx";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { useCloseGlass, useWatch } from "./watch-queries.ts";
import "./watch.css";

export function Stripes({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  const watch = useWatch(operation.code).data;
  const close = useCloseGlass(operation.code);
  if (!watch) return null;
  const time = (instant: string) => formatTime(instant, tag, operation.timeZone);
  const since = watch.since && time(watch.since);
  return (
    <>
      {watch.lock !== "normal" && since && (
        <div className="stripe stripe-lock" role="status">
          <Icon name="lock" size={14} />
          <strong>{t(`audit.stripe.${watch.lock}`, { time: since })}</strong>
          <span className="stripe-more">{watch.reason ?? t("audit.stripe.noReason")}</span>
          {operation.you.role === "administrator" && (
            <Link to="/$operation/audit/lock" params={{ operation: operation.code }} className="banner-link">
              {t("audit.stripe.loosen")}
            </Link>
          )}
        </div>
      )}
      {watch.glass && (
        <div className="stripe stripe-glass" role="status">
          <Icon name="eye" size={14} />
          <strong>{t("audit.stripe.glass", { time: time(watch.glass.until) })}</strong>
          <span className="stripe-more">{t("audit.stripe.glassMeans")}</span>
          <button
            type="button"
            className="banner-link"
            disabled={close.isPending}
            onClick={() => close.mutate(watch.glass!.id)}
          >
            {t("audit.stripe.glassClose")}
          </button>
        </div>
      )}
      <Waits operation={operation.code} waits={watch.waits} />
      {close.isError && <ErrorNote error={close.error} />}
    </>
  );
}

/** What waits for the reader and for nobody else: a side's signature, a colleague's second person. */
function Waits({ operation, waits }: { operation: string; waits: Watch["waits"] }) {
  const { t } = useWords();
  const params = { operation };
  return (
    <>
      {waits.protocol !== null && (
        <div className="stripe stripe-waits" role="status">
          <Icon name="bell" size={14} />
          <span>{t("notices.waits.protocol", { version: waits.protocol })}</span>
          <Link to="/$operation/protocol" params={params} className="banner-link">
            {t("notices.waits.protocolOpen")}
          </Link>
        </div>
      )}
      {waits.consents > 0 && (
        <div className="stripe stripe-waits" role="status">
          <Icon name="bell" size={14} />
          <span>{t("notices.waits.consents", { n: waits.consents })}</span>
          <Link
            to="/$operation/releases"
            params={params}
            search={{ list: "waiting" }}
            className="banner-link"
          >
            {t("notices.waits.consentsOpen")}
          </Link>
        </div>
      )}
    </>
  );
}
