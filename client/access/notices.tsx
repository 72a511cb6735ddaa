/** The bell in the bar: how many notices of the own organisation wait, and what they say. */
import { Button, Group, Indicator, Popover, ScrollArea, Stack, Text, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type NoticeSeen, PERSONAL_NOTICES } from "../../shared/rooms/access-notices.ts";
import type { OperationInfo } from "../session.ts";
import { Icon } from "../ui/icons.tsx";
import { EmptyNote, ErrorNote, Waiting } from "../ui/states.tsx";
import { useMarkViews, useNews } from "../views.ts";
import { formatTime } from "../words/format.ts";
import { hasWord, type Translate, useWords } from "../words/index.tsx";
import { useNewCount, ViewNotices } from "./notices-views.tsx";
import { useMarkRead, useNotices, useWatch } from "./watch-queries.ts";
import "./watch.css";

const MOST = 99;

export function NoticeBell({ operation }: { operation: OperationInfo }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const told = useWatch(operation.code).data?.unread ?? 0;
  const unread = told + useNewCount(operation.code);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={360}
      withArrow
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className="bell"
          aria-label={t("notices.button", { n: unread })}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Indicator
            label={Math.min(unread, MOST)}
            disabled={unread === 0}
            size={15}
            offset={2}
            color="var(--fault)"
          >
            <Icon name="bell" />
          </Indicator>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        {opened && <NoticeList operation={operation} unread={unread} close={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ListProps {
  operation: OperationInfo;
  unread: number;
  close: () => void;
}

function NoticeList({ operation, unread, close }: ListProps) {
  const { t } = useWords();
  const notices = useNotices(operation.code, true);
  const mark = useMarkRead(operation.code);
  const markViews = useMarkViews(operation.code);
  const asOf = useNews(operation.code).data?.asOf;
  const markAll = () => {
    mark.mutate();
    if (asOf) markViews.mutate({ refs: null, asOf });
  };
  return (
    <Stack gap={0}>
      <Group justify="space-between" p="sm" wrap="nowrap">
        <Text fw={600} size="sm">
          {t("notices.title")}
        </Text>
        {unread > 0 && (
          <Button size="compact-xs" variant="subtle" loading={mark.isPending} onClick={markAll}>
            {t("notices.markAll")}
          </Button>
        )}
      </Group>
      {mark.isError && <ErrorNote error={mark.error} />}
      {notices.isPending && <Waiting />}
      {notices.isError && <ErrorNote error={notices.error} retry={notices.refetch} />}
      {notices.data?.length === 0 && (
        <EmptyNote kind="first" icon="bell" title={t("notices.empty")} help={t("notices.emptyHelp")} />
      )}
      <ScrollArea.Autosize mah={420} type="auto">
        <ViewNotices operation={operation} onOpen={close} />
        <ul className="notices">
          {notices.data?.map((notice) => (
            <Notice key={notice.id} notice={notice} operation={operation} />
          ))}
        </ul>
      </ScrollArea.Autosize>
    </Stack>
  );
}

function Notice({ notice, operation }: { notice: NoticeSeen; operation: OperationInfo }) {
  const { t, tag } = useWords();
  const time = (instant: string) => formatTime(instant, tag, operation.timeZone);
  return (
    <li data-unread={!notice.isRead || undefined}>
      <Text size="sm" fw={notice.isRead ? 400 : 600}>
        {sentence(t, notice, time)}{" "}
        {notice.recordId && PERSONAL.has(notice.code) && (
          <Link
            to="/$operation/incidents/$ref"
            params={{ operation: operation.code, ref: notice.recordId }}
            search={{ dataset: "log", from: "all" }}
            className="plain-link"
          >
            {t("notices.openReport")}
          </Link>
        )}
        {MORE[notice.code] && (
          <Link
            to={MORE[notice.code]!}
            params={{ operation: operation.code }}
            search={RECEIVED.includes(notice.code) ? { list: "received" } : {}}
            className="plain-link"
          >
            {t("notices.more")}
          </Link>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {time(notice.createdAt)}
        {!notice.isRead && <span className="visually-hidden"> {t("notices.unread")}</span>}
      </Text>
    </li>
  );
}

/** About one report of the own organisation. */
const PERSONAL: ReadonlySet<string> = new Set(PERSONAL_NOTICES);

/** Where to read more of what is told. */
type MoreAt =
  | "/$operation/audit/glass"
  | "/$operation/audit/lock"
  | "/$operation/releases"
  | "/$operation/protocol";
const MORE: Record<string, MoreAt> = {
  protocol_proposed: "/$operation/protocol",
  protocol_refused: "/$operation/protocol",
  protocol_agreed: "/$operation/protocol",
  protocol_tightened: "/$operation/protocol",
  glass_opened: "/$operation/audit/glass",
  glass_closed: "/$operation/audit/glass",
  lock_changed: "/$operation/audit/lock",
  release_received: "/$operation/releases",
  release_withdrawn: "/$operation/releases",
  release_accepted: "/$operation/releases",
  release_refused: "/$operation/releases",
  record_changed: "/$operation/releases",
  record_withdrawn: "/$operation/releases",
};

/** What came to us, as against what became of what we gave. */
const RECEIVED = ["release_received", "release_withdrawn", "record_changed", "record_withdrawn"];

/** A code this page has no words for is still told: something new, from whom. */
function sentence(
  t: Translate,
  { code, from, detail }: NoticeSeen,
  time: (instant: string) => string,
): string {
  const key = `notices.code.${code}`;
  const until = typeof detail.until === "string" ? time(detail.until) : "";
  const lock = typeof detail.lock === "string" ? detail.lock : "";
  return t(hasWord(key) ? key : "notices.code.unknown", { from, until, lock });
}
