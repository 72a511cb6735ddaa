/** Who is said to have done it, as alleged, and who else was part of it; each with the role the source gives. */
import { CodeLabel } from "../../ui/marks.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import type { IncidentSeen } from "./queries.ts";

/** Parties of others' reports are told only to who reads the actors they are: none told is not none recorded. */
const mayHide = (seen: IncidentSeen) => !seen.own && seen.dataset.name === "log";

export function Parties({ seen }: { seen: IncidentSeen }) {
  const { t } = useWords();
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.parties")}</h3>
      {seen.parties.length === 0 && (
        <p className="plain-list soft">
          {t(`incidents.detail.${mayHide(seen) ? "noPartiesTold" : "noParties"}`)}
        </p>
      )}
      <ul className="plain-list">
        {seen.parties.map((party) => (
          <li key={`${party.ref} ${party.role}`}>
            <strong>{party.name}</strong>
            <div className="soft">
              <CodeLabel list="partyRole" code={party.role} />
              {party.attribution !== "unknown" && (
                <>
                  {" · "}
                  <CodeLabel list="attribution" code={party.attribution} />
                </>
              )}
              {party.confidence && ` · ${codeLabel(t, "confidence", party.confidence).toLowerCase()}`}
              {party.communal && ` · ${t("incidents.detail.communal")}`}
              {party.joint && ` · ${t("incidents.detail.joint")}`}
            </div>
          </li>
        ))}
      </ul>
      {seen.parties.length > 0 && (
        <p className="figure-source">{t("incidents.detail.accordingTo", { source: seen.dataset.title })}</p>
      )}
    </section>
  );
}
