/** The page behind an invitation's link: new here (name and password), or with an account (sign in, then accept). */
import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { PASSWORD_MIN } from "../../shared/rooms/access-account.ts";
import { api } from "../api.ts";
import { faultOf } from "../faults.ts";
import { type Answers, forgetAnswers, type Me, signOut, useMe } from "../session.ts";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { formatOwnTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { AccessLayout } from "./layout.tsx";
import { SignInForm } from "./sign-in.tsx";
import "./account.css";

type Seen = Answers["access"]["invitation"]["look"];

export function InvitationPage() {
  const { t } = useWords();
  // The secret stands behind the #, which browsers send to nobody.
  const [secret] = useState(() => location.hash.slice(1));
  // Signing in and out forgets every answer; what is shown begins anew.
  const [round, setRound] = useState(0);
  const look = useQuery({
    queryKey: ["invitation", secret],
    queryFn: () => api.access.invitation.look.mutate({ secret: secret || "-" }),
    refetchOnWindowFocus: false,
  });
  const gone = look.isError && faultOf(look.error).code === "not_found";
  return (
    <AccessLayout>
      {look.isPending && <Waiting />}
      {gone && (
        <>
          <h1>{t("account.invitation.gone")}</h1>
          <p className="access-note">{t("account.invitation.goneHelp")}</p>
        </>
      )}
      {look.isError && !gone && <ErrorNote error={look.error} retry={look.refetch} />}
      {look.data && (
        <OpenInvitation key={round} secret={secret} seen={look.data} again={() => setRound(round + 1)} />
      )}
    </AccessLayout>
  );
}

interface OpenProps {
  secret: string;
  seen: Seen;
  /** Somebody signed in or out. */
  again: () => void;
}

function OpenInvitation({ secret, seen, again }: OpenProps) {
  const { t, tag } = useWords();
  const me = useMe();
  return (
    <>
      <h1>{t("account.invitation.title")}</h1>
      <p className="access-note">
        {t("account.invitation.lead", {
          inviter: seen.invitedBy,
          email: seen.email,
          operation: seen.operationName,
          role: codeLabel(t, "role", seen.role).toLowerCase(),
          organisation: seen.organisation,
          community: codeLabel(t, "community", seen.community),
        })}{" "}
        {seen.rights.length > 0 &&
          `${t("account.invitation.rights", { rights: seen.rights.map((right) => codeLabel(t, "right", right)).join(", ") })} `}
        {t("account.invitation.until", { time: formatOwnTime(seen.expiresAt, tag) })}
      </p>
      {me.data ? (
        <Accept secret={secret} seen={seen} again={again} me={me.data} />
      ) : (
        <Answer secret={secret} seen={seen} again={again} />
      )}
    </>
  );
}

function Accept({ secret, seen, again, me }: OpenProps & { me: Me }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: () => api.access.invitation.accept.mutate({ secret }),
    onSuccess: ({ operation }) => {
      forgetAnswers();
      return navigate({ to: "/$operation/map", params: { operation } });
    },
  });
  const leave = useMutation({ mutationFn: signOut, onSuccess: again });
  const issue = accept.isError ? issuesOfError(accept.error).email : undefined;
  return (
    <Stack gap="sm" className="access-form">
      <Text size="sm">{t("account.invitation.as", { name: me.name, email: me.email })}</Text>
      {issue && (
        <Text size="sm" c="var(--fault)" role="alert">
          {issueText(t, issue)}
        </Text>
      )}
      {accept.isError && !issue && <ErrorNote error={accept.error} />}
      <Button loading={accept.isPending} onClick={() => accept.mutate()}>
        {t("account.invitation.accept", { operation: seen.operation })}
      </Button>
      <Button variant="subtle" px={0} loading={leave.isPending} onClick={() => leave.mutate()}>
        {t("account.invitation.other")}
      </Button>
    </Stack>
  );
}

/** Whether the address has an account is not known here: both ways are offered, and the first leads to the second. */
function Answer({ secret, seen, again }: OpenProps) {
  const { t } = useWords();
  const [known, setKnown] = useState(false);
  const [answered, setAnswered] = useState(seen.answered);
  const { email } = seen;
  if (known || answered) {
    return (
      <>
        {answered && (
          <p className="access-note" role="status">
            {t("account.invitation.answeredHelp", { email })}
          </p>
        )}
        <SignInForm email={email} onDone={again} />
      </>
    );
  }
  return (
    <>
      <NewHere secret={secret} email={email} onDone={() => setAnswered(true)} />
      <div className="account-part">
        <h3>{t("account.invitation.known")}</h3>
        <Text size="sm" c="dimmed">
          {t("account.invitation.knownHelp", { email })}
        </Text>
        <Button variant="default" mt="xs" onClick={() => setKnown(true)}>
          {t("account.invitation.signIn")}
        </Button>
      </div>
    </>
  );
}

function NewHere({ secret, email, onDone }: { secret: string; email: string; onDone: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const answer = useMutation({
    mutationFn: () => api.access.invitation.answer.mutate({ secret, name, password }),
    onSuccess: onDone,
  });
  const issues = answer.isError ? issuesOfError(answer.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate();
  };
  return (
    <form onSubmit={submit} className="access-form">
      <h2 className="account-sub">{t("account.invitation.new")}</h2>
      <p className="access-note">{t("account.invitation.newHelp")}</p>
      <Stack gap="sm" mb="md">
        {/* For the browser's own keeper of passwords. */}
        <input
          className="visually-hidden"
          aria-hidden="true"
          tabIndex={-1}
          readOnly
          autoComplete="username"
          value={email}
        />
        <TextInput
          label={t("account.invitation.name")}
          autoComplete="name"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={issueText(t, issues.name)}
        />
        <PasswordInput
          label={t("account.invitation.password")}
          description={t("account.password.help")}
          autoComplete="new-password"
          required
          minLength={PASSWORD_MIN}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={issueText(t, issues.password)}
        />
        {answer.isError && Object.keys(issues).length === 0 && <ErrorNote error={answer.error} />}
        <Button type="submit" loading={answer.isPending}>
          {t("account.invitation.answer")}
        </Button>
      </Stack>
    </form>
  );
}
