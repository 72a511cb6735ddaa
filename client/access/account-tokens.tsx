/** Own bearer tokens of one operation: making one (its value is shown once), last use, revoking. */
import { Button, Group, NumberInput, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { TOKEN_DAYS_MAX, TOKEN_SCOPES } from "../../shared/rooms/access-account.ts";
import { api, queryClient } from "../api.ts";
import type { Me } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { ErrorNote } from "../ui/states.tsx";
import { formatOwnTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { RevokeRow, Section, ShownOnce } from "./account-parts.tsx";
import { type Token, useTokens } from "./account-queries.ts";

const changed = (operation: string) => queryClient.invalidateQueries({ queryKey: ["tokens", operation] });

export function TokenSection({ operations }: { operations: Me["operations"] }) {
  const { t } = useWords();
  const [operation, setOperation] = useState(operations[0]?.code ?? "");
  const [open, setOpen] = useState(false);
  const tokens = useTokens(operation);
  return (
    <Section title={t("account.tokens.title")}>
      <p className="account-lead">{t("account.tokens.lead")}</p>
      <Select
        label={t("account.tokens.operation")}
        data={operations.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
        value={operation}
        onChange={(code) => code && setOperation(code)}
        allowDeselect={false}
        className="account-form"
      />
      {tokens.isError && <ErrorNote error={tokens.error} retry={tokens.refetch} />}
      {tokens.data?.length === 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t("account.tokens.none")}
        </Text>
      )}
      {tokens.data && tokens.data.length > 0 && (
        <ul className="account-list">
          {tokens.data.map((token) => (
            <TokenRow key={token.id} operation={operation} token={token} />
          ))}
        </ul>
      )}
      <Button mt="xs" variant="default" onClick={() => setOpen(true)}>
        {t("account.tokens.add")}
      </Button>
      {open && <NewToken operation={operation} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function TokenRow({ operation, token }: { operation: string; token: Token }) {
  const { t, tag } = useWords();
  const { name, scope, expiresAt, lastUsedAt } = token;
  const about = [
    t(scope === "write" ? "account.tokens.scope.write" : "account.tokens.scope.read"),
    t("account.tokens.expires", { date: formatOwnTime(expiresAt, tag) }),
    lastUsedAt
      ? t("account.tokens.used", { time: formatOwnTime(lastUsedAt, tag) })
      : t("account.tokens.unused"),
  ].join(", ");
  return (
    <RevokeRow
      {...{ name, about }}
      word={t("account.tokens.revoke")}
      label={t("account.tokens.revokeNamed", { name })}
      done={t("account.tokens.revoked")}
      revoke={() => api.access.tokens.revoke.mutate({ operation, token: token.id })}
      onDone={() => changed(operation)}
    />
  );
}

function NewToken({ operation, onClose }: { operation: string; onClose: () => void }) {
  const { t, tag } = useWords();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<(typeof TOKEN_SCOPES)[number]>("read");
  const [days, setDays] = useState<number | string>(90);
  const make = useMutation({
    mutationFn: () => api.access.tokens.add.mutate({ operation, name, scope, days: Number(days) }),
    onSuccess: () => changed(operation),
  });
  const issues = make.isError ? issuesOfError(make.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  if (make.data) {
    return (
      <Dialog opened onClose={onClose} closeOnClickOutside={false} title={t("account.tokens.shown")}>
        <Text size="sm" mb="sm">
          {t("account.tokens.shownHelp", { date: formatOwnTime(make.data.expiresAt, tag) })}
        </Text>
        <ShownOnce value={make.data.token} copy={t("account.tokens.copy")} />
        <Group justify="end" mt="md">
          <Button onClick={onClose}>{t("account.done")}</Button>
        </Group>
      </Dialog>
    );
  }
  return (
    <Dialog opened onClose={onClose} title={t("account.tokens.add")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t("account.tokens.name")}
            description={t("account.tokens.nameHelp")}
            required
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={issueText(t, issues.name)}
          />
          <Radio.Group
            label={t("account.tokens.scope")}
            value={scope}
            onChange={(value) => setScope(value as typeof scope)}
          >
            <Group gap="md" mt={4}>
              {TOKEN_SCOPES.map((code) => (
                <Radio key={code} value={code} label={t(`account.tokens.scope.${code}`)} />
              ))}
            </Group>
          </Radio.Group>
          <NumberInput
            label={t("account.tokens.days")}
            description={t("account.tokens.daysHelp")}
            required
            min={1}
            max={TOKEN_DAYS_MAX}
            allowDecimal={false}
            hideControls
            value={days}
            onChange={setDays}
            error={issueText(t, issues.days)}
          />
          {make.isError && Object.keys(issues).length === 0 && <ErrorNote error={make.error} />}
          <Group justify="end">
            <Button type="submit" loading={make.isPending}>
              {t("account.tokens.make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
