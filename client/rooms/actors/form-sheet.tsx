/** Takes claims in from a spreadsheet or CSV file: read on the device, checked and written by the server, row by row. */
import { Button, FileInput, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { SHEET_COLUMNS, type SheetAnswer, type SheetRow } from "../../../shared/rooms/actors-sheet.ts";
import { parseCsv, rowsOfTable } from "../../../shared/rooms/intake-table.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import { offer } from "../../ui/charts/download.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { issueText } from "../../ui/form-issues.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";

export function SheetButton({ operation }: { operation: string }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t("structure.sheet.button")}
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t("structure.sheet.title")}>
        {isOpen && <SheetForm operation={operation} />}
      </Dialog>
    </>
  );
}

const SHOWN = 50;

function SheetForm({ operation }: { operation: string }) {
  const { t } = useWords();
  const [rows, setRows] = useState<SheetRow[] | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const [told, setTold] = useState<{ answer: SheetAnswer; trial: boolean } | null>(null);
  const send = useMutation({
    mutationFn: async (trial: boolean) => ({
      answer: await api.actors.importClaims.mutate({
        operation,
        rows: (rows ?? []) as Record<string, string>[],
        trial,
      }),
      trial,
    }),
    onSuccess: (next) => {
      setTold(next);
      if (!next.trial) refresh(operation);
    },
  });
  const read = async (file: File | null) => {
    setTold(null);
    setUnreadable(false);
    setRows(null);
    if (!file) return;
    const found = await rowsOf(file).catch(() => null);
    setUnreadable(found === null || found.length === 0);
    setRows(found);
  };
  const faults = told?.answer.faults ?? [];
  return (
    <Stack gap="sm">
      <Text size="sm">{t("structure.sheet.lead")}</Text>
      <Group>
        <Button size="compact-sm" variant="default" onClick={() => void template()}>
          {t("structure.sheet.template")}
        </Button>
      </Group>
      <FileInput
        label={t("structure.sheet.file")}
        accept=".xlsx,.csv"
        onChange={(file) => void read(file)}
        error={isUnreadable ? t("structure.sheet.unreadable") : undefined}
      />
      {rows && rows.length > 0 && <Text size="sm">{t("structure.sheet.rows", { n: rows.length })}</Text>}
      {told && (
        <div role="status">
          {faults.length > 0 && <Text size="sm">{t("structure.sheet.faults", { n: faults.length })}</Text>}
          {faults.length === 0 && (
            <Text size="sm">
              {told.trial
                ? t("structure.sheet.fine")
                : t("structure.sheet.done", { written: told.answer.written, known: told.answer.known })}
            </Text>
          )}
          <ul className="sheet-faults">
            {faults.slice(0, SHOWN).map(({ row, field, reason }) => (
              <li key={`${row} ${field} ${reason}`}>
                {t("structure.sheet.fault", { row, field, reason: issueText(t, reason) ?? reason })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {send.isError && <ErrorNote error={send.error} />}
      {rows && rows.length > 0 && (
        <Group>
          <Button variant="default" loading={send.isPending} onClick={() => send.mutate(true)}>
            {t("structure.sheet.check")}
          </Button>
          <Button loading={send.isPending} disabled={faults.length > 0} onClick={() => send.mutate(false)}>
            {t("structure.sheet.submit", { n: rows.length })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

async function rowsOf(file: File): Promise<SheetRow[] | null> {
  if (/\.csv$/i.test(file.name)) return rowsOfTable(parseCsv(await file.text())).map(({ cells }) => cells);
  const { default: readXlsx } = await import("read-excel-file/universal");
  const [sheet] = await readXlsx(file);
  return sheet ? rowsOfTable(sheet.data).map(({ cells }) => cells) : null;
}

async function template(): Promise<void> {
  const { default: writeXlsx } = await import("write-excel-file/universal");
  const head = SHEET_COLUMNS.map((value) => ({ value, fontWeight: "bold" as const }));
  const blob = await writeXlsx([
    { sheet: "claims", data: [head], columns: head.map(() => ({ width: 16 })) },
  ]).toBlob();
  offer(blob, "concord-claims.xlsx");
}
