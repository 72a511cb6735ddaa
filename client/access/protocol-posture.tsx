/** How the mission stands to the parties. It changes no protocol; where it makes a preset fitting, that is offered. */
import { Button, Group, Select, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { POSTURES, type Posture, type ProtocolSeen } from "../../shared/rooms/protocol-answers.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";
import type { OperationInfo } from "../session.ts";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";

interface PostureProps {
  operation: OperationInfo;
  protocol: ProtocolSeen;
  /** Opens a draft with the fitting preset; absent for those who do not sign. */
  onLook: (() => void) | undefined;
}

export function MissionPosture({ operation, protocol, onLook }: PostureProps) {
  const { t } = useWords();
  const { posture, effective, you } = protocol;
  const suggests = posture === "party_to_conflict" && effective?.preset !== "party_to_conflict";
  return (
    <section className="protocol-posture" aria-labelledby="posture-title">
      <h2 id="posture-title">{t("protocol.posture.title")}</h2>
      {you.mayPosture ? (
        <PostureChoice key={posture} operation={operation} posture={posture} />
      ) : (
        <p>{t(`protocol.posture.${posture}`)}</p>
      )}
      {suggests && (
        <div className="caution-note" role="status">
          <div>
            <Text size="sm">
              {t("protocol.posture.suggests", { preset: t("protocol.preset.party_to_conflict") })}
            </Text>
            {onLook && (
              <Button size="compact-sm" variant="default" mt="xs" onClick={onLook}>
                {t("protocol.posture.look")}
              </Button>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

function PostureChoice({ operation, posture }: { operation: OperationInfo; posture: Posture }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Posture>(posture);
  const saving = useMutation({
    mutationFn: () => api.sharing.setPosture.mutate({ operation: operation.code, posture: chosen }),
    onSuccess: () => {
      const message = t("protocol.posture.saved", { posture: t(`protocol.posture.${chosen}`) });
      notifications.show({ message });
      refresh(operation.code);
    },
  });
  return (
    <>
      <Group gap="sm" align="end" className="no-print">
        <Select
          w={340}
          maw="100%"
          aria-label={t("protocol.posture.title")}
          data={POSTURES.map((code) => ({ value: code, label: t(`protocol.posture.${code}`) }))}
          value={chosen}
          allowDeselect={false}
          onChange={(code) => setChosen((code as Posture | null) ?? posture)}
        />
        {chosen !== posture && (
          <Button loading={saving.isPending} onClick={() => saving.mutate()}>
            {t("protocol.posture.set")}
          </Button>
        )}
      </Group>
      <p className="print-only">{t(`protocol.posture.${posture}`)}</p>
      {saving.isError && <ErrorNote error={saving.error} />}
    </>
  );
}
