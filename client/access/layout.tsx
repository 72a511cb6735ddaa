/** The quiet page around signing in and first set-up: who we are at the start, what to do at the end. */
import type { ReactNode } from "react";
import { useWords } from "../words/index.tsx";
import "./access.css";

export function AccessLayout({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <div className="access">
      <header className="access-brand">
        <svg viewBox="0 0 32 32" width="44" height="44" aria-hidden="true" focusable="false">
          <circle cx="12.5" cy="16" r="7.5" fill="none" stroke="#fff" strokeWidth="2.4" />
          <circle cx="19.5" cy="16" r="7.5" fill="none" stroke="#e9c99a" strokeWidth="2.4" />
        </svg>
        <p className="access-name">{t("frame.product")}</p>
        <p className="access-lead">{t("access.lead")}</p>
      </header>
      <main className="access-main">
        <div className="access-card">{children}</div>
      </main>
    </div>
  );
}
