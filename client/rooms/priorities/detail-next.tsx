/** What the same rule says for another window: offered, not applied. It becomes a cycle only when a person proposes it. */

import { Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { PRIORITY_CATEGORIES } from "../../../shared/rooms/priorities.ts";
import type { CycleAnswer, DiffAnswer } from "../../../shared/rooms/priorities-answers.ts";
import { isoOf } from "../../../shared/time.ts";
import type { OperationInfo } from "../../session.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { DateField } from "../../ui/form-parts.tsx";
import { ErrorNote, Waiting } from "../../ui/states.tsx";
import { defaultPeriod } from "../../url.ts";
import { useWords } from "../../words/index.tsx";
import { CycleFormBody } from "./form-cycle.tsx";
import { useDiff } from "./queries.ts";

interface NextCycleProps {
  operation: OperationInfo;
  cycle: CycleAnswer;
  onDone: () => void;
}

export function NextCycle({ operation, cycle, onDone }: NextCycleProps) {
  const { t } = useWords();
  const usual = defaultPeriod(operation.today);
  const [window, setWindow] = useState({ from: isoOf(usual.from), to: isoOf(usual.to) });
  const diff = useDiff(operation.code, cycle.ref, window.from, window.to);
  const writes = operation.you.writes.includes("priority");
  return (
    <Stack gap="md">
      <Text size="sm">{t("priorities.next.help", { cycle: cycle.name })}</Text>
      <Group align="end">
        {(["from", "to"] as const).map((end) => (
          <DateField
            key={end}
            size="xs"
            label={t(`priorities.next.${end}`)}
            value={window[end]}
            onDate={(iso) => setWindow({ ...window, [end]: iso })}
          />
        ))}
        {diff.data && <Counts counts={diff.data.counts} />}
      </Group>
      {diff.isError && <ErrorNote error={diff.error} retry={diff.refetch} />}
      {diff.isFetching && !diff.data && <Waiting lines={4} />}
      {diff.data && <Moves diff={diff.data} />}
      {diff.data && writes && <CycleFormBody operation={operation} window={window} onDone={onDone} />}
    </Stack>
  );
}

function Counts({ counts }: { counts: DiffAnswer["counts"] }) {
  return (
    <Group gap="sm">
      {PRIORITY_CATEGORIES.map((category) => (
        <span key={category} className="mark">
          <strong>{counts[category]}</strong> <CategoryMark category={category} />
        </span>
      ))}
    </Group>
  );
}

function Moves({ diff }: { diff: DiffAnswer }) {
  const { t } = useWords();
  const rank = (category: DiffAnswer["moves"][number]["after"]) => PRIORITY_CATEGORIES.indexOf(category);
  const moves = [...diff.moves].sort(
    (one, other) => rank(one.after) - rank(other.after) || rank(one.before) - rank(other.before),
  );
  return (
    <>
      <Text size="sm" fw={600}>
        {t("priorities.next.moves", { n: moves.length })}
      </Text>
      {moves.length > 0 && (
        <div className="matrix-scroll matrix-moves">
          <table className="matrix-table">
            <thead>
              <tr>
                <th scope="col">{t("priorities.table.area")}</th>
                <th scope="col">{t("priorities.next.before")}</th>
                <th scope="col">{t("priorities.next.after")}</th>
                <th scope="col">{t("priorities.row.inputs")}</th>
              </tr>
            </thead>
            <tbody>
              {moves.map((move) => (
                <tr key={move.code}>
                  <th scope="row">{move.name}</th>
                  <td>
                    <CategoryMark category={move.before} />
                  </td>
                  <td>
                    <CategoryMark category={move.after} />
                  </td>
                  <td>
                    {t("priorities.next.inputs", {
                      civilians: move.civiliansKilled,
                      oneSided: move.oneSided,
                      events: move.events,
                    })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
