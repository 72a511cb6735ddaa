/** The groups of a report's form in their order, with what needs attention above and who will see it below. */
import { Stack } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import type { OperationInfo } from "../../session.ts";
import type { Issues } from "../../ui/form-issues.ts";
import { hasWord, useWords } from "../../words/index.tsx";
import { type AbuseGate, AbuseQuestion, ReferralPathway } from "./form-abuse.tsx";
import { AlikeNotice } from "./form-alike.tsx";
import { alikeOf } from "./form-build.ts";
import { DamageFields, DisplacementFields, MarkFields } from "./form-damage.tsx";
import {
  HowFields,
  ModeSwitch,
  WhatFields,
  WhenFields,
  WhenMore,
  WhereFields,
  WhereMore,
} from "./form-fields.tsx";
import { HarmFields } from "./form-harm.tsx";
import { Part } from "./form-inputs.tsx";
import { PartyFields } from "./form-parties.tsx";
import { type FieldsProps, fieldId, isUnder } from "./form-props.ts";
import { SensitivityChoice } from "./form-sensitivity.tsx";

interface BodyProps {
  fields: FieldsProps;
  faults: Issues;
  info: OperationInfo;
  /** Sexual violence is asked about first; until it is answered the form goes no further. */
  gate: AbuseGate;
  /** Who told us; in an edit the sources that are there. */
  who: ReactNode;
  /** More about who told us. */
  whoMore: ReactNode;
}

export function FormBody({ fields, faults, gate, info, who, whoMore }: BodyProps) {
  const { t } = useWords();
  const signal = fields.draft.mode === "signal";
  return (
    <>
      <FaultSummary faults={faults} faultAt={fields.faultAt} />
      <Group title={t("incidents.form.what")}>
        <ModeSwitch {...fields} />
        <ReferralPathway gate={gate} pathway={info.referralPathway} />
        <WhatFields {...fields} />
        <AbuseQuestion gate={gate} channel={info.reportingChannel} />
      </Group>
      {gate.open && (
        <>
          <Group title={t("incidents.form.where")}>
            <WhereFields {...fields} info={info} />
          </Group>
          <Group title={t("incidents.form.when")}>
            <WhenFields {...fields} />
          </Group>
          {!fields.sexual && <AlikeNotice operation={info.code} report={alikeOf(fields.draft)} />}
          <Group title={t("incidents.form.who")}>{who}</Group>
          {!signal && (
            <Group title={t("incidents.form.harm")}>
              <HarmFields {...fields} />
            </Group>
          )}
          <SensitivityChoice {...fields} info={info} />
          <More fields={fields} info={info} paths={Object.keys(faults)} whoMore={whoMore} />
        </>
      )}
    </>
  );
}

interface MoreProps {
  fields: FieldsProps;
  info: OperationInfo;
  /** Fields that need attention. */
  paths: string[];
  whoMore: ReactNode;
}

/** What can wait: each part opens by itself where it holds something or needs attention. */
export function More({ fields, info, paths, whoMore }: MoreProps) {
  const { t } = useWords();
  const { draft } = fields;
  const has = (...texts: string[]) => texts.some((text) => text !== "");
  const count = (n: number) => (n > 0 ? t("log.part.count", { n }) : undefined);
  const signal = draft.mode === "signal";
  const { placeReason, occurredTo, datePrecision } = draft;
  return (
    <div className="log-more">
      <h2 className="log-more-title">{t("log.more")}</h2>
      <p className="figure-scope">{t("log.moreHelp")}</p>
      <Part
        title={t("log.part.where")}
        open={has(placeReason)}
        fault={isUnder(paths, "place") && draft.precision !== ""}
      >
        <WhereMore {...fields} info={info} />
      </Part>
      <Part
        title={t("log.part.when")}
        open={has(occurredTo, datePrecision)}
        fault={isUnder(paths, "occurredTo", "datePrecision")}
      >
        <WhenMore {...fields} />
      </Part>
      {!signal && (
        <Part
          title={t("log.part.how")}
          open={has(draft.description, draft.tactic, draft.weapon, draft.nexus)}
          fault={isUnder(paths, "description", "tactic", "weapon", "nexus")}
        >
          <HowFields {...fields} />
        </Part>
      )}
      <Part
        title={t("incidents.form.parties")}
        said={count(draft.parties.length)}
        open={draft.parties.length > 0}
        fault={isUnder(paths, "parties")}
      >
        <PartyFields {...fields} />
      </Part>
      {!signal && <HarmParts fields={fields} paths={paths} count={count} />}
      <Part title={t("log.part.source")} open={false} fault={isUnder(paths, "sources", "verification")}>
        {whoMore}
      </Part>
    </div>
  );
}

function HarmParts({
  fields,
  paths,
  count,
}: Omit<MoreProps, "whoMore" | "info"> & { count: (n: number) => string | undefined }) {
  const { t } = useWords();
  const { displacement, damage, mrm } = fields.draft;
  return (
    <>
      <Part
        title={t("log.part.displacement")}
        said={count(displacement.length)}
        open={displacement.length > 0}
        fault={isUnder(paths, "displacement")}
      >
        <DisplacementFields {...fields} />
      </Part>
      <Part
        title={t("log.part.damage")}
        said={count(damage.length)}
        open={damage.length > 0}
        fault={isUnder(paths, "damage")}
      >
        <DamageFields {...fields} />
      </Part>
      <Part
        title={t("log.part.mrm")}
        said={count(mrm.length)}
        open={mrm.length > 0}
        fault={isUnder(paths, "mrm")}
      >
        <MarkFields {...fields} />
      </Part>
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
export function FaultSummary({ faults, faultAt }: { faults: Issues; faultAt: FieldsProps["faultAt"] }) {
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
  ...[
    "kind",
    "place.precision",
    "occurredFrom",
    "sources.0.type",
    "harms",
    "sensitivity",
    "place",
    "occurredTo",
  ],
  ...[
    "datePrecision",
    "description",
    "tactic",
    "weapon",
    "nexus",
    "parties",
    "displacement",
    "damage",
    "mrm",
  ],
  ...["sources", "verification", "files"],
];

/** Position of a field's group in the form; what is not known stands last. */
function orderOf(path: string): number {
  const at = ORDER.findIndex((group) => path.startsWith(group));
  return at === -1 ? ORDER.length : at;
}

/** Words for a path: the label of its last named step. */
function nameOf(path: string, t: ReturnType<typeof useWords>["t"]): string {
  const names: Record<string, string> = {
    areaId: "where",
    lon: "where",
    lat: "where",
    occurredFrom: "from",
    occurredTo: "to",
    type: "sourceType",
    sources: "who",
    harms: "harm",
    harm: "harmKind",
    actorId: "party",
    role: "partyRole",
    place: "where",
    precision: "where",
    reason: "placeReason",
    note: "sourceNote",
  };
  const steps = path.split(".");
  const step = steps.findLast((part) => !/^\d+$/.test(part)) ?? path;
  const keys = [`log.field.${steps[0]}.${step}`, `incidents.form.${names[step] ?? step}`, `log.${step}`];
  const key = keys.find(hasWord);
  return key && hasWord(key) ? t(key) : step;
}
