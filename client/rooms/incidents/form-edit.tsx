/**
 * Changing a stored report: the form of the log, filled from what is stored. What is typed is kept with the version it
 * began from, so that somebody else's change in between is seen and neither is lost.
 */
import { Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useEffect, useState } from "react";
import type { Facts } from "../../../shared/rooms/analysis.ts";
import { LOGGING_LEVELS } from "../../../shared/rooms/incidents.ts";
import { SENSITIVITIES } from "../../../shared/rooms/records.ts";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { useKeptDraft, useKeptWhere } from "../../ui/draft.ts";
import { isUntouched } from "../../ui/draft-parts.ts";
import { type Issues, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { useStart } from "../../ui/form-parts.tsx";
import { VerificationMark } from "../../ui/marks.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { SourceList } from "./detail-knowledge.tsx";
import { MergedMeanwhile } from "./detail-merged.tsx";
import { AbuseStop, useAbuseGate } from "./form-abuse.tsx";
import { FormBody } from "./form-body.tsx";
import { buildEdit } from "./form-build.ts";
import { type Draft, hasSource, NO_SOURCE } from "./form-draft.ts";
import { sendOnCtrlEnter } from "./form-keys.ts";
import type { FieldsProps } from "./form-props.ts";
import { LevelField, SourceMore, SourceType } from "./form-source.tsx";
import { draftOf, merged } from "./form-stored.ts";
import { Versions } from "./form-versions.tsx";
import { type IncidentSeen, useEditIncident } from "./queries.ts";
import "./form.css";
import "./incidents.css";

interface EditProps {
  operation: OperationInfo;
  facts: Facts;
  seen: IncidentSeen;
  /** The report into which this one was merged while it was being written on. */
  mergedInto?: string | undefined;
  /** Asks for the stored report again. */
  reload: () => void;
  onDone: () => void;
}

/** What is kept: the report when the editing began, with its version, and as it stands in the fields. */
interface EditDraft {
  version: number;
  base: Draft;
  mine: Draft;
}

const startOf = (seen: IncidentSeen): EditDraft => {
  const stored = draftOf(seen);
  return { version: seen.version, base: stored, mine: stored };
};

/** The kept draft of one report; without anything typed it follows what is stored. */
function useEditDraft(operation: OperationInfo, seen: IncidentSeen) {
  const key = `incident.${operation.code}.${operation.you.organisationId}.${seen.ref}`;
  const { draft, set, drop } = useKeptDraft<EditDraft>(key, () => startOf(seen));
  const { version, base, mine } = draft;
  const stale = version !== seen.version;
  const untouched = isUntouched(base, mine);
  useEffect(() => {
    if (stale && untouched) drop();
  });
  return {
    ...draft,
    name: key,
    stale: stale && !untouched,
    change: (part: Partial<Draft>) => set({ mine: { ...mine, ...part } }),
    putOnTop: () => {
      const theirs = draftOf(seen);
      set({ version: seen.version, base: theirs, mine: merged(base, mine, theirs) });
    },
    drop,
  };
}

export function IncidentEditor({ operation, facts, seen, mergedInto, reload, onDone }: EditProps) {
  const { t } = useWords();
  const { name, version, base, mine, stale, change, putOnTop, drop } = useEditDraft(operation, seen);
  const [faults, setFaults] = useState<Issues>(NO_ISSUES);
  const start = useStart<HTMLHeadingElement>();
  const edit = useEditIncident(operation.code);
  const where = useKeptWhere();
  const gate = useAbuseGate(mine);
  const into = mergedInto ?? (edit.isError ? faultOf(edit.error).mergedInto : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!gate.open) return;
    const built = buildEdit(mine);
    setFaults("faults" in built ? built.faults : NO_ISSUES);
    if ("faults" in built || stale || into) return;
    edit.mutate(
      { version, seen, form: built.form, draft: { name, text: JSON.stringify({ version, base, mine }) } },
      {
        onSuccess: ({ kept }) => {
          drop();
          notifications.show({ message: t(kept ? "offline.kept.note" : "incidents.edit.saved") });
          onDone();
        },
        onError: (error) => {
          setFaults(issuesOfError(error));
          if (faultOf(error).code === "conflict") reload();
        },
      },
    );
  };
  const discard = () => {
    drop();
    onDone();
  };
  const fields: FieldsProps = {
    draft: mine,
    set: change,
    faultAt: (path) => issueText(t, faults[path]),
    facts,
    today: operation.today,
    ...{ areas: seen.areas, parties: seen.parties, operation: operation.code, sexual: gate.asks },
    least:
      operation.you.role === "coordinator"
        ? undefined
        : SENSITIVITIES.find((level) => level === seen.sensitivity),
  };
  const organisation = operation.you.organisation;
  const failed = edit.isError && faultOf(edit.error).code !== "conflict" && !into;
  const rest = { seen, base, mine, facts, timeZone: operation.timeZone };
  return (
    <div className="log">
      <form onSubmit={submit} onKeyDownCapture={sendOnCtrlEnter} noValidate>
        <h1 {...start}>{t("incidents.edit.title")}</h1>
        <Text c="dimmed" size="sm">
          {t("incidents.edit.lead", { where })}
        </Text>
        {into && <MergedMeanwhile into={into} code={operation.code} />}
        {stale && !into && <Versions {...rest} onTakeTheirs={drop} onKeepMine={putOnTop} />}
        <FormBody
          {...{ fields, faults, gate, info: operation }}
          who={<Sources seen={seen} />}
          whoMore={
            <>
              <AddSource fields={fields} />
              <Level seen={seen} fields={fields} />
            </>
          }
        />
        {failed &&
          (faultOf(edit.error).code === "never_logged" ? (
            <AbuseStop channel={operation.reportingChannel} />
          ) : (
            <ErrorNote error={edit.error} />
          ))}
        <div className="log-foot">
          <Button type="submit" loading={edit.isPending} disabled={stale || Boolean(into) || !gate.open}>
            {t("incidents.edit.submit", { organisation })}
          </Button>
          <Button variant="subtle" color="gray" onClick={discard}>
            {t("incidents.edit.discard")}
          </Button>
        </div>
      </form>
    </div>
  );
}

