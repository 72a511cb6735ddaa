/** Taking a photo or document away for good, after a reason. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { removalReason } from "../../../shared/rooms/attachments.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ReasonField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { useRemoveAttachment } from "./queries-attachments.ts";

interface Props {
  attachment: string;
  code: string;
  close: () => void;
}

export function RemoveAttachment({ attachment, code, close }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [issue, setIssue] = useState<string>();
  const remove = useRemoveAttachment(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = removalReason.safeParse(reason);
    setIssue(parsed.error?.issues[0]?.message);
    if (parsed.success) remove.mutate({ ref: attachment, reason: parsed.data }, { onSuccess: close });
  };
  return (
    <Dialog opened onClose={close} title={t("attachments.remove.title")}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm">{t("attachments.remove.lead")}</Text>
          {remove.isError && <ErrorNote error={remove.error} />}
          <ReasonField
            label={t("attachments.remove.reason")}
            description={t("attachments.remove.reasonHelp")}
            value={reason}
            onText={setReason}
            issue={issue}
            maxLength={500}
            data-autofocus
          />
          <Group gap="xs">
            <Button type="submit" color="red.9" loading={remove.isPending}>
              {t("attachments.remove.submit")}
            </Button>
            <Button variant="default" onClick={close}>
              {t("attachments.remove.cancel")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
