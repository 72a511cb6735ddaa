/** The own account: who one is, password, second factor, open sessions, bearer tokens. */
import { Anchor, Button, PasswordInput, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { PASSWORD_MIN } from "../../shared/rooms/access-account.ts";
import { api } from "../api.ts";
import { faultOf } from "../faults.ts";
import { type Me, useMe } from "../session.ts";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { Icon } from "../ui/icons.tsx";
import { FactList } from "../ui/panel.tsx";
import { useSay } from "../ui/say.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { FactorSection } from "./account-factor.tsx";
import { MailSection } from "./account-mail.tsx";
import { ChangeMe } from "./account-me.tsx";
import { Section } from "./account-parts.tsx";
import { accountChanged, useAccount } from "./account-queries.ts";
import { SessionSection } from "./account-sessions.tsx";
import { TokenSection } from "./account-tokens.tsx";
import "./account.css";

export function AccountPage() {
  const me = useMe();
  if (me.isPending) return <Waiting />;
  if (me.isError && faultOf(me.error).code !== "not_signed_in")
    return <ErrorNote error={me.error} retry={me.refetch} />;
  if (!me.data) return <Navigate to="/sign-in" search={{ next: "/account" }} />;
  return <OpenAccount me={me.data} />;
}

function OpenAccount({ me }: { me: Me }) {
  const { t } = useWords();
  const account = useAccount();
  const [first] = me.operations;
  return (
    <div className="account-page">
      <header className="account-head">
        <Anchor component={Link} to="/" size="sm">
          {first ? t("account.back", { operation: first.code }) : t("account.backHome")}
        </Anchor>
        <h1>{t("account.title")}</h1>
      </header>
      <main className="account-main">
        {account.isPending && <Waiting />}
        {account.isError && <ErrorNote error={account.error} retry={account.refetch} />}
        {account.data && (
          <>
            <Section title={t("account.me.title")}>
              <FactList
                facts={[
                  { name: t("account.me.name"), value: account.data.name },
                  { name: t("account.me.email"), value: account.data.email },
                ]}
              />
              {account.data.demonstration ? (
                <div className="caution-note account-note">
                  <Icon name="lock" />
                  <span>{t("account.demonstration")}</span>
                </div>
              ) : (
                <ChangeMe account={account.data} />
              )}
            </Section>
            {!account.data.demonstration && (
              <>
                <FactorSection account={account.data} />
                <PasswordSection />
                <SessionSection account={account.data} />
                <MailSection account={account.data} />
              </>
            )}
            {me.operations.length > 0 && <TokenSection operations={me.operations} />}
          </>
        )}
      </main>
    </div>
  );
}

const EMPTY = { password: "", next: "" };

function PasswordSection() {
  const { t } = useWords();
  const say = useSay();
  const [values, setValues] = useState(EMPTY);
  const change = useMutation({
    mutationFn: () => api.access.account.changePassword.mutate(values),
    onSuccess: () => {
      setValues(EMPTY);
      say(t("account.password.changed"));
      return accountChanged();
    },
  });
  const issues = change.isError ? issuesOfError(change.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const input = (name: keyof typeof EMPTY) => ({
    required: true,
    value: values[name],
    error: issueText(t, issues[name]),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <Section title={t("account.password.title")}>
      <p className="account-lead">{t("account.password.lead")}</p>
      <form onSubmit={submit} className="account-form">
        <Stack gap="sm">
          <PasswordInput
            {...input("password")}
            label={t("account.password.now")}
            autoComplete="current-password"
          />
          <PasswordInput
            {...input("next")}
            label={t("account.password.next")}
            description={t("account.password.help")}
            autoComplete="new-password"
            minLength={PASSWORD_MIN}
          />
          {change.isError && Object.keys(issues).length === 0 && <ErrorNote error={change.error} />}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: "start" }}>
            {t("account.password.change")}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
