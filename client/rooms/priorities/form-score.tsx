/**
 * Grades of one area, 1 to 5. The band they give is shown while grading, by the same arithmetic the server uses; the
 * score itself is not, because grades carry no decimals.
 */
import { Button, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { newId } from "../../../shared/ids.ts";
import { type ScoreForm, scoreForm } from "../../../shared/rooms/priorities.ts";
import { inherentScore, scoreBand } from "../../../shared/rooms/priorities-rules.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { useKeptDraft } from "../../ui/draft.ts";
import { issueText } from "../../ui/form-issues.ts";
import { DateField, SensitivityField } from "../../ui/form-parts.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { GRADES } from "./figures-said.ts";
import { RowFaults, type RowFormProps, useRowForm } from "./form-row.tsx";
import { useScore } from "./queries.ts";

type Grade = (typeof GRADES)[number];
type Draft = Pick<ScoreForm, "id" | Grade> & {
  evidence: string;
  assessedOn: string;
  sensitivity: Sensitivity | null;
};
const HELP: Partial<Record<Grade, "capacity" | "capacityWithMission">> = {
  capacity: "capacity",
  capacityWithMission: "capacityWithMission",
};
const OPEN = "open";

export function ScoreFormBody({ operation, cycle, row, onDone }: RowFormProps) {
  const { t } = useWords();
  const last = row.assessment;
  const { draft, set, drop } = useKeptDraft(
    `score.${operation.code}.${operation.you.organisationId}.${row.ref}`,
    (): Draft => ({
      id: newId(),
      likelihood: last?.likelihood ?? null,
      impact: last?.impact ?? null,
      vulnerability: last?.vulnerability ?? null,
      capacity: last?.capacity ?? null,
      capacityWithMission: last?.capacityWithMission ?? null,
      evidence: "",
      assessedOn: "",
      sensitivity: null,
    }),
  );
  const saving = useScore(operation.code);
  const { issues, conflict, submit } = useRowForm({
    ...{ cycle, row, onDone, draft, drop, saving },
    schema: scoreForm,
    newest: last?.ref ?? null,
    saved: () => t("priorities.score.saved", { area: row.name }),
  });
  const labels = {
    evidence: t("priorities.score.evidence"),
    assessedOn: t("priorities.score.assessedOn"),
    sensitivity: t("priorities.sensitivity"),
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t("priorities.grade.scale")}
        </Text>
        <RowFaults {...{ issues, labels, conflict, row, saving }} />
        {GRADES.map((grade) => (
          <GradeField
            key={grade}
            grade={grade}
            value={draft[grade]}
            onChange={(value) => set({ [grade]: value })}
          />
        ))}
        <Band draft={draft} />
        <Textarea
          label={labels.evidence}
          description={t("priorities.score.evidence.help")}
          autosize
          minRows={2}
          maxLength={5000}
          value={draft.evidence}
          onChange={(event) => set({ evidence: event.currentTarget.value })}
          error={issueText(t, issues.evidence)}
          data-field="evidence"
        />
        <DateField
          label={labels.assessedOn}
          withAsterisk
          max={operation.today}
          value={draft.assessedOn}
          onDate={(assessedOn) => set({ assessedOn })}
          error={issueText(t, issues.assessedOn)}
          data-field="assessedOn"
        />
        <SensitivityField
          value={draft.sensitivity}
          onChange={(sensitivity) => set({ sensitivity })}
          error={issues.sensitivity}
          seen={<WhoSees operation={operation} kind="priority_proposal" sensitivity={draft.sensitivity} />}
        />
        <Button type="submit" loading={saving.isPending}>
          {t("priorities.score.save")}
        </Button>
      </Stack>
    </form>
  );
}

interface GradeFieldProps {
  grade: Grade;
  value: number | null;
  onChange: (value: number | null) => void;
}

function GradeField({ grade, value, onChange }: GradeFieldProps) {
  const { t } = useWords();
  const help = HELP[grade];
  const label = t(`priorities.grade.${grade}`);
  const choices = [OPEN, "1", "2", "3", "4", "5"].map((code) => ({
    value: code,
    label: code === OPEN ? t("priorities.grade.none") : code,
  }));
  return (
    <div>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      {help && (
        <Text size="xs" c="dimmed">
          {t(`priorities.grade.${help}.help`)}
        </Text>
      )}
      <SegmentedControl
        mt={4}
        size="xs"
        aria-label={label}
        data={choices}
        value={value === null ? OPEN : String(value)}
        onChange={(code) => onChange(code === OPEN ? null : Number(code))}
      />
    </div>
  );
}

function Band({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const band = scoreBand(inherentScore(draft));
  return (
    <Text size="sm" aria-live="polite">
      {band
        ? t("priorities.score.band", { band: codeLabel(t, "priorityCategory", band) })
        : t("priorities.score.noBand")}
    </Text>
  );
}
