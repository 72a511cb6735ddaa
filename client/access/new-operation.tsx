/** The administrator of an empty installation makes its first operation. */
import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../api.ts";
import { forgetAnswers } from "../session.ts";
import { forgiving } from "../ui/forgiving.ts";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { FormFaults } from "../ui/form-parts.tsx";
import { useWords } from "../words/index.tsx";

/** Zones this browser knows; typing narrows them down to what fits in sight. */
const ZONES = Intl.supportedValuesOf("timeZone");
const ZONES_IN_SIGHT = 50;

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
  const issues = issuesOfError(make.error);
  const field = (name: keyof typeof values) => ({
    label: t(`access.operation.${name}`),
    description: t(`access.operation.${name}Help`),
    value: values[name],
    error: issueText(t, issues[name]),
    "data-field": name,
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const labels = {
    name: t("access.operation.name"),
    code: t("access.operation.code"),
    timeZone: t("access.operation.timeZone"),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form className="access-form" onSubmit={submit}>
      <h1>{t("access.operation.title")}</h1>
      <p className="access-note">{t("access.operation.lead")}</p>
      <Stack gap="sm">
        <TextInput
          {...field("name")}
          required
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          {...field("code")}
          required
          pattern="[A-Z][A-Z0-9\-]{1,31}"
          title={t("access.operation.codeHelp")}
          onChange={(event) => set({ code: event.currentTarget.value.toUpperCase() })}
        />
        <Select
          {...field("timeZone")}
          data={ZONES}
          searchable
          clearable
          limit={ZONES_IN_SIGHT}
          filter={forgiving}
          onChange={(zone) => set({ timeZone: zone ?? "" })}
        />
        {make.isError && <FormFaults error={make.error} labels={labels} />}
        <Button type="submit" loading={make.isPending}>
          {t("access.operation.submit")}
        </Button>
      </Stack>
    </form>
  );
}
