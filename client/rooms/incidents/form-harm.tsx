/** How many people: one line a harm with its number first; who they were, women, men, girls, boys, opens below it. */
import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import {
  AGE_GROUPS,
  HARM_KINDS,
  POPULATION_GROUPS,
  remainderOf,
  SEX,
  VICTIM_STATUS,
} from "../../../shared/rooms/incidents.ts";
import { Icon } from "../../ui/icons.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatRange } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { countOf, isCounted } from "./form-count.ts";
import {
  emptyGroup,
  emptyHarm,
  type GroupDraft,
  type HarmDraft,
  QUICK_GROUPS,
  QUICK_HARMS,
} from "./form-draft.ts";
import { Add, CountField, Remove, useChoices, useLines } from "./form-inputs.tsx";
import { type FieldsProps, fieldId } from "./form-props.ts";

const isQuick = (harm: string) => (QUICK_HARMS as readonly string[]).includes(harm);

export function HarmFields(props: FieldsProps) {
  const { t } = useWords();
  const { lines, add } = useLines<HarmDraft>(props, "harms");
  return (
    <>
      <p className="figure-scope">{t("log.harmHelp")}</p>
      {lines.map((line, at) => (
        <HarmLine key={line.key} {...props} at={at} />
      ))}
      <Add label={t("incidents.form.addHarm")} onClick={() => add(emptyHarm())} />
    </>
  );
}

interface LineProps extends FieldsProps {
  at: number;
}

function HarmLine(props: LineProps) {
  const { t } = useWords();
  const { at, draft } = props;
  const { lines, change, choice, common, remove } = useLines<HarmDraft>(props, "harms");
  const line = lines[at]!;
  const [opened, setOpened] = useState(line.groups.length > 0);
  const harms = useChoices("harmKind", HARM_KINDS);
  const statuses = useChoices("victimStatus", VICTIM_STATUS);
  // The first of a quick harm keeps its name; another line of it names who they were.
  const named = isQuick(line.harm) && draft.harms.findIndex(({ harm }) => harm === line.harm) === at;
  // Who they were is asked once there is somebody to ask about.
  const isSaid = !named || line.count !== "" || line.groups.length > 0;
  const label = line.harm === "" ? t("log.howMany") : codeLabel(t, "harmKind", line.harm);
  return (
    <div className="log-harm">
      {!named && (
        <div className="log-harm-kind">
          <Select {...choice(at, "harm")} label={t("incidents.form.harmKind")} data={harms} />
          <Remove label={t("incidents.form.removeHarm")} onClick={() => remove(at)} />
        </div>
      )}
      <div className="log-harm-line">
        <CountField
          {...common(at, "count")}
          label={label}
          value={line.count}
          onChange={(count) => change(at, { count })}
        />
        {isSaid && (
          <>
            <Select
              {...common(at, "status")}
              className="log-status"
              label={t("incidents.form.status")}
              aria-label={t("log.statusOf", { what: label })}
              data={statuses}
              allowDeselect={false}
              value={line.status}
              onChange={(status) => change(at, { status: status ?? "" })}
            />
            <Button
              variant="subtle"
              size="compact-sm"
              aria-expanded={opened}
              aria-label={t("log.groupsOf", { what: label })}
              onClick={() => setOpened(!opened)}
            >
              {t("log.groups")}
            </Button>
          </>
        )}
      </div>
      {opened && isSaid && <Groups {...props} line={line} onGroups={(groups) => change(at, { groups })} />}
    </div>
  );
}

interface GroupsProps extends LineProps {
  line: HarmDraft;
  onGroups: (groups: GroupDraft[]) => void;
}

const isOf = (sex: string, age: string) => (group: GroupDraft) =>
  group.sex === sex && group.age === age && group.population === "" && group.key.startsWith("quick");

