/** The stripe over every page while the server is out of reach: what happens to what one types, and how old names are. */
import { Link } from "@tanstack/react-router";
import { takenAt } from "../device/along.ts";
import { useDevice } from "../device/device.ts";
import { useReached } from "../line.ts";
import type { OperationInfo } from "../session.ts";
import { Icon } from "../ui/icons.tsx";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import "./watch.css";
import "../ui/device.css";

export function LineStripe({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  const { state } = useDevice();
  const reached = useReached();
  if (reached) return null;
  const at = state === "open" ? takenAt(operation.code) : null;
  const kept =
    at === null
      ? t("offline.stripe.keptBare")
      : t("offline.stripe.kept", { time: formatTime(new Date(at).toISOString(), tag, operation.timeZone) });
  return (
    <div className="stripe stripe-line" role="status">
      <Icon name="sync" size={14} />
      <strong>{t("offline.stripe.offline")}</strong>
      <span className="stripe-more">{state === "open" ? kept : t("offline.stripe.tab")}</span>
      {state !== "open" && (
        <Link to="/$operation/device" params={{ operation: operation.code }} className="banner-link">
          {t("offline.stripe.set")}
        </Link>
      )}
    </div>
  );
}
