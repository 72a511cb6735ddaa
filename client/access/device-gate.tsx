/**
 * What stands before an operation when the device is locked (the PIN opens it, also without a network), and when there
 * is neither a connection nor anything taken along.
 */
import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { namesOf, unlockByPasskey, unlockDevice, useDevice, wipeDevice } from "../device/device.ts";
import { afterOpening } from "../device/opened.ts";
import { whyWiped } from "../device/wiped.ts";
import { faultOf } from "../faults.ts";
import type { useMe } from "../session.ts";
import { useSay } from "../ui/say.ts";
import { Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { AccessLayout } from "./layout.tsx";

/** `me` = who is signed in, as far as anybody could be asked. */
export function DeviceGate({ me, children }: { me: ReturnType<typeof useMe>; children: ReactNode }) {
  const device = useDevice();
  if (device.state === "unknown") return <Waiting />;
  const isAway = !me.data && me.isError && faultOf(me.error).code === "network";
  const isTheirs = isAway || me.data?.id === device.person;
  if (device.state === "locked" && isTheirs) return <Unlock />;
  // What was taken along is just being put in its place: nobody is told that there is none.
  if (isAway && device.state === "open" && namesOf("along").length > 0) return <Waiting />;
  if (isAway) return <Away retry={() => void me.refetch()} />;
  return children;
}

function Away({ retry }: { retry: () => void }) {
  const { t } = useWords();
  return (
    <AccessLayout>
      <div className="access-form" role="alert">
        <h1>{t("offline.away.title")}</h1>
        <WipedNote />
        <p className="access-note">{t("offline.away.help")}</p>
        <Button variant="default" onClick={retry}>
          {t("offline.away.retry")}
        </Button>
      </div>
    </AccessLayout>
  );
}

/** Why this device holds nothing any more, where that is so. */
export function WipedNote() {
  const { t } = useWords();
  // Told again when the device changes: access that ended is found out while the page stands.
  useDevice();
  const why = whyWiped();
  if (!why) return null;
  return (
    <p className="access-note" role="status">
      {t(`offline.wiped.${why}`)}
    </p>
  );
}

function Unlock() {
  const { t } = useWords();
  const say = useSay();
  const { waiting, hasPasskey } = useDevice();
  const [pin, setPin] = useState("");
  const open = useMutation({
    mutationFn: async () => {
      const told = await unlockDevice(pin);
      if (told === "open") await afterOpening();
      return told;
    },
    onSuccess: (told) => {
      setPin("");
      if (told === 0) say(t("offline.wiped.pin"));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate();
  };
  const left = typeof open.data === "number" ? open.data : null;
  return (
    <AccessLayout>
      <form className="access-form" onSubmit={submit}>
        <h1>{t("offline.gate.title")}</h1>
        <p className="access-note">{t("offline.gate.help", { n: waiting })}</p>
        <Stack gap="sm">
          {hasPasskey && <ByPasskey />}
          <PasswordInput
            label={t("offline.gate.pin")}
            autoComplete="off"
            autoFocus={!hasPasskey}
            required
            value={pin}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
          {left !== null && (
            <Text size="sm" c="var(--fault)" role="alert">
              {t("offline.gate.wrong", { left })}
            </Text>
          )}
          <Button type="submit" variant={hasPasskey ? "default" : "filled"} loading={open.isPending}>
            {t("offline.gate.open")}
          </Button>
          <EraseButton />
        </Stack>
      </form>
    </AccessLayout>
  );
}

/** The passkey first, where there is one: a finger on a phone is quicker than a PIN. */
function ByPasskey() {
  const { t } = useWords();
  const open = useMutation({
    mutationFn: async () => {
      const told = await unlockByPasskey();
      if (told === "open") await afterOpening();
      return told;
    },
  });
  return (
    <>
      <Button autoFocus loading={open.isPending} onClick={() => open.mutate()}>
        {t("offline.gate.passkey")}
      </Button>
      {open.data && open.data !== "open" && (
        <Text size="sm" role="alert">
          {t("offline.gate.passkeyNot", { why: open.data })}
        </Text>
      )}
    </>
  );
}

/** Asks once more before anything is deleted. */
export function EraseButton() {
  const { t } = useWords();
  const [sure, setSure] = useState(false);
  return (
    <Button
      variant={sure ? "filled" : "subtle"}
      color={sure ? "red" : "gray"}
      onClick={() => (sure ? void wipeDevice(null) : setSure(true))}
      style={{ alignSelf: "start" }}
    >
      {t(sure ? "offline.gate.eraseSure" : "offline.gate.erase")}
    </Button>
  );
}
