/**
 * The room `priorities`: one planning cycle as a matrix of areas, with what each category rests on. Table and row
 * stand beside a small map; cycle, filter, order and open area are in the address.
 */
import { Button, Group, Select, Tooltip } from "@mantine/core";
import { useState } from "react";
import { PRIORITY_CATEGORIES } from "../../../shared/rooms/priorities.ts";
import type { CycleAnswer, MatrixAnswer } from "../../../shared/rooms/priorities-answers.ts";
import { useAddress, useOperationCode, useSetAddress } from "../../dashboard.ts";
import { type OperationInfo, useOperation } from "../../session.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icons.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { searchOfSelection } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { RowPanel } from "./detail.tsx";
import { NextCycle } from "./detail-next.tsx";
import { CycleState } from "./form-agree.tsx";
import { CycleFormBody } from "./form-cycle.tsx";
import { MatrixTable } from "./list.tsx";
import { Rule } from "./matrix-rule.tsx";
import { useCycles, useMatrix } from "./queries.ts";
import "./priorities.css";

export function PrioritiesPage() {
  const operation = useOperation(useOperationCode()).data;
  const cycles = useCycles(operation?.code ?? "");
  const address = useAddress();
  if (!operation || cycles.isPending) return <Waiting lines={8} />;
  if (cycles.isError) return <ErrorNote error={cycles.error} retry={cycles.refetch} />;
  const cycle =
    cycles.data.find(({ ref, name }) => address.cycle === name || address.cycle === ref) ?? cycles.data[0];
  if (!cycle) return <NoCycle operation={operation} />;
  return <OpenCycle operation={operation} cycles={cycles.data} cycle={cycle} />;
}

function NoCycle({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const writes = operation.you.writes.includes("priority");
  return (
    <>
      <EmptyNote
        kind="first"
        icon="priorities"
        help={t("priorities.empty.help")}
        action={writes && <Button onClick={() => setOpen(true)}>{t("priorities.empty.propose")}</Button>}
      />
      <Dialog opened={open} onClose={() => setOpen(false)} title={t("priorities.empty.propose")}>
        <CycleFormBody operation={operation} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface OpenCycleProps {
  operation: OperationInfo;
  cycles: CycleAnswer[];
  cycle: CycleAnswer;
}

function OpenCycle({ operation, cycles, cycle }: OpenCycleProps) {
  const { t } = useWords();
  const matrix = useMatrix(operation.code, cycle.ref);
  const setAddress = useSetAddress();
  const [nextOpen, setNextOpen] = useState(false);
  const openArea = (code: string | undefined) =>
    setAddress(searchOfSelection(code === undefined ? undefined : { kind: "area", code }), true);
  return (
    <div className="matrix-page">
      <section className="matrix-main" aria-label={t("priorities.title")}>
        <header className="matrix-head">
          <h1>{t("priorities.title")}</h1>
          <CyclePicker cycles={cycles} cycle={cycle} />
          <CycleState key={cycle.ref} operation={operation} cycle={cycle} />
          <Button variant="default" size="xs" onClick={() => setNextOpen(true)}>
            {t("priorities.next.button")}
          </Button>
          <Tooltip label={t("priorities.computed.help")}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the meaning must be reachable by keyboard */}
            <p className="matrix-label" tabIndex={0}>
              <Icon name="warning" size={14} />
              {t("priorities.computed")}
            </p>
          </Tooltip>
        </header>
        {matrix.isPending && <Waiting lines={10} />}
        {matrix.isError && <ErrorNote error={matrix.error} retry={matrix.refetch} />}
        {matrix.data && (
          <>
            <Counts matrix={matrix.data} />
            <MatrixTable matrix={matrix.data} onOpen={openArea} />
            <Rule cycle={matrix.data.cycle} rows={matrix.data.rows} />
          </>
        )}
      </section>
      {matrix.data && <RowPanel operation={operation} matrix={matrix.data} onOpen={openArea} />}
      <Dialog
        opened={nextOpen}
        onClose={() => setNextOpen(false)}
        size="xl"
        title={t("priorities.next.title")}
      >
        <NextCycle operation={operation} cycle={cycle} onDone={() => setNextOpen(false)} />
      </Dialog>
    </div>
  );
}

function CyclePicker({ cycles, cycle }: { cycles: CycleAnswer[]; cycle: CycleAnswer }) {
  const { t, tag } = useWords();
  const setAddress = useSetAddress();
  const option = ({ name, from, to }: CycleAnswer) =>
    t("priorities.cycle.option", { name, from: formatDate(from, tag), to: formatDate(to, tag) });
  return (
    <Select
      aria-label={t("priorities.cycle")}
      size="xs"
      w={290}
      allowDeselect={false}
      data={cycles.map((one) => ({ value: one.ref, label: option(one) }))}
      value={cycle.ref}
      onChange={(ref) => {
        const chosen = cycles.find((one) => one.ref === ref);
        const unique = cycles.filter((one) => one.name === chosen?.name).length === 1;
        setAddress({ cycle: unique ? chosen?.name : chosen?.ref });
      }}
    />
  );
}

/** Areas per category; each is a switch that shows only its areas. */
function Counts({ matrix }: { matrix: MatrixAnswer }) {
  const { t } = useWords();
  const { category: only } = useAddress();
  const setAddress = useSetAddress();
  return (
    <Group gap={6} className="matrix-counts">
      {PRIORITY_CATEGORIES.map((category) => {
        const [now, computed] = [matrix.counts[category], matrix.proposedCounts[category]];
        return (
          <button
            key={category}
            type="button"
            className="count-switch"
            aria-pressed={only === category}
            title={t("priorities.filter.category", { category: codeLabel(t, "priorityCategory", category) })}
            onClick={() => setAddress({ category: only === category ? undefined : category })}
          >
            <strong>{now}</strong>
            <CategoryMark category={category} />
            {now !== computed && <small>{t("priorities.count.computed", { n: computed })}</small>}
          </button>
        );
      })}
    </Group>
  );
}
