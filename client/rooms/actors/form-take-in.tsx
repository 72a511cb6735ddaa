/**
 * A file that is taken in: read on the device, checked and written by the server. It can be checked first; with a fault
 * nothing is written, and each fault names its row and field.
 */
import { Button, FileInput, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { RowFault } from "../../../shared/rooms/actors-sheet.ts";
import { refresh } from "../../facts.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { issueText } from "../../ui/form-issues.ts";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";

interface TakeInProps<Row> {
  operation: string;
  labels: {
    button: string;
    title: string;
    file: string;
    unreadable: string;
    count: (n: number) => string;
    submit: (n: number) => string;
  };
  /** Kinds of file, as an input names them. */
  accept: string;
  /** Null, or nothing: the file cannot be read. */
  read: (file: File) => Promise<Row[] | null>;
  /** `done` says in words what was written, or would be. */
  send: (rows: Row[], isTrial: boolean) => Promise<{ faults: RowFault[]; done: string }>;
  /** What is said before the file is chosen. */
  children: ReactNode;
}

export function TakeIn<Row>(props: TakeInProps<Row>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {props.labels.button}
      </Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={props.labels.title}>
        {isOpen && <TakeInForm {...props} />}
      </Dialog>
    </>
  );
}

const SHOWN = 50;

function TakeInForm<Row>({ operation, labels, accept, read, send, children }: TakeInProps<Row>) {
  const { t } = useWords();
  const [rows, setRows] = useState<Row[] | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const [told, setTold] = useState<{ faults: RowFault[]; done: string; isTrial: boolean } | null>(null);
  const sending = useMutation({
    mutationFn: async (isTrial: boolean) => ({ ...(await send(rows ?? [], isTrial)), isTrial }),
    onSuccess: (next) => {
      setTold(next);
      if (!next.isTrial) refresh(operation);
    },
  });
  const choose = async (file: File | null) => {
    setTold(null);
    setUnreadable(false);
    setRows(null);
    if (!file) return;
    const found = await read(file).catch(() => null);
    setUnreadable(found === null || found.length === 0);
    setRows(found);
  };
  const faults = told?.faults ?? [];
  return (
    <Stack gap="sm">
      {children}
      <FileInput
        label={labels.file}
        accept={accept}
        onChange={(file) => void choose(file)}
        error={isUnreadable ? labels.unreadable : undefined}
      />
      {rows && rows.length > 0 && <Text size="sm">{labels.count(rows.length)}</Text>}
      {told && (
        <div role="status">
          {faults.length > 0 && <Text size="sm">{t("structure.sheet.faults", { n: faults.length })}</Text>}
          {faults.length === 0 && (
            <Text size="sm">
              {told.isTrial && `${t("structure.sheet.fine")} `}
              {told.done}
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
      {sending.isError && <ErrorNote error={sending.error} />}
      {rows && rows.length > 0 && (
        <Group>
          <Button variant="default" loading={sending.isPending} onClick={() => sending.mutate(true)}>
            {t("structure.sheet.check")}
          </Button>
          <Button
            loading={sending.isPending}
            disabled={faults.length > 0}
            onClick={() => sending.mutate(false)}
          >
            {labels.submit(rows.length)}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
