/** A person's category over the computed one: category, reason, review date, sensitivity. The computed one stays. */
import { Button, Radio, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import {
  overrideForm,
  PRIORITY_CATEGORIES,
  type PriorityCategory,
} from "../../../shared/rooms/priorities.ts";
import type { CycleAnswer, MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { CategoryMark } from "../../ui/category.tsx";
import { useKeptDraft } from "../../ui/draft.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { DateField, IssueSummary, SensitivityField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { authorText } from "./figures-said.ts";
import { useOverride } from "./queries.ts";

export interface RowFormProps {
  operation: OperationInfo;
  cycle: CycleAnswer;
  row: MatrixRow;
  onDone: () => void;
}

interface Draft {
  id: string;
  category: PriorityCategory | null;
  reason: string;
  reviewOn: string;
  sensitivity: Sensitivity | null;
}

const empty = (): Draft => ({ id: newId(), category: null, reason: "", reviewOn: "", sensitivity: null });

export function OverrideFormBody({ operation, cycle, row, onDone }: RowFormProps) {
  const { t } = useWords();
  const key = `override.${operation.code}.${operation.you.organisationId}.${row.ref}`;
  const { draft, set, drop } = useKeptDraft(key, empty);
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  // What the author had before them; after a conflict the newer decision, which they have then seen.
  const [basedOn, setBasedOn] = useState(row.override?.ref ?? null);
  const saving = useOverride(operation.code);
  const conflict = saving.isError && faultOf(saving.error).code === "conflict";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = overrideForm.safeParse({ ...draft, cycleId: cycle.ref, areaId: row.areaRef });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    const after = conflict ? (row.override?.ref ?? null) : basedOn;
    setBasedOn(after);
    saving.mutate(
      { form: parsed.data, basedOn: after },
      {
        onSuccess: () => {
          const category = codeLabel(t, "priorityCategory", parsed.data.category);
          notifications.show({ message: t("priorities.override.saved", { area: row.name, category }) });
          drop();
          onDone();
        },
        onError: (error) => setIssues(issuesOfError(error)),
      },
    );
  };
  const labels = {
    category: t("priorities.override.category"),
    reason: t("priorities.override.reason"),
    reviewOn: t("priorities.override.reviewOn"),
    sensitivity: t("priorities.sensitivity"),
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t("priorities.override.now", {
            computed: codeLabel(t, "priorityCategory", row.proposed),
            current: codeLabel(t, "priorityCategory", row.category),
          })}
        </Text>
        <IssueSummary issues={issues} labels={labels} />
        {conflict && <Conflict row={row} />}
        {saving.isError && !conflict && Object.keys(issues).length === 0 && (
          <ErrorNote error={saving.error} />
        )}
        <Radio.Group
          label={labels.category}
          withAsterisk
          value={draft.category}
          onChange={(code) => set({ category: code as PriorityCategory })}
          error={issueText(t, issues.category)}
          data-field="category"
        >
          <Stack gap={6} mt={4}>
            {PRIORITY_CATEGORIES.map((category) => (
              <Radio key={category} value={category} size="xs" label={<CategoryMark category={category} />} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={labels.reason}
          description={t("priorities.override.reason.help")}
          withAsterisk
          autosize
          minRows={3}
          maxLength={2000}
          value={draft.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
          error={issueText(t, issues.reason)}
          data-field="reason"
        />
        <DateField
          label={labels.reviewOn}
          description={t("priorities.override.reviewOn.help")}
          withAsterisk
          min={operation.today}
          value={draft.reviewOn}
          onDate={(reviewOn) => set({ reviewOn })}
          error={issueText(t, issues.reviewOn)}
          data-field="reviewOn"
        />
        <SensitivityField
          value={draft.sensitivity}
          onChange={(sensitivity) => set({ sensitivity })}
          error={issues.sensitivity}
          organisation={operation.you.organisation}
        />
        <Button type="submit" loading={saving.isPending}>
          {draft.category
            ? t("priorities.override.save", {
                category: codeLabel(t, "priorityCategory", draft.category),
                area: row.name,
              })
            : t("priorities.override.saveOpen")}
        </Button>
      </Stack>
    </form>
  );
}

/** Both versions: what holds now as this reader sees it, and what was typed, which stays in the form. */
export function Conflict({ row }: { row: MatrixRow }) {
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
            {t("priorities.conflict.by", { by: authorText(t, row.override.by), reason: row.override.reason })}
          </Text>
        )}
      </Stack>
    </div>
  );
}
