/** Parts of the account page and of keeping people: a section, something shown once, the password asked again. */
import { Button, CopyButton, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { useSay } from "../ui/say.ts";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";

/** Codes that were just made; shown until the person says they are kept. */
export type ShowCodes = (codes: string[] | null) => void;

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="account-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface RevokeRowProps {
  name: string;
  /** What is said of it, one line. */
  about: ReactNode;
  /** Word of the button, and its name for who hears it without its line. */
  word: string;
  label: string;
  done: string;
  revoke: () => Promise<unknown>;
  onDone: () => Promise<unknown>;
}

/** A line of something that was given out and can be revoked: a token, an invitation. */
export function RevokeRow({ name, about, word, label, done, revoke, onDone }: RevokeRowProps) {
  const say = useSay();
  const act = useMutation({
    mutationFn: revoke,
    onSuccess: () => {
      say(done);
      return onDone();
    },
  });
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <small>{about}</small>
        {act.isError && <ErrorNote error={act.error} />}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={act.isPending}
        aria-label={label}
        onClick={() => act.mutate()}
      >
        {word}
      </Button>
    </li>
  );
}

/** A value that nobody can read again: selectable text and a button that copies it. */
export function ShownOnce({ value, copy }: { value: string; copy: string }) {
  const { t } = useWords();
  return (
    <Stack gap="xs">
      <pre className="shown-once">{value}</pre>
      <CopyButton value={value}>
        {({ copied, copy: put }) => (
          <Button variant="default" onClick={put} style={{ alignSelf: "start" }}>
            {copied ? t("account.app.copied") : copy}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}

interface ByPasswordProps {
  title: string;
  help?: string;
  /** Word of the button. */
  action: string;
  busy: boolean;
  error: unknown;
  onPassword: (password: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** A dialog that asks for the password again before something about signing in changes. */
export function ByPassword({
  title,
  help,
  action,
  busy,
  error,
  onPassword,
  onClose,
  children,
}: ByPasswordProps) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const issue = error ? issuesOfError(error).password : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPassword(password);
  };
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {help && <Text size="sm">{help}</Text>}
          {children}
          <PasswordInput
            label={t("account.password.ask")}
            description={t("account.password.askHelp")}
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={issueText(t, issue)}
          />
          {Boolean(error) && !issue && <ErrorNote error={error} />}
          <Group justify="end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("account.cancel")}
            </Button>
            <Button type="submit" loading={busy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
