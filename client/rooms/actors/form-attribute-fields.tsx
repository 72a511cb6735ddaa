/** Fields of a claim: its value by the shape of the attribute, its days as exactly as they are known, who says so. */
import { Button, Fieldset, NativeSelect, Textarea, TextInput } from "@mantine/core";
import {
  type AttributeCode,
  attributeOf,
  CLAIM_PRECISIONS,
  CLARITY,
  COMMAND_QUESTIONS,
} from "../../../shared/rooms/actors-attributes.ts";
import { CREDIBILITY, RELIABILITY, SOURCE_TYPES } from "../../../shared/rooms/incidents-lists.ts";
import type { OperationInfo } from "../../session.ts";
import { type Issues, issueText } from "../../ui/form-issues.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { CODE_LISTS } from "./claims-value.ts";
import { type ClaimDraft, FIELDS_OF, type Part } from "./form-attribute-draft.ts";
import { AreaPick, CodePick } from "./form-fields.tsx";

interface FieldsProps {
  draft: ClaimDraft;
  set: (change: Partial<ClaimDraft>) => void;
  issues: Issues;
  operation: OperationInfo;
  labels: Record<string, string>;
}

export function ValueFields(props: FieldsProps & { attribute: AttributeCode }) {
  const { shape } = attributeOf(props.attribute);
  const isRow = shape === "count" || shape === "commander";
  return (
    <div className={isRow ? "form-pair" : "form-parts"}>
      {FIELDS_OF[shape].map((part) => (
        <PartField key={part} {...props} part={part} />
      ))}
    </div>
  );
}

function PartField({
  attribute,
  part,
  draft,
  set,
  issues,
  operation,
  labels,
}: FieldsProps & { attribute: AttributeCode; part: Part }) {
  const { t } = useWords();
  const field = `value.${part}`;
  const value = draft.value[part] ?? "";
  const onChange = (text: string) => set({ value: { ...draft.value, [part]: text } });
  const common = {
    label: labels[field] ?? part,
    value,
    error: issueText(t, issues[field]),
    "data-field": field,
  };
  const { codes, shape } = attributeOf(attribute);
  const pick = { field, label: common.label, value, onChange, issues };
  if (part === "areaId")
    return <AreaPick {...pick} operation={operation.code} description={t("actors.form.zoneCoarse")} />;
  if (part === "lastContact") return <DateField {...common} max={operation.today} onDate={onChange} />;
  if (part === "code" || part === "about") {
    const list = part === "about" ? "commandQuestion" : (CODE_LISTS[attribute] ?? attribute);
    const known = part === "about" ? COMMAND_QUESTIONS : shape === "clarity" ? CLARITY : (codes ?? []);
    return <CodePick {...pick} list={list} codes={known} placeholder={t("actors.form.controlPlaceholder")} />;
  }
  if (part === "intent" || part === "capability" || part === "opportunity")
    return (
      <CodePick
        {...pick}
        list="threatGrade"
        codes={["1", "2", "3", "4", "5"]}
        placeholder={t("actors.form.controlPlaceholder")}
      />
    );
  if (part === "text" || part === "reason")
    return (
      <Textarea {...common} autosize minRows={2} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  const isNumber = part === "low" || part === "best" || part === "high" || part === "km";
  return (
    <TextInput
      {...common}
      inputMode={isNumber ? "numeric" : "text"}
      description={
        part === "name"
          ? t("claims.form.nameHelp")
          : part === "holder"
            ? t("claims.form.holderHelp")
            : part === "km"
              ? t("claims.form.kmHelp")
              : undefined
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function DatesFields({ draft, set, issues, operation, labels }: FieldsProps) {
  const { t, tag } = useWords();
  return (
    <>
      <DateField
        data-field="asOf"
        withAsterisk
        label={labels.asOf}
        max={operation.today}
        description={t("actors.form.asOfHelp", { today: formatDate(operation.today, tag) })}
        value={draft.asOf}
        onDate={(asOf) => set({ asOf })}
        error={issueText(t, issues.asOf)}
      />
      {(["from", "to"] as const).map((end) => (
        <div className="form-pair" key={end}>
          <DateField
            data-field={end}
            label={labels[end]}
            description={end === "from" ? t("claims.form.fromHelp") : t("claims.form.toHelp")}
            value={draft[end]}
            onDate={(day) => set({ [end]: day })}
            error={issueText(t, issues[end])}
          />
          <NativeSelect
            label={t("claims.form.precision")}
            value={draft[`${end}Precision`]}
            onChange={(event) => set({ [`${end}Precision`]: event.currentTarget.value })}
            data={CLAIM_PRECISIONS.map((code) => ({ value: code, label: t(`claims.precision.${code}`) }))}
          />
        </div>
      ))}
    </>
  );
}

export function SourceFields({ draft, set, issues, labels, add }: FieldsProps & { add: () => void }) {
  const { t } = useWords();
  const change = (at: number, part: Partial<ClaimDraft["sources"][number]>) =>
    set({ sources: draft.sources.map((source, index) => (index === at ? { ...source, ...part } : source)) });
  const grade = (field: "reliability" | "credibility", codes: readonly string[]) => (
    <CodePick
      field={field}
      label={labels[field]!}
      placeholder={t("actors.form.controlPlaceholder")}
      list={field}
      codes={codes}
      value={draft[field]}
      onChange={(code) => set({ [field]: code })}
      issues={issues}
    />
  );
  return (
    <Fieldset legend={labels.sources} data-field="sources">
      {draft.sources.map((source, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sources have no name of their own and are only added
        <div className="form-parts" key={at}>
          <CodePick
            field={`sources.${at}.type`}
            label={t("claims.form.sourceType")}
            placeholder={t("actors.form.controlPlaceholder")}
            list="sourceType"
            codes={SOURCE_TYPES}
            value={source.type}
            onChange={(type) => change(at, { type })}
            issues={issues}
          />
          <TextInput
            label={t("claims.form.said")}
            description={t("claims.form.saidHelp")}
            value={source.said}
            onChange={(event) => change(at, { said: event.currentTarget.value })}
          />
        </div>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={add}>
        {t("claims.form.addSource")}
      </Button>
      <div className="form-pair">
        {grade("reliability", RELIABILITY)}
        {grade("credibility", CREDIBILITY)}
      </div>
      <Textarea
        autosize
        label={t("actors.form.note")}
        description={t("actors.form.noteHelp")}
        value={draft.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </Fieldset>
  );
}
