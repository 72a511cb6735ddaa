/** The log as people read it: a choice above, then one line per act in words, newest first. On a phone cards. */
import { Button, Group, Select } from "@mantine/core";
import { AUDIT_GROUP_CODES, type AuditLine, mayReadAudit } from "../../shared/rooms/access-audit.ts";
import { isDate } from "../../shared/time.ts";
import { useAddress, useSetAddress } from "../dashboard.ts";
import type { OperationInfo } from "../session.ts";
import { DateField } from "../ui/form-parts.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import type { Search } from "../url.ts";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { actorOf, shortId, tell } from "./audit-words.ts";
import { type AuditChoice, useAudit, useAuditPeople } from "./watch-queries.ts";

interface Props {
  operation: OperationInfo;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the address chooses; what cannot be read is left out. */
function choiceOf({ act, who, about, since, until }: Search): AuditChoice {
  return {
    group: AUDIT_GROUP_CODES.find((code) => code === act) ?? null,
    actor: who && (who === "desk" || UUID.test(who)) ? who : null,
    record: about && UUID.test(about) ? about : null,
    from: since && isDate(since) ? since : null,
    to: until && isDate(until) ? until : null,
  };
}

export function AuditLog({ operation }: Props) {
  const { t } = useWords();
  if (mayReadAudit(operation.you)) return <Log operation={operation} />;
  return <EmptyNote kind="denied" title={t("audit.log.denied")} help={t("audit.log.deniedHelp")} />;
}

function Log({ operation }: Props) {
  const { t } = useWords();
  const choice = choiceOf(useAddress());
  const log = useAudit(operation.code, choice);
  const lines = log.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <section>
      <p className="watch-lead">{t("audit.log.lead")}</p>
      {operation.you.role !== "administrator" && <p className="watch-lead">{t("audit.log.own")}</p>}
      {operation.clock && <p className="watch-lead">{t("audit.log.clock", { zone: operation.timeZone })}</p>}
      <Choice operation={operation} choice={choice} />
      {log.isPending && <Waiting lines={10} />}
      {log.isError && <ErrorNote error={log.error} retry={log.refetch} />}
      {log.isSuccess && lines.length === 0 && (
        <EmptyNote kind="match" title={t("audit.log.empty")} help={t("audit.log.emptyHelp")} />
      )}
      {lines.length > 0 && <Lines operation={operation} lines={lines} />}
      {log.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={log.isFetchingNextPage}
          onClick={() => log.fetchNextPage()}
        >
          {t("audit.log.more")}
        </Button>
      )}
    </section>
  );
}

function Choice({ operation, choice }: Props & { choice: AuditChoice }) {
  const { t } = useWords();
  const setAddress = useSetAddress();
  const people = useAuditPeople(operation.code).data ?? [];
  return (
    <Group align="end" gap="sm" my="md">
      <Select
        size="xs"
        label={t("audit.log.group")}
        placeholder={t("audit.log.group.all")}
        clearable
        data={AUDIT_GROUP_CODES.map((value) => ({ value, label: t(`audit.group.${value}`) }))}
        value={choice.group}
        onChange={(value) => setAddress({ act: value ?? undefined })}
      />
      <Select
        size="xs"
        label={t("audit.log.who")}
        placeholder={t("audit.log.who.all")}
        clearable
        searchable
        data={[
          { value: "desk", label: t("audit.log.who.desk") },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={choice.actor}
        onChange={(value) => setAddress({ who: value ?? undefined })}
      />
      <DateField
        size="xs"
        label={t("audit.log.since")}
        value={choice.from ?? ""}
        onDate={(iso) => setAddress({ since: iso || undefined })}
      />
      <DateField
        size="xs"
        label={t("audit.log.until")}
        value={choice.to ?? ""}
        onDate={(iso) => setAddress({ until: iso || undefined })}
      />
      {choice.record && (
        <Button
          size="xs"
          variant="light"
          title={t("audit.log.aboutClear")}
          onClick={() => setAddress({ about: undefined })}
        >
          {t("audit.log.about", { id: shortId(choice.record) })} ×
        </Button>
      )}
    </Group>
  );
}

function Lines({ operation, lines }: Props & { lines: AuditLine[] }) {
  const { t } = useWords();
  const columns = ["line", "time", "who", "act", "record"] as const;
  return (
    <table className="watch-table">
      <caption className="visually-hidden">{t("audit.log.caption")}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`audit.log.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.seq} operation={operation} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ operation, line }: Props & { line: AuditLine }) {
  const { t, tag } = useWords();
  const setAddress = useSetAddress();
  return (
    <tr>
      <td data-label={t("audit.log.line")} className="watch-number">
        {line.seq}
      </td>
      <td data-label={t("audit.log.time")}>{formatTime(line.at, tag, operation.timeZone)}</td>
      <td data-label={t("audit.log.who")}>
        {actorOf(t, line)}
        {line.organisation && line.actor !== "desk" && <small>{line.organisation}</small>}
      </td>
      <td data-label={t("audit.log.act")}>
        {tell(t, line)}
        {line.reason && <small>{line.reason}</small>}
      </td>
      <td data-label={t("audit.log.record")}>
        {line.recordId && (
          <button
            type="button"
            className="plain-link"
            title={t("audit.log.aboutOnly")}
            onClick={() => setAddress({ about: line.recordId ?? undefined }, true)}
          >
            {shortId(line.recordId)}
          </button>
        )}
      </td>
    </tr>
  );
}
