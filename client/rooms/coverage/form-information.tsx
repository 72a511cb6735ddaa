/**
 * A call, visit or report from an area, and what is known of presence, network and access there. Area, day and what
 * came of it first; the rest folds away. Nothing is preset.
 */
import { Button, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useMemo, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import { nameKey } from "../../../shared/names.ts";
import {
  INFORMATION_CHANNELS,
  INFORMATION_LEVELS,
  INFORMATION_PRESENCE,
  INFORMATION_SAID,
  informationForm,
} from "../../../shared/rooms/coverage-information.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { useClearing } from "../../ui/choosing.ts";
import { useKeptDraft } from "../../ui/draft.ts";
import {
  afterToday,
  type Issues,
  issuesOf,
  issuesOfError,
  issueText,
  NO_ISSUES,
} from "../../ui/form-issues.ts";
import { DateField, IssueSummary, ReasonField, SensitivityField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";
import type { FormProps } from "./form.tsx";
import { useLogInformation } from "./queries-information.ts";

const DISTRICT = 2;

const empty = () => ({
  id: newId(),
  areaId: null as string | null,
  on: "",
  channel: null as string | null,
  said: null as string | null,
  presence: null as string | null,
  network: null as string | null,
  access: null as string | null,
  contact: "",
  caller: "",
  setLevel: null as string | null,
  setReason: "",
  sensitivity: null as Sensitivity | null,
});
type Draft = ReturnType<typeof empty>;

const flag = (said: string | null) => (said === null ? null : said === "yes");

/** What is sent: empty texts are not said at all. */
const told = ({ network, access, contact, caller, setReason, ...rest }: Draft) => ({
  ...rest,
  ...{ network: flag(network), access: flag(access) },
  ...{ contact: contact || null, caller: caller || null, setReason: setReason || null },
});

export function InformationFormBody({ operation, onDone }: FormProps) {
  const { t } = useWords();
  const kept = `information.${operation.code}.${operation.you.organisationId}`;
  const { draft, set, drop } = useKeptDraft(kept, empty);
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const districts = useDistricts(operation.code);
  const saving = useLogInformation(operation.code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = informationForm.safeParse(told(draft));
    const late = afterToday({ on: draft.on }, operation.today);
    setIssues({ ...(parsed.success ? NO_ISSUES : issuesOf(parsed.error)), ...late });
    if (!parsed.success || late.on) return;
    saving.mutate(parsed.data, {
      onSuccess: () => {
        const area = districts.find(({ value }) => value === draft.areaId)?.label ?? "";
        notifications.show({ message: t("information.log.saved", { area }) });
        drop();
        onDone();
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  const labels = {
    areaId: t("information.log.area"),
    on: t("information.log.on"),
    channel: t("information.log.channel"),
    said: t("information.log.said"),
    contact: t("information.log.contact"),
    caller: t("information.log.caller"),
    setReason: t("information.log.reason"),
    sensitivity: t("priorities.sensitivity"),
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <IssueSummary issues={issues} labels={labels} />
        {saving.isError && Object.keys(issues).length === 0 && <ErrorNote error={saving.error} />}
        <Select
          data-autofocus
          label={labels.areaId}
          withAsterisk
          searchable
          limit={40}
          placeholder={t("information.log.area.find")}
          data={districts}
          filter={({ options, search }) =>
            options.filter((one) => "label" in one && nameKey(String(one.label)).includes(nameKey(search)))
          }
          value={draft.areaId}
          onChange={(areaId) => set({ areaId })}
          error={issueText(t, issues.areaId)}
          data-field="areaId"
        />
        <DateField
          label={labels.on}
          withAsterisk
          value={draft.on}
          onDate={(on) => set({ on })}
          error={issueText(t, issues.on)}
          data-field="on"
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Choice name="channel" codes={INFORMATION_CHANNELS} {...{ draft, set, issues }} />
          <Choice name="said" codes={INFORMATION_SAID} {...{ draft, set, issues }} />
          {(["contact", "caller"] as const).map((name) => (
            <TextInput
              key={name}
              label={labels[name]}
              description={t(`information.log.${name}.help`)}
              maxLength={120}
              value={draft[name]}
              onChange={(event) => set({ [name]: event.currentTarget.value })}
              error={issueText(t, issues[name])}
              data-field={name}
            />
          ))}
        </SimpleGrid>
        <details className="log-more">
          <summary>{t("information.log.more")}</summary>
          <SimpleGrid cols={{ base: 1, sm: 3 }} mt="xs">
            <Choice name="presence" codes={INFORMATION_PRESENCE} {...{ draft, set, issues }} />
            <Choice name="network" codes={["yes", "no"]} {...{ draft, set, issues }} />
            <Choice name="access" codes={["yes", "no"]} {...{ draft, set, issues }} />
          </SimpleGrid>
        </details>
        <details className="log-more" open={draft.setLevel !== null}>
          <summary>{t("information.log.set")}</summary>
          <Stack gap="xs" mt="xs">
            <Choice name="setLevel" codes={INFORMATION_LEVELS} {...{ draft, set, issues }} />
            {draft.setLevel !== null && (
              <ReasonField
                label={labels.setReason}
                description={t("information.log.set.help")}
                value={draft.setReason}
                onText={(setReason) => set({ setReason })}
                issue={issues.setReason}
              />
            )}
          </Stack>
        </details>
        <SensitivityField
          value={draft.sensitivity}
          onChange={(sensitivity) => set({ sensitivity })}
          error={issues.sensitivity}
          seen={<WhoSees operation={operation} kind="coverage" sensitivity={draft.sensitivity} />}
        />
        <Button type="submit" loading={saving.isPending}>
          {t("information.log.save")}
        </Button>
      </Stack>
    </form>
  );
}

/** Districts by name with their region, which tells equal names apart. */
function useDistricts(operation: string) {
  const areas = useAreas(operation).data;
  return useMemo(() => {
    const names = new Map(areas?.map(({ ref, name }) => [ref, name]));
    return (areas ?? [])
      .filter(({ level }) => level === DISTRICT)
      .map(({ ref, name, code, parentId }) => ({
        value: ref,
        label: [name, names.get(parentId ?? ""), code].filter(Boolean).join(" · "),
      }));
  }, [areas]);
}

type ChoiceName = "channel" | "said" | "presence" | "network" | "access" | "setLevel";
interface ChoiceProps {
  name: ChoiceName;
  codes: readonly string[];
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  issues: Issues;
}

/** Words of each list, and of the field itself. */
const WORDS = {
  channel: ["information.log.channel", "information.channel"],
  said: ["information.log.said", "information.said"],
  presence: ["information.log.presence", "information.presence"],
  network: ["information.log.network", "information.log"],
  access: ["information.log.access", "information.log"],
  setLevel: ["information.log.set", "information.level"],
} as const;

function Choice({ name, codes, draft, set, issues }: ChoiceProps) {
  const { t } = useWords();
  const [label, list] = WORDS[name];
  return (
    <Select
      {...useClearing()}
      label={t(label)}
      placeholder={t("information.log.choose")}
      data={codes.map((code) => ({ value: code, label: t(`${list}.${code}` as Parameters<typeof t>[0]) }))}
      value={draft[name]}
      onChange={(code) => set({ [name]: code })}
      error={issueText(t, issues[name])}
      data-field={name}
    />
  );
}
