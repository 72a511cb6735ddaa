/**
 * Information coverage: could anybody report from an area in a week? Without it silence reads as safety. The level is
 * computed from what organisations logged (a report, visit or call; how they are present; network and access) and is
 * never stored.
 *
 * Ladder, the first that holds (days since the last report, visit or call): good: at most 7 and a partner present
 * directly; fair: at most 14; weak: at most 30, or nothing but somebody present, if only remotely; none: neither. No
 * network or no access lowers it one step. What is said of presence, network and access holds for 30 days. A person
 * may set the level for a week, with a reason.
 */
import { z } from "zod";
import type { Day } from "../time.ts";
import { bucketOf, parseBucket } from "../time-buckets.ts";
import { form, isoDate, issue, oneOf, recordId, sensitivity } from "./records.ts";
import { together } from "./records-together.ts";
import { findInSending, stops } from "./sending.ts";

/** Least to most. */
export const INFORMATION_LEVELS = ["none", "weak", "fair", "good"] as const;
export type InformationLevel = (typeof INFORMATION_LEVELS)[number];
/** How an area was heard of. */
export const INFORMATION_CHANNELS = ["report", "visit", "call"] as const;
export type InformationChannel = (typeof INFORMATION_CHANNELS)[number];
/** What came of it; a call without an answer is no contact. */
export const INFORMATION_SAID = ["nothing_to_report", "reports_expected", "no_answer"] as const;
export type InformationSaid = (typeof INFORMATION_SAID)[number];
/** How an organisation is present: with people there, from afar, or no longer. */
export const INFORMATION_PRESENCE = ["direct", "remote", "absent"] as const;
export type InformationPresence = (typeof INFORMATION_PRESENCE)[number];

/** Days a contact counts for each level, and days for which a word on presence, network or access holds. */
export const HEARD_DAYS = { good: 7, fair: 14, weak: 30 } as const;
export const WORD_HOLDS_DAYS = 30;
/** After so many days without a report, visit or call an area stands in the list "call". */
export const SILENT_AFTER_DAYS = HEARD_DAYS.fair;
export const SET_REASON_MIN = 20;

/** What one organisation said of an area on a day. */
export interface InformationWord {
  areaRef: string;
  organisation: string;
  day: Day;
  channel: InformationChannel | null;
  said: InformationSaid | null;
  presence: InformationPresence | null;
  network: boolean | null;
  access: boolean | null;
  setLevel: InformationLevel | null;
}

/** What is known of an area on a day. `days`: since it was last heard of; null: never. */
export interface InformationState {
  level: InformationLevel;
  /** What the ladder says, where a person set another. */
  computed: InformationLevel;
  days: number | null;
  presence: InformationPresence | null;
  /** Organisations with people there. */
  direct: number;
  network: boolean | null;
  access: boolean | null;
}

/** True where the word says that the area was heard of. */
export const isContact = ({ channel, said }: Pick<InformationWord, "channel" | "said">): boolean =>
  channel !== null && said !== "no_answer";

type Grounds = Pick<InformationState, "days" | "presence" | "network" | "access">;

/** The level by the ladder above. */
export function informationLevel({ days, presence, network, access }: Grounds): InformationLevel {
  const reached = onLadder(days, presence);
  const lowered = network === false || access === false ? 1 : 0;
  return INFORMATION_LEVELS[Math.max(0, INFORMATION_LEVELS.indexOf(reached) - lowered)]!;
}

function onLadder(days: number | null, presence: InformationPresence | null): InformationLevel {
  const heard = (within: number) => days !== null && days <= within;
  if (heard(HEARD_DAYS.good) && presence === "direct") return "good";
  if (heard(HEARD_DAYS.fair)) return "fair";
  if (heard(HEARD_DAYS.weak) || presence === "direct" || presence === "remote") return "weak";
  return "none";
}

