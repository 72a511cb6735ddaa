/**
 * The sharing protocol in sentences: who reads a record, and what a change would mean. Pure, so that tests can hold the
 * sentences against the table.
 */
import { COMMUNITIES, type Community } from "../../shared/rooms/access.ts";
import { isLooser, OWNER_SIDES, type OwnerSide, type ProtocolKind } from "../../shared/rooms/protocol.ts";
import type { CellChangeSeen } from "../../shared/rooms/protocol-answers.ts";
import { coarsePeriod, readersOf } from "../../shared/rooms/protocol-readers.ts";
import type { Table } from "../../shared/rooms/protocol-table.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { codeLabel } from "../words/codes.ts";
import { formatDate, formatList, formatMonthOf, formatSpan } from "../words/format.ts";
import type { WordsValue } from "../words/index.tsx";

type Words = Pick<WordsValue, "t" | "tag">;

/** The side that a community's records stand on; null for those outside both. */
export function sideOf(community: string): OwnerSide | null {
  const side = COMMUNITIES.find(({ code }) => code === community)?.side;
  return OWNER_SIDES.find((one) => one === side) ?? null;
}

export type AsWord =
  | "placeWeek"
  | "placeMonth"
  | "patrolWeek"
  | "patrolMonth"
  | "actor"
  | "priority"
  | "proposal"
  | "other";

/** What "generalised" means for a record of this kind. */
export function asWord(kind: ProtocolKind, sensitivity: Sensitivity): AsWord {
  const isWeek = sensitivity === "low" || sensitivity === "moderate";
  if (kind === "incident" || kind === "displaced_report") return isWeek ? "placeWeek" : "placeMonth";
  if (kind === "patrol_plan" || kind === "patrol_report") return isWeek ? "patrolWeek" : "patrolMonth";
  if (kind === "actor") return "actor";
  if (kind === "priority") return "priority";
  return kind === "priority_proposal" ? "proposal" : "other";
}

const lower = (text: string) => text.toLowerCase();
const named = ({ t, tag }: Words, communities: readonly Community[]) =>
  formatList(
    communities.map((community) => t(`protocol.who.${community}`)),
    tag,
  );

export interface Written {
  kind: ProtocolKind;
  /** Community of the organisation that writes. */
  community: string;
  sensitivity: Sensitivity;
  organisation: string;
}

/** Who will read a record that is about to be written, in sentences. `table` null: no protocol is agreed. */
export function whoSees(words: Words, table: Table | null, written: Written): string[] {
  const { t } = words;
  const { kind, sensitivity, organisation } = written;
  const side = sideOf(written.community);
  const source = kind === "incident" ? [t("protocol.seen.source", { organisation })] : [];
  if (!side) return [t("protocol.seen.outside", { organisation }), ...source];
  if (!table) return [t("protocol.seen.noProtocol", { organisation }), ...source];
  const readers = readersOf(table, kind, side, sensitivity);
  const said = [
    [readers.full, "full"],
    [readers.generalised, `as.${asWord(kind, sensitivity)}`],
    [readers.aggregate, "aggregate"],
    [readers.person, "person"],
  ] as const;
  const isOpen = readers.full.length + readers.generalised.length > 0;
  return [
    ...said.flatMap(([who, key]) =>
      who.length > 0 ? [t(`protocol.seen.${key}`, { who: named(words, who) })] : [],
    ),
    isOpen ? t("protocol.seen.nobodyElse") : t("protocol.seen.nobody", { organisation }),
    ...(kind === "incident" && isOpen ? [t("protocol.seen.party")] : []),
    ...source,
  ];
}

/** Changes that say the same of several sensitivities, as one sentence. */
export interface ChangeSaid {
  key: string;
  looser: boolean;
  /** Records of the reader's organisation, over all sensitivities; 0 also where others own them. */
  records: number;
  text: string;
  example: string | null;
}

