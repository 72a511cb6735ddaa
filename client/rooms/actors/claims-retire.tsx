/** Takes an own claim back, after a reason: it was wrong, or nobody stands by it any more. It stays in the history. */
import { Button, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ClaimAnswer } from "../../../shared/rooms/actors-answers.ts";
import { api } from "../../api.ts";
import { refresh } from "../../facts.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ReasonField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";

interface RetireProps {
  operation: string;
  claim: ClaimAnswer;
}

export function RetireButton({ operation, claim }: RetireProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const retire = useMutation({
    mutationFn: () =>
      api.actors.retireClaim.mutate({
        operation,
        form: { ref: claim.ref, version: claim.version ?? 1, reason },
      }),
    onSuccess: () => {
      setOpen(false);
      refresh(operation);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "") retire.mutate();
  };
  return (
    <>
      <UnstyledButton className="others" onClick={() => setOpen(true)}>
        {t("claims.retire")}
      </UnstyledButton>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t("claims.retire.title")}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Text size="sm">{t("claims.retire.help")}</Text>
            <ReasonField label={t("claims.retire.reason")} value={reason} onText={setReason} />
            {retire.isError && <ErrorNote error={retire.error} />}
            <Group>
              <Button type="submit" loading={retire.isPending} disabled={reason.trim() === ""}>
                {t("claims.retire")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}
