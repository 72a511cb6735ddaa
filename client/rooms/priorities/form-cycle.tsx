/** A new planning cycle from a window of events. It stands beside the others; none is changed. */
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { newId } from "../../../shared/ids.ts";
import { cycleForm } from "../../../shared/rooms/priorities.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { WhoSees } from "../../access/who-sees.tsx";
import { useSetAddress } from "../../dashboard.ts";
import { faultOf } from "../../faults.ts";
import type { OperationInfo } from "../../session.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../../ui/form-issues.ts";
import { DateField, IssueSummary, SensitivityField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { useWords } from "../../words/index.tsx";
import { usePropose } from "./queries.ts";

interface CycleFormProps {
  operation: OperationInfo;
  /** Window chosen elsewhere; without it the form asks. */
  window?: { from: string; to: string };
  onDone: () => void;
}

export function CycleFormBody({ operation, window, onDone }: CycleFormProps) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const [id] = useState(newId);
  const [name, setName] = useState("");
  const [own, setOwn] = useState({ from: "", to: "" });
  const [sensitivity, setSensitivity] = useState<Sensitivity | null>(null);
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const saving = usePropose(operation.code);
  const { from, to } = window ?? own;
  const taken = saving.isError && faultOf(saving.error).code === "conflict";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = cycleForm.safeParse({ id, name, from, to, sensitivity });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    saving.mutate(parsed.data, {
      onSuccess: ({ ref }) => {
        notifications.show({ message: t("priorities.next.saved", { name }) });
        setAddress({ cycle: ref }, true);
        onDone();
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  const labels = {
    name: t("priorities.next.name"),
    from: t("priorities.next.from"),
    to: t("priorities.next.to"),
    sensitivity: t("priorities.sensitivity"),
  };
  const dateField = (field: "from" | "to") => (
    <DateField
      label={labels[field]}
      withAsterisk
      value={own[field]}
      onDate={(iso) => setOwn({ ...own, [field]: iso })}
      error={issueText(t, issues[field])}
      data-field={field}
    />
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <IssueSummary issues={issues} labels={labels} />
        {saving.isError && !taken && Object.keys(issues).length === 0 && <ErrorNote error={saving.error} />}
        {!window && (
          <Group grow>
            {dateField("from")}
            {dateField("to")}
          </Group>
        )}
        <TextInput
          label={labels.name}
          withAsterisk
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={taken ? t("priorities.next.taken") : issueText(t, issues.name)}
          data-field="name"
        />
        <SensitivityField
          value={sensitivity}
          onChange={setSensitivity}
          error={issues.sensitivity}
          seen={<WhoSees operation={operation} kind="priority_proposal" sensitivity={sensitivity} />}
        />
        <Button type="submit" loading={saving.isPending}>
          {name.trim() ? t("priorities.next.save", { name: name.trim() }) : t("priorities.next.propose")}
        </Button>
      </Stack>
    </form>
  );
}
