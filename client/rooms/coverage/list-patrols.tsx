/** Patrols of a period as logged: unit, day, areas entered, what became of them. A table, on a phone cards. */

import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { readsPatrols } from "../../../shared/rooms/coverage.ts";
import type { PatrolAnswer } from "../../../shared/rooms/coverage-answers.ts";
import { dayOf, isoOf } from "../../../shared/time.ts";
import { RecordTools } from "../../access/releases-section.tsx";
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
  const [from, setFrom] = useState(isoOf(dayOf(operation.today) - MONTH + 1));
  const [to, setTo] = useState(operation.today);
  const patrols = usePatrols(operation.code, from, to);
  const writes = operation.you.writes.includes("patrol");
  const ends = [
    [t("coverage.patrols.from"), from, setFrom],
    [t("coverage.patrols.to"), to, setTo],
  ] as const;
  return (
    <section className="coverage-section">
      <h2>{t("coverage.patrols.title")}</h2>
      <Group align="end" mb="sm">
        {ends.map(([label, value, set]) => (
          <DateField key={label} size="xs" label={label} value={value} onDate={set} />
        ))}
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
      {patrols.data && patrols.data.length > 0 && <Table operation={operation.code} patrols={patrols.data} />}
    </section>
  );
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
