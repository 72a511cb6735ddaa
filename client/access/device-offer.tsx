/** Beside a report that could not be sent: set a PIN here and now, and it waits on the device. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useDevice } from "../device/device.ts";
import { faultOf } from "../faults.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useWords } from "../words/index.tsx";
import { PinForm } from "./device-pin.tsx";

export function KeepOffer({ error, operation }: { error: unknown; operation: string }) {
  const { t } = useWords();
  const { state } = useDevice();
  const [opened, setOpened] = useState(false);
  if (faultOf(error).code !== "network" || state !== "none") return null;
  return (
    <>
      <Button size="compact-sm" variant="default" mt="xs" onClick={() => setOpened(true)}>
        {t("offline.kept.offer")}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t("offline.pin.title")}>
        <PinForm operation={operation} onDone={() => setOpened(false)} />
      </Dialog>
    </>
  );
}