/**
 * State of one area on a day, from the words about it; later ones do not count. Of one day the first in the list is
 * the newest. A level that a person set ends with its week, or with the next contact.
 */
export function informationOn(words: readonly InformationWord[], day: Day): InformationState {
  const until = words.filter((word) => word.day <= day).sort((one, other) => other.day - one.day);
  const holding = until.filter((word) => day - word.day <= WORD_HOLDS_DAYS);
  const last = until.find(isContact);
  const present = presences(holding);
  const grounds = {
    days: last ? day - last.day : null,
    presence: present.find((one) => one === "direct") ?? present.find((one) => one === "remote") ?? null,
    network: holding.find(({ network }) => network !== null)?.network ?? null,
    access: holding.find(({ access }) => access !== null)?.access ?? null,
  };
  const computed = informationLevel(grounds);
  const sinceContact = last ? until.slice(0, until.indexOf(last) + 1) : until;
  const set = sinceContact.find((word) => word.setLevel !== null && weekOf(word.day) === weekOf(day));
  const direct = present.filter((one) => one === "direct").length;
  return { ...grounds, level: set?.setLevel ?? computed, computed, direct };
}

/** The newest word of each organisation on how it is present. */
function presences(newestFirst: readonly InformationWord[]): InformationPresence[] {
  const said = new Map<string, InformationPresence>();
  for (const { organisation, presence } of newestFirst)
    if (presence !== null && !said.has(organisation)) said.set(organisation, presence);
  return [...said.values()];
}

/** None or weak: nothing must be read from silence there. */
export const isUnknown = (level: InformationLevel): boolean => level === "none" || level === "weak";

/** No report, visit or call within 14 days. */
export const isSilent = ({ days }: { days: number | null }): boolean =>
  days === null || days > SILENT_AFTER_DAYS;

/** Areas of each level. */
export type InformationCounts = Record<InformationLevel, number>;
export function informationCounts(areas: readonly { level: InformationLevel }[]): InformationCounts {
  const counts = { none: 0, weak: 0, fair: 0, good: 0 };
  for (const { level } of areas) counts[level] += 1;
  return counts;
}

/**
 * How much of a set of areas is unknown: areas that are none or weak, of all; and the people who live in them, of all
 * whose number is known. `uncounted`: areas without a number of people.
 */
export interface UnknownShare {
  areas: number;
  all: number;
  people: number;
  allPeople: number;
  uncounted: number;
}
export function unknownShare(
  areas: readonly { level: InformationLevel; people: number | null }[],
): UnknownShare {
  const sum = (of: typeof areas) => of.reduce((total, { people }) => total + (people ?? 0), 0);
  const unknown = areas.filter(({ level }) => isUnknown(level));
  return {
    ...{ areas: unknown.length, all: areas.length, people: sum(unknown), allPeople: sum(areas) },
    uncounted: areas.filter(({ people }) => people === null).length,
  };
}

/** A function of one line: no name, no number, no address (shapes only, so silence is no promise). */
const office = z
  .string({ error: "invalid" })
  .trim()
  .max(120, issue("too_long"))
  .refine((text) => !findInSending(text).some(stops), issue("holds_contact"))
  .nullish();

/** One word on one area. `on`: the day of the report, visit or call, or of what is said. */
export const informationForm = together(
  form({
    id: recordId,
    areaId: recordId,
    on: isoDate,
    channel: oneOf(INFORMATION_CHANNELS).nullish(),
    said: oneOf(INFORMATION_SAID).nullish(),
    presence: oneOf(INFORMATION_PRESENCE).nullish(),
    network: z.boolean({ error: "invalid" }).nullish(),
    access: z.boolean({ error: "invalid" }).nullish(),
    contact: office,
    caller: office,
    setLevel: oneOf(INFORMATION_LEVELS).nullish(),
    setReason: z.string({ error: "invalid" }).trim().max(2000, issue("too_long")).nullish(),
    sensitivity,
  }),
  (word, { fault, holds }) => {
    const { channel, said, presence, network, access, setLevel } = word;
    const says = [channel, presence, network, access, setLevel].some(
      (part) => part !== null && part !== undefined,
    );
    const isClear = holds("channel", "said");
    if (isClear && (!says || (said && !channel))) fault(["channel"], "required");
    if (isClear && said === "no_answer" && channel && channel !== "call") fault(["said"], "invalid");
    const isSet = holds("setLevel", "setReason") && setLevel;
    if (isSet && (word.setReason ?? "").length < SET_REASON_MIN) fault(["setReason"], "reason_too_short");
  },
);
export type InformationForm = z.infer<typeof informationForm>;

