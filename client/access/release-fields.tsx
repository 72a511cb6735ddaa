/** The fields of a release: to whom, for what, how much, until when, and what is said with it. */
import { Select, Textarea } from "@mantine/core";
import { COMMUNITIES, type Community } from "../../shared/rooms/access.ts";
import { RELEASE_LEVELS, RELEASE_PURPOSES, type ReleaseLevel } from "../../shared/rooms/releases.ts";
import { useOperation } from "../session.ts";
import { type Issues, issueText } from "../ui/form-issues.ts";
import { DateField } from "../ui/form-parts.tsx";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { useOffices } from "./releases-queries.ts";

export interface ReleaseDraft {
  community: Community | null;
  officeId: string | null;
  level: ReleaseLevel;
  purpose: string | null;
  until: string;
  conditions: string;
  message: string;
  confirmed: boolean;
  /** The warning that this could serve targeting was read. */
  targeting: boolean;
}

export const EMPTY_RELEASE: ReleaseDraft = {
  ...{ community: null, officeId: null, level: "generalised", purpose: null, until: "" },
  ...{ conditions: "", message: "", confirmed: false, targeting: false },
};

interface PartProps {
  draft: ReleaseDraft;
  set: (change: Partial<ReleaseDraft>) => void;
  issues: Issues;
}

export function Addressee({ operation, draft, set, issues }: PartProps & { operation: string }) {
  const { t } = useWords();
  const own = useOperation(operation).data?.you.community;
  const offices = useOffices(operation).data ?? [];
  const communities = COMMUNITIES.filter(({ code }) => code !== "public" && code !== own);
  return (
    <>
      <div className="release-fields">
        <Select
          data-autofocus
          label={t("releases.form.community")}
          withAsterisk
          data={communities.map(({ code }) => ({ value: code, label: codeLabel(t, "community", code) }))}
          value={draft.community}
          onChange={(code) => set({ community: code as Community | null, officeId: null })}
          data-field="community"
          error={issueText(t, issues.community)}
        />
        <Select
          label={t("releases.form.office")}
          clearable
          placeholder={t("releases.form.officeAny")}
          disabled={!draft.community}
          data={offices
            .filter(({ community }) => community === draft.community)
            .map(({ ref, name, organisation }) => ({ value: ref, label: `${name}, ${organisation}` }))}
          value={draft.officeId}
          onChange={(officeId) => set({ officeId })}
          data-field="officeId"
          error={issueText(t, issues.officeId)}
        />
        <Select
          label={t("releases.form.purpose")}
          withAsterisk
          data={RELEASE_PURPOSES.map((code) => ({ value: code, label: t(`releases.purpose.${code}`) }))}
          value={draft.purpose}
          onChange={(purpose) => set({ purpose })}
          data-field="purpose"
          error={issueText(t, issues.purpose)}
        />
        <DateField
          label={t("releases.form.until")}
          description={t("releases.form.untilHelp")}
          value={draft.until}
          onDate={(until) => set({ until })}
          data-field="until"
          error={issueText(t, issues.until)}
        />
      </div>
      <Select
        label={t("releases.form.level")}
        allowDeselect={false}
        data={RELEASE_LEVELS.map((code) => ({ value: code, label: t(`releases.level.${code}`) }))}
        description={t(`releases.level.${draft.level}.means`)}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={draft.level}
        onChange={(level) => set({ level: (level ?? "generalised") as ReleaseLevel })}
        data-field="level"
        error={issueText(t, issues.level)}
      />
    </>
  );
}

export function Texts({ draft, set, issues }: PartProps) {
  const { t } = useWords();
  return (
    <>
      {(["conditions", "message"] as const).map((field) => (
        <Textarea
          key={field}
          data-field={field}
          label={t(`releases.form.${field}`)}
          description={t(`releases.form.${field}Help`)}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={2000}
          value={draft[field]}
          onChange={(event) => set({ [field]: event.currentTarget.value })}
          error={issueText(t, issues[field])}
        />
      ))}
    </>
  );
}
