/**
 * One report of what came in: the original at the start, beside it the fields with what the words propose and why. Few
 * fields; all others stand below. Accepting logs it and opens the next.
 */
import { Button, Select } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { type FormEvent, type ReactNode, useMemo, useState } from "react";
import type { Facts } from "../../../shared/rooms/analysis.ts";
import { EVENT_KINDS, type IncidentForm, SIGNAL_KINDS } from "../../../shared/rooms/incidents.ts";
import type { IntakeItem } from "../../../shared/rooms/intake.ts";
import type { Proposals } from "../../../shared/rooms/intake-propose.ts";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { type Issues, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { DateField, useStart } from "../../ui/form-parts.tsx";
import { remember, remembered } from "../../ui/remembered.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { AbuseQuestion, AbuseStop, ReferralPathway, useAbuseGate } from "../incidents/form-abuse.tsx";
import { AlikeNotice } from "../incidents/form-alike.tsx";
import { FaultSummary, More } from "../incidents/form-body.tsx";
import { alikeOf, buildForm } from "../incidents/form-build.ts";
import { type Draft, emptyHarm } from "../incidents/form-draft.ts";
import { WhereFields } from "../incidents/form-fields.tsx";
import { HarmFields } from "../incidents/form-harm.tsx";
import { Add, useChoices, useField } from "../incidents/form-inputs.tsx";
import { sendOnCtrlEnter } from "../incidents/form-keys.ts";
import type { FieldsProps } from "../incidents/form-props.ts";
import { SensitivityChoice } from "../incidents/form-sensitivity.tsx";
import { LevelField, SourceMore, SourceType } from "../incidents/form-source.tsx";
import { NamedActors } from "./form-actors.tsx";
import { kindValue } from "./form-proposed.ts";
import { WhyDate, WhyHarm, WhyKind, WhyPlace, type WhyProps } from "./form-why.tsx";
import { ReportWords } from "./form-words.tsx";
import { useAccept, useSetAside } from "./queries.ts";

interface ReportProps {
  operation: OperationInfo;
  facts: Facts;
  item: IntakeItem;
  read: Proposals;
  start: Draft;
  /** Others wait after this one. */
  hasNext: boolean;
  onDone: (what: "accepted" | "setAside") => void;
}

type Kept = "sourceType" | "sensitivity";
const memoryOf = (operation: OperationInfo, { batch }: IntakeItem) => `intake.${operation.code}.${batch}`;

/** What the report before of the same paste said; shown as such, and only where the item itself says nothing. */
function withKept(start: Draft, kept: Partial<Record<Kept, string>>): Draft {
  return {
    ...start,
    sourceType: start.sourceType || (kept.sourceType ?? ""),
    sensitivity: start.sensitivity || (kept.sensitivity ?? ""),
  };
}

export function IntakeReport({ operation, facts, item, read, start, hasNext, onDone }: ReportProps) {
  const { t } = useWords();
  const memory = memoryOf(operation, item);
  const kept = useMemo(() => remembered<Kept>(memory), [memory]);
  const { draft, set, drop } = useKeptDraft(`intake.${item.ref}`, () => withKept(start, kept));
  const [faults, setFaults] = useState<Issues>(NO_ISSUES);
  const accept = useAccept(operation.code);
  const aside = useSetAside(operation.code);
  const gate = useAbuseGate(draft);
  const { ref, version } = item;
  const done = (what: "accepted" | "setAside") => {
    drop();
    onDone(what);
  };
  const setAside = () =>
    !aside.isPending && aside.mutate({ ref, version }, { onSuccess: () => done("setAside") });
  useHotkeys([["x", setAside]]);
  const send = (form: IncidentForm) =>
    accept.mutate(
      { ref, version, form },
      {
        onSuccess: () => {
          remember(memory, { sourceType: draft.sourceType, sensitivity: draft.sensitivity });
          done("accepted");
        },
        onError: (error) => setFaults(issuesOfError(error)),
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!gate.open || accept.isPending) return;
    const built = buildForm(draft);
    setFaults("faults" in built ? built.faults : NO_ISSUES);
    if ("form" in built) send(built.form);
  };
  const faultAt = (path: string) => issueText(t, faults[path]);
  const fields: FieldsProps = {
    ...{ draft, set, faultAt, facts, today: operation.today, operation: operation.code },
    sexual: gate.asks,
  };
  const error = accept.error ?? aside.error;
  return (
    <form className="intake-form" onSubmit={submit} onKeyDownCapture={sendOnCtrlEnter} noValidate>
      <FaultSummary faults={faults} faultAt={faultAt} />
      <ReferralPathway gate={gate} pathway={operation.referralPathway} />
      <ShortFields {...{ fields, operation, kept }} why={{ item, read, draft, set }} />
      <AbuseQuestion gate={gate} channel={operation.reportingChannel} />
      <More
        fields={fields}
        info={operation}
        paths={Object.keys(faults)}
        whoMore={
          <>
            <SourceMore {...fields} />
            <LevelField {...fields} />
          </>
        }
      />
      {error &&
        (faultOf(error).code === "never_logged" ? (
          <AbuseStop channel={operation.reportingChannel} />
        ) : (
          <ErrorNote error={error} />
        ))}
      <div className="log-foot">
        <Button type="submit" loading={accept.isPending} disabled={!gate.open}>
          {t(hasNext ? "intake.accept" : "intake.accept.last")}
        </Button>
        <Button variant="default" loading={aside.isPending} onClick={setAside}>
          {t("intake.aside")}
        </Button>
        <span className="log-keys">{t("intake.keys")}</span>
      </div>
    </form>
  );
}

interface ShortProps {
  fields: FieldsProps;
  operation: OperationInfo;
  kept: Partial<Record<Kept, string>>;
  why: WhyProps;
}

/** What every report says: what, where, when, how many, who told us, how sensitive; and its words. */
function ShortFields({ fields, operation, kept, why }: ShortProps) {
  const { t } = useWords();
  const { draft, set } = fields;
  const { day } = useField(fields);
  const head = useStart<HTMLHeadingElement>();
  const isKept = (name: Kept) => draft[name] !== "" && draft[name] === kept[name];
  return (
    <>
      <h2 {...head}>{t("intake.fields")}</h2>
      <Field>
        <KindField {...fields} />
        <WhyKind {...why} />
      </Field>
      <Field>
        {draft.precision !== "" && <span className="intake-label">{t("intake.where")}</span>}
        <WhereFields {...fields} info={operation} />
        <WhyPlace {...why} />
      </Field>
      <Field>
        <DateField {...day("occurredFrom")} required max={operation.today} label={t("intake.when")} />
        {draft.occurredTo !== "" && (
          <DateField {...day("occurredTo")} max={operation.today} label={t("intake.when.last")} />
        )}
        <WhyDate {...why} />
      </Field>
      {draft.mode === "harm" && (
        <Field>
          <span className="intake-label">{t("intake.harm")}</span>
          {draft.harms.length > 0 ? (
            <HarmFields {...fields} />
          ) : (
            <Add label={t("intake.harm.add")} onClick={() => set({ harms: [emptyHarm("killed")] })} />
          )}
          <WhyHarm {...why} />
        </Field>
      )}
      <Field>
        <SourceType {...fields} kept={kept.sourceType} />
      </Field>
      <Field>
        <SensitivityChoice {...fields} info={operation} />
        {isKept("sensitivity") && <p className="intake-why">{t("intake.sensitivity.kept")}</p>}
      </Field>
      <AlikeNotice operation={operation.code} report={fields.sexual ? null : alikeOf(draft)} />
      <NamedActors {...why} />
      <ReportWords {...why} faultAt={fields.faultAt} sexual={fields.sexual} />
    </>
  );
}

const Field = ({ children }: { children: ReactNode }) => <div className="intake-field">{children}</div>;

/** Harm and signals in one list; which of them it is follows from the choice. */
function KindField(props: FieldsProps) {
  const { t } = useWords();
  const { choice } = useField(props);
  const events = useChoices("incidentKind", EVENT_KINDS);
  const signals = useChoices("incidentKind", SIGNAL_KINDS);
  return (
    <Select
      {...choice("kind")}
      required
      label={t("intake.kind")}
      placeholder={t("incidents.form.kindPlaceholder")}
      data={[
        { group: t("log.mode.harm"), items: events },
        { group: t("log.mode.signal"), items: signals },
      ]}
      onChange={(kind) => props.set(kindValue(kind ?? ""))}
    />
  );
}
