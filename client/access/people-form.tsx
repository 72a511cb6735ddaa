/** What a member is: organisation (one that is there, or a new one in a community), role, rights. */
import { Checkbox, Select, Stack, TextInput } from "@mantine/core";
import { RIGHTS, type Right, ROLES, type Role } from "../../shared/rooms/access.ts";
import { MEMBER_COMMUNITIES, type OrganisationChoice } from "../../shared/rooms/access-people.ts";
import type { OperationInfo } from "../session.ts";
import { forgiving } from "../ui/forgiving.ts";
import { type Issues, issueText } from "../ui/form-issues.ts";
import { codeDefinition, codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";

const NEW = "new";
/** The operation's machine principal; no person belongs to it. */
const DESK = "Desk";
type MemberCommunity = (typeof MEMBER_COMMUNITIES)[number];

/** The form while it is filled in; nothing is preset that could be wrong. */
export interface MemberDraft {
  /** Id of an organisation, `new`, or null while none is chosen. */
  organisation: string | null;
  name: string;
  community: MemberCommunity | null;
  role: Role | null;
  rights: Right[];
}

export const EMPTY_MEMBER: MemberDraft = {
  organisation: null,
  name: "",
  community: null,
  role: null,
  rights: [],
};

/** What the server takes, or null while something is missing. */
export function memberOf(
  draft: MemberDraft,
): { organisation: OrganisationChoice; role: Role; rights: Right[] } | null {
  const { organisation, name, community, role } = draft;
  if (!organisation || !role || (organisation === NEW && !community)) return null;
  const chosen = organisation === NEW ? { name, community: community! } : { id: organisation };
  return { organisation: chosen, role, rights: role === "administrator" ? [] : draft.rights };
}

interface MemberFieldsProps {
  operation: OperationInfo;
  draft: MemberDraft;
  issues: Issues;
  set: (change: Partial<MemberDraft>) => void;
}

export function MemberFields({ operation, draft, issues, set }: MemberFieldsProps) {
  const { t } = useWords();
  const organisations = operation.organisations
    .filter(({ name }) => name !== DESK)
    .map(({ id, name, community }) => ({
      value: id,
      label: `${name} · ${codeLabel(t, "community", community)}`,
    }));
  return (
    <Stack gap="sm">
      <Select
        label={t("account.people.form.organisation")}
        required
        searchable
        filter={forgiving}
        data={[...organisations, { value: NEW, label: t("account.people.form.organisationNew") }]}
        value={draft.organisation}
        onChange={(organisation) => set({ organisation })}
        error={issueText(t, issues.organisation)}
      />
      {draft.organisation === NEW && (
        <>
          <TextInput
            label={t("account.people.form.organisationName")}
            required
            maxLength={200}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Select
            label={t("account.people.form.community")}
            description={t("account.people.form.communityHelp")}
            required
            data={MEMBER_COMMUNITIES.map((code) => ({ value: code, label: codeLabel(t, "community", code) }))}
            value={draft.community}
            onChange={(community) => set({ community: community as MemberCommunity | null })}
          />
        </>
      )}
      <Select
        label={t("account.people.form.role")}
        description={draft.role ? codeDefinition(t, "role", draft.role) : undefined}
        inputWrapperOrder={["label", "input", "description", "error"]}
        required
        data={ROLES.map((code) => ({ value: code, label: codeLabel(t, "role", code) }))}
        value={draft.role}
        onChange={(role) => set({ role: role as Role | null })}
        error={issueText(t, issues.role)}
      />
      {draft.role !== "administrator" && (
        <Checkbox.Group
          label={t("account.people.form.rights")}
          value={draft.rights}
          onChange={(rights) => set({ rights: rights as Right[] })}
          error={issueText(t, issues.rights)}
        >
          <Stack gap={6} mt={4}>
            {RIGHTS.map((right) => (
              <Checkbox key={right} value={right} label={t(`account.people.form.${right}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}
