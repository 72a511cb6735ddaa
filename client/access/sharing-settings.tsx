/**
 * What sharing rests on beside the table: the offices that a release is addressed to, which actor an organisation is (no
 * rule fires towards a party to the harm), and where abuse by own personnel is reported instead of logged.
 */
import { Button, Group, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { newId } from "../../shared/ids.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";
import type { OperationInfo } from "../session.ts";
import { issuesOfError, issueText, NO_ISSUES } from "../ui/form-issues.ts";
import { ErrorNote } from "../ui/states.tsx";
import { codeLabel } from "../words/codes.ts";
import { useWords } from "../words/index.tsx";
import { useOffices } from "./releases-queries.ts";

interface SettingsProps {
  operation: OperationInfo;
}

/** Civil-military coordination and the cluster's core keep the actor map; the database decides. */
const namesActors = ({ you }: OperationInfo): boolean =>
  you.role === "administrator" ||
  (["cmcoord", "protection_core"].includes(you.community) && ["coordinator", "officer"].includes(you.role));
const addsOffices = ({ you }: OperationInfo): boolean =>
  ["administrator", "coordinator", "officer"].includes(you.role);

export function SharingSettings({ operation }: SettingsProps) {
  return (
    <>
      <Offices operation={operation} />
      <Parties operation={operation} />
      <ReportingChannel operation={operation} />
      <ReferralPathway operation={operation} />
    </>
  );
}

function Offices({ operation }: SettingsProps) {
  const { t } = useWords();
  const offices = useOffices(operation.code);
  return (
    <section className="no-print" aria-labelledby="offices-title">
      <h2 id="offices-title">{t("protocol.offices.title")}</h2>
      <p>{t("protocol.offices.help")}</p>
      {offices.isError && <ErrorNote error={offices.error} />}
      <ul className="protocol-list">
        {offices.data?.map((office) => (
          <li key={office.ref}>
            {office.name}, {office.organisation}
            {office.function && `: ${office.function}`}
          </li>
        ))}
      </ul>
      {addsOffices(operation) && <AddOffice operation={operation} />}
    </section>
  );
}

function AddOffice({ operation }: SettingsProps) {
  const { t } = useWords();
  const [organisationId, setOrganisation] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [task, setTask] = useState("");
  const adding = useMutation({
    mutationFn: () =>
      api.sharing.addOffice.mutate({
        operation: operation.code,
        form: { id: newId(), organisationId: organisationId ?? "", name, function: task },
      }),
    onSuccess: () => {
      setName("");
      setTask("");
      refresh(operation.code);
    },
  });
  const issues = adding.isError ? issuesOfError(adding.error) : NO_ISSUES;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group gap="sm" align="end">
        <Select
          searchable
          label={t("protocol.offices.organisation")}
          data={operation.organisations.map(({ id, name: label }) => ({ value: id, label }))}
          value={organisationId}
          onChange={setOrganisation}
        />
        <TextInput
          label={t("protocol.offices.name")}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={issueText(t, issues.name)}
        />
        <TextInput
          label={t("protocol.offices.function")}
          maxLength={400}
          value={task}
          onChange={(event) => setTask(event.currentTarget.value)}
          error={issueText(t, issues.function)}
        />
        <Button
          type="submit"
          variant="default"
          disabled={!organisationId || name.trim() === ""}
          loading={adding.isPending}
        >
          {t("protocol.offices.add")}
        </Button>
      </Group>
      {adding.isError && Object.keys(issues).length === 0 && <ErrorNote error={adding.error} />}
    </form>
  );
}

function Parties({ operation }: SettingsProps) {
  const { t } = useWords();
  const may = namesActors(operation);
  const actors = useQuery({
    queryKey: ["actors", operation.code],
    queryFn: () => api.actors.list.query({ operation: operation.code }),
  });
  const naming = useMutation({
    mutationFn: (change: { organisation: string; actor: string | null }) =>
      api.sharing.nameActor.mutate({ operation: operation.code, ...change }),
    onSuccess: () => refresh(operation.code),
  });
  const choices = actors.data?.map(({ ref, name }) => ({ value: ref, label: name })) ?? [];
  return (
    <section className="no-print" aria-labelledby="parties-title">
      <h2 id="parties-title">{t("protocol.parties.title")}</h2>
      <p>{t("protocol.parties.help")}</p>
      <ul className="protocol-list">
        {operation.organisations.map(({ id, name, community, actor }) => (
          <li key={id}>
            {may ? (
              <Select
                searchable
                clearable
                label={`${name}, ${codeLabel(t, "community", community)}`}
                placeholder={t("protocol.parties.none")}
                data={choices}
                value={actor}
                onChange={(chosen) => naming.mutate({ organisation: id, actor: chosen })}
              />
            ) : (
              `${name}: ${choices.find(({ value }) => value === actor)?.label ?? t("protocol.parties.none")}`
            )}
          </li>
        ))}
      </ul>
      {naming.isError && <ErrorNote error={naming.error} />}
    </section>
  );
}

function ReportingChannel({ operation }: SettingsProps) {
  const { t } = useWords();
  return (
    <OperationWords
      {...{ operation, name: "channel", stored: operation.reportingChannel, most: 2000 }}
      may={operation.you.role === "administrator"}
      say={(word) => t(`protocol.channel.${word}`)}
      save={(text) => api.sharing.setReportingChannel.mutate({ operation: operation.code, text })}
    />
  );
}

/** Where survivors of sexual violence find help; the form of the log shows it first. */
function ReferralPathway({ operation }: SettingsProps) {
  const { t } = useWords();
  return (
    <OperationWords
      {...{ operation, name: "pathway", stored: operation.referralPathway, most: 4000 }}
      may={["administrator", "coordinator"].includes(operation.you.role)}
      say={(word) => t(`log.pathway.${word}`)}
      save={(text) => api.sharing.setReferralPathway.mutate({ operation: operation.code, text })}
    />
  );
}

interface WordsProps extends SettingsProps {
  name: string;
  stored: string;
  /** Longest text. */
  most: number;
  may: boolean;
  say: (word: "title" | "help" | "save" | "none") => string;
  save: (text: string) => Promise<unknown>;
}

/** Words of the operation that everyone reads and few may write. */
function OperationWords({ operation, name, stored, most, may, say, save }: WordsProps) {
  const [text, setText] = useState(stored);
  const saving = useMutation({ mutationFn: () => save(text), onSuccess: () => refresh(operation.code) });
  const title = `${name}-title`;
  return (
    <section className="no-print" aria-labelledby={title}>
      <h2 id={title}>{say("title")}</h2>
      <p>{say("help")}</p>
      {may ? (
        <>
          <Textarea
            aria-labelledby={title}
            autosize
            minRows={2}
            maxLength={most}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button
            mt="xs"
            variant="default"
            disabled={text.trim() === stored}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {say("save")}
          </Button>
          {saving.isError && <ErrorNote error={saving.error} />}
        </>
      ) : (
        <p>{stored || say("none")}</p>
      )}
    </section>
  );
}
