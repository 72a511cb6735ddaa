/** The groups of a report's form in their order, with what needs attention above and who will see it below. */
import { Radio, Stack, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { SENSITIVITIES, type Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import type { OperationInfo } from "../../session.ts";
import type { Issues } from "../../ui/form-issues.ts";
import { Icon } from "../../ui/icons.tsx";
import { SensitivityBars } from "../../ui/marks.tsx";
import { codeDefinition } from "../../words/codes.ts";
import { hasWord, useWords } from "../../words/index.tsx";
import { type AbuseGate, AbuseQuestion } from "./form-abuse.tsx";
import { WhatFields, WhenFields, WhereFields } from "./form-fields.tsx";
import { HarmFields, PartyFields } from "./form-lines.tsx";
import { type FieldsProps, fieldId } from "./form-props.ts";

interface BodyProps {
  fields: FieldsProps;
  faults: Issues;
  operation: OperationInfo;
  /** Sexual violence is asked about first; until it is answered the form goes no further. */
  gate: AbuseGate;
  /** The fields of who told us. */
  children: ReactNode;
}

export function FormBody({ fields, faults, gate, operation, children }: BodyProps) {
  const { t } = useWords();
  return (
    <>
      <FaultSummary faults={faults} faultAt={fields.faultAt} />
      <Group title={t("incidents.form.what")}>
        <WhatFields {...fields} />
        <AbuseQuestion gate={gate} channel={operation.reportingChannel} />
      </Group>
      {gate.open && (
        <>
          <Group title={t("incidents.form.where")}>
            <WhereFields {...fields} />
          </Group>
          <Group title={t("incidents.form.when")}>
            <WhenFields {...fields} />
          </Group>
          <Group title={t("incidents.form.who")}>{children}</Group>
          <Group title={t("incidents.form.harm")}>
            <HarmFields {...fields} />
          </Group>
          <Group title={t("incidents.form.parties")}>
            <PartyFields {...fields} />
          </Group>
          <SensitivityChoice {...fields} operation={operation} sexual={gate.asks} />
        </>
      )}
    </>
  );
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset>
    <legend>{title}</legend>
    <Stack gap="sm">{children}</Stack>
  </fieldset>
);

/** What needs attention, with a way to each field; the focus moves here. */
function FaultSummary({ faults, faultAt }: { faults: Issues; faultAt: FieldsProps["faultAt"] }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (Object.keys(faults).length > 0) box.current?.focus();
  }, [faults]);
  const paths = Object.keys(faults).sort((one, other) => orderOf(one) - orderOf(other));
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

/** Groups in the order the form asks them; faults are listed as they are met on the way down. */
const ORDER = [
  ...["kind", "tactic", "description", "place", "occurred", "date"],
  ...["sources", "verification", "harms", "parties", "sensitivity"],
];

/** Position of a field's group in the form; what is not known stands last. */
function orderOf(path: string): number {
  const at = ORDER.findIndex((group) => path.startsWith(group));
  return at === -1 ? ORDER.length : at;
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

function SensitivityChoice({
  draft,
  set,
  faultAt,
  least,
  operation,
  sexual,
}: FieldsProps & { operation: OperationInfo; sexual: boolean }) {
  const { t } = useWords();
  const chosen = SENSITIVITIES.find((level) => level === draft.sensitivity);
  const guarded = ALWAYS_GUARDED.includes(draft.kind);
  const from = Math.max(
    guarded ? SENSITIVITIES.indexOf("high") : 0,
    least ? SENSITIVITIES.indexOf(least) : 0,
  );
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
                disabled={index < from}
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
      {least && least !== "low" && (
        <Text size="sm" mt="xs">
          {t("errors.issue.not_allowed_to_lower")}
        </Text>
      )}
      <div className="seen-by">
        <Icon name="eye" size={18} />
        {sexual ? (
          <span>{t("releases.abuse.seen", { organisation: operation.you.organisation })}</span>
        ) : (
          <WhoSees operation={operation} kind="incident" sensitivity={chosen ?? null} />
        )}
      </div>
    </fieldset>
  );
}
