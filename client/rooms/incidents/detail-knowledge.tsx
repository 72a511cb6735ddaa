/** How an incident is known: owner, sources with their grade, dataset with licence and citation, and what changed. */
import { FactList, SourceLine } from "../../ui/panel.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatTime } from "../../words/format.ts";
import { useWords, type WordKey } from "../../words/index.tsx";
import type { IncidentSeen } from "./queries.ts";

/** `rights` = what the reader may besides; without the right to sources they are closed, not missing. */
export function Knowledge({ seen, rights }: { seen: IncidentSeen; rights: readonly string[] }) {
  const { t } = useWords();
  const facts = [
    { name: t("incidents.detail.owner"), value: seen.owner },
    { name: t("incidents.detail.externalId"), value: seen.externalId ?? undefined },
    { name: t("incidents.detail.licence"), value: seen.dataset.licence ?? undefined },
    { name: t("incidents.detail.citation"), value: seen.dataset.citation ?? undefined },
  ];
  const ownSources = rights.includes("source")
    ? "incidents.detail.noSources"
    : "incidents.detail.sourcesClosed";
  const noSources = seen.own ? ownSources : "incidents.detail.sourcesHidden";
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.knowledge")}</h3>
      <SourceList seen={seen} empty={noSources} />
      <Originals seen={seen} />
      <FactList facts={facts} />
      <p className="figure-source">
        <SourceLine source={seen.dataset.title} version={seen.dataset.version ?? ""} />
      </p>
    </section>
  );
}

/** The sources this reader sees; `empty` = the word where there are none. */
export function SourceList({ seen, empty }: { seen: IncidentSeen; empty: WordKey }) {
  const { t } = useWords();
  return (
    <ul className="plain-list">
      {seen.sources.length === 0 && <li className="soft">{t(empty)}</li>}
      {seen.sources.map((source, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sources have no id of their own and never move
        <li key={index}>
          {source.name ?? codeLabel(t, "sourceType", source.type)}
          {source.merged && <span className="soft"> · {t("alike.merged.of")}</span>}
          {source.dated && <span className="soft"> · {source.dated}</span>}
          {source.reliability && (
            <span className="soft">
              {" · "}
              {t("incidents.detail.grade", { grade: `${source.reliability}${source.credibility ?? ""}` })}
            </span>
          )}
          <SourceMore source={source} />
        </li>
      ))}
    </ul>
  );
}

/** The messages or rows that the report was made of, closed until somebody wants to read them. */
function Originals({ seen }: { seen: IncidentSeen }) {
  const { t } = useWords();
  return seen.originals.map(({ body, merged }) => (
    <details key={`${merged} ${body}`} className="seen-original">
      <summary>
        {t("intake.seen.original")}
        {merged && <span className="soft"> · {t("alike.merged.of")}</span>}
      </summary>
      <p className="prose" dir="auto">
        {body}
      </p>
    </details>
  ));
}

/** Its grade in words, who keeps it, which sources know it from each other, and whom it lets us tell. */
function SourceMore({ source }: { source: IncidentSeen["sources"][number] }) {
  const { t } = useWords();
  const { reliability, credibility, holder, independenceGroup, consent } = source;
  const grade = [
    reliability && codeLabel(t, "reliability", reliability),
    credibility && codeLabel(t, "credibility", String(credibility)),
  ].filter(Boolean);
  const told = (consent ?? []).map((code) => codeLabel(t, "community", code)).join(", ");
  const lines = [
    grade.join(", "),
    holder ? t("log.seen.holder", { holder }) : "",
    independenceGroup ? t("log.seen.group", { group: independenceGroup }) : "",
    consent === null
      ? ""
      : told === ""
        ? t("log.consent.none")
        : t("log.seen.consent", { communities: told }),
  ].filter((line) => line !== "");
  return lines.map((line) => (
    <div key={line} className="soft">
      {line}
    </div>
  ));
}

/** What a change touched, as the form groups it, by the names the server gives the fields. */
const TOUCHED = [
  ["form.what", ["kind", "tactic", "description", "weapon", "conflict_nexus"]],
  [
    "form.where",
    ["place_name", "lon", "lat", "location_precision", "adm0_id", "adm1_id", "adm2_id", "adm3_id"],
  ],
  ["form.when", ["occurred_from", "occurred_to", "date_precision"]],
  ["detail.sources", ["sources"]],
  ["detail.verification", ["verification"]],
  ["form.harm", ["harms"]],
  ["detail.parties", ["party_set", "parties"]],
  ["detail.displacement", ["displacement"]],
  ["detail.damage", ["damage"]],
  ["detail.mrm", ["mrm"]],
  ["detail.sensitivity", ["sensitivity"]],
] as const;

const touched = (changed: readonly string[]) =>
  TOUCHED.filter(([, fields]) => fields.some((field) => changed.includes(field))).map(([word]) => word);

export function History({ seen, timeZone }: { seen: IncidentSeen; timeZone: string }) {
  const { t, tag } = useWords();
  return (
    <section className="panel-section">
      <h3>{t("incidents.detail.history")}</h3>
      {seen.history.length === 0 && <p className="plain-list soft">{t("incidents.detail.noHistory")}</p>}
      <ul className="plain-list">
        {seen.history.map((change) => (
          <li key={`${change.merged} ${change.version}`}>
            {t("incidents.detail.change", { who: change.by, when: formatTime(change.at, tag, timeZone) })}
            {change.merged && <span className="soft"> · {t("alike.merged.of")}</span>}
            {change.action === "incident.merge" && <div className="soft">{t("alike.history.merge")}</div>}
            {change.action === "incident.unmerge" && <div className="soft">{t("alike.history.unmerge")}</div>}
            {change.action === "record.delete" && <div className="soft">{t("keeping.history.deleted")}</div>}
            {change.action === "incident.ask_review" && (
              <div className="soft">{t("verify.history.ask_review")}</div>
            )}
            {change.action === "incident.decide" && <div className="soft">{t("verify.history.decide")}</div>}
            {change.action === "incident.reopen" && <div className="soft">{t("verify.history.reopen")}</div>}
            {change.action === "record.undelete" && <div className="soft">{t("keeping.history.back")}</div>}
            {touched(change.changed).length > 0 && (
              <div className="soft">
                {t("incidents.detail.changed")}{" "}
                {touched(change.changed)
                  .map((word) => t(`incidents.${word}`))
                  .join(", ")}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
