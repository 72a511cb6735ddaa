/** The people of an operation, for its administrators: who they are, what they may, and who is invited. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useOperationCode } from "../dashboard.ts";
import { type OperationInfo, useMe, useOperation } from "../session.ts";
import { Icon } from "../ui/icons.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { formatOwnTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { ChangePerson } from "./people-change.tsx";
import { InviteDialog, WaitingInvitations } from "./people-invite.tsx";
import { type Person, usePeople } from "./people-queries.ts";
import "./account.css";

export function PeoplePage() {
  const operation = useOperation(useOperationCode());
  if (!operation.data) return <Waiting />;
  // What the server says too; asked first, so that nobody is shown a failure for looking.
  if (operation.data.you.role !== "administrator") return <EmptyNote kind="denied" />;
  return <OpenPeople operation={operation.data} />;
}

function OpenPeople({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const me = useMe();
  const people = usePeople(operation.code);
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<Person | null>(null);
  // Demonstration persons are shared by all visitors.
  const fixed = me.data?.demonstration ?? true;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className="people" tabIndex={0} aria-label={t("account.people")}>
      <div className="people-inside">
        <header className="people-head">
          <div>
            <h1>{t("account.people.title", { operation: operation.name })}</h1>
            <p className="account-lead">{t("account.people.lead")}</p>
          </div>
          {!fixed && (
            <Button leftSection={<Icon name="plus" size={15} />} onClick={() => setInviting(true)}>
              {t("account.invite.open")}
            </Button>
          )}
        </header>
        {fixed && (
          <div className="caution-note account-note">
            <Icon name="lock" />
            <span>{t("account.people.demonstration")}</span>
          </div>
        )}
        {people.isPending && <Waiting />}
        {people.isError && <ErrorNote error={people.error} retry={people.refetch} />}
        {people.data && <PeopleTable people={people.data} onChange={fixed ? null : setChanging} />}
        <WaitingInvitations operation={operation} />
      </div>
      {inviting && <InviteDialog operation={operation} onClose={() => setInviting(false)} />}
      {changing && <ChangePerson operation={operation} person={changing} onClose={() => setChanging(null)} />}
    </section>
  );
}

interface PeopleTableProps {
  people: readonly Person[];
  /** null where nobody may be changed. */
  onChange: ((person: Person) => void) | null;
}

function PeopleTable({ people, onChange }: PeopleTableProps) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const ended = people.filter(({ endedAt }) => endedAt !== null).length;
  return (
    <section className="account-section">
      <table className="people-table">
        <thead>
          <tr>
            <th scope="col">{t("account.people.person")}</th>
            <th scope="col">{t("account.people.organisation")}</th>
            <th scope="col">{t("account.people.role")}</th>
            <th scope="col">{t("account.people.rights")}</th>
            <th scope="col">{t("account.people.state")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("account.people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people
            .filter(({ endedAt }) => all || endedAt === null)
            .map((person) => (
              <PersonRow key={person.id} person={person} onChange={onChange} />
            ))}
        </tbody>
      </table>
      {ended > 0 && (
        <Button variant="subtle" px={0} mt="xs" onClick={() => setAll(!all)}>
          {all ? t("account.people.hideEnded") : t("account.people.showEnded", { n: ended })}
        </Button>
      )}
    </section>
  );
}

function PersonRow({ person, onChange }: { person: Person; onChange: PeopleTableProps["onChange"] }) {
  const { t, tag } = useWords();
  const { name, email, organisation, community, role, rights, endedAt, disabledAt, you } = person;
  const state = endedAt
    ? t("account.people.ended", { date: formatOwnTime(endedAt, tag) })
    : t(disabledAt ? "account.people.disabled" : "account.people.active");
  return (
    <tr className={endedAt ? "people-over" : undefined}>
      <th scope="row">
        {name}
        {you && ` (${t("account.people.you")})`}
        <small>{email}</small>
      </th>
      <td>
        {organisation}
        <small>{codeLabel(t, "community", community)}</small>
      </td>
      <td data-label={t("account.people.role")}>{codeLabel(t, "role", role)}</td>
      <td data-label={t("account.people.rights")}>
        {rights.length > 0
          ? rights.map((right) => codeLabel(t, "right", right)).join(", ")
          : t("account.people.noRights")}
      </td>
      <td data-label={t("account.people.state")}>
        {state}
        {!person.demonstration && (
          <small>{t(person.secondFactor ? "account.people.factor" : "account.people.noFactor")}</small>
        )}
      </td>
      <td>
        {onChange && !you && !endedAt && !person.demonstration && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t("account.people.changeNamed", { name })}
            onClick={() => onChange(person)}
          >
            {t("account.people.actions")}
          </Button>
        )}
      </td>
    </tr>
  );
}
