/** The strip that says this is a demonstration, at which moment its clock stands, and whose data it shows. */
import { Link, useSearch } from "@tanstack/react-router";
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
      <IllustrativeSwitch operation={operation} />
      <Link to="/sign-in" className="banner-link banner-switch">
        {t("access.banner.switch")}
      </Link>
    </div>
  );
}

/** To the illustrative month and back. It stands in the operation's own log and is never added to published figures. */
function IllustrativeSwitch({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const { illustrative } = useSearch({ strict: false }) as { illustrative?: string };
  const isOn = illustrative === "1";
  const month = { illustrative: "1", dataset: "log", from: "2019-11-04", to: "2019-11-30" };
  return (
    <Link
      to="/$operation/incidents"
      params={{ operation: operation.code }}
      search={isOn ? {} : month}
      className="banner-link banner-month"
    >
      {t(isOn ? "access.banner.withoutMonth" : "access.banner.withMonth")}
    </Link>
  );
}