const weekOf = (day: Day) => bucketOf(day, "week");

/** False for a text that names no week, such as `2019-W53`. */
function isWeek(text: string): boolean {
  try {
    return parseBucket(text).bucket === "week";
  } catch {
    return false;
  }
}

const level = z.enum(INFORMATION_LEVELS);
const channel = z.enum(INFORMATION_CHANNELS);

/** One area on the day asked for. `people`: null = not known. `call`: the office to call; null: nobody is known. */
export const informationArea = z.strictObject({
  ...{ ref: z.string(), code: z.string(), name: z.string(), region: z.string().nullable() },
  people: z.int().nullable(),
  /** Whose number that is, and of which year. */
  peopleSource: z.string().nullable(),
  ...{ level, computed: level, setReason: z.string().nullable() },
  ...{ days: z.int().nullable(), heardOn: z.string().nullable(), channel: channel.nullable() },
  ...{ presence: z.enum(INFORMATION_PRESENCE).nullable(), direct: z.int() },
  ...{ network: z.boolean().nullable(), access: z.boolean().nullable() },
  call: z.strictObject({ organisation: z.string(), contact: z.string().nullable() }).nullable(),
  /** Day of a call since then that nobody answered. */
  tried: z.string().nullable(),
  /** Levels at the end of the four weeks before, oldest first, and how many words of each week there are. */
  weeks: z.array(z.strictObject({ week: z.string(), level, words: z.int() })),
  illustrative: z.boolean(),
});
export type InformationArea = z.infer<typeof informationArea>;

const counts = z.strictObject({ none: z.int(), weak: z.int(), fair: z.int(), good: z.int() });

/**
 * Information coverage on a day. `shared` false: only counts are open to this reader, `areas` is empty and `heard` says
 * in how many districts somebody was heard within 14 days, in steps of five (null: too few to say).
 * `withoutIllustrative`: the levels when invented rows are left out; null where there are none.
 */
export const informationAnswer = z.strictObject({
  date: z.string(),
  shared: z.boolean(),
  areas: z.array(informationArea),
  withoutIllustrative: counts.nullable(),
  heard: z.int().nullable(),
});
export type InformationAnswer = z.infer<typeof informationAnswer>;

/** An ISO week as it stands in the answer and in an address: `2019-W48`. */
export const isoWeek = z.string({ error: "invalid" }).refine(isWeek, issue("invalid"));

/** A word as it was logged: on information coverage, or a report in the operation's own log, which is one too. */
export const informationWord = z.strictObject({
  record: z.enum(["information_coverage", "incident"]),
  ...{
    ref: z.string(),
    on: z.string(),
    channel: channel.nullable(),
    said: z.enum(INFORMATION_SAID).nullable(),
  },
  ...{ presence: z.enum(INFORMATION_PRESENCE).nullable(), network: z.boolean().nullable() },
  ...{ access: z.boolean().nullable(), contact: z.string().nullable(), caller: z.string().nullable() },
  ...{ setLevel: level.nullable(), setReason: z.string().nullable(), sensitivity: z.string() },
  ...{ owner: z.string(), own: z.boolean(), illustrative: z.boolean() },
});
export type InformationWordSeen = z.infer<typeof informationWord>;
