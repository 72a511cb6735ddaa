/** The form of an engagement, a field mission or a brief, new or corrected, out of its list of fields. */
import { MultiSelect, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { newId } from "../../../shared/ids.ts";
import {
  type EngagementForm,
  type EngagementTopic,
  engagementForm,
  parallelTo,
} from "../../../shared/rooms/actors-engagement.ts";
import {
  ACCESS_GRADES,
  ACCESS_TYPES,
  briefForm,
  missionForm,
} from "../../../shared/rooms/actors-missions.ts";
import { mitigationForm } from "../../../shared/rooms/actors-mitigations.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { api } from "../../api.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { type Issues, issueText } from "../../ui/form-issues.ts";
import { DateField, SensitivityField } from "../../ui/form-parts.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { hasWord, useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";
import { FormShell, useSend } from "./form.tsx";
import {
  type Begun,
  draftOf,
  type EntryDraft,
  type EntryKind,
  entryOf,
  FIELDS,
  type Field,
} from "./form-entry-fields.ts";
import { ActorPick, AreaPick, CodePick } from "./form-fields.tsx";
import type { RoomProps } from "./page.tsx";
import { useActors } from "./queries.ts";
import { useBriefs, useEngagements, useMissions, useMitigations } from "./queries-engagement.ts";

const SCHEMAS = {
  ...{ engagement: engagementForm, mission: missionForm, brief: briefForm },
  mitigation: mitigationForm,
} as const;

/** Sends a checked form: a new record, or a correction of the version that was open. */
function send(kind: EntryKind, operation: string, version: number | null, form: never) {
  const { actors } = api;
  const calls = {
    engagement: [actors.logEngagement, actors.editEngagement],
    mission: [actors.logMission, actors.editMission],
    brief: [actors.logBrief, actors.editBrief],
    mitigation: [actors.logMitigation, actors.editMitigation],
  } as const;
  const [log, edit] = calls[kind];
  return version === null ? log.mutate({ operation, form }) : edit.mutate({ operation, version, form });
}

interface EntryProps extends RoomProps {
  kind: EntryKind;
  begun?: Begun | undefined;
  stored?: (Parameters<typeof draftOf>[2] & { version: number | null }) | undefined;
}

export function EntryForm({ kind, stored: newest, begun = {}, ...props }: EntryProps) {
  const { t } = useWords();
  const { code, today } = props.operation;
  // As it was when the form opened: what somebody else saves meanwhile is a conflict, and nothing typed is lost.
  const [stored] = useState(newest);
  const key = `${kind}.${code}.${stored?.ref ?? `new.${begun.briefId ?? begun.actorId ?? ""}`}.${stored?.version ?? 1}`;
  const { draft, set, drop } = useKeptDraft<EntryDraft>(key, () => draftOf(kind, newId(), stored, begun));
  const { issues, submit, sending } = useSend({
    ...{ operation: code, kind, schema: SCHEMAS[kind] as never, drop, today },
    send: (form: never) => send(kind, code, stored?.version ?? null, form),
    opens: () => (kind === "mitigation" ? (draft.values.actorId as string) : null),
  });
  const labels = {
    ...Object.fromEntries(FIELDS[kind].map(({ name }) => [name, t(`engagement.${kind}.${name}` as never)])),
    sensitivity: t("incidents.form.sensitivity"),
  };
  return (
    <FormShell
      {...props}
      {...{ kind, issues, labels, sending }}
      back={null}
      onSubmit={() => submit(entryOf(kind, draft))}
      onDiscard={drop}
    >
      {FIELDS[kind]
        .filter(({ as }) => as !== "kept")
        .map((field) => (
          <EntryField
            key={field.name}
            {...{ kind, field, draft, issues, operation: props.operation }}
            label={labels[field.name as keyof typeof labels]}
            fixed={field.as === "actor" && (stored !== undefined || Boolean(draft.values.briefId))}
            set={(value) => set({ values: { ...draft.values, [field.name]: value } })}
          />
        ))}
      {kind === "engagement" && <Parallel operation={props.operation} draft={draft} />}
      <SensitivityField
        value={draft.sensitivity}
        onChange={(sensitivity) => set({ sensitivity })}
        error={issues.sensitivity}
        seen={<WhoSees operation={props.operation} kind="contact" sensitivity={draft.sensitivity} />}
      />
    </FormShell>
  );
}

interface FieldProps {
  kind: EntryKind;
  field: Field;
  draft: EntryDraft;
  issues: Issues;
  operation: RoomProps["operation"];
  label: string;
  /** May not be changed any more. */
  fixed: boolean;
  set: (value: EntryDraft["values"][string]) => void;
}

function EntryField({ kind, field, draft, issues, operation, label, fixed, set }: FieldProps) {
  const { t } = useWords();
  const actors = useActors(operation.code).data ?? [];
  const { name, as } = field;
  const value = draft.values[name]!;
  const helpKey = `engagement.${kind}.${name}Help`;
  const description = hasWord(helpKey) ? t(helpKey) : undefined;
  const text = value as string;
  const common = {
    ...{ label, description, withAsterisk: field.must ?? false, error: issueText(t, issues[name]) },
    "data-field": name,
  };
  const pick = { field: name, label, value: text, onChange: set, issues };
  if (as === "actor")
    return <ActorPick {...pick} actors={fixed ? actors.filter(({ ref }) => ref === text) : actors} />;
  if (as === "area")
    return <AreaPick {...pick} operation={operation.code} description={description ?? ""} optional />;
  if (as === "areas")
    return <AreasPick {...common} value={value as string[]} set={set} code={operation.code} />;
  if (as === "code")
    return (
      <CodePick
        {...pick}
        {...{ list: field.list, codes: field.codes, description, optional: !field.must }}
        placeholder={t("actors.form.controlPlaceholder")}
      />
    );
  if (as === "date")
    return (
      <DateField {...common} value={text} onDate={set} {...(field.past ? { max: operation.today } : {})} />
    );
  if (as === "yes")
    return (
      <Switch
        {...{ label, description }}
        checked={value as boolean}
        onChange={(event) => set(event.currentTarget.checked)}
        data-field={name}
      />
    );
  if (as === "access")
    return <AccessFields label={label} value={value as Record<string, string>} set={set} />;
  const typed = {
    ...common,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
  };
  return as === "line" ? <TextInput {...typed} /> : <Textarea {...typed} autosize minRows={2} />;
}

interface AreasProps {
  label: string;
  value: string[];
  set: (value: string[]) => void;
  code: string;
}

function AreasPick({ value, set, code, ...common }: AreasProps) {
  const { t } = useWords();
  const areas = useAreas(code).data ?? [];
  const data = areas.map(({ ref, name, level }) => ({
    value: ref,
    label: `${name} · ${codeLabel(t, "areaLevel", String(level))}`,
  }));
  return (
    <MultiSelect
      {...common}
      searchable
      limit={50}
      placeholder={t("actors.form.areaPlaceholder")}
      nothingFoundMessage={t("incidents.filter.nothing")}
      {...{ data, value, filter: forgiving }}
      onChange={set}
    />
  );
}

/** Each type of constraint by itself; one that is left open was not assessed. */
function AccessFields({
  label,
  value,
  set,
}: {
  label: string;
  value: Record<string, string>;
  set: (value: Record<string, string>) => void;
}) {
  const { t } = useWords();
  const data = [
    { value: "", label: t("engagement.access.open") },
    ...ACCESS_GRADES.map((grade) => ({
      value: String(grade),
      label: codeLabel(t, "accessGrade", String(grade)),
    })),
  ];
  return (
    <fieldset className="entry-access">
      <legend>{label}</legend>
      {ACCESS_TYPES.map((type) => (
        <NativeSelect
          key={type}
          size="xs"
          label={codeLabel(t, "accessType", type)}
          data={data}
          value={value[type] ?? ""}
          onChange={(event) => set({ ...value, [type]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
}

/** Said before saving: who else spoke with them about this, lately. */
function Parallel({
  operation,
  draft: { id, values },
}: {
  operation: RoomProps["operation"];
  draft: EntryDraft;
}) {
  const { t, tag } = useWords();
  const all = useEngagements(operation.code).data ?? [];
  const { actorId, topic, heldOn, ourSide, form } = values as Record<string, string>;
  if (!actorId || !topic || !heldOn) return null;
  const one = {
    ...{ ref: id, actor: { ref: actorId }, topic: topic as EngagementTopic, heldOn },
    ...{ form: form as EngagementForm, owner: operation.you.organisation, ourSide: ourSide || null },
  };
  const [other] = parallelTo(one, all);
  if (!other) return null;
  return (
    <p className="entry-parallel" role="status">
      {t("engagement.parallel", {
        owner: [other.owner, other.ourSide].filter(Boolean).join(", "),
        date: formatDate(other.heldOn, tag),
      })}
    </p>
  );
}

/** The stored record that a form corrects. */
export function useEntry(kind: EntryKind, operation: string, ref: string | undefined) {
  const engagements = useEngagements(operation, kind === "engagement" && ref !== undefined);
  const missions = useMissions(operation, kind === "mission" && ref !== undefined);
  const briefs = useBriefs(operation, kind === "brief" && ref !== undefined);
  const options = useMitigations(operation, kind === "mitigation" && ref !== undefined);
  const asked = { engagement: engagements, mission: missions, brief: briefs, mitigation: options }[kind];
  return { asked, stored: asked.data?.find((each) => each.ref === ref) };
}
