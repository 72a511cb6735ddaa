/**
 * The form of a report: logging one, and correcting a stored one. What is typed is kept with the version it began
 * from; faults stand at the field and in one summary with links.
 */
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useEffect, useState } from "react";
import type { z } from "zod";
import type { DisplacedReportForm } from "../../../shared/rooms/displacement.ts";
import type { ReportDossier } from "../../../shared/rooms/displacement-answers.ts";
import { KeepOffer } from "../../access/device-offer.tsx";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { isUntouched, mergeParts } from "../../ui/draft-parts.ts";
import { afterToday, type Issues, issuesOf, issuesOfError, NO_ISSUES } from "../../ui/form-issues.ts";
import { IssueSummary, useStart } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { lacksReason } from "../places/form-found.ts";
import { buildReport, type Draft, draftOf, emptyDraft, PARTS, type Said } from "./form-draft.ts";
import {
  CheckedFields,
  SharingFields,
  ToldFields,
  WhatFields,
  WhereFields,
  WhoFields,
} from "./form-fields.tsx";
import { Versions } from "./form-versions.tsx";
import { useSaveReport } from "./queries.ts";

interface FormProps {
  operation: OperationInfo;
  /** The stored report that is corrected; absent: a new one. */
  stored?: ReportDossier;
  /** Asks for the stored report again, when somebody was faster. */
  reload?: () => void;
  onSaved: (ref: string) => void;
  /** It could not be sent and waits on the device. */
  onKept: () => void;
  onLeave: () => void;
}

export function ReportForm({ operation, stored, reload, onSaved, onKept, onLeave }: FormProps) {
  const { t } = useWords();
  const key = `displaced.${operation.code}.${operation.you.organisationId}.${stored?.report.ref ?? "new"}`;
  const { draft, set, drop } = useKeptDraft(key, () => (stored ? draftOf(stored) : emptyDraft()));
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const start = useStart<HTMLHeadingElement>();
  const save = useSaveReport(operation.code, draft.began?.version ?? null);
  const isOld = stored !== undefined && draft.began?.version !== stored.report.version;
  const isTyped = isOld && !isUntouched({ ...draft.began?.said, began: draft.began }, draft);
  // Without anything typed the form follows what is stored.
  useEffect(() => {
    if (isOld && !isTyped) drop();
  });
  const isStale = isOld && isTyped;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const built = buildReport(draft);
    const lacks = lacksReason(draft) ? { "place.reason": "reason_missing" } : NO_ISSUES;
    const late = afterToday({ occurredFrom: draft.occurredFrom }, operation.today);
    setIssues({ ...(built.success ? NO_ISSUES : faultsOf(built.error, draft)), ...lacks, ...late });
    if (!built.success || lacksReason(draft) || late.occurredFrom || isStale) return;
    save.mutate(
      { form: built.data as DisplacedReportForm, stored, draft: { name: key, text: JSON.stringify(draft) } },
      {
        onSuccess: ({ ref, kept }) => {
          drop();
          const saved = t(stored ? "displacement.form.corrected" : "displacement.form.saved");
          notifications.show({ message: kept ? t("offline.kept.note") : saved });
          if (kept) onKept();
          else onSaved(ref);
        },
        onError: (error) => {
          setIssues(issuesOfError(error));
          if (faultOf(error).code === "conflict") reload?.();
        },
      },
    );
  };
  const discard = () => {
    drop();
    onLeave();
  };
  const putOnTop = (theirs: Draft) =>
    set({ ...mergeParts<Said>(PARTS, draft.began!.said, draft, theirs), began: theirs.began });
  const fields = { draft, set, issues, operation, areas: stored?.report.areas };
  return (
    <form className="told-form" onSubmit={submit} noValidate>
      <h1 {...start}>{t(stored ? "displacement.form.edit" : "displacement.form.title")}</h1>
      <p className="soft">{t("displacement.form.lead")}</p>
      {isStale && (
        <Versions
          {...{ stored, draft, operation }}
          onTakeTheirs={drop}
          onKeepMine={() => putOnTop(draftOf(stored))}
        />
      )}
      <IssueSummary issues={issues} labels={useLabels()} />
      <WhatFields {...fields} />
      <WhereFields {...fields} />
      <WhoFields {...fields} />
      <ToldFields {...fields} />
      <CheckedFields {...fields} />
      <SharingFields {...fields} />
      {save.isError && !isStale && faultOf(save.error).code !== "conflict" && (
        <>
          <ErrorNote error={save.error} />
          <KeepOffer error={save.error} operation={operation.code} />
        </>
      )}
      <div className="told-foot">
        <Button type="submit" loading={save.isPending} disabled={isStale}>
          {t(stored ? "displacement.form.save" : "displacement.form.submit")}
        </Button>
        <Button variant="subtle" color="gray" onClick={discard}>
          {t("displacement.form.discard")}
        </Button>
      </div>
    </form>
  );
}

/** A last day left empty is the first, so it cannot lack by itself. */
function faultsOf(error: z.ZodError, { occurredTo }: Draft): Issues {
  const { occurredTo: last, ...issues } = issuesOf(error);
  return last && occurredTo.trim() !== "" ? { ...issues, occurredTo: last } : issues;
}

const LABELLED = [
  ...(["violation", "people", "affected", "targeted", "datePrecision", "routeFrom", "routeTo"] as const),
  ...(["unit", "role", "method", "agency", "setting", "account", "sourceNote", "triangulation"] as const),
  ...(["urgency", "consent", "shareFrom", "route"] as const),
];

/** The label of each field, for the summary of faults. */
function useLabels(): Record<string, string> {
  const { t } = useWords();
  return {
    ...Object.fromEntries(LABELLED.map((name) => [name, t(`displacement.form.${name}`)])),
    ...{ occurredFrom: t("displacement.form.from"), occurredTo: t("displacement.form.to") },
    ...{ place: t("place.label"), actorIds: t("displacement.form.actors") },
    sensitivity: t("priorities.sensitivity"),
  };
}
