/** Inviting somebody: address, organisation, role, rights; then the link, shown once. And the invitations that wait. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../api.ts";
import type { OperationInfo } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { issuesOfError, issueText } from "../ui/form-issues.ts";
import { ErrorNote } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { formatOwnTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { RevokeRow, Section, ShownOnce } from "./account-parts.tsx";
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
  const { email, organisation, role, invitedBy, expiresAt } = invitation;
  const by = t("account.invite.by", { name: invitedBy, time: formatOwnTime(expiresAt, tag) });
  return (
    <RevokeRow
      name={email}
      about={[codeLabel(t, "role", role), organisation, by].join(" · ")}
      word={t("account.invite.revoke")}
      label={t("account.invite.revokeNamed", { email })}
      done={t("account.invite.revoked")}
      revoke={() => api.access.people.revokeInvitation.mutate({ operation, invitation: invitation.id })}
      onDone={() => peopleChanged(operation)}
    />
  );
}
