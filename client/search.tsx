/**
 * Ctrl+K: areas, actors and incidents of the loaded facts, and what can be done. Everything is searched in memory, so
 * nothing is found that the person may not see.
 */
import { useClipboard } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { type Facts, NO_AREA, select } from "../shared/rooms/analysis.ts";
import { INCIDENT_KINDS } from "../shared/rooms/incidents.ts";
import { dayOf } from "../shared/time.ts";
import { useDashboard, useSetAddress } from "./dashboard.ts";
import type { OperationInfo } from "./session.ts";
import type { DashboardState } from "./ui/dashboard-types.ts";
import { useSwitchScheme } from "./ui/frame.tsx";
import { Icon, type IconName } from "./ui/icons.tsx";
import { codeLabel } from "./words/codes.ts";
import { formatDate } from "./words/format.ts";
import { useWords, type WordsValue } from "./words/index.tsx";

const MOST_PER_GROUP = 7;
const MOST_PAGES = 2;

/** Lower case without accents, so that "Ndele" finds "Ndélé". */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

interface Found {
  id: string;
  label: string;
  description?: string;
  icon: IconName;
  onClick: () => void;
}

/** Shorter names stand in too many words. */
const LEAST_NAME = 4;

/** A part of the name, or the whole name among other words: "call Batangafo". */
const isNamed = (name: string, query: string): boolean =>
  name.includes(query) || (name.length >= LEAST_NAME && ` ${query} `.includes(` ${name} `));

/** Areas whose name or P-code the query holds. */
function areas(facts: Facts, query: string, words: WordsValue, open: (code: string) => void): Found[] {
  const { areas: all } = facts.dictionaries;
  return all
    .filter(({ name, pcode }) => isNamed(plain(name), query) || pcode?.toLowerCase() === query)
    .slice(0, MOST_PER_GROUP)
    .map((area) => ({
      id: area.ref,
      label: area.name,
      description: words.t("frame.search.area", {
        level: codeLabel(words.t, "areaLevel", String(area.level)),
        parent: all[area.parent]?.name ?? area.pcode ?? "",
      }),
      icon: "map",
      onClick: () => open(area.pcode ?? area.ref),
    }));
}

function actors(facts: Facts, query: string, words: WordsValue, filter: (ref: string) => void): Found[] {
  return facts.dictionaries.actors
    .filter((actor) => plain(actor.name).includes(query))
    .slice(0, MOST_PER_GROUP)
    .map((actor) => ({
      id: actor.ref,
      label: actor.name,
      description: words.t("frame.search.filterActor"),
      icon: "actors",
      onClick: () => filter(actor.ref),
    }));
}

/** The latest incidents whose kind or area matches, up to the operation's today; later ones lie in its future. */
function incidents(state: DashboardState, facts: Facts, query: string, { t, tag }: WordsValue): Found[] {
  const found: Found[] = [];
  const kinds = INCIDENT_KINDS.map((kind) => plain(codeLabel(t, "incidentKind", kind)));
  const places = facts.dictionaries.areas.map((area) => plain(area.name));
  const known = select(facts, { to: dayOf(state.today), includeIllustrative: true }).length;
  for (let row = known - 1; row >= 0 && found.length < MOST_PER_GROUP; row--) {
    const area = facts.area[row] ?? NO_AREA;
    const kind = facts.kind[row] ?? 0;
    const ref = state.refOf(row);
    if (!ref || !`${kinds[kind]} ${places[area] ?? ""}`.includes(query)) continue;
    found.push({
      id: ref,
      label: codeLabel(t, "incidentKind", INCIDENT_KINDS[kind] ?? "unknown"),
      description: t("frame.search.incident", {
        place: facts.dictionaries.areas[area]?.name ?? t("frame.unknown"),
        date: formatDate(facts.day[row] ?? 0, tag),
      }),
      icon: "list",
      onClick: () => state.select({ kind: "incident", ref }),
    });
  }
  return found;
}

/** The pages about armed actors. */
const PAGES = ["engagement", "structure", "ground"] as const;
type Page = (typeof PAGES)[number];

