/** Fields of the room's forms: type-ahead for actors and areas that forgives accents and case, codes. */
import { Select, Text } from "@mantine/core";
import { useMemo } from "react";
import type { ActorAnswer } from "../../../shared/rooms/actors-answers.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { type Issues, issueText } from "../../ui/form-issues.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";

interface PickProps {
  field: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  issues: Issues;
}

export function ActorPick({
  field,
  label,
  value,
  onChange,
  issues,
  actors,
}: PickProps & { actors: ActorAnswer[] }) {
  const { t } = useWords();
  const data = useMemo(() => actors.map(({ ref, name }) => ({ value: ref, label: name })), [actors]);
  return (
    <Select
      data-field={field}
      withAsterisk
      searchable
      limit={50}
      label={label}
      placeholder={t("actors.form.actorPlaceholder")}
      nothingFoundMessage={t("incidents.filter.nothing")}
      data={data}
      filter={forgiving}
      value={value || null}
      onChange={(ref) => onChange(ref ?? "")}
      error={issueText(t, issues[field])}
    />
  );
}

export function AreaPick(props: PickProps & { operation: string; description: string; optional?: boolean }) {
  const { field, label, description, value, onChange, issues, operation, optional = false } = props;
  const { t } = useWords();
  const areas = useAreas(operation).data;
  const data = useMemo(() => {
    const names = new Map(areas?.map(({ ref, name }) => [ref, name]));
    const described = (level: number, parent: string | null) =>
      [codeLabel(t, "areaLevel", String(level)), names.get(parent ?? "")].filter(Boolean).join(", ");
    return (areas ?? []).map(({ ref, name, level, parentId }) => ({
      value: ref,
      label: `${name} · ${described(level, parentId)}`,
    }));
  }, [areas, t]);
  return (
    <Select
      data-field={field}
      withAsterisk={!optional}
      clearable={optional}
      searchable
      limit={50}
      label={label}
      description={description}
      placeholder={t("actors.form.areaPlaceholder")}
      nothingFoundMessage={t("incidents.filter.nothing")}
      data={data}
      filter={forgiving}
      value={value || null}
      onChange={(ref) => onChange(ref ?? "")}
      error={issueText(t, issues[field])}
    />
  );
}

interface CodePickProps extends PickProps {
  list: string;
  codes: readonly string[];
  placeholder: string;
  description?: string | undefined;
  optional?: boolean;
}

/** One code of a list, by its label. */
export function CodePick({
  field,
  label,
  value,
  onChange,
  issues,
  list,
  codes,
  placeholder,
  description,
  optional = false,
}: CodePickProps) {
  const { t } = useWords();
  return (
    <Select
      data-field={field}
      withAsterisk={!optional}
      clearable={optional}
      searchable
      label={label}
      description={description}
      placeholder={placeholder}
      nothingFoundMessage={t("incidents.filter.nothing")}
      data={codes.map((code) => ({ value: code, label: codeLabel(t, list, code) }))}
      value={value || null}
      onChange={(code) => onChange(code ?? "")}
      error={issueText(t, issues[field])}
    />
  );
}

/** A more sensitive record that this one names keeps it from being told more openly. */
export function RaisedNote({ actor }: { actor: ActorAnswer | undefined }) {
  const { t } = useWords();
  if (!actor || actor.sensitivity === "low") return null;
  const level = codeLabel(t, "sensitivity", actor.sensitivity).toLowerCase();
  return (
    <Text size="xs" c="dimmed">
      {t("actors.form.raised", { actor: actor.name, level })}
    </Text>
  );
}

/** Empty text is no value. */
export const orNull = (text: string): string | null => (text.trim() === "" ? null : text);
