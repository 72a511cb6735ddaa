/** Setting the device's PIN: twice the same, then the operation is taken along at once. */
import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { takeAlong } from "../device/along.ts";
import { beginDevice } from "../device/device.ts";
import { moveDrafts } from "../device/drafts.ts";
import { checkStanding } from "../device/standing.ts";
import { SHORTEST_PIN } from "../device/vault.ts";
import { isReached } from "../line.ts";
import { useMe } from "../session.ts";
import { joinFiles } from "../uploads.ts";
import { useWords } from "../words/index.tsx";

export function PinForm({ operation, onDone }: { operation: string; onDone?: () => void }) {
  const { t } = useWords();
  const me = useMe().data;
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [asked, setAsked] = useState(false);
  const begin = useMutation({
    mutationFn: async () => {
      await beginDevice(pin, me!.id);
      await moveDrafts();
      joinFiles();
      await checkStanding();
      // What fails here is offered again on the page; the PIN stands.
      if (isReached()) await takeAlong(operation).catch(() => undefined);
    },
    onSuccess: onDone,
  });
  const isShort = pin.length < SHORTEST_PIN;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setAsked(true);
    if (me && !isShort && pin === again) begin.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" maw={380}>
        <PasswordInput
          label={t("offline.pin.field")}
          description={t("offline.pin.fieldHelp", { n: SHORTEST_PIN })}
          autoComplete="new-password"
          value={pin}
          error={asked && isShort ? t("offline.pin.short", { n: SHORTEST_PIN }) : undefined}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("offline.pin.again")}
          autoComplete="new-password"
          value={again}
          error={asked && !isShort && pin !== again ? t("offline.pin.differ") : undefined}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        {begin.isError && (
          <Text size="sm" c="var(--fault)" role="alert">
            {t("offline.pin.failed")}
          </Text>
        )}
        <Button type="submit" loading={begin.isPending} style={{ alignSelf: "start" }}>
          {t("offline.pin.submit")}
        </Button>
      </Stack>
    </form>
  );
}
