/** Who lives in the area and which protected places it has; every figure with its year and source. */
import { Link } from "@tanstack/react-router";
import type { AreaAnswer, AreaDossier, SiteAnswer } from "../../../shared/rooms/places-answers.ts";
import { DeleteButton } from "../../access/delete-button.tsx";
import { FactList, Figure } from "../../ui/panel.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatCount } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { refreshGazetteer } from "./queries.ts";

/** Names listed per kind of site; the count is always of all. */
const NAMES = 8;

export function PeopleSection({ dossier, operation }: { dossier: AreaDossier; operation: string }) {
  const { t, tag } = useWords();
  const { area, children, siteCounts, sites, datasets } = dossier;
  const refs = new Set(sites.map((site) => site.datasetRef));
  const titles = datasets
    .filter(({ ref }) => refs.has(ref))
    .map(({ title, version }) => [title, version].filter(Boolean).join(" "));
  const own = sites.filter((site) => site.own);
  const source = t("places.people.source", {
    population: area.population ? `${area.population.source} ${area.population.year}` : "–",
    sites: titles.join("; ") || "–",
  });
  return (
    <Figure title={t("places.people.title")} source={source}>
      <FactList
        facts={[
          { name: t("places.people.population"), value: <People area={area} /> },
          {
            name: t("places.people.size"),
            value:
              area.areaSqkm === null
                ? undefined
                : t("places.people.sqkm", { n: formatCount(Math.round(area.areaSqkm), tag) }),
          },
          ...siteCounts.map(({ kind, sites: n }) => ({
            name: codeLabel(t, "siteKind", kind),
            value: <SiteNames kind={kind} n={n} dossier={dossier} />,
          })),
          {
            name: t("places.people.children"),
            value: children.length > 0 ? <Children areas={children} operation={operation} /> : undefined,
          },
        ]}
      />
      {own.length > 0 && <OwnSites sites={own} operation={operation} />}
      {siteCounts.length === 0 && <p className="dossier-say">{t("places.people.noSites")}</p>}
    </Figure>
  );
}

function People({ area }: { area: AreaAnswer }) {
  const { t, tag } = useWords();
  if (!area.population) return <>{t("places.people.populationNone")}</>;
  const { total, year, counted, parts } = area.population;
  return (
    <>
      <strong>
        {t("places.people.populationOf", { total: formatCount(total, tag), year: String(year) })}
      </strong>{" "}
      {counted !== null && parts !== null && (
        <span className="dossier-soft">{t("places.people.parts", { counted, parts })}</span>
      )}
    </>
  );
}

function SiteNames({ kind, n, dossier }: { kind: string; n: number; dossier: AreaDossier }) {
  const { t } = useWords();
  const names = [...new Set(dossier.sites.filter((site) => site.kind === kind).map((site) => site.name))];
  const shown = names.slice(0, NAMES);
  const rest = names.slice(NAMES);
  return (
    <>
      <strong>{t("places.people.sites", { n })}</strong>{" "}
      <span className="dossier-soft">
        {shown.join(", ")}
        {rest.length === 0 && n > shown.length && ` ${t("places.area.more", { n: n - shown.length })}`}
      </span>
      {rest.length > 0 && (
        <details className="dossier-soft no-print">
          <summary>{t("places.area.more", { n: n - shown.length })}</summary>
          {rest.join(", ")}
        </details>
      )}
    </>
  );
}

/** Places of the reader's own organisation, by name, each with what deletes it. */
function OwnSites({ sites, operation }: { sites: SiteAnswer[]; operation: string }) {
  const { t } = useWords();
  return (
    <details className="dossier-own no-print">
      <summary>{t("places.people.own", { n: sites.length })}</summary>
      <ul>
        {sites.map((site) => (
          <li key={site.ref}>
            <span>
              {site.name} <span className="dossier-soft">{codeLabel(t, "siteKind", site.kind)}</span>
            </span>
            <DeleteButton
              record={site}
              kind="site"
              code={operation}
              onDone={() => void refreshGazetteer(operation)}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Children({ areas, operation }: { areas: AreaAnswer[]; operation: string }) {
  return (
    <span className="dossier-children">
      {areas.map(({ ref, code, name }) => (
        <Link key={ref} to="/$operation/areas/$code" params={{ operation, code }} search>
          {name}
        </Link>
      ))}
    </span>
  );
}
