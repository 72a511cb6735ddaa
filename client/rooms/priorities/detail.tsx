/**
 * One area in a cycle: why it stands where it stands, the inputs, what people assessed and decided, and how that came
 * about. Above it the small map of the whole matrix.
 */
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import type { MatrixAnswer, MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { useAddress } from "../../dashboard.ts";
import type { OperationInfo } from "../../session.ts";
import { CategoryMark } from "../../ui/category.tsx";
import type { MapLayer } from "../../ui/dashboard-types.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { usePhone } from "../../ui/frame.tsx";
import { SensitivityBars } from "../../ui/marks.tsx";
import { FactList, Panel } from "../../ui/panel.tsx";
import { selectionOf } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { useInformationMap } from "../coverage/queries-information.ts";
import { AreasMap } from "../places/layer-areas.tsx";
import { History } from "./detail-history.tsx";
import { INPUTS } from "./figures-behind.ts";
import { authorText, GRADES } from "./figures-said.ts";
import { why, whyComputed } from "./figures-why.ts";
import { OverrideFormBody } from "./form-override.tsx";
import { ScoreFormBody } from "./form-score.tsx";
import { InputLink } from "./row-input.tsx";

const LAYERS: readonly MapLayer[] = ["priorities", "areas"];

interface RowPanelProps {
  operation: OperationInfo;
  matrix: MatrixAnswer;
  onOpen: (code: string | undefined) => void;
}

export function RowPanel({ operation, matrix, onOpen }: RowPanelProps) {
  const { t } = useWords();
  const selection = selectionOf(useAddress());
  const row = matrix.rows.find(({ code }) => selection?.kind === "area" && code === selection.code);
  const phone = usePhone();
  if (phone && !row) return null;
  const opened = row && (
    <OpenRow operation={operation} matrix={matrix} row={row} onClose={() => onOpen(undefined)} />
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
    <aside className="matrix-side" tabIndex={0}>
      {!phone && <MatrixMap operation={operation} matrix={matrix} onOpen={onOpen} />}
      {opened ?? <p className="matrix-hint">{t("priorities.row.choose")}</p>}
    </aside>
  );
}

function MatrixMap({ operation, matrix, onOpen }: RowPanelProps) {
  const { t } = useWords();
  const information = useInformationMap(operation.code);
  const categories = useMemo(() => new Map(matrix.rows.map((row) => [row.code, row.category])), [matrix]);
  return (
    <AreasMap
      operation={operation}
      label={t("priorities.map.label")}
      className="matrix-map"
      categories={categories}
      information={information}
      layers={LAYERS}
      onSelect={(chosen) => onOpen(chosen?.kind === "area" ? chosen.code : undefined)}
      credits={t("priorities.map.credits")}
    />
  );
}

interface OpenRowProps {
  operation: OperationInfo;
  matrix: MatrixAnswer;
  row: MatrixRow;
  onClose: () => void;
}

function OpenRow({ operation, matrix, row, onClose }: OpenRowProps) {
  const { t } = useWords();
  const [form, setForm] = useState<"override" | "score">();
  const close = () => setForm(undefined);
  const writes = operation.you.writes.includes("priority") && matrix.cycle.state !== "closed";
  const formProps = { operation, cycle: matrix.cycle, row, onDone: close };
  return (
    <Panel title={row.name} subtitle={row.parentName} onClose={onClose}>
      <Section title={t("priorities.row.why")}>
        <p className="matrix-category">
          <CategoryMark category={row.category} />
          <small>{t(`priorities.origin.${row.origin}`)}</small>
        </p>
        <p>{why(t, row)}</p>
        {row.override && <Decided row={row} />}
        {row.withUnknown && (
          <p className="caution-note">
            {t("priorities.unknown.would", {
              n: row.unknownKilled,
              category: codeLabel(t, "priorityCategory", row.withUnknown),
            })}
          </p>
        )}
        <Group gap="xs" mt="sm">
          {writes && (
            <Button size="xs" onClick={() => setForm("override")}>
              {t("priorities.row.override")}
            </Button>
          )}
          {writes && (
            <Button size="xs" variant="default" onClick={() => setForm("score")}>
              {t("priorities.row.score")}
            </Button>
          )}
          <Link
            className="plain-link"
            to="/$operation/areas/$code"
            params={{ operation: operation.code, code: row.code }}
          >
            {t("priorities.row.openArea")}
          </Link>
        </Group>
      </Section>
      <Section title={t("priorities.row.inputs")}>
        <Inputs cycle={matrix.cycle} row={row} />
      </Section>
      <Section title={t("priorities.row.assessment")}>
        <Assessed row={row} />
      </Section>
      <Section title={t("priorities.row.history")}>
        <History operation={operation.code} cycle={matrix.cycle} row={row} />
      </Section>
      <Dialog
        opened={form === "override"}
        onClose={close}
        title={t("priorities.override.title", { area: row.name })}
      >
        <OverrideFormBody key={row.ref} {...formProps} />
      </Dialog>
      <Dialog
        opened={form === "score"}
        onClose={close}
        size="lg"
        title={t("priorities.score.title", { area: row.name })}
      >
        <ScoreFormBody key={row.ref} {...formProps} />
      </Dialog>
    </Panel>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Who decided, until when, and the computed category that stays beside it. */
function Decided({ row }: { row: MatrixRow }) {
  const { t, tag } = useWords();
  const { override } = row;
  if (!override) return null;
  const by = authorText(t, override.by);
  return (
    <div className="matrix-decided">
      <p>{t("priorities.row.decidedBy", { by, date: formatDate(override.at.slice(0, 10), tag) })}</p>
      <p>{t("priorities.row.reviewOn", { date: formatDate(override.reviewOn, tag) })}</p>
      <p>
        {t("priorities.row.original", { category: codeLabel(t, "priorityCategory", row.proposed) })}:{" "}
        {whyComputed(t, row)}
      </p>
      <SensitivityBars level={override.sensitivity} />
    </div>
  );
}

/** What the rule was given, each opening the events counted: of the cycle's window, located to the district or better. */
function Inputs({ cycle, row }: { cycle: MatrixAnswer["cycle"]; row: MatrixRow }) {
  const { t, tag } = useWords();
  const counts = {
    ...{ civilians: row.civiliansKilled, oneSided: row.oneSided },
    ...{ events: row.events, unknown: row.unknownKilled },
  };
  return (
    <FactList
      facts={[
        ...INPUTS.map((input) => ({
          name: t(`priorities.table.${input}`),
          value: (
            <InputLink cycle={cycle} area={row.areaRef} input={input}>
              {formatCount(counts[input], tag)}
            </InputLink>
          ),
        })),
        { name: t("priorities.row.computed"), value: <CategoryMark category={row.proposed} /> },
      ]}
    />
  );
}

function Assessed({ row }: { row: MatrixRow }) {
  const { t, tag } = useWords();
  const { assessment } = row;
  if (!assessment) return <p>{t("priorities.row.notAssessed")}</p>;
  const band = (category: MatrixRow["inherent"]) =>
    category ? <CategoryMark category={category} /> : t("priorities.band.none");
  return (
    <>
      <FactList
        facts={[
          ...GRADES.map((grade) => ({
            name: t(`priorities.grade.${grade}`),
            value: formatCount(assessment[grade], tag),
          })),
          { name: t("priorities.row.inherent"), value: band(row.inherent) },
          { name: t("priorities.row.residual"), value: band(row.residual) },
        ]}
      />
      {assessment.evidence && <p>{assessment.evidence}</p>}
      <p className="matrix-soft">
        {t("priorities.row.assessedOn", {
          date: formatDate(assessment.assessedOn, tag),
          by: authorText(t, assessment.by),
        })}
      </p>
      <p className="matrix-soft">{t("priorities.row.residualHelp")}</p>
    </>
  );
}
