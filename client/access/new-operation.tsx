/** The administrator of an empty installation makes its first operation. */
import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../api.ts";
import { forgetAnswers } from "../session.ts";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";

export function NewOperation() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [values, setValues] = useState({ code: "", name: "", timeZone: "" });
  const make = useMutation({
    mutationFn: () => api.access.addOperation.mutate({ ...values, timeZone: values.timeZone || "UTC" }),
    onSuccess: ({ code }) => {
      forgetAnswers();
      return navigate({ to: "/$operation/map", params: { operation: code } });
    },
  });
  const input = (name: keyof typeof values) => ({
    label: t(`access.operation.${name}`),
    description: t(`access.operation.${name}Help`),
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: name === "code" ? value.toUpperCase() : value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form className="access-form" onSubmit={submit}>
      <h1>{t("access.operation.title")}</h1>
      <p className="access-note">{t("access.operation.lead")}</p>
      <Stack gap="sm">
        <TextInput {...input("name")} required />
        <TextInput {...input("code")} required pattern="[A-Z][A-Z0-9\-]{1,31}" />
        <TextInput {...input("timeZone")} />
        {make.isError && <ErrorNote error={make.error} />}
        <Button type="submit" loading={make.isPending}>
          {t("access.operation.submit")}
        </Button>
      </Stack>
    </form>
  );
}
