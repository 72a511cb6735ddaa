/**
 * Signing in. Where the demonstration is on, its doors come first: one click enters as a person; the ordinary form is
 * one click away. On a first visit without demonstration this page leads to set-up.
 */
import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { FactorMethod } from "../../shared/rooms/access-account.ts";
import { api, queryClient } from "../api.ts";
import { faultOf } from "../faults.ts";
import { signIn } from "../session.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { useWords } from "../words/index.tsx";
import { WipedNote } from "./device-gate.tsx";
import { Doors } from "./doors.tsx";
import { ADMINISTRATOR_MADE, useEnter } from "./enter.ts";
import { AccessLayout } from "./layout.tsx";
import { SecondStep } from "./second-step.tsx";

export function SignInPage() {
  const { t } = useWords();
  const [own, setOwn] = useState(false);
  const needed = useQuery({ queryKey: ["setup-needed"], queryFn: () => api.access.setUpNeeded.query() });
  const doors = useQuery({ queryKey: ["doors"], queryFn: () => api.access.doors.query() });
  if (needed.data === true) return <Navigate to="/setup" />;
  const list = doors.data ?? [];
  const made = queryClient.getQueryData<string>(ADMINISTRATOR_MADE);
  return (
    <AccessLayout>
      <WipedNote />
      {doors.isPending && <Waiting />}
      {!doors.isPending && list.length > 0 && !own && (
        <>
          <Doors doors={list} />
          <Button variant="subtle" mt="md" px={0} onClick={() => setOwn(true)}>
            {t("access.doors.own")}
          </Button>
        </>
      )}
      {made && (
        <p className="access-note" role="status">
          {t("access.setup.done")}
        </p>
      )}
      {!doors.isPending && (list.length === 0 || own) && <SignInForm email={made} />}
    </AccessLayout>
  );
}

/** E-mail and password, then the second step where it is asked for. `email` = who is expected. */
export function SignInForm({ email: expected = "", onDone }: { email?: string; onDone?: () => void }) {
  const go = useEnter();
  const [methods, setMethods] = useState<readonly FactorMethod[] | null>(null);
  const done = onDone ?? go;
  if (methods) return <SecondStep methods={methods} onDone={done} onAgain={() => setMethods(null)} />;
  return <PasswordStep expected={expected} onPassed={(next) => (next ? setMethods(next) : done())} />;
}

interface PasswordStepProps {
  expected: string;
  /** With the ways to prove oneself a second time, or null where that is not asked for. */
  onPassed: (methods: readonly FactorMethod[] | null) => void;
}

function PasswordStep({ expected, onPassed }: PasswordStepProps) {
  const { t } = useWords();
  const [email, setEmail] = useState(expected);
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => signIn(email, password),
    onSuccess: onPassed,
  });
  const wrong = enter.isError && faultOf(enter.error).code === "not_signed_in";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <form className="access-form" onSubmit={submit}>
      <h1>{t("access.signIn.title")}</h1>
      <p className="access-note">{t("access.signIn.help")}</p>
      <Stack gap="sm">
        <TextInput
          label={t("access.signIn.email")}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("access.signIn.password")}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {wrong && (
          <Text size="sm" c="var(--fault)" role="alert">
            {t("access.signIn.wrong")}
          </Text>
        )}
        {enter.isError && !wrong && <ErrorNote error={enter.error} />}
        <Button type="submit" loading={enter.isPending}>
          {t("access.signIn.submit")}
        </Button>
      </Stack>
    </form>
  );
}
