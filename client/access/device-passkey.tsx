/** Opening the device with a passkey beside the PIN: adding one, taking it away, and saying where that cannot be. */
import { Button, Group, PasswordInput, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { addPasskey, dropPasskey, useDevice } from "../device/device.ts";
import { mayHavePasskey } from "../device/passkey.ts";
import { useWords } from "../words/index.tsx";

export function DevicePasskey() {
  const { t } = useWords();
  const { hasPasskey } = useDevice();
  const drop = useMutation({ mutationFn: dropPasskey });
  if (!mayHavePasskey()) return <p className="soft">{t("offline.passkey.unsupported")}</p>;
  if (!hasPasskey) return <AddPasskey />;
  return (
    <Group gap="xs">
      <Text size="sm">{t("offline.passkey.set")}</Text>
      <Button size="xs" variant="default" loading={drop.isPending} onClick={() => drop.mutate()}>
        {t("offline.passkey.drop")}
      </Button>
    </Group>
  );
}

/** Asks for the PIN again, so that nobody adds a key of their own to a device that they found open. */
function AddPasskey() {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [pin, setPin] = useState("");
  const add = useMutation({ mutationFn: () => addPasskey(pin) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pin !== "") add.mutate();
  };
  if (!asking)
    return (
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {t("offline.passkey.lead")}
        </Text>
        <Button size="xs" variant="default" onClick={() => setAsking(true)}>
          {t("offline.passkey.add")}
        </Button>
      </Group>
    );
  const told = add.data;
  return (
    <form onSubmit={submit} className="device-passkey">
      <PasswordInput
        label={t("offline.gate.pin")}
        description={t("offline.passkey.pinHelp")}
        autoComplete="off"
        autoFocus
        required
        value={pin}
        error={typeof told === "number" ? t("offline.gate.wrong", { left: told }) : undefined}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      {(told === "unsupported" || told === "dismissed") && (
        <Text size="sm" role="alert">
          {t("offline.passkey.not", { why: told })}
        </Text>
      )}
      <Button type="submit" size="xs" mt="xs" loading={add.isPending}>
        {t("offline.passkey.add")}
      </Button>
    </form>
  );
}
