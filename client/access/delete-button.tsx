/** Deletes a record of one's own organisation, after a reason; what was done can be undone from the same place. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import {
  DAYS_TO_REGRET,
  DELETABLE,
  type DeletableKind,
  deleteForm,
} from "../../shared/rooms/access-keeping.ts";
import { faultOf } from "../faults.ts";
import { useOperation } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../ui/form-issues.ts";
import { ReasonField } from "../ui/form-parts.tsx";
import { ErrorNote } from "../ui/states.tsx";
import { type Translate, useWords } from "../words/index.tsx";
import { type Deleted, undelete, useDelete } from "./keeping-queries.ts";

interface Props {
  /** Of whose organisation it is, and its id. */
  record: { ref: string; own: boolean };
  kind: DeletableKind;
  code: string;
  /** What the button says, where it is not the whole record that is deleted. */
  label?: string;
  /** Leaves the record once it is deleted. */
  onDone?: (() => void) | undefined;
}

const SCHEMA = z.strictObject(deleteForm);
/** Long enough to notice and to reach; the list of deleted records has it for thirty days. */
const UNDO_MS = 20_000;

/** Nothing for those who may not delete it. */
export function DeleteButton(props: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const operation = useOperation(props.code).data;
  if (!props.record.own || !operation?.you.writes.includes(DELETABLE[props.kind])) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {props.label ?? t("keeping.delete")}
      </Button>
      {isOpen && <DeleteDialog {...props} close={() => setOpen(false)} />}
    </>
  );
}

type DialogProps = Omit<Props, "record"> & { record: { ref: string }; close: () => void };

/** The question alone, where something else opens it. */
export function DeleteDialog(props: DialogProps) {
  const { t } = useWords();
  return (
    <Dialog opened onClose={props.close} title={t("keeping.delete.title")}>
      <DeleteForm {...props} />
    </Dialog>
  );
}

function DeleteForm({ record, kind, code, onDone, close }: DialogProps) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const remove = useDelete(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = SCHEMA.safeParse({ kind, ref: record.ref, reason });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    remove.mutate(parsed.data, {
      onSuccess: () => {
        close();
        onDone?.();
        offerUndo(t, code, { kind, ref: record.ref });
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t("keeping.delete.lead", { days: DAYS_TO_REGRET })}</Text>
        {remove.isError && Object.keys(issues).length === 0 && <ErrorNote error={remove.error} />}
        {issues.ref && (
          <Text size="sm" c="red.9" role="alert">
            {issueText(t, issues.ref)}
          </Text>
        )}
        <ReasonField
          label={t("keeping.delete.reason")}
          description={t("keeping.delete.reasonHelp")}
          value={reason}
          onText={setReason}
          issue={issues.reason}
          data-autofocus
        />
        <Group gap="xs">
          <Button type="submit" color="red.9" loading={remove.isPending}>
            {t("keeping.delete.submit")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("keeping.delete.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A note with a button that takes the deletion back; it outlives the record's panel, which is gone by then. */
function offerUndo(t: Translate, code: string, deleted: Deleted) {
  const id = `deleted-${deleted.ref}`;
  const undo = async () => {
    notifications.hide(id);
    try {
      await undelete(code, deleted);
      notifications.show({ message: t("keeping.delete.undone") });
    } catch (error) {
      notifications.show({ color: "red", message: t(`errors.code.${faultOf(error).code}`) });
    }
  };
  notifications.show({
    id,
    autoClose: UNDO_MS,
    message: (
      <Group gap="sm">
        <span>{t("keeping.delete.done")}</span>
        <Button size="compact-sm" variant="default" onClick={undo}>
          {t("keeping.delete.undo")}
        </Button>
      </Group>
    ),
  });
}