/** What can be done from anywhere in an operation. */
function useActions(operation: OperationInfo): Found[] {
  const { t } = useWords();
  const navigate = useNavigate();
  const clipboard = useClipboard();
  const setAddress = useSetAddress();
  const switchScheme = useSwitchScheme();
  const params = { operation: operation.code };
  const copy = () => {
    clipboard.copy(location.href);
    notifications.show({ message: t("frame.action.linkCopied") });
  };
  const reset = { dataset: undefined, from: undefined, to: undefined, kind: undefined, tactic: undefined };
  const more = { actor: undefined, perpetrator: undefined, area: undefined, civilians: undefined };
  const rest = { verification: undefined, precision: undefined, illustrative: undefined };
  const actions: (Omit<Found, "label" | "id"> & {
    id:
      | "log"
      | "list"
      | "reset"
      | "copyLink"
      | "method"
      | "scheme"
      | "watch"
      | "lock"
      | "protocol"
      | "verify"
      | "displaced"
      | Page;
  })[] = [
    {
      id: "list",
      icon: "list",
      onClick: () => navigate({ to: "/$operation/incidents", params, search: true }),
    },
    { id: "reset", icon: "filter", onClick: () => setAddress({ ...reset, ...more, ...rest }) },
    { id: "copyLink", icon: "link", onClick: copy },
    {
      id: "method",
      icon: "chart",
      onClick: () => navigate({ to: "/$operation/method", params, search: true }),
    },
    { id: "watch", icon: "eye", onClick: () => navigate({ to: "/$operation/audit", params }) },
    { id: "lock", icon: "lock", onClick: () => navigate({ to: "/$operation/audit/lock", params }) },
    ...PAGES.map(
      (id) =>
        ({
          id,
          icon: "actors",
          onClick: () => navigate({ to: `/$operation/actors/${id}`, params, search: true }),
        }) as const,
    ),
    {
      id: "displaced",
      icon: "list",
      onClick: () => navigate({ to: "/$operation/displaced", params, search: true }),
    },
    {
      id: "protocol",
      icon: "lock",
      onClick: () => navigate({ to: "/$operation/protocol", params, search: true }),
    },
    { id: "scheme", icon: "moon", onClick: switchScheme },
  ];
  if (operation.you.writes.includes("incident")) {
    const onClick = () => navigate({ to: "/$operation/incidents/new", params, search: true });
    const verify = () => navigate({ to: "/$operation/verify", params, search: true });
    actions.unshift({ id: "log", icon: "plus", onClick }, { id: "verify", icon: "list", onClick: verify });
  }
  return actions.map((action) => ({ ...action, label: t(`frame.action.${action.id}`) }));
}

export function Search({ operation }: { operation: OperationInfo }) {
  const words = useWords();
  const { t } = words;
  const state = useDashboard();
  const actions = useActions(operation);
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const groups = useMemo(() => {
    const query = plain(text.trim());
    const openPage = (code: string) =>
      void navigate({
        to: "/$operation/areas/$code",
        params: { operation: operation.code, code },
        search: true,
      });
    const asPage = (area: Found): Found => ({
      ...area,
      id: `page-${area.id}`,
      label: t("frame.search.page", { area: area.label }),
    });
    const doing = actions.filter(({ label }) => plain(label).includes(query));
    const facts = query === "" ? undefined : state?.facts;
    return [
      ["actions", doing],
      [
        "areas",
        facts && state ? areas(facts, query, words, (code) => state.select({ kind: "area", code })) : [],
      ],
      ["pages", facts ? areas(facts, query, words, openPage).slice(0, MOST_PAGES).map(asPage) : []],
      [
        "actors",
        facts && state ? actors(facts, query, words, (ref) => state.setFilter({ actors: [ref] })) : [],
      ],
      ["incidents", facts && state ? incidents(state, facts, query, words) : []],
    ] as const;
  }, [text, actions, state, words, t, navigate, operation.code]);
  const data: SpotlightActionGroupData[] = groups
    .filter(([, found]) => found.length > 0)
    .map(([group, found]) => ({
      group: t(`frame.search.${group}`),
      actions: found.map(({ icon, ...action }) => ({ ...action, leftSection: <Icon name={icon} /> })),
    }));
  return (
    <Spotlight
      actions={data}
      query={text}
      onQueryChange={setText}
      filter={(_, all) => all}
      nothingFound={t("frame.search.nothing")}
      // There and with the focus at once: letters typed while it opened were lost, or shortcuts of the page.
      transitionProps={{ duration: 0 }}
      searchProps={{
        placeholder: t("frame.search.placeholder"),
        leftSection: <Icon name="search" />,
        autoFocus: true,
      }}
      shortcut="mod + K"
      scrollable
      maxHeight={420}
    />
  );
}
