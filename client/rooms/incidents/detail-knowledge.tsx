/** How an incident is known: owner, sources with their grade, dataset with licence and citation, and what changed. */
import { FactList, SourceLine } from "../../ui/panel.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatTime } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import type { IncidentSeen } from "./queries.ts";

export function Knowledge({ seen }: { seen: IncidentSeen }) {
  const { t } = useWords();
  const facts = [
    { name: t("incidents.detail.owner"), value: seen.owner },
    { name: t("incidents.detail.externalId"), value: seen.externalId ?? undefined },
    { name: t("incidents.detail.licence"), value: seen.dataset.licence ?? undefined },
    { name: t("incidents.detail.citation"), value: seen.dataset.citation ?? undefined },
  ];
  const noSources = seen.own ? "incidents.detail.noSources" : "incidents.detail.sourcesHidden";
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.knowledge")}</h3>
      <ul className="plain-list">
        {seen.sources.length === 0 && <li className="soft">{t(noSources)}</li>}
        {seen.sources.map((source, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sources have no id of their own and never move
          <li key={index}>
            {source.name ?? codeLabel(t, "sourceType", source.type)}
            {source.dated && <span className="soft"> · {source.dated}</span>}
            {source.reliability && (
              <span className="soft">
                {" · "}
                {t("incidents.detail.grade", { grade: `${source.reliability}${source.credibility ?? ""}` })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <FactList facts={facts} />
      <p className="figure-source">
        <SourceLine source={seen.dataset.title} version={seen.dataset.version ?? ""} />
      </p>
    </section>
  );
}

export function History({ seen, timeZone }: { seen: IncidentSeen; timeZone: string }) {
  const { t, tag } = useWords();
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.history")}</h3>
      {seen.history.length === 0 && <p className="plain-list soft">{t("incidents.detail.noHistory")}</p>}
      <ul className="plain-list">
        {seen.history.map((change) => (
          <li key={change.version}>
            {t("incidents.detail.change", { who: change.by, when: formatTime(change.at, tag, timeZone) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