/** What a proposed table would change, one sentence per community, kind, owner and step; those about own records first. */
export function changesSaid(
  words: Words,
  changes: readonly CellChangeSeen[],
  ownCommunity: string,
): ChangeSaid[] {
  const groups = new Map<string, CellChangeSeen[]>();
  for (const change of changes) {
    if (change.community === "public") continue;
    const { kind, side, community, from, to, sensitivity } = change;
    const as = from === "generalised" || to === "generalised" ? asWord(kind, sensitivity) : "";
    const key = [community, kind, side, from, to, as].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups]
    .map(([key, group]) => said(words, key, group, ownCommunity))
    .sort((one, other) => other.records - one.records);
}

function said(words: Words, key: string, group: CellChangeSeen[], ownCommunity: string): ChangeSaid {
  const { t } = words;
  const [first] = group as [CellChangeSeen];
  const records = group.reduce((sum, one) => sum + (one.records ?? 0), 0);
  const name = t(`protocol.who.${first.community}`);
  const start =
    first.community === ownCommunity
      ? t("protocol.start.yours", { community: name })
      : t(`protocol.start.${first.community}`);
  const sentence = sentenceOf(first);
  const who = sentence === "allow" || sentence === "forbid" ? name : start;
  const as = t(`protocol.as.${asWord(first.kind, first.sensitivity)}`);
  const shown = group.find((one) => one.example);
  return {
    key,
    looser: isLooser(first),
    records,
    text: t(`protocol.changes.${sentence}`, { who, as, what: whatOf(words, group, records) }),
    example: shown ? exampleOf(words, shown) : null,
  };
}

/** The sentence for a step from one level to another. */
export function sentenceOf({ from, to }: Pick<CellChangeSeen, "from" | "to">) {
  const wasRead = from === "full" || from === "generalised";
  if (to === "full") return wasRead ? "up" : "newly.full";
  if (to === "generalised") return wasRead ? "down" : "newly.generalised";
  if (to === "aggregate") return wasRead ? "count.only" : "newly.aggregate";
  if (wasRead) return to === "person" ? "lose.person" : "lose.none";
  if (from === "aggregate") return "uncount";
  return to === "person" ? "allow" : "forbid";
}

function whatOf({ t, tag }: Words, group: CellChangeSeen[], records: number): string {
  const [first] = group as [CellChangeSeen];
  const noun = t(`protocol.noun.${first.kind}`);
  const sensitivity = formatList(
    group.map((one) => lower(codeLabel(t, "sensitivity", one.sensitivity))),
    tag,
  );
  const owner = t(`protocol.owner.${first.side}`);
  if (first.records === null) return t("protocol.what.other", { noun, sensitivity, owner });
  if (records === 0) return t("protocol.what.ownNone", { noun, sensitivity, owner });
  return t("protocol.what.own", { n: records, noun, sensitivity });
}

/** One own record as it is, and as the receiver would read it. */
function exampleOf(words: Words, change: CellChangeSeen): string | null {
  const { t, tag } = words;
  const { example, kind, sensitivity } = change;
  if (!example) return null;
  if (!example.from || !example.to) return t("protocol.changes.exampleSame", { before: example.what });
  const list = kind === "incident" ? "incidentKind" : "patrolState";
  const what = codeLabel(t, list, example.what);
  const when = formatSpan(example.from, example.to, tag);
  const before = example.place
    ? t("protocol.example.record", { what, when, place: example.place })
    : t("protocol.example.plain", { what, when });
  if (change.to !== "generalised") return t("protocol.changes.exampleSame", { before });
  const coarse = coarseText(words, example.from, example.to, sensitivity);
  const after =
    kind === "incident"
      ? example.area
        ? t("protocol.example.area", { what, when: coarse, area: example.area })
        : t("protocol.example.noArea", { what, when: coarse })
      : t("protocol.example.plain", { what, when: coarse });
  return t("protocol.changes.example", { before, after });
}

function coarseText({ t, tag }: Words, from: string, to: string, sensitivity: Sensitivity): string {
  const coarse = coarsePeriod(from, to, sensitivity);
  if (coarse.unit === "month") return t("protocol.example.month", { month: formatMonthOf(coarse.to, tag) });
  const one = coarsePeriod(from, from, sensitivity).to === coarse.to;
  return one
    ? t("protocol.example.week", { date: formatDate(coarse.from, tag) })
    : t("protocol.example.weeks", { span: formatSpan(coarse.from, coarse.to, tag) });
}
