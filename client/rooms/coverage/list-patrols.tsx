/** Patrols of a period as logged: unit, day, areas entered, what became of them. A table, on a phone cards. */

import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { readsPatrols } from "../../../shared/rooms/coverage.ts";
import type { PatrolAnswer } from "../../../shared/rooms/coverage-answers.ts";
import { dayOf, isoOf } from "../../../shared/time.ts";
import { RecordTools } from "../../access/releases-section.tsx";
import { useAddress, useSetAddress } from "../../dashboard.ts";
import type { OperationInfo } from "../../session.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { CodeLabel, IllustrativeMark, SensitivityBars } from "../../ui/marks.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { usePatrols } from "./queries.ts";

const MONTH = 30;
const FACETS = [
  ["range", "patrolRange"],
  ["time", "patrolTime"],
  ["mode", "patrolMode"],
  ["composition", "patrolComposition"],
  ["purpose", "patrolPurpose"],
] as const;

export function PatrolList({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  if (readsPatrols(operation.you)) return <Patrols operation={operation} />;
  return (
    <EmptyNote kind="denied" title={t("coverage.patrols.denied")} help={t("coverage.patrols.deniedHelp")} />
  );
}

function Patrols({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const { since, until, about } = useAddress();
  const setAddress = useSetAddress();
  const from = since ?? isoOf(dayOf(operation.today) - MONTH + 1);
  const to = until ?? operation.today;
  const patrols = usePatrols(operation.code, from, to);
  const writes = operation.you.writes.includes("patrol");
  const ends = [
    ["from", from, (day: string) => setAddress({ since: day, about: undefined })],
    ["to", to, (day: string) => setAddress({ until: day, about: undefined })],
  ] as const;
  const shown = useMemo(() => counted(patrols.data ?? [], about, to), [patrols.data, about, to]);
  return (
    <section className="coverage-section">
      <h2>{t("coverage.patrols.title", { n: shown.length })}</h2>
      <Group align="end" mb="sm">
        {ends.map(([end, value, set]) => (
          <DateField key={end} size="xs" label={t(`coverage.patrols.${end}`)} value={value} onDate={set} />
        ))}
        {isFigure(about) && (
          <Button size="xs" variant="default" onClick={() => setAddress({ about: undefined })}>
            {t(`coverage.patrols.only.${about}`)} ✕
          </Button>
        )}
      </Group>
      {patrols.isLoading && <Waiting />}
      {patrols.isError && <ErrorNote error={patrols.error} retry={patrols.refetch} />}
      {patrols.data?.length === 0 && (
        <EmptyNote
          kind="first"
          icon="coverage"
          title={t("coverage.patrols.empty")}
          help={t(writes ? "coverage.patrols.emptyHelp" : "coverage.patrols.emptyRead")}
        />
      )}
      {shown.length > 0 && <Table operation={operation.code} patrols={shown} />}
    </section>
  );
}

const FIGURES = ["denied", "planned"] as const;
const isFigure = (about: string | undefined): about is (typeof FIGURES)[number] =>
  FIGURES.some((figure) => figure === about);

/** The patrols that a figure of the denial rate counts: ended within the window, none of the illustrative month. */
function counted(patrols: readonly PatrolAnswer[], about: string | undefined, until: string): PatrolAnswer[] {
  if (!isFigure(about)) return [...patrols];
  const ended = patrols.filter(({ to, illustrative }) => to <= until && !illustrative);
  return about === "planned" ? ended : ended.filter(({ state }) => state === "denied");
}

function Table({ operation, patrols }: { operation: string; patrols: PatrolAnswer[] }) {
  const { t } = useWords();
  const columns = ["date", "unit", "areas", "state", "kind", "owner"] as const;
  return (
    <table className="patrol-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`coverage.patrols.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {patrols.map((patrol) => (
          <Row key={patrol.ref} operation={operation} patrol={patrol} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ operation, patrol }: { operation: string; patrol: PatrolAnswer }) {
  const { t, tag } = useWords();
  const kinds = FACETS.flatMap(([facet, list]) => {
    const code = patrol[facet];
    return code ? [codeLabel(t, list, code)] : [];
  });
  return (
    <tr>
      <td data-label={t("coverage.patrols.date")}>{formatSpan(patrol.date, patrol.to, tag)}</td>
      <th scope="row">
        {patrol.unit} {patrol.illustrative && <IllustrativeMark />}
      </th>
      <td data-label={t("coverage.patrols.areas")}>
        {patrol.areas.map((area) => (
          <Link
            key={area.ref}
            to="/$operation/areas/$code"
            params={{ operation, code: area.code }}
            className="gap-link"
          >
            {area.name}
          </Link>
        ))}
      </td>
      <td data-label={t("coverage.patrols.state")}>
        <CodeLabel list="patrolState" code={patrol.state} />
      </td>
      <td data-label={t("coverage.patrols.kind")}>
        {kinds.join(", ")} {patrol.note && <small>{patrol.note}</small>}
      </td>
      <td data-label={t("coverage.patrols.owner")}>
        {patrol.owner} <SensitivityBars level={patrol.sensitivity} />{" "}
        <RecordTools kind="patrol" record={patrol.ref} owner={patrol.owner} code={operation} />
      </td>
    </tr>
  );
}