interface PartProps {
  seen: IncidentSeen;
  fields: FieldsProps;
}

/** The sources this reader sees, unchanged. */
function Sources({ seen }: Pick<PartProps, "seen">) {
  const { t } = useWords();
  return (
    <div>
      <SourceList seen={seen} empty="incidents.edit.noSourceSeen" />
      <Text size="xs" c="dimmed">
        {t("incidents.edit.sourcesStay")}
      </Text>
    </div>
  );
}

/** One more source on request. */
function AddSource({ fields }: Pick<PartProps, "fields">) {
  const { t } = useWords();
  const [open, setOpen] = useState(hasSource(fields.draft));
  const isOpen = open || hasSource(fields.draft);
  const toggle = () => {
    if (isOpen) fields.set(NO_SOURCE);
    setOpen(!isOpen);
  };
  return (
    <>
      {isOpen && <SourceType {...fields} />}
      {isOpen && <SourceMore {...fields} />}
      <Button variant="subtle" size="compact-sm" onClick={toggle} style={{ alignSelf: "start" }}>
        {t(isOpen ? "incidents.edit.dropSource" : "incidents.edit.addSource")}
      </Button>
    </>
  );
}

/** Writers move between the levels of logging; what a reviewer gave only stands there. */
function Level({ seen, fields }: PartProps) {
  const { t } = useWords();
  if (LOGGING_LEVELS.some((level) => level === seen.verification)) return <LevelField {...fields} />;
  return (
    <div>
      <VerificationMark level={seen.verification} />
      <Text size="xs" c="dimmed">
        {t("incidents.edit.levelStays")}
      </Text>
    </div>
  );
}
