/** In the bell: what is new in the views one wants to be told of, with the newest and the way to all of them. */
import { Text } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { searchOf, type ViewNews } from "../../shared/rooms/views.ts";
import type { OperationInfo } from "../session.ts";
import { useMarkViews, useNews } from "../views.ts";
import { codeLabel } from "../words/codes.ts";
import { formatDate, formatTime } from "../words/format.ts";
import { useWords } from "../words/index.tsx";

interface Props {
  operation: OperationInfo;
  /** Closes the list when something is opened from it. */
  onOpen: () => void;
}

/** How many records are new in all views. */
export const useNewCount = (operation: string): number =>
  useNews(operation).data?.views.reduce((sum, { n }) => sum + n, 0) ?? 0;

export function ViewNotices({ operation, onOpen }: Props) {
  const { t } = useWords();
  const news = useNews(operation.code).data;
  const views = news?.views.filter(({ n }) => n > 0) ?? [];
  if (!news || views.length === 0) return null;
  return (
    <>
      <Text fw={600} size="sm" px="sm" pt="xs">
        {t("views.news.title")}
      </Text>
      <ul className="notices">
        {views.map((view) => (
          <News key={view.ref} view={view} asOf={news.asOf} {...{ operation, onOpen }} />
        ))}
      </ul>
    </>
  );
}

function News({ view, asOf, operation, onOpen }: Props & { view: ViewNews; asOf: string }) {
  const { t, tag } = useWords();
  const navigate = useNavigate();
  const mark = useMarkViews(operation.code);
  const { ref, name, n, more, newest } = view;
  const since = formatTime(view.since, tag, operation.timeZone);
  const shown = () => {
    mark.mutate({ refs: [ref], asOf });
    onOpen();
  };
  const open = () => {
    shown();
    void navigate({
      to: "/$operation/incidents",
      params: { operation: operation.code },
      search: searchOf(view.address),
    });
  };
  return (
    <li data-unread>
      <Text size="sm" fw={600}>
        {t("views.news.line", { n, name, since, more: more ? "yes" : "no" })}{" "}
        <button type="button" className="plain-link" onClick={open}>
          {t("views.news.open")}
        </button>
      </Text>
      {newest.map((row) => (
        <Text size="xs" key={row.ref}>
          <Link
            to="/$operation/incidents/$ref"
            params={{ operation: operation.code, ref: row.ref }}
            search={searchOf(view.address)}
            className="plain-link notice-row"
            onClick={onOpen}
          >
            {t("views.news.row", {
              kind: codeLabel(t, "incidentKind", row.kind),
              area: row.area ?? t("views.news.nowhere"),
              date: formatDate(row.day, tag),
            })}
          </Link>
        </Text>
      ))}
    </li>
  );
}
