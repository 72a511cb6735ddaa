/** Beside a page that needs a connection: what works without one, where a device was prepared for it. */
import { Link, useParams } from "@tanstack/react-router";
import { useDevice } from "../device/device.ts";
import { useOperation } from "../session.ts";
import { useWords } from "../words/index.tsx";
import "./device.css";

const WAYS = [
  ["incident", "/$operation/incidents/new", "incident"],
  ["displaced", "/$operation/displaced/new", "displaced_report"],
  ["patrol", "/$operation/coverage", "patrol"],
  ["intake", "/$operation/intake", "incident"],
  ["map", "/$operation/map", null],
  ["device", "/$operation/device", null],
] as const;

export function WorksAway() {
  const { operation = "" } = useParams({ strict: false });
  const { state } = useDevice();
  if (state !== "open" || operation === "") return null;
  return <Ways operation={operation} />;
}

function Ways({ operation }: { operation: string }) {
  const { t } = useWords();
  const writes = useOperation(operation).data?.you.writes ?? [];
  const open = WAYS.filter(([, , kind]) => kind === null || writes.includes(kind));
  return (
    <nav className="works-away" aria-label={t("offline.works.title")}>
      <strong>{t("offline.works.title")}</strong>
      <ul>
        {open.map(([name, to]) => (
          <li key={name}>
            <Link to={to} params={{ operation }}>
              {t(`offline.works.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
