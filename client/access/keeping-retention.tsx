/** How long records of each kind are kept: a table for everyone, with a field for administrators. */
import { Button, Group, NumberInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { z } from "zod";
import { type RetentionSeen, retentionForm } from "../../shared/rooms/access-keeping.ts";
import type { OperationInfo } from "../session.ts";
import { type Issues, issuesOf, issuesOfError, issueText, NO_ISSUES } from "../ui/form-issues.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { useRetention, useSetRetention } from "./keeping-queries.ts";

interface Props {
  operation: OperationInfo;
}
const SCHEMA = z.strictObject(retentionForm);

export function Retention({ operation }: Props) {
  const { t } = useWords();
  const retention = useRetention(operation.code);
  if (retention.isPending) return <Waiting lines={6} />;
  if (retention.isError) return <ErrorNote error={retention.error} retry={retention.refetch} />;
  return (
    <table className="watch-table">
      <thead>
        <tr>
          <th scope="col">{t("keeping.retention.kind")}</th>
          <th scope="col">{t("keeping.retention.time")}</th>
        </tr>
      </thead>
      <tbody>
        {retention.data.map((kept) => (
          <Kept key={kept.kind} operation={operation} kept={kept} />
        ))}
      </tbody>
    </table>
  );
}

function Kept({ operation, kept }: Props & { kept: RetentionSeen }) {
  const { t } = useWords();
  const [isEdited, setEdited] = useState(false);
  const kind = t(`keeping.kind.${kept.kind}`);
  const time =
    kept.months === null
      ? t("keeping.retention.life")
      : t("keeping.retention.months", { months: kept.months });
  return (
    <tr>
      <th scope="row">{kind}</th>
      <td data-label={t("keeping.retention.time")}>
        {isEdited ? (
          <MonthsForm operation={operation} kept={kept} close={() => setEdited(false)} />
        ) : (
          <Group gap="sm">
            <span>
              {time}
              {kept.isDefault && <span className="soft"> · {t("keeping.retention.proposed")}</span>}
            </span>
            {operation.you.role === "administrator" && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("keeping.retention.changeOf", { kind })}
                onClick={() => setEdited(true)}
              >
                {t("keeping.retention.change")}
              </Button>
            )}
          </Group>
        )}
      </td>
    </tr>
  );
}

function MonthsForm({ operation, kept, close }: Props & { kept: RetentionSeen; close: () => void }) {
  const { t } = useWords();
  const [months, setMonths] = useState<number | string>(kept.months ?? "");
  const [issues, setIssues] = useState<Issues>(NO_ISSUES);
  const save = useSetRetention(operation.code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = SCHEMA.safeParse({ kind: kept.kind, months: months === "" ? null : Number(months) });
    setIssues(parsed.success ? NO_ISSUES : issuesOf(parsed.error));
    if (!parsed.success) return;
    save.mutate(parsed.data, { onSuccess: close, onError: (error) => setIssues(issuesOfError(error)) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <NumberInput
        label={t("keeping.retention.field")}
        value={months}
        onChange={setMonths}
        min={1}
        max={600}
        allowDecimal={false}
        allowNegative={false}
        error={issueText(t, issues.months)}
        data-autofocus
      />
      {save.isError && Object.keys(issues).length === 0 && <ErrorNote error={save.error} />}
      <Group gap="xs" mt="xs">
        <Button type="submit" size="compact-sm" loading={save.isPending}>
          {t("keeping.retention.save")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t("keeping.retention.cancel")}
        </Button>
      </Group>
    </form>
  );
}
