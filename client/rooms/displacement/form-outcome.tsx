/** Two steps in the life of a case: sharing it before it is triangulated, and recording what became of it. */
import { Button, Select, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, type ReactNode, useState } from "react";
import { CASE_OUTCOMES, caseOutcomeForm, shareNowForm } from "../../../shared/rooms/displacement.ts";
import type { CaseDossier } from "../../../shared/rooms/displacement-answers.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { useOutcome, useShareNow } from "./queries.ts";

interface StepProps {
  operation: string;
  record: CaseDossier["case"];
  onClose: () => void;
}

export function ShareNowDialog({ operation, record, onClose }: StepProps) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const share = useShareNow(operation);
  const submit = () => {
    const parsed = shareNowForm.safeParse({ ref: record.ref, version: record.version, reason });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    const done = () => {
      notifications.show({ message: t("displacement.share.done") });
      onClose();
    };
    share.mutate(parsed.data, { onSuccess: done, onError: (error) => setIssues(issuesOfError(error)) });
  };
  return (
    <Dialog opened onClose={onClose} title={t("displacement.share.title")}>
      <Step onSubmit={submit} label={t("displacement.share.submit")} sending={share}>
        <Text size="sm">{t("displacement.share.lead")}</Text>
        <Textarea
          withAsterisk
          autosize
          minRows={2}
          label={t("displacement.share.reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={issueText(t, issues.reason)}
        />
      </Step>
    </Dialog>
  );
}

interface OutcomeProps extends StepProps {
  today: string;
  /** The later case that was just confirmed. */
  recurred: string | null;
  /** Later cases that may be the same practice elsewhere. */
  again: { value: string; label: string }[];
}

/** Begins with what is recorded already, so that a correction takes nothing away. */
export function OutcomeDialog(props: OutcomeProps) {
  const { operation, record, today, recurred, again, onClose } = props;
  const { t } = useWords();
  const [draft, setDraft] = useState({
    outcome: recurred ? "recurred_elsewhere" : (record.outcome ?? ""),
    on: record.outcomeOn ?? today,
    note: record.outcomeNote ?? "",
    recurred: recurred ?? record.recurredRef,
  });
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const save = useOutcome(operation);
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const submit = () => {
    const { ref, version } = record;
    const isAgain = draft.outcome === "recurred_elsewhere";
    const parsed = caseOutcomeForm.safeParse({
      ...{ ref, version, ...draft },
      recurred: isAgain ? draft.recurred : null,
    });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    const done = () => {
      notifications.show({ message: t("displacement.outcome.done") });
      onClose();
    };
    save.mutate(parsed.data, { onSuccess: done, onError: (error) => setIssues(issuesOfError(error)) });
  };
  return (
    <Dialog opened onClose={onClose} title={t("displacement.outcome.title")}>
      <Step onSubmit={submit} label={t("displacement.outcome.submit")} sending={save}>
        <Select
          withAsterisk
          label={t("displacement.outcome.outcome")}
          data={CASE_OUTCOMES.map((code) => ({ value: code, label: codeLabel(t, "caseOutcome", code) }))}
          value={draft.outcome || null}
          onChange={(outcome) => set({ outcome: outcome ?? "" })}
          error={issueText(t, issues.outcome)}
        />
        {draft.outcome === "recurred_elsewhere" && (
          <Select
            clearable
            label={t("displacement.outcome.recurred")}
            description={t(`displacement.outcome.${again.length > 0 ? "recurredHelp" : "recurredNone"}`)}
            data={again}
            value={draft.recurred}
            onChange={(recurred) => set({ recurred })}
            error={issueText(t, issues.recurred)}
          />
        )}
        <DateField
          required
          max={today}
          label={t("displacement.outcome.on")}
          value={draft.on}
          onDate={(on) => set({ on })}
          error={issueText(t, issues.on)}
        />
        <Textarea
          autosize
          minRows={2}
          label={t("displacement.outcome.note")}
          description={t("displacement.outcome.noteHelp")}
          value={draft.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
          error={issueText(t, issues.note)}
        />
      </Step>
    </Dialog>
  );
}

interface Sending {
  isPending: boolean;
  isError: boolean;
  error: unknown;
}

function Step(props: { onSubmit: () => void; label: string; sending: Sending; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {props.children}
        {props.sending.isError && <ErrorNote error={props.sending.error} />}
        <Button type="submit" loading={props.sending.isPending} style={{ alignSelf: "start" }}>
          {props.label}
        </Button>
      </Stack>
    </form>
  );
}
