/** Passkeys on the account page: which there are, adding one, taking one away. */
import { Button, Text, TextInput } from "@mantine/core";
import { browserSupportsWebAuthn, startRegistration } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { useSay } from "../ui/say.ts";
import { formatOwnTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { ByPassword, type ShowCodes } from "./account-parts.tsx";
import { type Account, accountChanged } from "./account-queries.ts";
import { RemoveFactor } from "./account-remove.tsx";

/** A passkey is bound to a name; an address of numbers has none. */
const canUse = (): boolean =>
  browserSupportsWebAuthn() && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);

export function Passkeys({ account, onCodes }: { account: Account; onCodes: ShowCodes }) {
  const { t, tag } = useWords();
  const [open, setOpen] = useState(false);
  const [removing, setRemoving] = useState<string | null>(null);
  return (
    <div className="account-part">
      <h3>{t("account.key.title")}</h3>
      <Text size="sm" c="dimmed">
        {t("account.key.help")}
      </Text>
      {account.passkeys.length > 0 && (
        <ul className="account-list">
          {account.passkeys.map((key) => (
            <li key={key.id}>
              <span>
                <strong>{key.name}</strong>
                <small>
                  {t("account.key.since", { date: formatOwnTime(key.createdAt, tag) })},{" "}
                  {key.lastUsedAt
                    ? t("account.key.used", { time: formatOwnTime(key.lastUsedAt, tag) })
                    : t("account.key.never")}
                </small>
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("account.key.removeNamed", { name: key.name })}
                onClick={() => setRemoving(key.id)}
              >
                {t("account.key.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canUse() ? (
        <Button mt="xs" variant="default" onClick={() => setOpen(true)}>
          {t("account.key.add")}
        </Button>
      ) : (
        <Text size="sm">{t("account.key.unavailable")}</Text>
      )}
      {open && <AddPasskey onCodes={onCodes} onClose={() => setOpen(false)} />}
      {removing && <RemoveFactor passkey={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}

function AddPasskey({ onCodes, onClose }: { onCodes: ShowCodes; onClose: () => void }) {
  const { t } = useWords();
  const say = useSay();
  const [name, setName] = useState("");
  const [silent, setSilent] = useState(false);
  const add = useMutation({
    mutationFn: async (password: string) => {
      setSilent(false);
      const options = await api.access.account.passkeyOptions.mutate({ password });
      const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]["optionsJSON"];
      const answer = await startRegistration({ optionsJSON }).catch(() => null);
      if (!answer) return setSilent(true);
      const codes = await api.access.account.addPasskey.mutate({ name, answer: { ...answer } });
      onClose();
      say(t("account.key.added"));
      onCodes(codes);
      await accountChanged();
    },
  });
  return (
    <ByPassword
      title={t("account.key.add")}
      action={t("account.key.add")}
      busy={add.isPending}
      error={add.error}
      onPassword={add.mutate}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t("account.key.name")}
        description={t("account.key.nameHelp")}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={issueText(t, add.isError ? issuesOfError(add.error).name : undefined)}
      />
      {silent && (
        <Text size="sm" c="var(--fault)" role="alert">
          {t("account.key.failed")}
        </Text>
      )}
    </ByPassword>
  );
}