function Groups({ line, at, faultAt, onGroups }: GroupsProps) {
  const { t } = useWords();
  const { groups } = line;
  const put = (index: number, part: Partial<GroupDraft>) =>
    onGroups(groups.map((group, other) => (other === index ? { ...group, ...part } : group)));
  const extra = groups.flatMap((group, index) => (group.key.startsWith("quick") ? [] : [index]));
  return (
    <div className="log-groups">
      <div className="log-quick">
        {QUICK_GROUPS.map(({ name, sex, age }) => {
          const index = groups.findIndex(isOf(sex, age));
          const typed = (count: string) =>
            index >= 0
              ? put(index, { count })
              : onGroups([...groups, emptyGroup({ key: `quick-${name}`, sex, age, count })]);
          return (
            <TextInput
              key={name}
              id={fieldId(`harms.${at}.groups.${index >= 0 ? index : name}.count`)}
              error={index >= 0 ? faultAt(`harms.${at}.groups.${index}.count`) : undefined}
              inputMode="numeric"
              autoComplete="off"
              label={t(`log.group.${name}`)}
              value={index >= 0 ? groups[index]!.count : ""}
              onChange={(event) => typed(event.currentTarget.value)}
            />
          );
        })}
      </div>
      {extra.map((index) => (
        <OtherGroup
          key={groups[index]!.key}
          path={`harms.${at}.groups.${index}`}
          group={groups[index]!}
          faultAt={faultAt}
          onChange={(part) => put(index, part)}
          onRemove={() => onGroups(groups.filter((_, other) => other !== index))}
        />
      ))}
      <Rest line={line} />
      <Add label={t("log.addGroup")} onClick={() => onGroups([...groups, emptyGroup()])} />
    </div>
  );
}

interface OtherProps {
  path: string;
  group: GroupDraft;
  faultAt: FieldsProps["faultAt"];
  onChange: (part: Partial<GroupDraft>) => void;
  onRemove: () => void;
}

function OtherGroup({ path, group, faultAt, onChange, onRemove }: OtherProps) {
  const { t } = useWords();
  const lists = {
    sex: useChoices("sex", SEX),
    age: useChoices("ageGroup", AGE_GROUPS),
    population: useChoices("populationGroup", POPULATION_GROUPS),
  };
  return (
    <div className="log-group">
      {(["sex", "age", "population"] as const).map((name) => (
        <Select
          key={name}
          id={fieldId(`${path}.${name}`)}
          error={faultAt(`${path}.${name}`)}
          label={t(`log.group.${name}`)}
          data={lists[name]}
          value={group[name] || null}
          onChange={(value) => onChange({ [name]: value ?? "" })}
        />
      ))}
      <TextInput
        id={fieldId(`${path}.count`)}
        error={faultAt(`${path}.count`)}
        inputMode="numeric"
        autoComplete="off"
        label={t("log.group.count")}
        value={group.count}
        onChange={(event) => onChange({ count: event.currentTarget.value })}
      />
      <Remove label={t("log.removeGroup")} onClick={onRemove} />
    </div>
  );
}

/** What no group speaks of, while it is typed: the rest is stored as of unknown sex and age. */
function Rest({ line }: { line: HarmDraft }) {
  const { t, tag } = useWords();
  const counted = line.groups.filter(({ count }) => isCounted(count));
  if (counted.length === 0) return <p className="figure-scope">{t("log.groupHelp")}</p>;
  const rest = remainderOf(
    countOf(line.count),
    counted.map(({ count }) => countOf(count)),
  );
  if ("code" in rest) {
    return (
      <p className="figure-scope log-wrong">
        <Icon name="warning" size={14} />{" "}
        {t(`errors.issue.${rest.code}` as "errors.issue.groups_above_total")}
      </p>
    );
  }
  const range = formatRange({ ...rest, atLeast: rest.best !== null && rest.high === null }, tag);
  return <p className="figure-scope">{t(rest.best === null ? "log.restUnknown" : "log.rest", { range })}</p>;
}
