/**
 * The short log: what, where, when, who told us, how many, and who will be able to see it, said before saving. Faults
 * stand at the field and in one summary with links; nothing typed is lost.
 */
import { Button, Radio, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Facts } from "../../../shared/rooms/analysis.ts";
import { SENSITIVITIES, type Sensitivity } from "../../../shared/rooms/records.ts";
import type { OperationInfo } from "../../session.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { type Issues, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { Icon } from "../../ui/icons.tsx";
import { SensitivityBars } from "../../ui/marks.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeDefinition } from "../../words/codes.ts";
import { hasWord, useWords } from "../../words/index.tsx";
import { buildForm, emptyDraft } from "./form-draft.ts";
import { WhatFields, WhenFields, WhereFields, WhoFields } from "./form-fields.tsx";
import { HarmFields, PartyFields } from "./form-lines.tsx";
import { type FieldsProps, fieldId } from "./form-props.ts";
import { useLogIncident } from "./queries.ts";
import "./incidents.css";

interface LogProps {
  operation: OperationInfo;
  facts: Facts;
  onSaved: (ref: string) => void;
  onLeave: () => void;
}

export function IncidentLog({ operation, facts, onSaved, onLeave }: LogProps) {
  const { t } = useWords();
  const { draft, set, drop } = useKeptDraft(
    `incident.${operation.code}.${operation.you.organisationId}`,
    emptyDraft,
  );
  const [faults, setFaults] = useState<Issues>(NO_ISSUES);
  const summary = useRef<HTMLDivElement>(null);
  const log = useLogIncident(operation.code);
  useEffect(() => {
    if (Object.keys(faults).length > 0) summary.current?.focus();
  }, [faults]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const built = buildForm(draft);
    setFaults("faults" in built ? built.faults : NO_ISSUES);
    if ("faults" in built) return;
    log.mutate(built.form, {
      onSuccess: ({ ref }) => {
        drop();
        notifications.show({ message: t("incidents.form.saved") });
        onSaved(ref);
      },
      onError: (error) => setFaults(issuesOfError(error)),
    });
  };
  const discard = () => {
    drop();
    setFaults(NO_ISSUES);
    onLeave();
  };
  const faultAt = (path: string) => issueText(t, faults[path]);
  const fields: FieldsProps = { draft, set, faultAt, facts, today: operation.today };
  const organisation = operation.you.organisation;
  return (
    <div className="log">
      <form onSubmit={submit} noValidate>
        <h1>{t("incidents.form.title")}</h1>
        <Text c="dimmed" size="sm">
          {t("incidents.form.lead")}
        </Text>
        <FaultSummary faults={faults} faultAt={faultAt} box={summary} />
        <Group title={t("incidents.form.what")}>
          <WhatFields {...fields} />
        </Group>
        <Group title={t("incidents.form.where")}>
          <WhereFields {...fields} />
        </Group>
        <Group title={t("incidents.form.when")}>
          <WhenFields {...fields} />
        </Group>
        <Group title={t("incidents.form.who")}>
          <WhoFields {...fields} />
        </Group>
        <Group title={t("incidents.form.harm")}>
          <HarmFields {...fields} />
        </Group>
        <Group title={t("incidents.form.parties")}>
          <PartyFields {...fields} />
        </Group>
        <SensitivityChoice {...fields} organisation={organisation} />
        {log.isError && <ErrorNote error={log.error} />}
        <div className="log-foot">
          <Button type="submit" loading={log.isPending}>
            {t("incidents.form.submit", { organisation })}
          </Button>
          <Button variant="subtle" color="gray" onClick={discard}>
            {t("incidents.form.discard")}
          </Button>
        </div>
        <Text size="xs" c="dimmed" mt="md">
          {t("incidents.form.other")}
        </Text>
      </form>
    </div>
  );
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset>
    <legend>{title}</legend>
    <Stack gap="sm">{children}</Stack>
  </fieldset>
);

interface SummaryProps {
  faults: Issues;
  faultAt: (path: string) => string | undefined;
  box: React.RefObject<HTMLDivElement | null>;
}

function FaultSummary({ faults, faultAt, box }: SummaryProps) {
  const { t } = useWords();
  const paths = Object.keys(faults);
  if (paths.length === 0) return null;
  const goTo = (path: string) => {
    const field = document.getElementById(fieldId(path));
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  };
  return (
    <div className="fault-summary" role="alert" tabIndex={-1} ref={box}>
      <strong>{t("errors.summary.title", { n: paths.length })}</strong> {t("errors.summary.kept")}
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <button type="button" className="plain-link" onClick={() => goTo(path)}>
              {nameOf(path, t)}
            </button>
            : {faultAt(path)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Words for a path: the label of its last named step. */
function nameOf(path: string, t: ReturnType<typeof useWords>["t"]): string {
  const names: Record<string, string> = {
    areaId: "area",
    occurredFrom: "from",
    occurredTo: "to",
    type: "sourceType",
    sources: "who",
    harms: "harm",
    harm: "harmKind",
    actorId: "party",
    role: "partyRole",
    place: "where",
    note: "sourceNote",
  };
  const step = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
  const key = `incidents.form.${names[step] ?? step}`;
  return hasWord(key) ? t(key) : step;
}

const ALWAYS_GUARDED = ["crsv", "child_recruitment_use"];

function SensitivityChoice({ draft, set, faultAt, organisation }: FieldsProps & { organisation: string }) {
  const { t } = useWords();
  const chosen = SENSITIVITIES.find((level) => level === draft.sensitivity);
  const seen = t(`incidents.form.seen.${chosen ?? "none"}`, { organisation });
  const guarded = ALWAYS_GUARDED.includes(draft.kind);
  return (
    <fieldset>
      <legend>{t("incidents.form.sensitivity")}</legend>
      <Radio.Group
        description={t("incidents.form.sensitivityHelp")}
        error={faultAt("sensitivity")}
        value={draft.sensitivity}
        onChange={(sensitivity) => set({ sensitivity })}
      >
        <div className="choices">
          {SENSITIVITIES.map((level: Sensitivity, index) => (
            <div key={level} className="choice">
              <Radio
                id={index === 0 ? fieldId("sensitivity") : undefined}
                value={level}
                size="xs"
                label={<SensitivityBars level={level} />}
                disabled={guarded && index < 2}
              />
              <Text size="xs" c="dimmed" mt={4}>
                {codeDefinition(t, "sensitivity", level)}
              </Text>
            </div>
          ))}
        </div>
      </Radio.Group>
      {guarded && (
        <Text size="sm" mt="xs">
          {t(draft.kind === "crsv" ? "incidents.form.crsvRaise" : "incidents.form.childRaise")}
        </Text>
      )}
      <div className="seen-by" role="status">
        <Icon name="eye" size={18} />
        <span>{seen}</span>
      </div>
    </fieldset>
  );
}
