/** First visit of an empty installation: the administrator is made with the one-time code printed at start. */
import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, queryClient } from "../api.ts";
import { faultOf } from "../faults.ts";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { FormFaults } from "../ui/form-parts.tsx";
import { useWords } from "../words/index.tsx";
import { ADMINISTRATOR_MADE } from "./enter.ts";
import { AccessLayout } from "./layout.tsx";

const EMPTY = { code: "", name: "", email: "", password: "" };

export function SetupPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [values, setValues] = useState(EMPTY);
  const make = useMutation({
    mutationFn: () => api.access.setUp.mutate(values),
    onSuccess: () => {
      queryClient.setQueryData(["setup-needed"], false);
      queryClient.setQueryData(ADMINISTRATOR_MADE, values.email);
      return navigate({ to: "/sign-in" });
    },
  });
  const wrong = make.isError && ["not_allowed", "not_found"].includes(faultOf(make.error).code);
  const issues = issuesOfError(make.error);
  const labels = {
    code: t("access.setup.code"),
    name: t("access.setup.name"),
    email: t("access.setup.email"),
    password: t("access.setup.password"),
  };
  const input = (name: keyof typeof EMPTY) => ({
    label: labels[name],
    required: true,
    value: values[name],
    error: issueText(t, issues[name]),
    "data-field": name,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <AccessLayout>
      <form className="access-form" onSubmit={submit}>
        <h1>{t("access.setup.title")}</h1>
        <p className="access-note">{t("access.setup.lead")}</p>
        <Stack gap="sm">
          <TextInput {...input("code")} autoComplete="one-time-code" />
          <TextInput {...input("name")} autoComplete="name" />
          <TextInput {...input("email")} type="email" autoComplete="username" />
          <PasswordInput
            {...input("password")}
            autoComplete="new-password"
            minLength={12}
            description={t("access.setup.passwordHelp")}
          />
          {wrong && (
            <Text size="sm" c="var(--fault)" role="alert">
              {t("access.setup.wrong")}
            </Text>
          )}
          {make.isError && !wrong && <FormFaults error={make.error} labels={labels} />}
          <Button type="submit" loading={make.isPending}>
            {t("access.setup.submit")}
          </Button>
        </Stack>
      </form>
    </AccessLayout>
  );
}
