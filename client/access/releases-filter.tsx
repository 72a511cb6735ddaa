/** What of the register is shown: state, kind, purpose, who else, period, text. In the address, so that it can be sent on. */
import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { COMMUNITIES } from "../../shared/rooms/access.ts";
import {
  RELEASE_KINDS,
  RELEASE_PURPOSES,
  RELEASE_STATES,
  type RegisterFilter,
} from "../../shared/rooms/releases.ts";
import { isDate } from "../../shared/time.ts";
import { useAddress, useSetAddress } from "../dashboard.ts";
import type { OperationInfo } from "../session.ts";
import { DateField } from "../ui/form-parts.tsx";
import type { Search } from "../url.ts";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { useOffices } from "./releases-queries.ts";

const TYPING_MS = 300;
const OFFICE = "office:";
const ORGANISATION = "organisation:";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const uuid = (text: string | undefined) => (text && UUID.test(text) ? text : null);
const date = (text: string | undefined) => (text && isDate(text) ? text : null);
const one = <T extends string>(codes: readonly T[], text: string | undefined) =>
  codes.find((code) => code === text) ?? null;

/** What the address asks for; what cannot be read is left out. `who`: a community, an organisation or an office. */
export function filterOf(search: Search): Partial<RegisterFilter> {
  const { who } = search;
  return {
    state: one(RELEASE_STATES, search.act),
    kind: one(RELEASE_KINDS, search.record),
    purpose: one(RELEASE_PURPOSES, search.purpose),
    community: one(
      COMMUNITIES.map(({ code }) => code),
      who,
    ),
    office: who?.startsWith(OFFICE) ? uuid(who.slice(OFFICE.length)) : null,
    organisation: who?.startsWith(ORGANISATION) ? uuid(who.slice(ORGANISATION.length)) : null,
    from: date(search.since),
    to: date(search.until),
    record: uuid(search.about),
    text: search.text ?? "",
  };
}

const CLEARED: Search = {
  ...{ act: undefined, record: undefined, purpose: undefined, who: undefined, since: undefined },
  ...{ until: undefined, about: undefined, text: undefined },
} as unknown as Search;

/** Is anything but everything asked for? */
export const isFiltered = (filter: Partial<RegisterFilter>): boolean =>
  Object.values(filter).some((value) => value !== null && value !== "");

/** Text and state at once; the others behind a button, which stands open while one of them is set. */
export function RegisterFilters({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const set = useSetAddress();
  const filter = filterOf(useAddress());
  const { state, text: _, record, ...others } = filter;
  const [opened, setOpened] = useState(false);
  const isOpen = opened || isFiltered(others);
  return (
    <div className="releases-fields">
      <Find />
      <Choice
        name="act"
        of="state"
        codes={RELEASE_STATES}
        value={state}
        word={(code) => t(`releases.state.${code}`)}
      />
      {isOpen ? (
        <Others operation={operation} filter={filter} />
      ) : (
        <Button size="xs" variant="default" onClick={() => setOpened(true)}>
          {t("releases.page.more")}
        </Button>
      )}
      {record && (
        <Button size="xs" variant="light" onClick={() => set({ about: undefined })}>
          {t("releases.page.oneRecord")} ×
        </Button>
      )}
      {isFiltered(filter) && (
        <Button size="xs" variant="subtle" onClick={() => set(CLEARED)}>
          {t("releases.page.clear")}
        </Button>
      )}
    </div>
  );
}

function Others({ operation, filter }: { operation: OperationInfo; filter: Partial<RegisterFilter> }) {
  const { t } = useWords();
  const set = useSetAddress();
  const days = [
    ["since", filter.from],
    ["until", filter.to],
  ] as const;
  return (
    <>
      <Choice
        {...{ name: "record", of: "kind", codes: RELEASE_KINDS, value: filter.kind }}
        word={(code) => codeLabel(t, "releaseKind", code)}
      />
      <Choice
        {...{ name: "purpose", of: "purpose", codes: RELEASE_PURPOSES, value: filter.purpose }}
        word={(code) => t(`releases.purpose.${code}`)}
      />
      <Who operation={operation} />
      {days.map(([key, value]) => (
        <DateField
          key={key}
          size="xs"
          label={t(`releases.page.${key}`)}
          value={value ?? ""}
          onDate={(iso) => set({ [key]: iso || undefined })}
        />
      ))}
    </>
  );
}

interface ChoiceProps<Code extends string> {
  /** Its name in the address. */
  name: "act" | "record" | "purpose";
  /** What of a release it chooses. */
  of: "state" | "kind" | "purpose";
  codes: readonly Code[];
  value: Code | null | undefined;
  word: (code: Code) => string;
}

function Choice<Code extends string>({ name, of, codes, value, word }: ChoiceProps<Code>) {
  const { t } = useWords();
  const set = useSetAddress();
  return (
    <Select
      size="xs"
      clearable
      label={t(`releases.page.${of}`)}
      placeholder={t("releases.page.any")}
      data={codes.map((code) => ({ value: code, label: word(code) }))}
      value={value ?? null}
      onChange={(code) => set({ [name]: code ?? undefined })}
    />
  );
}

/** A community, one of its organisations, or an office. */
function Who({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const offices = useOffices(operation.code).data ?? [];
  const set = useSetAddress();
  const chosen = useAddress().who ?? null;
  return (
    <Select
      className="wide"
      size="xs"
      clearable
      searchable
      label={t("releases.page.who")}
      placeholder={t("releases.page.any")}
      data={[
        {
          group: t("releases.page.communities"),
          items: COMMUNITIES.filter(({ code }) => code !== "public").map(({ code }) => ({
            value: code,
            label: codeLabel(t, "community", code),
          })),
        },
        {
          group: t("releases.page.organisations"),
          items: operation.organisations.map(({ id, name }) => ({
            value: `${ORGANISATION}${id}`,
            label: name,
          })),
        },
        {
          group: t("releases.page.offices"),
          items: offices.map(({ ref, name, organisation }) => ({
            value: `${OFFICE}${ref}`,
            label: `${name}, ${organisation}`,
          })),
        },
      ].filter(({ items }) => items.length > 0)}
      value={chosen}
      onChange={(value) => set({ who: value ?? undefined })}
    />
  );
}

/** Typing asks once it rests. */
function Find() {
  const { t } = useWords();
  const set = useSetAddress();
  const asked = useAddress().text ?? "";
  const [text, setText] = useState(asked);
  const [rested] = useDebouncedValue(text, TYPING_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a text that rests is asked for
  useEffect(() => {
    if (rested !== asked) set({ text: rested.slice(0, 200) || undefined });
  }, [rested]);
  useEffect(() => {
    if (asked === "") setText("");
  }, [asked]);
  return (
    <TextInput
      className="wide"
      size="xs"
      label={t("releases.page.find")}
      placeholder={t("releases.page.findHint")}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
