/** Takes claims in from a spreadsheet or CSV file: read on the device, checked and written by the server, row by row. */
import { Button, Group, Text } from "@mantine/core";
import { SHEET_COLUMNS, type SheetRow } from "../../../shared/rooms/actors-sheet.ts";
import { api } from "../../api.ts";
import { offer } from "../../ui/charts/download.ts";
import { rowsOfFile } from "../../ui/table-file.ts";
import { useWords } from "../../words/index.tsx";
import { TakeIn } from "./form-take-in.tsx";

export function SheetButton({ operation }: { operation: string }) {
  const { t } = useWords();
  return (
    <TakeIn<SheetRow>
      operation={operation}
      labels={{
        button: t("structure.sheet.button"),
        title: t("structure.sheet.title"),
        file: t("structure.sheet.file"),
        unreadable: t("structure.sheet.unreadable"),
        count: (n) => t("structure.sheet.rows", { n }),
        submit: (n) => t("structure.sheet.submit", { n }),
      }}
      accept=".xlsx,.csv"
      read={rowsOf}
      send={async (rows, trial) => {
        const { faults, written, known } = await api.actors.importClaims.mutate({
          ...{ operation, trial, rows: rows as Record<string, string>[] },
        });
        const word = trial ? "structure.sheet.would" : "structure.sheet.done";
        return { faults, done: t(word, { written, known }) };
      }}
    >
      <Text size="sm">{t("structure.sheet.lead")}</Text>
      <Group>
        <Button size="compact-sm" variant="default" onClick={() => void template()}>
          {t("structure.sheet.template")}
        </Button>
      </Group>
    </TakeIn>
  );
}

const rowsOf = async (file: File): Promise<SheetRow[]> =>
  (await rowsOfFile(file, ["actor", "attribute"])).map(({ cells }) => cells);

async function template(): Promise<void> {
  const { default: writeXlsx } = await import("write-excel-file/universal");
  const head = SHEET_COLUMNS.map((value) => ({ value, fontWeight: "bold" as const }));
  const blob = await writeXlsx([
    { sheet: "claims", data: [head], columns: head.map(() => ({ width: 16 })) },
  ]).toBlob();
  offer(blob, "concord-claims.xlsx");
}
