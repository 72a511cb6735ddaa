/** The strip that says this is a demonstration, at which moment its clock stands, and whose data it shows. */
import { Link } from "@tanstack/react-router";
import type { OperationInfo } from "../session.ts";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { MoveClock } from "./move-clock.tsx";

/** Who may move a demonstration's clock; the database decides, this only spares a refusal. */
const MOVERS = ["coordinator", "officer", "information_manager", "administrator"];

export function DemonstrationBanner({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  const time = operation.clock && formatTime(operation.clock, tag, operation.timeZone);
  return (
    <div className="banner">
      <strong>{t("access.banner.demonstration")}</strong>
      {time && (
        <>
          <span className="banner-long">{t("access.banner.clock", { time, zone: operation.timeZone })}</span>
          <span className="banner-short">{time}</span>
        </>
      )}
      {operation.clock && MOVERS.includes(operation.you.role) && <MoveClock operation={operation} />}
      <span className="banner-data">{t("access.banner.data")}</span>
      <Link to="/sign-in" className="banner-link banner-switch">
        {t("access.banner.switch")}
      </Link>
    </div>
  );
}
