/** A place to drop a sheet, the templates, and the cells that need attention: row, column, what to do. */
import { Button, FileButton } from "@mantine/core";
import { type DragEvent, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import type { RowFault, TakenIn } from "../../../shared/rooms/intake.ts";
import { issueText } from "../../ui/form-issues.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { hasWord, useWords } from "../../words/index.tsx";
import {
  downloadForm,
  downloadSheet,
  downloadTemplateCsv,
  type FileFault,
  LARGEST_MB,
  readFile,
} from "./form-files.ts";
import { useRows } from "./queries.ts";

interface DropProps {
  operation: string;
  /** Null: another file is looked at, and what was said of the one before no longer holds. */
  onTook: (took: TakenIn | null) => void;
}

export function DropFile({ operation, onTook }: DropProps) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<FileFault | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const send = useRows(operation);
  const take = async (file: File | null | undefined) => {
    if (!file || reading) return;
    setReading(file.name);
    setFault(null);
    onTook(null);
    send.reset();
    const read = await readFile(file);
    if ("fault" in read) setFault(read);
    else await send.mutateAsync({ batch: newId(), ...read }).then(onTook, () => undefined);
    setReading(null);
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <section
      className="intake-drop"
      aria-label={t("intake.drop.label")}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <span>{t("intake.drop")}</span>{" "}
      <FileButton onChange={(file) => void take(file)} accept=".xlsx,.csv,.tsv,.json">
        {(button) => (
          <Button {...button} variant="default" size="compact-sm" loading={reading !== null}>
            {t("intake.choose")}
          </Button>
        )}
      </FileButton>
      <p className="figure-scope">
        {t("intake.dropHelp")} {t("intake.template")}{" "}
        <TemplateLink label={t("intake.template.sheet")} onClick={() => void downloadSheet(t)} /> ·{" "}
        <TemplateLink label={t("intake.template.csv")} onClick={downloadTemplateCsv} /> ·{" "}
        <TemplateLink label={t("intake.template.form")} onClick={() => void downloadForm(t)} />
      </p>
      {reading && <p role="status">{t("intake.file.reading", { name: reading })}</p>}
      {fault && (
        <p role="alert">
          {t(`intake.file.${fault.fault}`, { mb: LARGEST_MB, list: fault.columns?.join(", ") ?? "" })}
        </p>
      )}
      {send.isError && <ErrorNote error={send.error} />}
    </section>
  );
}

const TemplateLink = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <button type="button" className="plain-link" onClick={onClick}>
    {label}
  </button>
);

const SHOWN = 100;

/** Cells that kept their rows out. */
export function Faults({ faults }: { faults: RowFault[] }) {
  const { t } = useWords();
  if (faults.length === 0) return null;
  return (
    <div className="intake-faults" role="alert">
      <strong>{t("intake.faults.title", { n: faults.length })}</strong>
      <p className="figure-scope">{t("intake.faults.help")}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("intake.faults.row")}</th>
            <th scope="col">{t("intake.faults.column")}</th>
            <th scope="col">{t("intake.faults.what")}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, SHOWN).map(({ row, column, code }) => {
            const name = `intake.column.${column}`;
            return (
              <tr key={`${row}/${column}/${code}`}>
                <td>{row}</td>
                <td>
                  {column} <span className="soft">{hasWord(name) ? t(name) : ""}</span>
                </td>
                <td>{issueText(t, code)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {faults.length > SHOWN && <p>{t("intake.faults.more", { n: faults.length - SHOWN })}</p>}
    </div>
  );
}
