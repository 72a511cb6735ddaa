/**
 * The area page, the one address of an area that every user works from: category and why, harm, alleged perpetrators,
 * people and sites, presence, bases and patrols, and what is not known. Prints as two pages.
 */
import { Button, Group, Select } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { readsCoverage } from "../../../shared/rooms/coverage.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import type { AreaAnswer, AreaDossier } from "../../../shared/rooms/places-answers.ts";
import { useDashboard, useOperationCode } from "../../dashboard.ts";
import { faultOf } from "../../faults.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { PeriodFilter } from "../../ui/filter-period.tsx";
import { Icon } from "../../ui/icons.tsx";
import { internalMark } from "../../ui/internal-mark.ts";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { searchOfSelection } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { ReachOfArea } from "../actors/detail-reach.tsx";
import { ContactsSection } from "./detail-contacts.tsx";
import { HarmSection } from "./detail-harm.tsx";
import { InformationSection } from "./detail-information.tsx";
import { Locator } from "./detail-locator.tsx";
import { PeopleSection } from "./detail-people.tsx";
import { BasesClosed, BasesSection, ZonesSection } from "./detail-presence.tsx";
import { PrioritySection } from "./detail-priority.tsx";
import { UnknownsSection } from "./detail-unknowns.tsx";
import { areaFilter, harmDatasets } from "./figures.ts";
import { useArea, useAreaPresence } from "./queries.ts";
import "../../ui/filters.css";
import "../actors/actors.css";
import "./dossier.css";

/** Facts know areas to this level; a finer area shows the figures of the one above. */
const FACTS_LEVEL = 2;

export function AreaPage() {
  const { code = "" } = useParams({ strict: false }) as { code?: string };
  const operationCode = useOperationCode();
  const operation = useOperation(operationCode).data;
  const state = useDashboard();
  const area = useArea(operationCode, code);
  if (area.isError) {
    if (faultOf(area.error).code === "not_found") return <EmptyNote kind="denied" />;
    return <ErrorNote error={area.error} retry={area.refetch} />;
  }
  if (!operation || !state || !area.data) return <Waiting lines={12} />;
  return <Dossier key={code} operation={operation} state={state} dossier={area.data} />;
}

interface DossierProps {
  operation: OperationInfo;
  state: DashboardState;
  dossier: AreaDossier;
}

function Dossier({ operation, state, dossier }: DossierProps) {
  const { area, parents } = dossier;
  const mayRead = readsCoverage(operation.you);
  const presence = useAreaPresence(operation.code, area.code, state.today, mayRead);
  const headline = operation.headlineLevels as VerificationLevel[];
  const counted =
    area.level > FACTS_LEVEL ? (parents.find(({ level }) => level === FACTS_LEVEL) ?? area) : area;
  const filter = useMemo(
    () => areaFilter(state.filter, headline, counted.ref),
    [state.filter, headline, counted.ref],
  );
  const { facts } = state;
  return (
    <article className="dossier">
      <Head operation={operation} state={state} dossier={dossier} />
      <div className="dossier-body">
        <div className="dossier-main">
          <PrioritySection operation={operation.code} code={area.code} />
          {counted !== area && <AtParent area={area} district={counted} />}
          {facts ? (
            <HarmSection
              facts={facts}
              state={state}
              filter={filter}
              area={counted.ref}
              population={counted.population}
            />
          ) : (
            <Waiting lines={6} />
          )}
        </div>
        <div className="dossier-side">
          <Locator state={state} headline={headline} dossier={dossier} presence={presence.data} />
          <ZonesSection operation={operation} dossier={dossier} />
          <div className="no-print">
            <ReachOfArea operation={operation} area={area} />
          </div>
          <ContactsSection operation={operation} dossier={dossier} />
          {!mayRead && <BasesClosed />}
          {presence.isError && <ErrorNote error={presence.error} retry={presence.refetch} />}
          {presence.data && <BasesSection presence={presence.data} />}
          {mayRead && <InformationSection operation={operation} district={counted} />}
          <PeopleSection operation={operation.code} dossier={dossier} />
          {facts && (
            <UnknownsSection
              operation={operation}
              dossier={dossier}
              facts={facts}
              filter={filter}
              presence={presence.data}
            />
          )}
        </div>
      </div>
    </article>
  );
}

function AtParent({ area, district }: { area: AreaAnswer; district: AreaAnswer }) {
  const { t } = useWords();
  return (
    <p className="caution-note">
      <Icon name="warning" />
      {t("places.area.atParent", { area: area.name, district: district.name })}
    </p>
  );
}

function Head({ operation, state, dossier: { area, parents } }: DossierProps) {
  const { t, tag } = useWords();
  return (
    <header className="dossier-head">
      <div className="dossier-title">
        <nav aria-label={codeLabel(t, "areaLevel", String(area.level))}>
          {parents.map((parent) => (
            <Link
              key={parent.ref}
              to="/$operation/areas/$code"
              params={{ operation: operation.code, code: parent.code }}
              search
            >
              {parent.name}
            </Link>
          ))}
        </nav>
        <h1>{area.name}</h1>
        <p>{[codeLabel(t, "areaLevel", String(area.level)), area.pcode].filter(Boolean).join(" · ")}</p>
        <p className="print-only">
          {internalMark(t, tag, operation)} {operation.demonstration && t("places.area.demonstration")}
        </p>
      </div>
      <Tools operation={operation} state={state} area={area} />
    </header>
  );
}

function Tools({ operation, state, area }: Omit<DossierProps, "dossier"> & { area: AreaAnswer }) {
  const { t } = useWords();
  const clipboard = useClipboard({ timeout: 2000 });
  const datasets = state.facts ? harmDatasets(state.facts) : [];
  return (
    <section className="dossier-tools no-print" aria-label={t("places.area.tools")}>
      <PeriodFilter state={state} />
      <div className="dossier-buttons">
        <Select
          size="xs"
          label={t("places.area.dataset")}
          allowDeselect={false}
          data={datasets.map(({ name, title, version }) => ({
            value: name,
            label: `${title} ${version}`.trim(),
          }))}
          value={
            datasets.find(({ id, name }) => [id, name].includes(state.filter.dataset ?? ""))?.name ?? null
          }
          onChange={(dataset) => state.setFilter({ dataset })}
        />
        <Group gap={6} wrap="wrap">
          <Button size="compact-sm" onClick={() => window.print()}>
            {t("places.area.print")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => clipboard.copy(location.href)}>
            {clipboard.copied ? t("places.area.copied") : t("places.area.copy")}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/$operation/map"
                params={{ operation: operation.code }}
                search={(before: Record<string, unknown>) => ({
                  ...before,
                  ...searchOfSelection({ kind: "area", code: area.code }),
                })}
                {...props}
              />
            )}
          >
            {t("places.area.onMap")}
          </Button>
        </Group>
      </div>
    </section>
  );
}
