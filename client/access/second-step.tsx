/** The second step of signing in: passkey, code of the app, or a recovery code; the simplest way the person has first. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { startAuthentication } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { FactorMethod } from "../../shared/rooms/access-account.ts";
import { api } from "../api.ts";
import { faultOf } from "../faults.ts";
import { forgetAnswers } from "../session.ts";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { ErrorNote } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";

interface SecondStepProps {
  methods: readonly FactorMethod[];
  onDone: () => void;
  /** Back to the password. */
  onAgain: () => void;
}

export function SecondStep({ methods, onDone, onAgain }: SecondStepProps) {
  const { t } = useWords();
  const [method, setMethod] = useState(methods[0] ?? "totp");
  const done = () => {
    forgetAnswers();
    onDone();
  };
  const others = methods.filter((other) => other !== method);
  return (
    <div className="access-form">
      <h1>{t("account.second.title")}</h1>
      {method === "passkey" ? (
        <PasskeyStep onDone={done} />
      ) : (
        <CodeStep key={method} method={method} onDone={done} />
      )}
      <Group gap="md" mt="md">
        {others.map((other) => (
          <Button key={other} variant="subtle" px={0} onClick={() => setMethod(other)}>
            {t(`account.second.way.${other}`)}
          </Button>
        ))}
        <Button variant="subtle" px={0} onClick={onAgain}>
          {t("account.second.again")}
        </Button>
      </Group>
    </div>
  );
}

interface StepProps {
  onDone: () => void;
}

function CodeStep({ method, onDone }: StepProps & { method: "totp" | "recovery" }) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  const finish = useMutation({
    mutationFn: () => api.access.signIn.finish.mutate({ method, code }),
    onSuccess: onDone,
    onError: () => setCode(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish.mutate();
  };
  const issue = finish.isError ? issuesOfError(finish.error).code : undefined;
  const isApp = method === "totp";
  return (
    <form onSubmit={submit}>
      <p className="access-note">{t(isApp ? "account.second.totp" : "account.second.recovery")}</p>
      <Stack gap="sm">
        <TextInput
          label={t(isApp ? "account.second.code" : "account.second.recoveryCode")}
          description={isApp ? t("account.second.codeHelp") : undefined}
          autoComplete="one-time-code"
          inputMode={isApp ? "numeric" : "text"}
          spellCheck={false}
          required
          data-autofocus
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={issueText(t, issue)}
        />
        {finish.isError && !issue && <LateNote error={finish.error} />}
        <Button type="submit" loading={finish.isPending}>
          {t("account.second.submit")}
        </Button>
      </Stack>
    </form>
  );
}

function PasskeyStep({ onDone }: StepProps) {
  const { t } = useWords();
  const [silent, setSilent] = useState(false);
  const finish = useMutation({
    mutationFn: async () => {
      setSilent(false);
      const options = await api.access.signIn.passkeyOptions.mutate();
      const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]["optionsJSON"];
      const answer = await startAuthentication({ optionsJSON }).catch(() => null);
      if (!answer) return setSilent(true);
      await api.access.signIn.finish.mutate({ method: "passkey", answer: { ...answer } });
      onDone();
    },
  });
  const refused = finish.isError && faultOf(finish.error).code === "not_allowed";
  return (
    <>
      <p className="access-note">{t("account.second.passkey")}</p>
      <Stack gap="sm">
        {(silent || refused) && (
          <Text size="sm" c="var(--fault)" role="alert">
            {t("account.second.passkeyFailed")}
          </Text>
        )}
        {finish.isError && !refused && <LateNote error={finish.error} />}
        <Button onClick={() => finish.mutate()} loading={finish.isPending}>
          {t("account.second.usePasskey")}
        </Button>
      </Stack>
    </>
  );
}

/** The ticket of a right password holds ten minutes. */
function LateNote({ error }: { error: unknown }) {
  const { t } = useWords();
  if (faultOf(error).code !== "not_signed_in") return <ErrorNote error={error} />;
  return (
    <Text size="sm" c="var(--fault)" role="alert">
      {t("account.second.late")}
    </Text>
  );
}
