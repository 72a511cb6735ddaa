/** Naming a view: the filter as it is set, or an own view's name and who sees it. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { newId } from "../../shared/ids.ts";
import { addressOf, type ViewSeen, viewForm } from "../../shared/rooms/views.ts";
import { useAddress } from "../dashboard.ts";
import { useSaveView } from "../views.ts";
import { useWords } from "../words/index.tsx";
import { Dialog } from "./dialog.tsx";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "./form-issues.ts";
import { useSay } from "./say.ts";
import { ErrorNote } from "./states.tsx";

interface Props {
  code: string;
  organisation: string;
  /** Changed; else a new one of the address. */
  view?: ViewSeen;
  close: () => void;
}

export function ViewDialog(props: Props) {
  const { t } = useWords();
  const title = t(props.view ? "views.form.edit" : "views.form.title");
  return (
    <Dialog opened onClose={props.close} title={title}>
      <ViewForm {...props} />
    </Dialog>
  );
}

function ViewForm({ code, organisation, view, close }: Props) {
  const { t } = useWords();
  const say = useSay();
  const here = addressOf(useAddress());
  const [form, setForm] = useState(() => ({
    id: view?.ref ?? newId(),
    name: view?.name ?? "",
    address: view?.address ?? here,
    shared: view?.shared ?? false,
    tell: view?.tell ?? true,
  }));
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const save = useSaveView(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = viewForm.safeParse(form);
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    save.mutate(parsed.data, {
      onSuccess: () => {
        say(t("views.form.saved"));
        close();
      },
      onError: (error) => setIssues(issuesOfError(error)),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">
          {t("views.form.lead")} {!form.address.includes("from=") && t("views.form.rolling")}
        </Text>
        {save.isError && Object.keys(issues).length === 0 && <ErrorNote error={save.error} />}
        <TextInput
          label={t("views.form.name")}
          description={t("views.form.nameHelp")}
          withAsterisk
          data-autofocus
          maxLength={80}
          value={form.name}
          error={issueText(t, issues.name)}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <Checkbox
          label={t("views.form.tell")}
          checked={form.tell}
          onChange={(event) => setForm({ ...form, tell: event.currentTarget.checked })}
        />
        <Checkbox
          label={t("views.form.shared", { organisation })}
          checked={form.shared}
          onChange={(event) => setForm({ ...form, shared: event.currentTarget.checked })}
        />
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            {t("views.form.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
