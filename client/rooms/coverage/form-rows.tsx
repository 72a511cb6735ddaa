/**
 * Patrols pasted from a spreadsheet: paste, see every row and every fault with its line, set what a column holds, and
 * save all rows or none. Which header holds what is remembered on this device; what was pasted is not.
 */
import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useMemo, useState } from "react";
import {
  type DateOrder,
  type HeaderMap,
  PATROL_FIELDS,
  type PatrolField,
} from "../../../shared/rooms/patrol-rows.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { faultOf } from "../../faults.ts";
import { useClearing } from "../../ui/choosing.ts";
import { issueText } from "../../ui/form-issues.ts";
import { SensitivityField } from "../../ui/form-parts.tsx";
import { Icon } from "../../ui/icons.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { codeLabel } from "../../words/codes.ts";
import { formatDate } from "../../words/format.ts";
import { hasWord, type Translate, useWords } from "../../words/index.tsx";
import { useAreas } from "../places/queries.ts";
import type { FormProps } from "./form.tsx";
import { useLogPatrols } from "./queries.ts";
import { type Fault, headerMap, headersOf, type Pasted, readPasted, serverFaults, toForms } from "./rows.ts";

const REMEMBERED = "concord.patrol.columns";
const FAULTS_SHOWN = 12;

function remembered(): HeaderMap {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}") as HeaderMap;
  } catch {
    return {};
  }
}

export function PasteFormBody({ operation, onDone }: FormProps) {
  const { t } = useWords();
  const areas = useAreas(operation.code).data;
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<HeaderMap>(remembered);
  const [order, setOrder] = useState<DateOrder>(null);
  const [sensitivity, setSensitivity] = useState<Sensitivity | null>(null);
  const [missing, setMissing] = useState(false);
  const headers = useMemo(() => headersOf(text), [text]);
  const map = useMemo(() => headerMap(headers, chosen), [headers, chosen]);
  const pasted = useMemo(
    () =>
      text.trim() && areas ? readPasted(text, map, { order, today: operation.today }, areas) : undefined,
    [text, map, order, operation.today, areas],
  );
  const saving = useLogPatrols(operation.code);
  const told = saving.isError && pasted ? serverFaults(faultOf(saving.error).fields, pasted.rows) : [];
  const faults = [...(pasted?.faults ?? []), ...told];
  const choose = (header: string, field: string | null) => {
    const { [header]: _, ...rest } = chosen;
    const next = field ? { ...rest, [header]: field as PatrolField } : rest;
    setChosen(next);
    localStorage.setItem(REMEMBERED, JSON.stringify(next));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(sensitivity === null);
    if (!pasted || pasted.faults.length > 0 || sensitivity === null) return;
    saving.mutate(toForms(pasted.rows, sensitivity), {
      onSuccess: ({ stored, already }) => {
        notifications.show({ message: t("coverage.paste.saved", { n: stored + already }) });
        onDone();
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t("coverage.paste.help")}</Text>
        <Textarea
          label={t("coverage.paste.field")}
          placeholder={t("coverage.paste.example")}
          autosize
          minRows={5}
          maxRows={10}
          className="paste-field"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            saving.reset();
          }}
        />
        {pasted && (
          <>
            <Columns headers={headers} map={map} onChoose={choose} />
            <DateOrders pasted={pasted} order={order} onOrder={setOrder} />
            <Text size="sm" fw={600} aria-live="polite">
              {t("coverage.paste.sound", { n: pasted.rows.length })}
            </Text>
            <Faults faults={faults} />
            <Preview pasted={pasted} />
            <SensitivityField
              value={sensitivity}
              onChange={setSensitivity}
              error={missing && sensitivity === null ? "required" : undefined}
              seen={<WhoSees operation={operation} kind="patrol" sensitivity={sensitivity} />}
            />
          </>
        )}
        {saving.isError && told.length === 0 && <ErrorNote error={saving.error} />}
        <Button
          type="submit"
          loading={saving.isPending}
          disabled={!pasted || pasted.rows.length === 0 || pasted.faults.length > 0}
        >
          {t("coverage.paste.save", { n: pasted?.rows.length ?? 0 })}
        </Button>
      </Stack>
    </form>
  );
}

