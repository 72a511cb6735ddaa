/** An open proposal as both sides see it: who signed, what it would change for the reader, then sign or refuse. */
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Community } from "../../shared/rooms/access.ts";
import { type ProtocolSeen, refusalReason, type VersionSeen } from "../../shared/rooms/protocol-answers.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";
import { faultOf } from "../faults.ts";
import { usePreview } from "../protocol.ts";
import type { OperationInfo } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { issueText } from "../ui/form-issues.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { ProtocolChanges } from "./protocol-changes.tsx";
import { ProtocolMatrix } from "./protocol-matrix.tsx";
import { ProtocolTerms } from "./protocol-terms.tsx";

interface ProposalProps {
  operation: OperationInfo;
  protocol: ProtocolSeen;
  open: VersionSeen;
  communities: readonly Community[];
}

export function ProtocolProposal({ operation, protocol, open, communities }: ProposalProps) {
  const { t, tag } = useWords();
  const preview = usePreview(operation.code, open.table);
  const missing = (["humanitarian", "mission"] as const).filter(
    (side) => !open.signatures.some((one) => one.side === side),
  );
  return (
    <section className="protocol-proposal" aria-labelledby="protocol-proposal-title">
      <h2 id="protocol-proposal-title">{t("protocol.open.title", { version: open.version })}</h2>
      {open.signatures.map(({ side, said, at }) => (
        <p key={side}>
          {t("protocol.open.by", {
            side: t(`protocol.side.${side}`),
            said,
            date: formatTime(at, tag, operation.timeZone),
          })}
        </p>
      ))}
      {missing.map((side) => (
        <p key={side}>{t("protocol.open.waits", { side: t(`protocol.side.${side}`) })}</p>
      ))}
      <p>{t("protocol.state.reason", { reason: open.reason })}</p>
      <p>{t("protocol.open.preset", { preset: t(`protocol.preset.${open.preset}`) })}</p>
      {preview.data ? <ProtocolChanges preview={preview.data} operation={operation} /> : <Waiting />}
      <details>
        <summary>{t("protocol.matrix.title")}</summary>
        <ProtocolMatrix table={open.table} against={protocol.effective?.table} communities={communities} />
        <ProtocolTerms operation={operation} version={open} />
      </details>
      {protocol.you.signsFor && preview.data && (
        <Answer operation={operation} protocol={protocol} open={open} basedOn={preview.data.against} />
      )}
    </section>
  );
}

interface AnswerProps extends Omit<ProposalProps, "communities"> {
  /** The version in effect that the sentences compared with. */
  basedOn: string | null;
}

/** Sign or refuse; whoever signed already may only take it back. */
function Answer({ operation, protocol, open, basedOn }: AnswerProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const side = protocol.you.signsFor!;
  const signed = open.signatures.some((one) => one.side === side);
  const signing = useMutation({
    mutationFn: () => api.sharing.signProtocol.mutate({ operation: operation.code, id: open.id, basedOn }),
    onSuccess: () => {
      notifications.show({ message: t("protocol.open.signed", { version: open.version }) });
      refresh(operation.code);
    },
    onError: () => refresh(operation.code),
  });
  const words = { side: t(`protocol.side.${side}`), version: open.version };
  return (
    <Stack gap="sm" className="protocol-foot">
      {signing.isError && faultOf(signing.error).code === "conflict" && (
        <div className="caution-note" role="alert">
          {t("protocol.edit.conflict")}
        </div>
      )}
      {signing.isError && faultOf(signing.error).code !== "conflict" && <ErrorNote error={signing.error} />}
      <Group gap="sm">
        {!signed && (
          <Button loading={signing.isPending} onClick={() => signing.mutate()}>
            {t("protocol.open.sign", words)}
          </Button>
        )}
        <Button variant="default" onClick={() => setAsking(true)}>
          {t(signed ? "protocol.open.takeBack" : "protocol.open.refuse")}
        </Button>
      </Group>
      {asking && <Refusal operation={operation} open={open} own={signed} onClose={() => setAsking(false)} />}
    </Stack>
  );
}

interface RefusalProps {
  operation: OperationInfo;
  open: VersionSeen;
  /** One's own side's proposal is taken back, the other's refused. */
  own: boolean;
  onClose: () => void;
}

function Refusal({ operation, open, own, onClose }: RefusalProps) {
  const { t } = useWords();
  const [said, setSaid] = useState("");
  const [fault, setFault] = useState<string | undefined>();
  const dropping = useMutation({
    mutationFn: () => api.sharing.dropProtocol.mutate({ operation: operation.code, id: open.id, said }),
    onSuccess: () => {
      const message = t(own ? "protocol.open.tookBack" : "protocol.open.refused", { version: open.version });
      notifications.show({ message });
      refresh(operation.code);
      onClose();
    },
  });
  const submit = () => {
    const parsed = refusalReason.safeParse(said);
    setFault(parsed.success ? undefined : parsed.error.issues[0]?.message);
    if (parsed.success) dropping.mutate();
  };
  return (
    <Dialog opened onClose={onClose} title={t(own ? "protocol.open.takeBack" : "protocol.open.refuse")}>
      <Stack gap="md">
        <Textarea
          label={t(own ? "protocol.open.takeBackReason" : "protocol.open.refuseReason")}
          description={t("protocol.open.refuseHelp")}
          withAsterisk
          autosize
          minRows={2}
          maxLength={2000}
          value={said}
          onChange={(event) => setSaid(event.currentTarget.value)}
          error={issueText(t, fault)}
        />
        {dropping.isError && <ErrorNote error={dropping.error} />}
        <Button loading={dropping.isPending} onClick={submit}>
          {t(own ? "protocol.open.takeBack" : "protocol.open.refuse")}
        </Button>
        <Text size="xs" c="dimmed">
          {t("protocol.edit.reasonHelp")}
        </Text>
      </Stack>
    </Dialog>
  );
}
