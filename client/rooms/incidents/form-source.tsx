/** Who told us, how good that is, who keeps it, and whom we may tell. Stays with the sources, apart from the report. */
import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import { COMMUNITY_CODES } from "../../../shared/rooms/access.ts";
import { CREDIBILITY, LOGGING_LEVELS, RELIABILITY, SOURCE_TYPES } from "../../../shared/rooms/incidents.ts";
import { countSources } from "../../../shared/rooms/incidents-review.ts";
import { useOperation } from "../../session.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { codeDefinition, codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { useChoices, useField } from "./form-inputs.tsx";
import { type FieldsProps, fieldId } from "./form-props.ts";

/** @param kept what the report before said, which this one began with: told as long as it stands */
export function SourceType({ kept = "", ...props }: FieldsProps & { kept?: string | undefined }) {
  const { t } = useWords();
  const { choice } = useField(props);
  const isKept = kept !== "" && props.draft.sourceType === kept;
  return (
    <Select
      {...choice("sourceType", "sources.0.type")}
      required
      allowDeselect={false}
      label={t("incidents.form.sourceType")}
      description={isKept ? t("intake.defaults.kept") : undefined}
      data={useChoices("sourceType", SOURCE_TYPES)}
    />
  );
}

/** Grade, date, group of sources that know it from each other, holder, note, consent. */
export function SourceMore(props: FieldsProps) {
  const { t } = useWords();
  const { text, day, optional } = useField(props);
  return (
    <>
      <div className="log-row">
        <Select
          {...optional("reliability", "sources.0.reliability")}
          label={t("incidents.form.reliability")}
          data={useChoices("reliability", RELIABILITY, true)}
        />
        <Select
          {...optional("credibility", "sources.0.credibility")}
          label={t("incidents.form.credibility")}
          data={useChoices("credibility", CREDIBILITY, true)}
        />
      </div>
      <p className="figure-scope">{t("incidents.form.gradeHelp")}</p>
      <div className="log-row">
        <DateField
          {...day("sourceDated", "sources.0.dated")}
          max={props.today}
          label={t("log.sourceDated")}
        />
        <TextInput
          {...text("sourceGroup", "sources.0.independenceGroup")}
          label={t("log.sourceGroup")}
          description={t("log.sourceGroupHelp")}
        />
      </div>
      <TextInput
        {...text("sourceHolder", "sources.0.holder")}
        label={t("log.sourceHolder")}
        description={t("log.sourceHolderHelp")}
      />
      <TextInput
        {...text("sourceNote", "sources.0.note")}
        label={t("incidents.form.sourceNote")}
        description={t("incidents.form.sourceNoteHelp")}
      />
      <Consent {...props} />
    </>
  );
}

/** Consent only takes readers away: nothing here opens what the protocol closes. */
function Consent({ draft, set, faultAt }: FieldsProps) {
  const { t } = useWords();
  const data = ["some", "none"].map((value) => ({
    value,
    label: t(`log.consent.${value}` as "log.consent.some"),
  }));
  const communities = COMMUNITY_CODES.filter((code) => code !== "public");
  return (
    <>
      <Select
        id={fieldId("sources.0.consent")}
        error={faultAt("sources.0.consent")}
        label={t("log.consent")}
        description={t("log.consentHelp")}
        placeholder={t("log.consent.notAsked")}
        data={data}
        value={draft.consent || null}
        clearable
        onChange={(consent) => set({ consent: consent ?? "" })}
      />
      {draft.consent === "some" && (
        <Checkbox.Group
          label={t("log.consentTo")}
          value={draft.consentTo}
          onChange={(consentTo) => set({ consentTo })}
        >
          <Stack gap={6} mt={6}>
            {communities.map((code) => (
              <Checkbox key={code} value={code} label={codeLabel(t, "community", code)} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </>
  );
}

/** How far it was checked, as far as a writer may say. */
export function LevelField(props: FieldsProps) {
  const { t } = useWords();
  const { choice } = useField(props);
  return (
    <>
      <Select
        {...choice("verification")}
        required
        label={t("incidents.form.verification")}
        description={codeDefinition(t, "verification", props.draft.verification)}
        data={useChoices("verification", LOGGING_LEVELS)}
      />
      {/* Of a stored report, not all sources are here to be counted. */}
      {!props.parties && <SourcesSoFar {...props} />}
    </>
  );
}

/** What "verified" will ask for, and what the source typed so far counts for. */
function SourcesSoFar({ draft, operation }: FieldsProps) {
  const { t } = useWords();
  const rule = useOperation(operation).data?.verificationRule;
  const type = SOURCE_TYPES.find((known) => known === draft.sourceType);
  if (!rule || !type) return null;
  const counted = countSources([
    {
      ...{ type, group: draft.sourceGroup },
      reliability: RELIABILITY.find((known) => known === draft.reliability),
      credibility: CREDIBILITY.find((known) => known === draft.credibility),
    },
  ]);
  return (
    <p className="figure-scope">
      {t("verify.rule", { ...rule })} {t("verify.rule.so_far", { ...counted })}
    </p>
  );
}
