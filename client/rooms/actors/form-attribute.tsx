/** The form of a claim about an attribute, new or corrected: what, since when, as of which day, who says so, how good. */
import { Select } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { newId } from "../../../shared/ids.ts";
import type { ActorDossier, ClaimAnswer } from "../../../shared/rooms/actors-answers.ts";
import type { ClaimFormInput } from "../../../shared/rooms/actors-attributes.ts";
import {
  type AttributeCode,
  attributeOf,
  attributesFor,
  claimForm,
} from "../../../shared/rooms/actors-attributes.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { api } from "../../api.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { issueText } from "../../ui/form-issues.ts";
import { SensitivityField } from "../../ui/form-parts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { FormShell, useSend } from "./form.tsx";
import { type ClaimDraft, claimDraft, formOf, PART_LABELS, sourceOf } from "./form-attribute-draft.ts";
import { DatesFields, SourceFields, ValueFields } from "./form-attribute-fields.tsx";
import type { RoomProps } from "./page.tsx";
import { useActor } from "./queries.ts";

export function AttributeForm(props: RoomProps & { actor: string; claim?: string | undefined }) {
  const answer = useActor(props.operation.code, props.actor);
  if (answer.isPending) return <Waiting lines={8} />;
  if (answer.isError) return <ErrorNote error={answer.error} retry={answer.refetch} />;
  const { actor, claims } = answer.data;
  const stored = claims.find(({ ref }) => ref === props.claim);
  if (props.claim && (!stored || stored.version === null)) return <EmptyNote kind="denied" />;
  return <Fields key={props.claim} {...props} about={actor} stored={stored} />;
}

const ATTRIBUTE = "attribute:";

/** `?open=attribute:CODE`: the attribute that a gap of the page asks for; else none. */
function useBegun(kind: string): string {
  const { open } = useSearch({ strict: false }) as { open?: string };
  const asked = open?.startsWith(ATTRIBUTE) ? open.slice(ATTRIBUTE.length) : "";
  return attributesFor(kind).find((code) => code === asked) ?? "";
}

interface FieldsProps extends RoomProps {
  about: ActorDossier["actor"];
  stored: ClaimAnswer | undefined;
}

function Fields({ about, stored: newest, ...props }: FieldsProps) {
  const { t } = useWords();
  const { code, today } = props.operation;
  // As it was when the form opened: what somebody else saves meanwhile is a conflict, and nothing typed is lost.
  const [stored] = useState(newest);
  const version = stored?.version ?? 1;
  const begun = useBegun(about.kind);
  const key = `claim.${code}.${about.ref}.${stored?.ref ?? `new${begun}`}.${version}`;
  const { draft, set, drop } = useKeptDraft<ClaimDraft>(key, () => claimDraft(stored, newId(), begun));
  const { issues, submit, sending } = useSend({
    operation: code,
    kind: "claim",
    schema: claimForm,
    send: (form) =>
      stored
        ? api.actors.correctClaim.mutate({ operation: code, version, form })
        : api.actors.addClaim.mutate({ operation: code, form }),
    opens: () => about.ref,
    drop,
    today,
  });
  const attribute = draft.attribute as AttributeCode | "";
  const labels = {
    attribute: t("claims.form.attribute"),
    asOf: t("actors.form.asOf"),
    from: t("actors.form.validFrom"),
    to: t("actors.form.validTo"),
    reliability: t("claims.form.reliability"),
    credibility: t("claims.form.credibility"),
    sources: t("claims.form.source"),
    sensitivity: t("incidents.form.sensitivity"),
    ...Object.fromEntries(PART_LABELS.map((part) => [`value.${part}`, t(`claims.part.${part}`)])),
  };
  const send = () => submit(formOf(draft, about.ref) satisfies Partial<ClaimFormInput>);
  const fields = { draft, set, issues, operation: props.operation, labels };
  return (
    <FormShell
      {...props}
      kind="claim"
      back={about.ref}
      issues={issues}
      labels={labels}
      sending={sending}
      onSubmit={send}
      onDiscard={drop}
    >
      <Select
        data-field="attribute"
        withAsterisk
        searchable
        disabled={stored !== undefined}
        label={labels.attribute}
        description={t(
          attribute && attributeOf(attribute).protocol === "contact"
            ? "claims.closer"
            : "claims.form.attributeHelp",
          { actor: about.name },
        )}
        data={attributesFor(about.kind).map((each) => ({
          value: each,
          label: codeLabel(t, "claimAttribute", each),
        }))}
        value={attribute || null}
        onChange={(next) => set({ attribute: next ?? "", value: {} })}
        error={issueText(t, issues.attribute)}
      />
      {attribute && <ValueFields {...fields} attribute={attribute} />}
      <DatesFields {...fields} />
      <SourceFields {...fields} add={() => set({ sources: [...draft.sources, sourceOf()] })} />
      <SensitivityField
        value={draft.sensitivity}
        onChange={(sensitivity: Sensitivity) => set({ sensitivity })}
        error={issues.sensitivity}
        seen={
          <WhoSees
            operation={props.operation}
            kind={attribute ? attributeOf(attribute).protocol : "actor"}
            sensitivity={draft.sensitivity}
          />
        }
      />
    </FormShell>
  );
}
