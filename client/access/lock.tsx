/** The lock of an operation: what holds now, since when and why, and the switch for those who may turn it. */
import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import {
  isTighter,
  LOCK_REASON_MIN,
  LOCKS,
  type Lock,
  maySetLock,
  type Watch,
} from "../../shared/rooms/access-lock.ts";
import type { OperationInfo } from "../session.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ErrorNote, Waiting } from "../ui/states.tsx";
import { formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { useSetLock, useWatch } from "./watch-queries.ts";

interface Props {
  operation: OperationInfo;
}

export function LockPart({ operation }: Props) {
  const { t } = useWords();
  const watch = useWatch(operation.code);
  return (
    <section>
      <p className="watch-lead">{t("audit.lock.lead")}</p>
      {watch.isPending && <Waiting />}
      {watch.isError && <ErrorNote error={watch.error} retry={watch.refetch} />}
      {watch.data && <Levels operation={operation} watch={watch.data} />}
      {watch.data && <Switch key={watch.data.lock} operation={operation} now={watch.data.lock} />}
    </section>
  );
}

/** The three levels from open to shut, the one that holds marked. */
function Levels({ operation, watch }: Props & { watch: Watch }) {
  const { t, tag } = useWords();
  const since = watch.since && formatTime(watch.since, tag, operation.timeZone);
  return (
    <ol className="lock-levels">
      {LOCKS.map((lock) => (
        <li key={lock} aria-current={lock === watch.lock || undefined}>
          <strong>
            {t(`audit.lock.level.${lock}`)}
            {lock === watch.lock && <small>{t("audit.lock.now")}</small>}
          </strong>
          <p>{t(`audit.lock.means.${lock}`)}</p>
          {lock === watch.lock && since && (
            <p>{t("audit.lock.since", { time: since, by: watch.by ?? t("audit.lock.desk") })}</p>
          )}
          {lock === watch.lock && watch.reason && <blockquote>{watch.reason}</blockquote>}
        </li>
      ))}
    </ol>
  );
}

function Switch({ operation, now }: Props & { now: Lock }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [asks, setAsks] = useState(false);
  const set = useSetLock(operation.code);
  const { you } = operation;
  const open = LOCKS.filter((lock) => maySetLock(you, now, lock));
  if (open.length === 0)
    return (
      <p className="watch-lead">
        {t(you.role === "coordinator" ? "audit.lock.mayTighten" : "audit.lock.mayNot")}
      </p>
    );
  const turn = (lock: Lock) => {
    setAsks(false);
    set.mutate({ lock, reason });
  };
  const short = reason.trim().length < LOCK_REASON_MIN;
  const loosens = open.some((lock) => !isTighter(now, lock));
  return (
    <Stack gap="sm" className="watch-form">
      <Textarea
        label={t("audit.lock.reason")}
        description={t(loosens ? "audit.lock.reasonLoosen" : "audit.lock.reasonTighten")}
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {set.isError && <ErrorNote error={set.error} />}
      <Group gap="sm">
        {open.map((lock) => (
          <Button
            key={lock}
            {...(lock === "closed" ? { color: "red.9" } : {})}
            disabled={!isTighter(now, lock) && short}
            loading={set.isPending}
            onClick={() => (lock === "closed" ? setAsks(true) : turn(lock))}
          >
            {t(`audit.lock.set.${lock}`)}
          </Button>
        ))}
      </Group>
      <p className="watch-lead">{t("audit.lock.mayTighten")}</p>
      <Dialog opened={asks} onClose={() => setAsks(false)} title={t("audit.lock.level.closed")}>
        <Stack gap="md">
          <p>{t("audit.lock.sure", { operation: operation.name })}</p>
          <Button color="red.9" data-autofocus onClick={() => turn("closed")}>
            {t("audit.lock.set.closed")}
          </Button>
        </Stack>
      </Dialog>
    </Stack>
  );
}
