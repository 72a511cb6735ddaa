/** Watching over an operation: its log, who broke the glass, and the lock. One page with an address for each part. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useOperationCode } from "../dashboard.ts";
import { type OperationInfo, useOperation } from "../session.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { AuditLog } from "./audit-log.tsx";
import { GlassPart } from "./glass.tsx";
import { KeepingPart } from "./keeping.tsx";
import { LockPart } from "./lock.tsx";
import "./watch.css";

const PARTS = [
  { part: "log", to: "/$operation/audit" },
  { part: "glass", to: "/$operation/audit/glass" },
  { part: "lock", to: "/$operation/audit/lock" },
  { part: "keeping", to: "/$operation/audit/keeping" },
] as const;

export function AuditPage() {
  return <WatchPage part={AuditLog} />;
}
export function GlassPage() {
  return <WatchPage part={GlassPart} />;
}
export function KeepingPage() {
  return <WatchPage part={KeepingPart} />;
}
export function LockPage() {
  return <WatchPage part={LockPart} />;
}

function WatchPage({ part: Part }: { part: (props: { operation: OperationInfo }) => ReactNode }) {
  const { t } = useWords();
  const operation = useOperation(useOperationCode());
  if (operation.isError) return <ErrorNote error={operation.error} retry={operation.refetch} />;
  if (!operation.data) return <Waiting lines={12} />;
  return (
    <article className="watch">
      <div className="watch-page">
        <h1>{t("audit.title", { operation: operation.data.name })}</h1>
        <nav className="watch-parts">
          {PARTS.map(({ part, to }) => (
            <Link
              key={part}
              to={to}
              params={{ operation: operation.data.code }}
              activeOptions={{ exact: true, includeSearch: false }}
              className="room-link"
            >
              {t(`audit.tab.${part}`)}
            </Link>
          ))}
        </nav>
        <Part operation={operation.data} />
      </div>
    </article>
  );
}
