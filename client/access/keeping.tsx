/** How long records are kept, and what the own organisation deleted: who may, changes and brings back here. */
import { Button } from "@mantine/core";
import {
  DAYS_TO_REGRET,
  DELETABLE,
  type DeletableKind,
  type TombstoneSeen,
} from "../../shared/rooms/access-keeping.ts";
import type { OperationInfo } from "../session.ts";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { formatTime } from "../words/format.ts";
import { hasWord, useWords } from "../words/index.tsx";
import { useDeleted, useUndelete } from "./keeping-queries.ts";
import { Retention } from "./keeping-retention.tsx";

interface Props {
  operation: OperationInfo;
}

export function KeepingPart({ operation }: Props) {
  const { t } = useWords();
  return (
    <section>
      <p className="watch-lead">{t("keeping.lead", { days: DAYS_TO_REGRET })}</p>
      <h2>{t("keeping.retention.title")}</h2>
      <p className="watch-lead">{t("keeping.retention.lead", { days: DAYS_TO_REGRET })}</p>
      <Retention operation={operation} />
      {operation.you.role !== "administrator" && (
        <>
          <h2>{t("keeping.deleted.title")}</h2>
          <DeletedRecords operation={operation} />
        </>
      )}
    </section>
  );
}

function DeletedRecords({ operation }: Props) {
  const { t } = useWords();
  const deleted = useDeleted(operation.code);
  if (deleted.isPending) return <Waiting />;
  if (deleted.isError) return <ErrorNote error={deleted.error} retry={deleted.refetch} />;
  if (deleted.data.length === 0)
    return <EmptyNote kind="first" title={t("keeping.deleted.none")} help={t("keeping.deleted.noneHelp")} />;
  return (
    <table className="watch-table">
      <thead>
        <tr>
          <th scope="col">{t("keeping.deleted.record")}</th>
          <th scope="col">{t("keeping.deleted.when")}</th>
          <th scope="col">{t("keeping.deleted.why")}</th>
          <th scope="col">{t("keeping.deleted.who")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("keeping.deleted.back")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deleted.data.map((stone) => (
          <Stone key={stone.ref} operation={operation} stone={stone} />
        ))}
      </tbody>
    </table>
  );
}

const isDeletable = (kind: string): kind is DeletableKind => kind in DELETABLE;

function Stone({ operation, stone }: Props & { stone: TombstoneSeen }) {
  const { t, tag } = useWords();
  const undelete = useUndelete(operation.code);
  const time = (instant: string) => formatTime(instant, tag, operation.timeZone);
  const word = `keeping.record.${stone.kind}`;
  const kind = hasWord(word) ? t(word) : stone.kind;
  const isOver = stone.cause === "retention";
  const mayReturn = isDeletable(stone.kind) && operation.you.writes.includes(DELETABLE[stone.kind]);
  return (
    <tr>
      <th scope="row">{kind}</th>
      <td data-label={t("keeping.deleted.when")}>{time(stone.deletedAt)}</td>
      <td data-label={t("keeping.deleted.why")}>
        {isOver ? t("keeping.deleted.retention", { reason: stone.reason }) : stone.reason}
      </td>
      <td data-label={t("keeping.deleted.who")}>{isOver ? t("keeping.deleted.retentionWho") : stone.said}</td>
      <td>
        {stone.purgedAt && t("keeping.deleted.purged", { day: time(stone.purgedAt) })}
        {!stone.purgedAt && mayReturn && (
          <Button
            size="compact-sm"
            variant="default"
            loading={undelete.isPending}
            aria-label={t("keeping.deleted.backOf", { kind, when: time(stone.deletedAt) })}
            onClick={() => undelete.mutate({ kind: stone.kind as DeletableKind, ref: stone.ref })}
          >
            {t("keeping.deleted.back")}
          </Button>
        )}
        {undelete.isError && <ErrorNote error={undelete.error} />}
      </td>
    </tr>
  );
}
