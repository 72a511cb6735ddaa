/** Inviting somebody: address, organisation, role, rights; then the link, shown once. And the invitations that wait. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../api.ts";
import type { OperationInfo } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { useSay } from "../ui/say.ts";
import { ErrorNote } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { formatOwnTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { Section, ShownOnce } from "./account-parts.tsx";
import { EMPTY_MEMBER, MemberFields, memberOf } from "./people-form.tsx";
import { type Invitation, peopleChanged, useInvitations } from "./people-queries.ts";

/** The secret stands behind the #, which browsers send to nobody. */
const linkOf = (secret: string): string => `${location.origin}/invitation#${secret}`;

export function InviteDialog({ operation, onClose }: { operation: OperationInfo; onClose: () => void }) {
  const { t } = useWords();
  const [email, setEmail] = useState("");
  const [draft, setDraft] = useState(EMPTY_MEMBER);
  const form = memberOf(draft);
  const invite = useMutation({
    mutationFn: async () =>
      form && (await api.access.people.invite.mutate({ operation: operation.code, email, ...form })),
    onSuccess: () => peopleChanged(operation.code),
  });
  const issues = invite.isError ? issuesOfError(invite.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  if (invite.data) {
    return (
      <Dialog
        opened
        onClose={onClose}
        closeOnClickOutside={false}
        title={t("account.invite.shown", { email })}
      >
        <Text size="sm" mb="sm">
          {t("account.invite.shownHelp")}
        </Text>
        <ShownOnce value={linkOf(invite.data.secret)} copy={t("account.invite.copy")} />
        <Group justify="end" mt="md">
          <Button onClick={onClose}>{t("account.done")}</Button>
        </Group>
      </Dialog>
    );
  }
  return (
    <Dialog opened onClose={onClose} title={t("account.invite.title")}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t("account.invite.email")}
            type="email"
            required
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={issueText(t, issues.email)}
          />
          <MemberFields
            operation={operation}
            draft={draft}
            issues={issues}
            set={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
          {invite.isError && Object.keys(issues).length === 0 && <ErrorNote error={invite.error} />}
          <Group justify="end">
            <Button type="submit" disabled={!form} loading={invite.isPending}>
              {t("account.invite.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function WaitingInvitations({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const invitations = useInvitations(operation.code);
  if (invitations.isError) return <ErrorNote error={invitations.error} retry={invitations.refetch} />;
  if (!invitations.data?.length) return null;
  return (
    <Section title={t("account.invite.waiting")}>
      <ul className="account-list">
        {invitations.data.map((invitation) => (
          <InvitationRow key={invitation.id} operation={operation.code} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
}

function InvitationRow({ operation, invitation }: { operation: string; invitation: Invitation }) {
  const { t, tag } = useWords();
  const say = useSay();
  const revoke = useMutation({
    mutationFn: () => api.access.people.revokeInvitation.mutate({ operation, invitation: invitation.id }),
    onSuccess: () => {
      say(t("account.invite.revoked"));
      return peopleChanged(operation);
    },
  });
  const { email, organisation, role, invitedBy, expiresAt } = invitation;
  return (
    <li>
      <span>
        <strong>{email}</strong>
        <small>
          {codeLabel(t, "role", role)} · {organisation} ·{" "}
          {t("account.invite.by", { name: invitedBy, time: formatOwnTime(expiresAt, tag) })}
        </small>
        {revoke.isError && <ErrorNote error={revoke.error} />}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={revoke.isPending}
        aria-label={t("account.invite.revokeNamed", { email })}
        onClick={() => revoke.mutate()}
      >
        {t("account.invite.revoke")}
      </Button>
    </li>
  );
}
