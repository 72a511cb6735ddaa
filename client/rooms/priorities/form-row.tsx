/**
 * What the forms about one area of a cycle share: checking, sending over the record the author had before them, and
 * both versions side by side when somebody was faster.
 */
import { Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import type { CycleAnswer, MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { type Issues, issuesOf, issuesOfError, NO_ISSUES } from "../../ui/form-issues.ts";
import { IssueSummary } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { authorText } from "./figures-said.ts";
import { reasonOf } from "./figures-why.ts";

export interface RowFormProps {
  operation: OperationInfo;
  cycle: CycleAnswer;
  row: MatrixRow;
  onDone: () => void;
}

interface RowFormSetUp<Form> extends Pick<RowFormProps, "cycle" | "row" | "onDone"> {
  schema: z.ZodType<Form>;
  draft: object;
  drop: () => void;
  /** Ref of the newest record of this kind about the row, as the reader sees it now. */
  newest: string | null;
  saving: {
    isError: boolean;
    error: unknown;
    mutate: (
      sent: { form: Form; basedOn: string | null },
      told: { onSuccess: () => void; onError: (error: unknown) => void },
    ) => void;
  };
  /** What is said once it is stored. */
  saved: (form: Form) => string;
}

/** Checks and sends a draft about one row. After a conflict the next try is over the newer record, which was shown. */
export function useRowForm<Form>(set: RowFormSetUp<Form>) {
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const [basedOn, setBasedOn] = useState(set.newest);
  const conflict = set.saving.isError && faultOf(set.saving.error).code === "conflict";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = set.schema.safeParse({ ...set.draft, cycleId: set.cycle.ref, areaId: set.row.areaRef });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    const after = conflict ? set.newest : basedOn;
    setBasedOn(after);
    set.saving.mutate(
      { form: parsed.data, basedOn: after },
      {
        onSuccess: () => {
          notifications.show({ message: set.saved(parsed.data) });
          set.drop();
          set.onDone();
        },
        onError: (error) => setIssues(issuesOfError(error)),
      },
    );
  };
  return { issues, conflict, submit };
}

interface RowFaultsProps {
  issues: Issues;
  labels: Record<string, string>;
  conflict: boolean;
  row: MatrixRow;
  saving: { isError: boolean; error: unknown };
}

/** What stands above the fields when something needs attention. */
export function RowFaults({ issues, labels, conflict, row, saving }: RowFaultsProps) {
  const other = saving.isError && !conflict && Object.keys(issues).length === 0;
  return (
    <>
      <IssueSummary issues={issues} labels={labels} />
      {conflict && <Conflict row={row} />}
      {other && <ErrorNote error={saving.error} />}
    </>
  );
}

/** Both versions: what holds now as this reader sees it, and what was typed, which stays in the form. */
function Conflict({ row }: { row: MatrixRow }) {
  const { t } = useWords();
  return (
    <div className="caution-note" role="alert">
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {t("priorities.conflict.title")}
        </Text>
        <Text size="sm">{t("priorities.conflict.help")}</Text>
        <Text size="sm">
          {t("priorities.conflict.now", { category: codeLabel(t, "priorityCategory", row.category) })}
        </Text>
        {row.override && (
          <Text size="sm">
            {t("priorities.conflict.by", {
              by: authorText(t, row.override.by),
              reason: reasonOf(t, row.override),
            })}
          </Text>
        )}
      </Stack>
    </div>
  );
}
