/** Making a case of reports, or changing one: who told through how many agencies, how far it is checked, in words. */
import { Button, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { typedNumber } from "../../../shared/digits.ts";
import { newId } from "../../../shared/ids.ts";
import { displacedCaseForm } from "../../../shared/rooms/displacement.ts";
import type { CaseDossier, ReportAnswer } from "../../../shared/rooms/displacement-answers.ts";
import { peopleReporting, proposedTriangulation } from "../../../shared/rooms/displacement-rules.ts";
import type { OperationInfo } from "../../session.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { IssueSummary, useStart } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords, type WordKey } from "../../words/index.tsx";
import { CheckedFields } from "./form-fields.tsx";
import { useSaveCase } from "./queries.ts";
import { Row } from "./row.tsx";

interface CaseFormProps {
  operation: OperationInfo;
  reports: readonly ReportAnswer[];
  stored?: CaseDossier["case"];
  onSaved: (ref: string) => void;
  onLeave: () => void;
}

const startOf = (stored: CaseFormProps["stored"], reports: readonly ReportAnswer[]) => ({
  id: stored?.ref ?? newId(),
  overlap: String(stored?.overlap ?? ""),
  ...{
    triangulation: stored?.triangulation ?? "",
    urgency: stored?.urgency ?? "",
    summary: stored?.summary ?? "",
  },
  unit: stored?.unit ?? firstOf(reports, "unit"),
  role: stored?.role ?? firstOf(reports, "role"),
  method: stored?.method ?? firstOf(reports, "method"),
});

/** What the first report that says it says; the coordinator reads it before the case is made. */
const firstOf = (reports: readonly ReportAnswer[], name: "unit" | "role" | "method"): string =>
  reports.find((report) => report[name])?.[name] ?? "";

export function CaseForm({ operation, reports, stored, onSaved, onLeave }: CaseFormProps) {
  const { t } = useWords();
  const refs = reports.map(({ ref }) => ref);
  const key = `displaced-case.${operation.code}.${operation.you.organisationId}.${stored?.ref ?? [...refs].sort().join()}`;
  const { draft, set, drop } = useKeptDraft(key, () => startOf(stored, reports));
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const start = useStart<HTMLHeadingElement>();
  const save = useSaveCase(operation.code, stored?.version ?? null);
  const overlap = typedNumber(draft.overlap) ?? 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { triangulation, urgency } = draft;
    const input = {
      ...draft,
      reportRefs: refs,
      overlap,
      triangulation: triangulation || undefined,
      urgency: urgency || undefined,
    };
    const parsed = displacedCaseForm.safeParse(input);
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    save.mutate(parsed.data, {
      onSuccess: ({ ref }) => {
        drop();
        notifications.show({ message: t("displacement.case.saved") });
        onSaved(ref);
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  const discard = () => {
    drop();
    onLeave();
  };
  const text = (name: "overlap" | "unit" | "role" | "method" | "summary") => ({
    "data-field": name,
    value: draft[name],
    error: issueText(t, issues[name]),
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <form className="told-form" onSubmit={submit} noValidate>
      <h1 {...start}>{t(stored ? "displacement.case.edit" : "displacement.case.title")}</h1>
      <p className="soft">{t("displacement.case.lead")}</p>
      <IssueSummary issues={issues} labels={useLabels()} />
      <ul className="told-rows">
        {reports.map((row) => (
          <Row
            key={row.ref}
            row={row}
            to="/$operation/displaced/reports/$ref"
            operation={operation.code}
            facts={[row.agency ?? (row.agencyWithheld && t("displacement.row.withheld"))]}
          />
        ))}
      </ul>
      <PeopleLine reports={reports} overlap={Number.isFinite(overlap) ? overlap : 0} />
      <TextInput
        {...text("overlap")}
        inputMode="numeric"
        label={t("displacement.case.overlap")}
        description={t("displacement.case.overlapHelp")}
      />
      <CheckedFields draft={draft} set={set} issues={issues} />
      {(["unit", "role", "method"] as const).map((name) => (
        <TextInput
          key={name}
          {...text(name)}
          label={t(`displacement.form.${name}`)}
          description={t(`displacement.form.${name}Help` as WordKey)}
        />
      ))}
      <Textarea {...text("summary")} autosize minRows={3} label={t("displacement.case.summary")} />
      {save.isError && <ErrorNote error={save.error} />}
      <div className="told-foot">
        <Button type="submit" loading={save.isPending}>
          {t(stored ? "displacement.case.save" : "displacement.case.submit")}
        </Button>
        <Button variant="subtle" color="gray" onClick={discard}>
          {t("displacement.form.discard")}
        </Button>
      </div>
    </form>
  );
}

/** How many told, computed as the server will, and what that is worth by itself. */
function PeopleLine({ reports, overlap }: { reports: readonly ReportAnswer[]; overlap: number }) {
  const { t } = useWords();
  const told = peopleReporting(
    reports.map(({ people, agency }) => ({ people: people ?? 1, agency })),
    overlap,
  );
  const { low, best, high, agencies } = told;
  const triangulation = codeLabel(t, "triangulation", proposedTriangulation(told));
  return (
    <p className="told-people" role="status">
      <b>
        {t(low === high ? "displacement.case.peopleExact" : "displacement.case.people", {
          low,
          best,
          high,
          agencies,
        })}
        .
      </b>{" "}
      {t("displacement.case.proposed", { n: agencies, triangulation })}
    </p>
  );
}

function useLabels(): Record<string, string> {
  const { t } = useWords();
  return {
    overlap: t("displacement.case.overlap"),
    reportRefs: t("displacement.detail.members"),
    triangulation: t("displacement.form.triangulation"),
    urgency: t("displacement.form.urgency"),
    summary: t("displacement.case.summary"),
  };
}
