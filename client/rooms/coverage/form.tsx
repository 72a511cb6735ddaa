/** One patrol as the mission logs it: unit, day, areas entered, what became of it, sensitivity. Nothing is preset. */
import { Button, MultiSelect, Select, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useMemo, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import { nameKey } from "../../../shared/names.ts";
import {
  PATROL_FACETS,
  PATROL_STATES,
  type PatrolFacet,
  patrolForm,
} from "../../../shared/rooms/coverage.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import type { OperationInfo } from "../../session.ts";
import { useClearing } from "../../ui/choosing.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { DateField, IssueSummary, SensitivityField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeDefinition, codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";
import { AreaByPlace } from "./form-area.tsx";
import { useLogPatrol } from "./queries.ts";

const FACET_LISTS = {
  range: "patrolRange",
  time: "patrolTime",
  mode: "patrolMode",
  composition: "patrolComposition",
  purpose: "patrolPurpose",
} as const satisfies Record<PatrolFacet, string>;
const FACETS = Object.keys(PATROL_FACETS) as PatrolFacet[];

type Draft = Record<PatrolFacet, string | null> & {
  id: string;
  unit: string;
  date: string;
  areaIds: string[];
  state: string | null;
  note: string;
  sensitivity: Sensitivity | null;
};

const empty = (): Draft => ({
  id: newId(),
  unit: "",
  date: "",
  areaIds: [],
  state: null,
  range: null,
  time: null,
  mode: null,
  composition: null,
  purpose: null,
  note: "",
  sensitivity: null,
});

export interface FormProps {
  operation: OperationInfo;
  onDone: () => void;
}

export function PatrolFormBody({ operation, onDone }: FormProps) {
  const { t } = useWords();
  const name = `patrol.${operation.code}.${operation.you.organisationId}`;
  const { draft, set, drop } = useKeptDraft(name, empty);
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const saving = useLogPatrol(operation.code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = patrolForm.safeParse(draft);
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    saving.mutate(
      { form: parsed.data, draft: { name, text: JSON.stringify(draft) } },
      {
        onSuccess: ({ kept }) => {
          const saved = t("coverage.log.saved", { unit: parsed.data.unit });
          notifications.show({ message: kept ? t("offline.kept.note") : saved });
          drop();
          onDone();
        },
        onError: (error) => setIssues(issuesOfError(error)),
      },
    );
  };
  const labels = {
    unit: t("coverage.log.unit"),
    date: t("coverage.log.date"),
    areaIds: t("coverage.log.areas"),
    state: t("coverage.log.state"),
    sensitivity: t("priorities.sensitivity"),
    note: t("coverage.log.note"),
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <IssueSummary issues={issues} labels={labels} />
        {saving.isError && Object.keys(issues).length === 0 && <ErrorNote error={saving.error} />}
        <TextInput
          data-autofocus
          label={labels.unit}
          description={t("coverage.log.unit.help")}
          withAsterisk
          maxLength={120}
          value={draft.unit}
          onChange={(event) => set({ unit: event.currentTarget.value })}
          error={issueText(t, issues.unit)}
          data-field="unit"
        />
        <DateField
          label={labels.date}
          withAsterisk
          value={draft.date}
          onDate={(date) => set({ date })}
          error={issueText(t, issues.date)}
          data-field="date"
        />
        <Select
          label={labels.state}
          withAsterisk
          placeholder={t("coverage.log.choose")}
          data={PATROL_STATES.map((code) => ({ value: code, label: codeLabel(t, "patrolState", code) }))}
          value={draft.state}
          onChange={(state) => set({ state })}
          error={issueText(t, issues.state)}
          data-field="state"
        />
        <AreasField
          operation={operation.code}
          value={draft.areaIds}
          onChange={(areaIds) => set({ areaIds })}
          error={issueText(t, issues.areaIds)}
        />
        <AreaByPlace
          operation={operation}
          onArea={(ref) => set({ areaIds: [...new Set([...draft.areaIds, ref])] })}
        />
        <details className="log-more">
          <summary>{t("coverage.log.more")}</summary>
          <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
            {FACETS.map((facet) => (
              <FacetField
                key={facet}
                facet={facet}
                value={draft[facet]}
                onChange={(code) => set({ [facet]: code })}
              />
            ))}
          </SimpleGrid>
        </details>
        <Textarea
          label={labels.note}
          description={t("coverage.log.note.help")}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
          error={issueText(t, issues.note)}
          data-field="note"
        />
        <SensitivityField
          value={draft.sensitivity}
          onChange={(sensitivity) => set({ sensitivity })}
          error={issues.sensitivity}
          seen={<WhoSees operation={operation} kind="patrol" sensitivity={draft.sensitivity} />}
        />
        <Button type="submit" loading={saving.isPending}>
          {t("coverage.log.save")}
        </Button>
      </Stack>
    </form>
  );
}

interface FacetFieldProps {
  facet: PatrolFacet;
  value: string | null;
  onChange: (code: string | null) => void;
}

function FacetField({ facet, value, onChange }: FacetFieldProps) {
  const { t } = useWords();
  const list = FACET_LISTS[facet];
  const data = PATROL_FACETS[facet].map((code) => ({ value: code, label: codeLabel(t, list, code) }));
  const meaning = value ? codeDefinition(t, list, value) : undefined;
  return (
    <Select
      {...useClearing()}
      label={t(`coverage.log.${facet}`)}
      placeholder={t("coverage.log.choose")}
      description={meaning}
      data={data}
      value={value}
      onChange={onChange}
    />
  );
}

interface AreasFieldProps {
  operation: string;
  value: string[];
  onChange: (refs: string[]) => void;
  error: string | undefined;
}

/** Areas by name or P-code, forgiving accents and case; the region and level tell equal names apart. */
function AreasField({ operation, value, onChange, error }: AreasFieldProps) {
  const { t } = useWords();
  const areas = useAreas(operation).data;
  const data = useMemo(() => {
    const names = new Map(areas?.map(({ ref, name }) => [ref, name]));
    const entered = areas?.filter(({ level }) => level >= 2) ?? [];
    return entered.map(({ ref, code, name, level, parentId }) => {
      const place = t("coverage.log.areas.option", { name, parent: names.get(parentId ?? "") ?? "" });
      return { value: ref, label: `${place} · ${codeLabel(t, "areaLevel", String(level))} ${code}` };
    });
  }, [areas, t]);
  return (
    <MultiSelect
      label={t("coverage.log.areas")}
      description={t("coverage.log.areas.help")}
      placeholder={value.length === 0 ? t("coverage.log.areas.find") : undefined}
      searchable
      limit={40}
      data={data}
      filter={({ options, search }) => {
        const wanted = nameKey(search);
        return options.filter(
          (option) => "label" in option && nameKey(String(option.label)).includes(wanted),
        );
      }}
      nothingFoundMessage={t("coverage.log.areas.none")}
      value={value}
      onChange={onChange}
      error={error}
      data-field="areaIds"
    />
  );
}
