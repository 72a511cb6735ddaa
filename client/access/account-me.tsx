/** Changing one's own name or e-mail address: the password is asked again, and another address ends other sessions. */
import { Button, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, queryClient } from "../api.ts";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { useSay } from "../ui/say.ts";
import { useWords } from "../words/index.tsx";
import { ByPassword } from "./account-parts.tsx";
import { accountChanged } from "./account-queries.ts";

interface Me {
  name: string;
  email: string;
}

export function ChangeMe({ account }: { account: Me }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Text size="sm" c="dimmed" my="xs">
        {t("account.me.help")}
      </Text>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("account.me.change")}
      </Button>
      {open && <ChangeDialog account={account} onClose={() => setOpen(false)} />}
    </>
  );
}

function ChangeDialog({ account, onClose }: { account: Me; onClose: () => void }) {
  const { t } = useWords();
  const say = useSay();
  const [me, setMe] = useState<Me>({ name: account.name, email: account.email });
  const change = useMutation({
    mutationFn: (password: string) => api.access.account.change.mutate({ ...me, password }),
    onSuccess: () => {
      const moved = me.email.toLowerCase() !== account.email;
      say(t(moved ? "account.me.moved" : "account.me.changed"));
      onClose();
      return Promise.all([accountChanged(), queryClient.invalidateQueries()]);
    },
  });
  const issues = change.isError ? issuesOfError(change.error) : {};
  const input = (name: keyof Me) => ({
    label: t(`account.me.${name}`),
    required: true,
    value: me[name],
    error: issueText(t, issues[name]),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setMe((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <ByPassword
      title={t("account.me.change")}
      action={t("account.me.save")}
      busy={change.isPending}
      error={issues.name || issues.email ? null : change.error}
      onPassword={change.mutate}
      onClose={onClose}
    >
      <TextInput {...input("name")} autoComplete="name" maxLength={200} />
      <TextInput
        {...input("email")}
        type="email"
        autoComplete="username"
        description={t("account.me.emailHelp")}
        maxLength={254}
      />
    </ByPassword>
  );
}
