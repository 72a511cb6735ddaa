/** A person's category over the computed one: category, reason, review date, sensitivity. The computed one stays. */
import { Button, Radio, Stack, Text } from "@mantine/core";
import { newId } from "../../../shared/ids.ts";
import {
  overrideForm,
  PRIORITY_CATEGORIES,
  type PriorityCategory,
} from "../../../shared/rooms/priorities.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { CategoryMark } from "../../ui/category.tsx";
import { useKeptDraft } from "../../ui/draft.ts";
import { issueText } from "../../ui/form-issues.ts";
import { DateField, ReasonField, SensitivityField } from "../../ui/form-parts.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { RowFaults, type RowFormProps, useRowForm } from "./form-row.tsx";
import { useOverride } from "./queries.ts";

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
  const saving = useOverride(operation.code);
  const { issues, conflict, submit } = useRowForm({
    ...{ cycle, row, onDone, draft, drop, saving },
    schema: overrideForm,
    newest: row.override?.ref ?? null,
    saved: ({ category }) =>
      t("priorities.override.saved", {
        area: row.name,
        category: codeLabel(t, "priorityCategory", category),
      }),
  });
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
        <RowFaults {...{ issues, labels, conflict, row, saving }} />
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
        <ReasonField
          label={labels.reason}
          description={t("priorities.override.reason.help")}
          minRows={3}
          value={draft.reason}
          onText={(reason) => set({ reason })}
          issue={issues.reason}
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
          seen={<WhoSees operation={operation} kind="priority_proposal" sensitivity={draft.sensitivity} />}
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
