/** Where a unit stands from a day on: under whom, since when, as of which day, how sure. The former superior ends the day before. */
import { Button, Group, NativeSelect, Select, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import { CLAIM_PRECISIONS, CONFIDENCE } from "../../../shared/rooms/actors.ts";
import { claimForm } from "../../../shared/rooms/actors-attributes.ts";
import { subordinateForm } from "../../../shared/rooms/actors-events.ts";
import { HIERARCHY_KINDS } from "../../../shared/rooms/actors-structure.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import type { OperationInfo } from "../../session.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { DateField, IssueSummary, SensitivityField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import type { UnitNode } from "./figures-structure.ts";
import { type Grade, GradeFields, gradeOf, NO_GRADE, useGradeLabels } from "./form-grade.tsx";

/** Instead of a superior. */
export const NOBODY = "nobody";

interface MoveProps {
  operation: OperationInfo;
  unit: Pick<UnitNode, "ref" | "name">;
  /** Where it was let go, or nothing chosen yet. */
  under: string | null;
  /** Somebody stands above it on that day. Who has nobody to leave is claimed to answer to nobody. */
  hasSuperior: boolean;
  others: { ref: string; name: string }[];
  day: string;
  done: () => void;
}

/** What every dated event asks: the day as exactly as it is known, the day it stands for, how sure, for whom. */
export const toldOf = (day: string, today: string) => ({
  ...{ on: day, precision: "day", asOf: today, confidence: "", note: "" },
  sensitivity: null as Sensitivity | null,
});
export type Told = ReturnType<typeof toldOf>;

/** Sends one of these forms: what is refused stands at its field; what was written shows everywhere, then `done`. */
export function useTelling(operation: string, done: () => void) {
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const send = useMutation({
    mutationFn: async (send: () => Promise<unknown>) => send(),
    onSuccess: () => {
      refresh(operation);
      done();
    },
    onError: (error) => setIssues(issuesOfError(error)),
  });
  return { issues, setIssues, send };
}

export function MoveForm({ operation, unit, under, hasSuperior, others, day, done }: MoveProps) {
  const { t } = useWords();
  const [id] = useState(newId);
  const [parent, setParent] = useState<string | null>(under);
  const [kind, setKind] = useState<string>("part_of");
  const [told, setTold] = useState(toldOf(day, operation.today));
  const [grade, setGrade] = useState(NO_GRADE);
  const isAlone = parent === NOBODY && !hasSuperior;
  const { issues, setIssues, send: move } = useTelling(operation.code, done);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parse(operation.code, { id, actorId: unit.ref, parent, kind, told, grade, isAlone });
    setIssues("issues" in parsed ? parsed.issues : NO_ISSUES);
    if ("send" in parsed) move.mutate(parsed.send);
  };
  const labels = { ...useToldLabels(), ...useGradeLabels(), parentId: t("structure.move.under") };
  return (
    <form onSubmit={submit} noValidate className="structure-form">
      <Stack gap="sm">
        <Text size="sm">{t("structure.move.lead", { unit: unit.name })}</Text>
        <IssueSummary issues={issues} labels={labels} />
        <Select
          data-field="parentId"
          withAsterisk
          searchable
          limit={50}
          label={labels.parentId}
          placeholder={t("actors.form.actorPlaceholder")}
          data={[
            { value: NOBODY, label: t("structure.move.nobody") },
            ...others
              .filter(({ ref }) => ref !== unit.ref)
              .map(({ ref, name }) => ({ value: ref, label: name })),
          ]}
          filter={forgiving}
          value={parent}
          onChange={setParent}
          error={issueText(t, issues.parentId)}
        />
        {isAlone ? (
          <>
            <Text size="sm">{t("structure.move.alone", { unit: unit.name })}</Text>
            <GradeFields grade={grade} set={(part) => setGrade({ ...grade, ...part })} issues={issues} />
          </>
        ) : (
          <NativeSelect
            label={t("structure.move.kind")}
            description={t("structure.move.kindHelp")}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
            data={HIERARCHY_KINDS.map((code) => ({ value: code, label: t(`structure.kind.${code}`) }))}
          />
        )}
        <ToldFields
          operation={operation}
          told={told}
          set={(part) => setTold({ ...told, ...part })}
          issues={issues}
          isGraded={isAlone}
        />
        {move.isError && <ErrorNote error={move.error} />}
        <Group>
          <Button type="submit" loading={move.isPending}>
            {t("structure.move.submit")}
          </Button>
          <Button variant="subtle" color="gray" onClick={done}>
            {t("incidents.form.discard")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Moved {
  id: string;
  actorId: string;
  parent: string | null;
  kind: string;
  told: Told;
  grade: Grade;
  isAlone: boolean;
}

/** A move, or, of whoever has nobody to leave, the claim that there is nobody; by the server's own rules. */
function parse(
  operation: string,
  { id, actorId, parent, kind, told, grade, isAlone }: Moved,
): { issues: Issues } | { send: () => Promise<unknown> } {
  if (!isAlone) {
    const parentId = parent === NOBODY ? null : (parent ?? "");
    const form = subordinateForm.safeParse({ id, actorId, parentId, kind, ...told });
    if (!form.success) return { issues: issuesOf(form.error) };
    return { send: () => api.actors.subordinate.mutate({ operation, form: form.data }) };
  }
  const { on: from, precision: fromPrecision, asOf, sensitivity } = told;
  const value = { code: "yes" };
  const days = { from, fromPrecision, asOf };
  const form = claimForm.safeParse({
    ...{ id, actorId, attribute: "top_level", value, sensitivity },
    ...{ ...days, ...gradeOf(grade) },
  });
  if (!form.success) return { issues: issuesOf(form.error) };
  return { send: () => api.actors.addClaim.mutate({ operation, form: form.data }) };
}

export function useToldLabels() {
  const { t } = useWords();
  return {
    on: t("structure.told.on"),
    asOf: t("actors.form.asOf"),
    confidence: t("actors.form.confidence"),
    note: t("actors.form.note"),
    sensitivity: t("incidents.form.sensitivity"),
  };
}

interface ToldProps {
  operation: OperationInfo;
  told: Told;
  set: (part: Partial<Told>) => void;
  issues: Issues;
  /** A rename is graded instead. */
  isGraded?: boolean;
}

export function ToldFields({ operation, told, set, issues, isGraded = false }: ToldProps) {
  const { t } = useWords();
  const labels = useToldLabels();
  return (
    <>
      <div className="form-pair">
        <DateField
          data-field="on"
          withAsterisk
          label={labels.on}
          value={told.on}
          onDate={(on) => set({ on })}
          error={issueText(t, issues.on)}
        />
        <NativeSelect
          label={t("claims.form.precision")}
          value={told.precision}
          onChange={(event) => set({ precision: event.currentTarget.value })}
          data={CLAIM_PRECISIONS.map((code) => ({ value: code, label: t(`claims.precision.${code}`) }))}
        />
      </div>
      <DateField
        data-field="asOf"
        withAsterisk
        max={operation.today}
        label={labels.asOf}
        value={told.asOf}
        onDate={(asOf) => set({ asOf })}
        error={issueText(t, issues.asOf)}
      />
      {!isGraded && (
        <>
          <Select
            data-field="confidence"
            withAsterisk
            label={labels.confidence}
            placeholder={t("actors.form.controlPlaceholder")}
            data={CONFIDENCE.map((code) => ({ value: code, label: codeLabel(t, "confidence", code) }))}
            value={told.confidence || null}
            onChange={(confidence) => set({ confidence: confidence ?? "" })}
            error={issueText(t, issues.confidence)}
          />
          <Textarea
            autosize
            label={labels.note}
            description={t("actors.form.noteHelp")}
            value={told.note}
            onChange={(event) => set({ note: event.currentTarget.value })}
          />
        </>
      )}
      <SensitivityField
        value={told.sensitivity}
        onChange={(sensitivity) => set({ sensitivity })}
        error={issues.sensitivity}
        seen={<WhoSees operation={operation} kind="actor" sensitivity={told.sensitivity} />}
      />
    </>
  );
}
