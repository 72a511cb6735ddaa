/** What zones and relations share: both are claims that stand for a day, for an interval, and are more or less sure. */
import { Textarea } from "@mantine/core";
import { CONFIDENCE } from "../../../shared/rooms/actors.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import type { OperationInfo } from "../../session.ts";
import { type Issues, issueText } from "../../ui/form-issues.ts";
import { DateField, SensitivityField } from "../../ui/form-parts.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { CodePick, orNull } from "./form-fields.tsx";

export const CLAIM_START = {
  confidence: "",
  asOf: "",
  validFrom: "",
  validTo: "",
  note: "",
  sensitivity: null as Sensitivity | null,
};
type ClaimDraft = typeof CLAIM_START;

export function useClaimLabels() {
  const { t } = useWords();
  return {
    confidence: t("actors.form.confidence"),
    asOf: t("actors.form.asOf"),
    validFrom: t("actors.form.validFrom"),
    validTo: t("actors.form.validTo"),
    note: t("actors.form.note"),
    sensitivity: t("incidents.form.sensitivity"),
  };
}

/** A draft as it is sent: what was left empty is no value. */
export const claimOf = <T extends ClaimDraft>(draft: T) => ({
  ...draft,
  validFrom: orNull(draft.validFrom),
  validTo: orNull(draft.validTo),
  note: orNull(draft.note),
});

interface ClaimFieldsProps {
  draft: ClaimDraft;
  set: (change: Partial<ClaimDraft>) => void;
  issues: Issues;
  operation: OperationInfo;
}

/** The day a claim stands for, the interval it claims, how sure it is, a note, its sensitivity. */
export function ClaimFields({ draft, set, issues, operation }: ClaimFieldsProps) {
  const { t, tag } = useWords();
  const labels = useClaimLabels();
  const day = (field: "asOf" | "validFrom" | "validTo") => ({
    "data-field": field,
    label: labels[field],
    value: draft[field],
    onDate: (iso: string) => set({ [field]: iso }),
    error: issueText(t, issues[field]),
  });
  return (
    <>
      <DateField
        {...day("asOf")}
        withAsterisk
        max={operation.today}
        description={t("actors.form.asOfHelp", { today: formatDate(operation.today, tag) })}
      />
      <div className="form-pair">
        <DateField {...day("validFrom")} description={t("actors.form.validHelp")} />
        <DateField {...day("validTo")} />
      </div>
      <CodePick
        field="confidence"
        label={labels.confidence}
        placeholder={t("actors.form.controlPlaceholder")}
        list="confidence"
        codes={CONFIDENCE}
        value={draft.confidence}
        onChange={(confidence) => set({ confidence })}
        issues={issues}
      />
      <Textarea
        data-field="note"
        autosize
        minRows={2}
        label={labels.note}
        description={t("actors.form.noteHelp")}
        value={draft.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
        error={issueText(t, issues.note)}
      />
      <SensitivityField
        value={draft.sensitivity}
        onChange={(sensitivity) => set({ sensitivity })}
        error={issues.sensitivity}
        seen={<WhoSees operation={operation} kind="actor" sensitivity={draft.sensitivity} />}
      />
    </>
  );
}
