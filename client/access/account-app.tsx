/** Setting up an authenticator app: the password again, then a QR code (and the same as text), then the first code. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { encode } from "uqr";
import { api } from "../api.ts";
import { Dialog } from "../ui/dialog.tsx";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { useSay } from "../ui/say.ts";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { ByPassword, type ShowCodes, ShownOnce } from "./account-parts.tsx";
import { accountChanged } from "./account-queries.ts";

export function AppSetUp({ onCodes, onClose }: { onCodes: ShowCodes; onClose: () => void }) {
  const { t } = useWords();
  const begin = useMutation({
    mutationFn: (password: string) => api.access.account.beginTotp.mutate({ password }),
  });
  if (!begin.data) {
    return (
      <ByPassword
        title={t("account.app.setUp")}
        action={t("account.go")}
        busy={begin.isPending}
        error={begin.error}
        onPassword={begin.mutate}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog opened onClose={onClose} title={t("account.app.setUp")}>
      <ConfirmApp {...begin.data} onCodes={onCodes} onClose={onClose} />
    </Dialog>
  );
}

interface ConfirmAppProps {
  secret: string;
  uri: string;
  onCodes: ShowCodes;
  onClose: () => void;
}

function ConfirmApp({ secret, uri, onCodes, onClose }: ConfirmAppProps) {
  const { t } = useWords();
  const say = useSay();
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () => api.access.account.confirmTotp.mutate({ code }),
    onSuccess: (codes) => {
      onClose();
      say(t("account.app.done"));
      onCodes(codes);
      return accountChanged();
    },
  });
  const issue = confirm.isError ? issuesOfError(confirm.error).code : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text fw={600} size="sm">
          {t("account.app.scan")}
        </Text>
        <QrCode text={uri} label={t("account.app.qr")} />
        <Text size="sm">{t("account.app.secret")}</Text>
        <ShownOnce value={spaced(secret)} copy={t("account.app.copy")} />
        <Text size="xs" c="dimmed">
          {t("account.app.secretHelp")}
        </Text>
        <TextInput
          label={t("account.app.code")}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={issueText(t, issue)}
        />
        {confirm.isError && !issue && <ErrorNote error={confirm.error} />}
        <Group justify="end">
          <Button type="submit" loading={confirm.isPending}>
            {t("account.app.confirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** In groups of four, as people read it out to each other. */
const spaced = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");

/** Black on white in both schemes: cameras expect it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 3 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
