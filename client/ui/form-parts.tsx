/** Parts that every form has: the choice of sensitivity with who will see it, and the summary of what needs attention. */
import {
  Group,
  Radio,
  Stack,
  Text,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from "@mantine/core";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { SENSITIVITIES, type Sensitivity } from "../../shared/rooms/records.ts";
import { isDate } from "../../shared/time.ts";
import { codeDefinition, codeLabel } from "../words/codes.ts";
import { formatDate } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { type Issues, issuesOfError, issueText } from "./form-issues.ts";
import { Icon } from "./icons.tsx";
import { ErrorNote } from "./states.tsx";

interface SensitivityFieldProps {
  value: Sensitivity | null;
  onChange: (value: Sensitivity) => void;
  error?: string | undefined;
  /** Who will read it at the sensitivity chosen, in words. */
  seen: ReactNode;
}

interface ReasonFieldProps extends TextareaProps {
  /** Code of what is wrong with it. */
  issue?: string | undefined;
  onText: (text: string) => void;
}

/** Why somebody does what needs a reason. */
export function ReasonField({ issue, onText, ...rest }: ReasonFieldProps) {
  const { t } = useWords();
  return (
    <Textarea
      withAsterisk
      autosize
      minRows={2}
      maxLength={2000}
      {...rest}
      onChange={(event) => onText(event.currentTarget.value)}
      error={issueText(t, issue)}
      data-field="reason"
    />
  );
}

interface DateFieldProps extends TextInputProps {
  "data-field"?: string;
  /** ISO date or empty. */
  value: string;
  onDate: (iso: string) => void;
}

/** A day. Browsers show dates in their own order, so the chosen one also stands there in words. */
export function DateField({ value, onDate, description, ...rest }: DateFieldProps) {
  const { tag } = useWords();
  const chosen = isDate(value) ? formatDate(value, tag, "weekday") : undefined;
  return (
    <TextInput
      {...rest}
      type="date"
      description={chosen ?? description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={value}
      onChange={(event) => onDate(event.currentTarget.value)}
    />
  );
}

/** For what a form begins with: the focus moves there when it opens, so that Tab goes on to the first field. */
export function useStart<T extends HTMLElement>() {
  const start = useRef<T>(null);
  useEffect(() => start.current?.focus(), []);
  return { ref: start, tabIndex: -1 };
}

/** Nothing is preset; what the choice means for readers is said before saving. */
export function SensitivityField({ value, onChange, error, seen }: SensitivityFieldProps) {
  const { t } = useWords();
  return (
    <Radio.Group
      label={t("priorities.sensitivity")}
      withAsterisk
      value={value}
      onChange={(code) => onChange(code as Sensitivity)}
      error={issueText(t, error)}
      data-field="sensitivity"
    >
      <Group gap="md" mt={4}>
        {SENSITIVITIES.map((level) => (
          <Radio
            key={level}
            value={level}
            size="xs"
            label={codeLabel(t, "sensitivity", level)}
            title={codeDefinition(t, "sensitivity", level)}
          />
        ))}
      </Group>
      {seen}
    </Radio.Group>
  );
}

interface IssueSummaryProps {
  issues: Issues;
  /** Label of a field by its path; a path without one is left out of the list. */
  labels: Record<string, string>;
}

/** What needs attention, with a way to each field; the focus moves here. Says that nothing is lost. */
export function IssueSummary({ issues, labels }: IssueSummaryProps) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (Object.keys(issues).length > 0) box.current?.focus();
  }, [issues]);
  const paths = inFormOrder(Object.keys(issues));
  if (paths.length === 0) return null;
  return (
    <div className="error-note" role="alert" style={{ marginInline: 0 }} tabIndex={-1} ref={box}>
      <Icon name="warning" />
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {t("errors.summary.title", { n: paths.length })}
        </Text>
        {paths.map((path) => (
          <Text size="sm" key={path}>
            <button type="button" className="plain-link" onClick={() => focusField(path)}>
              {labels[path] ?? labels[path.split(".")[0]!] ?? path}
            </button>{" "}
            {issueText(t, issues[path])}
          </Text>
        ))}
        <Text size="xs">{t("errors.summary.kept")}</Text>
      </Stack>
    </div>
  );
}

/** A refused form: the fields that the server named, or, where it named none, what went wrong. */
export function FormFaults({ error, labels }: { error: unknown; labels: Record<string, string> }) {
  const issues = useMemo(() => issuesOfError(error), [error]);
  if (Object.keys(issues).length === 0) return <ErrorNote error={error} />;
  return <IssueSummary issues={issues} labels={labels} />;
}

/** Paths as a person meets their fields on the way down; what has no field of its own stands last. */
function inFormOrder(paths: readonly string[]): string[] {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-field]")].map(
    (field) => field.dataset.field,
  );
  const at = (path: string) => {
    const position = fields.indexOf(path.split(".")[0]);
    return position === -1 ? fields.length : position;
  };
  return paths.toSorted((one, other) => at(one) - at(other));
}

/** Moves to the field of a path: the element that carries `data-field`, or the first control inside it. */
export function focusField(path: string): void {
  const field = document.querySelector<HTMLElement>(`[data-field="${path.split(".")[0]}"]`);
  const control = field?.matches("input, textarea, button")
    ? field
    : field?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, button");
  control?.focus();
}