interface ColumnsProps {
  headers: string[];
  map: HeaderMap;
  onChoose: (header: string, field: string | null) => void;
}

/** Only headers that say nothing by themselves are asked about. */
function Columns({ headers, map, onChoose }: ColumnsProps) {
  const { t } = useWords();
  const clearing = useClearing();
  const [asked] = useState(() => new Set<string>());
  for (const header of headers) if (header !== "" && !(header in map)) asked.add(header);
  const open = headers.filter((header) => asked.has(header));
  if (open.length === 0) return null;
  return (
    <Group gap="sm">
      {open.map((header) => (
        <Select
          key={header}
          size="xs"
          {...clearing}
          label={t("coverage.paste.column", { header })}
          placeholder={t("coverage.paste.ignore")}
          data={PATROL_FIELDS.map((field) => ({ value: field, label: t(`coverage.field.${field}`) }))}
          value={map[header] ?? null}
          onChange={(field) => onChoose(header, field)}
        />
      ))}
    </Group>
  );
}

interface DateOrdersProps {
  pasted: Pasted;
  order: DateOrder;
  onOrder: (order: DateOrder) => void;
}

/** Day and month are never guessed; the question comes up only where a date leaves it open. */
function DateOrders({ pasted, order, onOrder }: DateOrdersProps) {
  const { t } = useWords();
  if (order === null && !pasted.faults.some(({ code }) => code === "date_ambiguous")) return null;
  return (
    <div>
      <Text size="sm">{t("coverage.paste.order")}</Text>
      <SegmentedControl
        size="xs"
        aria-label={t("coverage.paste.order")}
        data={[
          { value: "none", label: t("coverage.paste.order.none") },
          { value: "dmy", label: t("coverage.paste.order.dmy") },
          { value: "mdy", label: t("coverage.paste.order.mdy") },
        ]}
        value={order ?? "none"}
        onChange={(value) => onOrder(value === "none" ? null : (value as DateOrder))}
      />
    </div>
  );
}

function Faults({ faults }: { faults: Fault[] }) {
  const { t } = useWords();
  if (faults.length === 0) return null;
  const shown = faults.slice(0, FAULTS_SHOWN);
  return (
    <div className="error-note" role="alert" style={{ marginInline: 0 }}>
      <Icon name="warning" />
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {t("coverage.paste.faults", { n: faults.length })}
        </Text>
        {shown.map((fault) => (
          <Text size="sm" key={`${fault.line} ${fault.column} ${fault.code} ${fault.value}`}>
            {faultText(t, fault)}
          </Text>
        ))}
        {faults.length > shown.length && (
          <Text size="sm">{t("map.more", { n: faults.length - shown.length })}</Text>
        )}
      </Stack>
    </div>
  );
}

function faultText(t: Translate, { line, column, code, value }: Fault): string {
  const reason = code === "ambiguous" ? t("coverage.paste.ambiguous") : issueText(t, code);
  const field = `coverage.field.${column}`;
  const values = { line, column: hasWord(field) ? t(field) : column, value, reason };
  if (column === "") return t("coverage.paste.faultLine", values);
  return t(value === "" ? "coverage.paste.fault" : "coverage.paste.faultValue", values);
}

function Preview({ pasted }: { pasted: Pasted }) {
  const { t, tag } = useWords();
  if (pasted.rows.length === 0) return null;
  return (
    <section
      className="paste-preview"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
      tabIndex={0}
      aria-label={t("coverage.paste.sound", { n: pasted.rows.length })}
    >
      <table className="patrol-table">
        <thead>
          <tr>
            <th scope="col">{t("coverage.paste.line")}</th>
            {(["date", "unit", "areas", "state"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`coverage.patrols.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pasted.rows.map((row) => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td>{formatDate(row.date, tag)}</td>
              <td>{row.unit}</td>
              <td>{row.found.map(({ name, code }) => `${name} (${code})`).join(", ")}</td>
              <td>{codeLabel(t, "patrolState", row.state)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
