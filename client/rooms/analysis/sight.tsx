/**
 * First sight after signing in: three to five lines with numbers, chosen by who looks, over the live map. Each line
 * opens what it speaks of. Closed once, it stays closed in this tab.
 */
import { ActionIcon } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { isOverdue } from "../../../shared/rooms/actors-engagement.ts";
import type { EngagementAnswer } from "../../../shared/rooms/actors-engagement-answers.ts";
import {
  type Facts,
  type FactsFilter,
  groupBy,
  groupName,
  PARTY_CLASS,
  select,
} from "../../../shared/rooms/analysis.ts";
import type { DeploymentAnswer } from "../../../shared/rooms/coverage-answers.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { dayOf } from "../../../shared/time.ts";
import { useSetAddress } from "../../dashboard.ts";
import type { Me, OperationInfo } from "../../session.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { Icon } from "../../ui/icons.tsx";
import { defaultPeriod, type Search, searchOfFilter } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, formatRange } from "../../words/format.ts";
import { useWords, type WordsValue } from "../../words/index.tsx";
import { useEngagements } from "../actors/queries-engagement.ts";
import { behindText } from "../coverage/figures-behind.ts";
import { type QueueSeen, useReviewQueue } from "../incidents/queries-review.ts";
import { killedOf, topGroup, totalsOf } from "./figures.ts";
import { useCurrentCover } from "./queries.ts";

const MONTH_DAYS = 30;
const MOST_LINES = 5;
const CLASSES: ReadonlySet<string> = new Set(Object.values(PARTY_CLASS));

interface SightProps {
  me: Me;
  state: DashboardState;
  facts: Facts;
  operation: OperationInfo;
  /** Levels the operation counts. */
  headline: readonly VerificationLevel[];
}

interface Line {
  key: string;
  text: string;
  open: () => void;
}

export function FirstSight(props: SightProps) {
  const { me, state, facts, operation, headline } = props;
  const words = useWords();
  const { t, tag } = words;
  const [closed, setClosed] = useSessionStorage({ key: `concord.sight.${me.id}`, defaultValue: false });
  const cover = useCurrentCover(state.operation, state.today);
  const waiting = useReviewQueue(state.operation, operation.you.writes.includes("incident")).data;
  const held = useEngagements(state.operation, operation.you.community === "cmcoord").data;
  const goTo = useGoTo(state.operation);
  const setAddress = useSetAddress();
  const lines = useMemo(
    () => linesOf({ state, facts, operation, headline, words, cover, waiting, held, setAddress, goTo }),
    [state, facts, operation, headline, words, cover, waiting, held, setAddress, goTo],
  );
  const dataset = primaryOf(facts);
  if (closed || state.selection || !dataset) return null;
  const levels = operation.headlineLevels.map((level) => codeLabel(t, "verification", level).toLowerCase());
  return (
    <aside className="sight">
      <header>
        <h2>{t("frame.sight.title", { name: me.name, date: formatDate(state.today, tag) })}</h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t("frame.sight.close")}
          onClick={() => setClosed(true)}
        >
          <Icon name="close" size={15} />
        </ActionIcon>
      </header>
      <ul>
        {lines.map(({ key, text, open }) => (
          <li key={key}>
            <button type="button" onClick={open}>
              {text}
            </button>
          </li>
        ))}
      </ul>
      {facts.rows > 0 && (
        <p className="figure-source">
          {t("frame.sight.source", {
            source: `${dataset.title} ${dataset.version}`.trim(),
            levels: levels.join(", "),
          })}
        </p>
      )}
    </aside>
  );
}

const primaryOf = (facts: Facts) => {
  const { datasets } = facts.dictionaries;
  return datasets.find(({ primary }) => primary) ?? datasets[0];
};

/** Where an operation without any incident begins. */
type Start = "incidents/new" | "people" | "protocol";

interface LineInput {
  state: DashboardState;
  facts: Facts;
  operation: OperationInfo;
  headline: readonly VerificationLevel[];
  words: WordsValue;
  cover: DeploymentAnswer | undefined;
  /** What waits for verification in the own organisation. */
  waiting: QueueSeen | undefined;
  /** Contacts with armed actors, for those who coordinate with them. */
  held: readonly EngagementAnswer[] | undefined;
  setAddress: ReturnType<typeof useSetAddress>;
  goTo: (room: "priorities" | "coverage" | "verify" | Start | "actors/engagement", about?: string) => void;
}

/** Opens another room with what is selected here. */
function useGoTo(operation: string): LineInput["goTo"] {
  const navigate = useNavigate();
  return useCallback(
    (room, about) =>
      void navigate({
        to: `/$operation/${room}`,
        params: { operation },
        search: (before: Search) => ({ ...before, about }),
      }),
    [navigate, operation],
  );
}

/** CMCoord looks at what was promised and at parties first, the mission at gaps, everyone else at where civilians were killed. */
function linesOf(input: LineInput): Line[] {
  const { state, facts, operation, headline } = input;
  const dataset = primaryOf(facts);
  if (!dataset) return [];
  const year: FactsFilter = { ...defaultPeriod(state.today), dataset: dataset.name, verification: headline };
  const party = partyLine(input, year, dataset.title);
  const area = areaLine(input, year);
  const gaps = [categoryLine(input), gapLine(input)];
  const { community } = operation.you;
  const rest = community === "cmcoord" ? [promisedLine(input), party, area, ...gaps] : [...gaps, area];
  const month = monthLine(input, year);
  const counted = community.startsWith("mission") ? [month] : [yearLine(input, year), month];
  const first = facts.rows === 0 ? startLines(input) : counted;
  return [...first, waitingLine(input), ...rest].flatMap((line) => line ?? []).slice(0, MOST_LINES);
}

