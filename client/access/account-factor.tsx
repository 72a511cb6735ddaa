/** The second factor on the account page: what is lacking and why, the app, passkeys, recovery codes. */
import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icons.tsx";
import { useWords } from "../words/index.tsx";
import { AppSetUp } from "./account-app.tsx";
import { ByPassword, Section, type ShowCodes, ShownOnce } from "./account-parts.tsx";
import { Passkeys } from "./account-passkeys.tsx";
import { type Account, accountChanged } from "./account-queries.ts";
import { RemoveFactor } from "./account-remove.tsx";

export function FactorSection({ account }: { account: Account }) {
  const { t } = useWords();
  const [codes, setCodes] = useState<string[] | null>(null);
  const { sourcesIn } = account;
  const isOn = account.totp || account.passkeys.length > 0;
  return (
    <Section title={t("account.factor.title")}>
      {isOn ? (
        <p className="account-lead">
          {t(sourcesIn.length > 0 ? "account.factor.on" : "account.factor.onPlain")}
        </p>
      ) : sourcesIn.length > 0 ? (
        <div className="caution-note account-note" role="note">
          <Icon name="lock" />
          <div>
            <strong>{t("account.factor.missing")}</strong>
            <p>{t("account.factor.missingHelp", { operations: sourcesIn.join(", ") })}</p>
          </div>
        </div>
      ) : (
        <p className="account-lead">{t("account.factor.lead")}</p>
      )}
      <App account={account} onCodes={setCodes} />
      <Passkeys account={account} onCodes={setCodes} />
      {isOn && <Recovery count={account.recoveryLeft} onCodes={setCodes} />}
      {codes && <KeptCodes codes={codes} onClose={() => setCodes(null)} />}
    </Section>
  );
}

function App({ account, onCodes }: { account: Account; onCodes: ShowCodes }) {
  const { t } = useWords();
  const [open, setOpen] = useState<"set-up" | "remove" | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="account-part">
      <h3>{t("account.app.title")}</h3>
      <Text size="sm" c="dimmed">
        {t("account.app.help")}
      </Text>
      <Button
        mt="xs"
        variant={account.totp || account.passkeys.length > 0 ? "default" : "filled"}
        onClick={() => setOpen(account.totp ? "remove" : "set-up")}
      >
        {t(account.totp ? "account.app.remove" : "account.app.setUp")}
      </Button>
      {open === "set-up" && <AppSetUp onCodes={onCodes} onClose={close} />}
      {open === "remove" && <RemoveFactor passkey={null} onClose={close} />}
    </div>
  );
}

function Recovery({ count, onCodes }: { count: number; onCodes: ShowCodes }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const renew = useMutation({
    mutationFn: (password: string) => api.access.account.newRecoveryCodes.mutate({ password }),
    onSuccess: (codes) => {
      setOpen(false);
      onCodes(codes);
      return accountChanged();
    },
  });
  return (
    <div className="account-part">
      <h3>{t("account.recovery.title")}</h3>
      <Text size="sm" c="dimmed">
        {t("account.recovery.left", { n: count })}
      </Text>
      <Button mt="xs" variant="default" onClick={() => setOpen(true)}>
        {t("account.recovery.renew")}
      </Button>
      {open && (
        <ByPassword
          title={t("account.recovery.renew")}
          help={t("account.recovery.renewHelp")}
          action={t("account.recovery.renew")}
          busy={renew.isPending}
          error={renew.error}
          onPassword={renew.mutate}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function KeptCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={t("account.recovery.shown")}
    >
      <Text size="sm" mb="sm">
        {t("account.recovery.shownHelp")}
      </Text>
      <ShownOnce value={codes.join("\n")} copy={t("account.recovery.copy")} />
      <Group justify="end" mt="md">
        <Button onClick={onClose}>{t("account.recovery.kept")}</Button>
      </Group>
    </Dialog>
  );
}
