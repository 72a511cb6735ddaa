/** The strip that says this is a demonstration, at which moment its clock stands, and whose data it shows. */
import { Link } from "@tanstack/react-router";
import type { OperationInfo } from "../session.ts";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";

export function DemonstrationBanner({ operation }: { operation: OperationInfo }) {
  const { t, tag } = useWords();
  return (
    <div className="banner">
      <strong>{t("access.banner.demonstration")}</strong>
      {operation.clock && (
        <span>
          {t("access.banner.clock", {
            time: formatTime(operation.clock, tag, operation.timeZone),
            zone: operation.timeZone,
          })}
        </span>
      )}
      <span className="banner-data">{t("access.banner.data")}</span>
      <Link to="/sign-in" className="banner-link">
        {t("access.banner.switch")}
      </Link>
    </div>
  );
}