/** How many areas stand in each category of the newest cycle. */
function categoryLine({ words: { t }, cover, goTo }: LineInput): Line | undefined {
  if (!cover) return undefined;
  const of = (category: string) => cover.categories.find((one) => one.category === category)?.areas ?? 0;
  const counts = { cycle: cover.cycle.name, must: of("must"), should: of("should"), could: of("could") };
  return { key: "must", text: t("frame.sight.must", counts), open: () => goTo("priorities") };
}

/** Nothing is known yet: what this person can do about it. "No event" would read as a finding. */
function startLines({ operation: { you }, words: { t }, goTo }: LineInput): Line[] {
  const starts: Start[] = ["protocol"];
  if (you.role === "administrator") starts.unshift("people");
  else if (you.writes.includes("incident")) starts.unshift("incidents/new");
  return starts.map((room) => ({
    key: room,
    text: t(`frame.sight.start.${room}`),
    open: () => goTo(room),
  }));
}

const MUST_GAPS = behindText({ category: "must", way: "gap" });

/** Must areas in which no base is recorded, worst first. */
function gapLine({ words: { t }, cover, goTo }: LineInput): Line | undefined {
  const must = cover?.areas.filter(({ category }) => category === "must") ?? [];
  const open = must.filter(({ covered }) => !covered);
  if (!cover || open.length === 0 || cover.wording === "no_list") return undefined;
  const rank = (code: string) => cover.gaps.indexOf(code);
  const names = open.sort((a, b) => rank(a.code) - rank(b.code)).map(({ name }) => name);
  const text = t("frame.sight.gaps", { n: open.length, areas: must.length, names: names.join(", ") });
  return { key: "gaps", text, open: () => goTo("coverage", MUST_GAPS) };
}

/** Shows what a line counts, everywhere on the page; and beside the map the list of it, as long as the line says. */
function show({ state, facts, setAddress }: LineInput, filter: FactsFilter): void {
  const primary = facts.dictionaries.datasets.find((dataset) => dataset.primary)?.name;
  setAddress({ ...searchOfFilter(filter, state.today, primary), panel: "list" });
}

function yearLine(input: LineInput, year: FactsFilter): Line {
  const {
    facts,
    words: { t, tag },
  } = input;
  const row = totalsOf(facts, year);
  const values = { n: row.events, killed: killedOf(row, tag), civilian: formatRange(row.civilians, tag) };
  return { key: "year", text: t("frame.sight.events", values), open: () => show(input, year) };
}

function monthLine(input: LineInput, year: FactsFilter): Line {
  const {
    state,
    facts,
    words: { t, tag },
  } = input;
  const to = dayOf(state.today) - 1;
  const month = { ...year, from: to - MONTH_DAYS + 1, to };
  const row = totalsOf(facts, month);
  const values = { n: row.events, killed: killedOf(row, tag), civilian: formatRange(row.civilians, tag) };
  return { key: "month", text: t("frame.sight.month", values), open: () => show(input, month) };
}

function areaLine({ state, facts, words: { t, tag } }: LineInput, year: FactsFilter): Line | undefined {
  const top = topGroup(facts, year, "admin2", () => true);
  const area = facts.dictionaries.areas.find(({ ref }) => ref === top?.key[0]);
  if (!top || !area || !top.civilian) return undefined;
  const values = { area: area.name, civilian: formatCount(top.civilian, tag), n: top.events };
  const open = () => state.select({ kind: "area", code: area.pcode ?? area.ref });
  return { key: "area", text: t("frame.sight.area", values), open };
}

function partyLine(input: LineInput, year: FactsFilter, source: string): Line | undefined {
  const {
    facts,
    words: { t },
  } = input;
  const top = groupBy(facts, select(facts, year), ["actor"])
    .filter(({ key: [id] }) => typeof id === "string" && !CLASSES.has(id))
    .sort((a, b) => b.events - a.events)[0];
  const ref = top && String(top.key[0]);
  const party = ref && groupName(facts, "actor", ref);
  if (!top || !ref || !party) return undefined;
  const text = t("frame.sight.party", { party, n: top.events, source });
  return { key: "party", text, open: () => show(input, { ...year, actors: [ref] }) };
}

/** Own reports that wait for a second person. */
function waitingLine({ waiting, words: { t }, goTo }: LineInput): Line | undefined {
  if (!waiting || waiting.rows.length === 0) return undefined;
  const mine = waiting.rows.filter(({ why }) => why === null).length;
  const text = t("verify.sight.waiting", { n: waiting.rows.length, mine });
  return { key: "waiting", text, open: () => goTo("verify") };
}

/** Commitments of armed actors that are open, and how many are overdue. */
function promisedLine({ state, held, operation, words: { t }, goTo }: LineInput): Line | undefined {
  const counts = state.filter.includeIllustrative ? held : held?.filter(({ illustrative }) => !illustrative);
  const open = (counts ?? []).filter(({ kept }) => kept === "open");
  if (open.length === 0) return undefined;
  const late = open.filter((one) => isOverdue(one, operation.today)).length;
  const text = t("engagement.openCount", { n: open.length, late });
  return { key: "promised", text, open: () => goTo("actors/engagement") };
}
