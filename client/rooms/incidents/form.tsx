/**
 * The short log: what, where, when, who told us, how many, and who will be able to see it, said before saving. Faults
 * stand at the field and in one summary with links; nothing typed is lost.
 */
import { Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import type { Facts } from "../../../shared/rooms/analysis.ts";
import { KeepOffer } from "../../access/device-offer.tsx";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { useKeptDraft, useKeptWhere } from "../../ui/draft.ts";
import { afterToday, type Issues, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { useStart } from "../../ui/form-parts.tsx";
import { remember, remembered } from "../../ui/remembered.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { dropUploads, isSaid, sendUploads, useUploads } from "../../uploads.ts";
import { useWords } from "../../words/index.tsx";
import { AbuseStop, useAbuseGate } from "./form-abuse.tsx";
import { LogFiles } from "./form-attach.tsx";
import { FormBody } from "./form-body.tsx";
import { buildForm } from "./form-build.ts";
import { emptyDraft } from "./form-draft.ts";
import { sendOnCtrlEnter } from "./form-keys.ts";
import type { FieldsProps } from "./form-props.ts";
import { LevelField, SourceMore, SourceType } from "./form-source.tsx";
import { useLogIncident } from "./queries.ts";
import "./form.css";
import "./incidents.css";

interface LogProps {
  operation: OperationInfo;
  facts: Facts;
  onSaved: (ref: string) => void;
  /** It could not be sent and waits on the device. */
  onKept: () => void;
  onLeave: () => void;
}

export function IncidentLog({ operation, facts, onSaved, onKept, onLeave }: LogProps) {
  const { t } = useWords();
  const name = `incident.${operation.code}.${operation.you.organisationId}`;
  const kept = remembered<"sourceType">(name).sourceType ?? "";
  const { draft, set, drop } = useKeptDraft(name, () => ({ ...emptyDraft(), sourceType: kept }));
  const [faults, setFaults] = useState<Issues>(NO_ISSUES);
  const start = useStart<HTMLHeadingElement>();
  const log = useLogIncident(operation.code);
  const where = useKeptWhere();
  const gate = useAbuseGate(draft);
  const uploads = useUploads(draft.id);
  const [strict, setStrict] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!gate.open) return;
    const built = buildForm(draft);
    const late = afterToday({ occurredFrom: draft.occurredFrom }, operation.today);
    // Chosen before the report became one that holds none.
    if (gate.asks) dropUploads(({ incident }) => incident === draft.id);
    const lacks = !gate.asks && !uploads.every(isSaid);
    setFaults({
      ...("faults" in built ? built.faults : NO_ISSUES),
      ...late,
      ...(lacks ? { files: "required" } : {}),
    });
    setStrict(true);
    if ("faults" in built || late.occurredFrom || lacks) return;
    log.mutate(
      { form: built.form, draft: { name, text: JSON.stringify(draft) } },
      {
        onSuccess: ({ ref, kept: isKept }) => {
          remember(name, { sourceType: draft.sourceType });
          drop();
          notifications.show({ message: t(isKept ? "offline.kept.note" : "incidents.form.saved") });
          if (isKept) return onKept();
          // They follow by themselves; the report's page shows how far they are.
          void sendUploads(ref);
          onSaved(ref);
        },
        onError: (error) => setFaults(issuesOfError(error)),
      },
    );
  };
  const discard = () => {
    dropUploads(({ incident }) => incident === draft.id);
    drop();
    setFaults(NO_ISSUES);
    onLeave();
  };
  const faultAt = (path: string) => issueText(t, faults[path]);
  const fields: FieldsProps = {
    ...{ draft, set, faultAt, facts, today: operation.today, operation: operation.code },
    sexual: gate.asks,
  };
  const more = (
    <>
      <SourceMore {...fields} />
      <LevelField {...fields} />
    </>
  );
  const organisation = operation.you.organisation;
  return (
    <div className="log">
      <form onSubmit={submit} onKeyDownCapture={sendOnCtrlEnter} noValidate>
        <h1 {...start}>{t("incidents.form.title")}</h1>
        <Text c="dimmed" size="sm">
          {t("incidents.form.lead", { where })}
        </Text>
        <FormBody
          {...{ fields, faults, gate, info: operation, whoMore: more }}
          who={<SourceType {...fields} kept={kept} />}
        />
        {gate.open && !gate.asks && <LogFiles info={operation} incident={draft.id} strict={strict} />}
        <Text size="xs" c="dimmed" mt="md">
          {t("incidents.form.other")}
        </Text>
        {log.isError &&
          (faultOf(log.error).code === "never_logged" ? (
            <AbuseStop channel={operation.reportingChannel} />
          ) : (
            <>
              <ErrorNote error={log.error} />
              <KeepOffer error={log.error} operation={operation.code} />
            </>
          ))}
        <div className="log-foot">
          <Button type="submit" loading={log.isPending} disabled={!gate.open}>
            {t("incidents.form.submit", { organisation })}
          </Button>
          <Button variant="subtle" color="gray" onClick={discard}>
            {t("incidents.form.discard")}
          </Button>
          <span className="log-keys">{t("log.keys")}</span>
        </div>
      </form>
    </div>
  );
}
