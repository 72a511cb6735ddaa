/** Small inputs that all parts of the log share: fields of the draft, lists of lines, a count, a part that opens. */
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useId, useMemo, useState } from "react";
import { useClearing } from "../../ui/choosing.ts";
import { forgiving } from "../../ui/forgiving.ts";
import { Icon } from "../../ui/icons.tsx";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { rangeParts, SURENESS, type Sureness, surenessOf, withSureness } from "./form-count.ts";
import type { Draft } from "./form-draft.ts";
import { type FieldsProps, fieldId } from "./form-props.ts";

export type TextField = {
  [Name in keyof Draft]: Draft[Name] extends string ? Name : never;
}[keyof Draft];

/** Choices of a code list with labels in the reader's language. */
export function useChoices(list: string, codes: readonly string[], withCode = false) {
  const { t } = useWords();
  return useMemo(
    () =>
      codes.map((code) => ({
        value: code,
        label: withCode ? `${code} · ${codeLabel(t, list, code)}` : codeLabel(t, list, code),
      })),
    [t, list, codes, withCode],
  );
}

/** Value, fault and setter of a text, a day, a select or an optional select of the draft. */
export function useField({ draft, set, faultAt }: FieldsProps) {
  const text = (name: TextField, path: string = name) => ({
    id: fieldId(path),
    error: faultAt(path),
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const day = (name: TextField, path: string = name) => ({
    id: fieldId(path),
    error: faultAt(path),
    value: draft[name],
    onDate: (iso: string) => set({ [name]: iso }),
  });
  const choice = (name: TextField, path: string = name) => ({
    id: fieldId(path),
    error: faultAt(path),
    value: draft[name] === "" ? null : draft[name],
    onChange: (value: string | null) => set({ [name]: value ?? "" }),
    searchable: true,
    filter: forgiving,
  });
  const clearing = useClearing();
  const optional = (name: TextField, path?: string) => ({ ...choice(name, path), ...clearing });
  return { text, day, choice, optional };
}

type ListName = "harms" | "parties" | "displacement" | "damage";

/** Value, fault and setter of the fields of a list's lines. */
export function useLines<Line extends { key: string }>(props: FieldsProps, list: ListName) {
  const lines = props.draft[list] as unknown as Line[];
  const clearing = useClearing();
  const put = (next: Line[]) => props.set({ [list]: next } as unknown as Partial<Draft>);
  const change = (at: number, part: Partial<Line>) =>
    put(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const common = (at: number, name: keyof Line & string) => ({
    id: fieldId(`${list}.${at}.${name}`),
    error: props.faultAt(`${list}.${at}.${name}`),
  });
  return {
    lines,
    change,
    add: (line: Line) => put([...lines, line]),
    remove: (at: number) => put(lines.filter((_, index) => index !== at)),
    common,
    text: (at: number, name: keyof Line & string) => ({
      ...common(at, name),
      value: lines[at]![name] as string,
      onChange: (event: { currentTarget: { value: string } }) =>
        change(at, { [name]: event.currentTarget.value } as unknown as Partial<Line>),
    }),
    choice: (at: number, name: keyof Line & string) => ({
      ...common(at, name),
      ...clearing,
      value: (lines[at]![name] as string) || null,
      onChange: (value: string | null) => change(at, { [name]: value ?? "" } as unknown as Partial<Line>),
      searchable: true,
      filter: forgiving,
    }),
  };
}

interface CountProps {
  id: string;
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (text: string) => void;
}

/** A number of people with how sure it is: the number first, a range in three fields. */
export function CountField({ id, label, value, error, onChange }: CountProps) {
  const { t } = useWords();
  const sureness = surenessOf(value);
  const data = SURENESS.map((code) => ({ value: code, label: t(`log.count.${code}`) }));
  const typed = (text: string) => onChange(sureness === "least" && text !== "" ? `${text}+` : text);
  return (
    <div className="log-count">
      {sureness === "range" ? (
        <RangeFields {...{ id, label, value, error, onChange }} />
      ) : (
        <TextInput
          id={id}
          className="log-number"
          inputMode="numeric"
          autoComplete="off"
          label={label}
          error={error}
          disabled={sureness === "unknown"}
          value={sureness === "unknown" ? "" : value.replace(/\+$/, "")}
          onChange={(event) => typed(event.currentTarget.value)}
        />
      )}
      <Select
        className="log-sure"
        label={t("log.count.sure")}
        aria-label={t("log.count.sureOf", { what: label })}
        data={data}
        allowDeselect={false}
        value={sureness}
        onChange={(next) => onChange(withSureness(value, next as Sureness))}
      />
    </div>
  );
}

function RangeFields({ id, label, value, error, onChange }: CountProps) {
  const { t } = useWords();
  const parts = rangeParts(value);
  const names = ["low", "best", "high"] as const;
  return (
    <fieldset className="log-range-set" aria-label={label}>
      <span className="log-range-name">{label}</span>
      <div className="log-range">
        {names.map((name, at) => (
          <TextInput
            key={name}
            id={at === 1 ? id : undefined}
            inputMode="numeric"
            autoComplete="off"
            label={t(`incidents.form.${name}`)}
            error={at === 1 ? error : Boolean(error)}
            value={parts[at]}
            onChange={(event) =>
              onChange(parts.with(at, event.currentTarget.value.replace(/[-–]/g, "")).join("-"))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

interface PartProps {
  title: string;
  /** What is in it, in a word; nothing while it is empty. */
  said?: string | undefined;
  /** Open from the start: it holds something. */
  open: boolean;
  /** Something in it needs attention: it opens. */
  fault?: boolean;
  children: ReactNode;
}

/** A part of the form that need not be filled in now. */
export function Part({ title, said, open, fault = false, children }: PartProps) {
  const [isOpen, setOpen] = useState(open);
  const id = useId();
  useEffect(() => {
    if (fault) setOpen(true);
  }, [fault]);
  return (
    <section className="log-part">
      <h2>
        <button
          type="button"
          className="log-part-head"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="down" size={16} />
          <span>{title}</span>
          {said && <span className="soft">{said}</span>}
        </button>
      </h2>
      <div id={id} hidden={!isOpen} className="log-part-body">
        {children}
      </div>
    </section>
  );
}

export const Add = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button
    variant="subtle"
    size="compact-sm"
    leftSection={<Icon name="plus" size={14} />}
    onClick={onClick}
    style={{ alignSelf: "start", justifySelf: "start" }}
  >
    {label}
  </Button>
);

export const Remove = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    className="remove"
    aria-label={label}
    title={label}
    onClick={onClick}
  >
    <Icon name="close" size={16} />
  </ActionIcon>
);
