/**
 * How many people were harmed, as a message says it: a number and the word for the harm in one clause, either way round
 * ("5 morts", "ont tué 3 hommes et 2 femmes", "killed 3, injured 5", "3 people, including 2 children, were abducted").
 * Numbers of days, animals, houses or attackers are no numbers of victims.
 */
import type { Range } from "./incidents-harm.ts";
import type { AgeGroup, HarmKind, Sex, VictimStatus } from "./incidents-lists.ts";
import type { Span } from "./intake.ts";
import { type NumberFound, type NumberRule, readNumbers } from "./intake-numbers.ts";
import { type Folded, spanOf } from "./intake-text.ts";

export interface GroupFound {
  sex: Sex;
  age: AgeGroup;
  range: Range;
}

export interface HarmFound {
  harm: HarmKind;
  status: VictimStatus;
  range: Range;
  rule: NumberRule;
  groups: GroupFound[];
  /** The number and its harm, as written. */
  span: Span;
}

/** Words for harm; a bar keeps forms together. `*` after a kind: it needs no object (`died`, `ont fui`). */
const HARMS: [HarmKind, string][] = [
  [
    "killed",
    "tu(?:e|ee|es|ees|er|ant)|abattu(?:e|s|es)?|assassine(?:e|s|es)?|execute(?:e|s|es)?|massacre(?:e|s|es)?|egorge(?:e|s|es)?|perdu la vie|corps sans vie|cadavres?|killed|killing|shot dead|murdered|executed|slain|massacred|lost their lives|bodies",
  ],
  [
    "killed",
    "(?<!de )mort(?:e|s|es)?|deces|decede(?:e|s|es)?|dead|deaths?(?! threat)|died|fatalities|قتل\\p{L}*|قتيل\\p{L}*|مقتل",
  ],
  [
    "injured",
    "bless(?:e|ee|es|ees|er|ant)|injured|injuring|wounded|wounding|injuries|hurt|جرح\\p{L}*|جريح\\p{L}*|اصيب",
  ],
  [
    "abducted",
    "enlev(?:e|ee|es|ees|er|ant)|kidnapp(?:e|ee|es|ees|er|ant|ed|ing)|pris(?:e|es)? en otages?|otages?|abduct(?:ed|ing)|hostages?|خطف\\p{L}*|مخطوف\\p{L}*",
  ],
  [
    "displaced",
    "deplac(?:e|ee|es|ees|ant)|fui|fuyant|displaced|displacing|fled|fleeing|نزح\\p{L}*|نازح\\p{L}*",
  ],
  ["detained", "arret(?:e|ee|es|ees|ant)|detenu(?:e|s|es)?|interpell(?:e|ee|es|ees)|arrested|detained"],
  ["missing", "(?:porte(?:e|s|es)? )?disparu(?:e|s|es)?|missing"],
  ["recruited", "recrut(?:e|ee|es|ees|er|ant)|recruited"],
  ["tortured", "tortur(?:e|ee|es|ees|ed)|battu(?:e|s|es)?|tabasse(?:e|s|es)?|beaten"],
  ["crsv", "viol(?:e|ee|es|ees|ees)|violees|raped"],
];
const NO_OBJECT = /^(?:mort|deces|decede|died|dead|death|fui|fled|disparu|perdu|lost|porte)/;
const ARMED =
  "hommes? (?:en )?arme(?:s|e)?|hommes? armes|individus armes|personnes armees|armed (?:men|persons|people|individuals|elements|youths?)|gunmen|assaillants?|attackers?|elements?|rebelles?|rebels?|bandits?|combattants?|fighters?|militiamen|miliciens?|coupeurs de route|malfrats";
const NO_PEOPLE =
  "boeufs?|vaches?|tetes?|betail|chevres?|moutons?|poulets?|animaux|cattle|cows?|goats?|sheep|heads?|animals?|maisons?|cases|huttes?|houses?|huts?|homes?|tentes?|tents?|boutiques?|shops?|magasins?|vehicules?|motos?|camions?|cars?|trucks?|vehicles?|motorbikes?|motorcycles?|kms?|kilometres?|metres?|heures?|hours?|h|hrs|jours?|days?|minutes?|semaines?|weeks?|mois|months?|ans|years?|fcfa|cfa|francs?|usd|dollars?|euros?|villages?|sites?|quartiers?|localites?|sacs?|bags?|fois|times|coups?|shots?|balles?|armes?|weapons?|rifles?|fusils?|grenades?|obus|shells?|roquettes?|rockets?|mines?|menages?|households?|familles?|families|pm|am|groupes?|groups?";
const STARTS = (words: string) =>
  new RegExp(`^\\s?(?:(?:autres?|other|more|d'|de |of )\\s?)?(?:${words})(?!\\p{L})`, "u");
const IS_ARMED = STARTS(ARMED);
const IS_NO_PEOPLE = STARTS(NO_PEOPLE);
const WHO: [RegExp, { sex: Sex; age: AgeGroup }][] = [
  [STARTS("femmes?|women|woman|meres?|mothers?"), { sex: "female", age: "adult" }],
  [STARTS("hommes?|men|man"), { sex: "male", age: "adult" }],
  [STARTS("filles?|fillettes?|girls?|jeunes filles?"), { sex: "female", age: "child" }],
  [STARTS("garcons?|boys?|garconnets?"), { sex: "male", age: "child" }],
  [
    STARTS("enfants?|child(?:ren)?|mineurs?|minors?|bebes?|babies|baby|nourrissons?"),
    { sex: "unknown", age: "child" },
  ],
];
/** After `un` or `a`, which are articles too. */
const IS_PERSON =
  /^\s(?:(?:jeune|vieux|vieille|autre|young|old|elderly|local|pregnant)\s)?(?:hommes?|femmes?|personnes?|civils?|enfants?|filles?|fillettes?|garcons?|chefs?|mineurs?|bergers?|eleveurs?|commercants?|agriculteurs?|cultivateurs?|chauffeurs?|enseignants?|infirmiers?|humanitaires?|soldats?|militaires?|gendarmes?|membres?|habitants?|deplaces?|man|woman|person|civilian|child|girl|boy|baby|herder|trader|farmer|driver|teacher|nurse|soldier|worker|villager|chief|idp|refugee|mort|mortes?|deces|blesse|blessee|tue|tuee|enleve|killed|dead|injured|wounded|abducted)(?!\p{L})/u;
const SOLDIERS = STARTS("soldats?|militaires?|gendarmes?|soldiers?|faca");

interface HarmWord {
  harm: HarmKind;
  word: string;
  start: number;
  end: number;
}

interface People extends NumberFound {
  /** Words after the number, up to the next comma or number. */
  after: string;
}

/** Numbers that belong together: `3 hommes et 2 femmes`; `inside`: `dont 2 enfants`. */
interface Party {
  people: People[];
  inside: People[];
  start: number;
  end: number;
}

// Arabic writes "and" as a letter of the next word.
const PATTERNS = HARMS.map(
  ([harm, words]) => [harm, new RegExp(`(?<!\\p{L})[وف]?(?:${words})(?!\\p{L})`, "gu")] as const,
);

/** @param masked pieces of the original that hold other numbers: dates, places, telephones */
export function readHarm(folded: Folded, masked: readonly Span[] = []): HarmFound[] {
  const hidden = masked.map(({ from, to }) => ({ from, to }));
  const isHidden = ({ span }: { span: Span }) =>
    hidden.some(({ from, to }) => span.from < to && from < span.to);
  const words = harmWords(folded);
  const numbers = readNumbers(folded).filter((number) => !isHidden(number));
  const found = clausesOf(folded.plain).flatMap(([start, end]) =>
    inClause(
      folded,
      words.filter((word) => word.start >= start && word.end <= end),
      numbers.filter((number) => number.start >= start && number.end <= end),
      end,
    ),
  );
  return largestEach(found);
}

function harmWords({ plain }: Folded): HarmWord[] {
  const all = PATTERNS.flatMap(([harm, pattern]) =>
    [...plain.matchAll(pattern)].map((match) => ({
      ...{ harm, word: match[0], start: match.index, end: match.index + match[0].length },
    })),
  );
  return all.sort((one, other) => one.start - other.start);
}

/** Sentences and lines; a point between digits ends none. */
function clausesOf(plain: string): [number, number][] {
  const clauses: [number, number][] = [];
  let start = 0;
  for (const match of plain.matchAll(/[;!?\n]|\.(?!\d)/gu)) {
    clauses.push([start, match.index]);
    start = match.index + match[0].length;
  }
  return [...clauses, [start, plain.length]];
}

const JOINS = /^(?:[^,\d]{0,30}?)(?:\s?,\s?|\s(?:et|and|ainsi que|as well as|&|\+)\s)(?:(?:et|and)\s)?$/u;
const INSIDE =
  /(?:^|[\s,(])(?:dont|including|incl\.?|among them|parmi (?:eux|elles|lesquels|lesquelles)|of (?:them|whom))\s?$/u;

function partiesOf(
  plain: string,
  words: readonly HarmWord[],
  numbers: readonly NumberFound[],
  end: number,
): Party[] {
  const parties: Party[] = [];
  let before: People | null = null;
  let isInside = false;
  for (const [index, number] of numbers.entries()) {
    const next = numbers[index + 1]?.start ?? end;
    const people = { ...number, after: plain.slice(number.end, next) };
    const gap = before === null ? "" : plain.slice(before.end, number.start);
    const holdsHarm =
      before !== null && words.some((word) => word.start >= before!.end && word.end <= number.start);
    const party = parties.at(-1);
    if (party && !holdsHarm && INSIDE.test(gap)) {
      party.inside.push(people);
      isInside = true;
    } else if (party && !holdsHarm && JOINS.test(gap) && !standsAlone(plain, party, people, words)) {
      (isInside ? party.inside : party.people).push(people);
      party.end = people.end;
    } else {
      parties.push({ people: [people], inside: [], start: people.start, end: people.end });
      isInside = false;
    }
    if (party && isInside) party.end = people.end;
    before = people;
  }
  return parties;
}

/** `tuant 2 personnes, 3 autres blessées`: each has a harm of its own. */
const standsAlone = (plain: string, party: Party, next: People, words: readonly HarmWord[]): boolean =>
  ahead(plain, party, words) !== undefined &&
  after(plain, { people: [next], inside: [], start: next.start, end: next.end }, words) !== undefined;

const AUXILIARY = /(?:^|\s)(?:ont|a|avait|avaient|aurait|auraient|ayant)\s$/u;
const BREAKS = /[,:(]|(?:^|\s)(?:et|and|ou|or|par|by|mais|but|puis|then)(?=\s|$)/u;

/** The harm that stands after a number: `5 personnes ont été tuées`. Words between, no comma, no `et`; not `ont tué`. */
function after(plain: string, party: Party, words: readonly HarmWord[]): HarmWord | undefined {
  const word = words.find(({ start }) => start >= party.end);
  if (!word) return undefined;
  const raw = plain.slice(party.end, word.start);
  // What follows a group in commas belongs to the number before it: `5 people, including 2 children, were …`.
  const gap = party.inside.length > 0 ? raw.replace(/[,)]/, " ") : raw;
  const far = gap.trim() === "" ? 0 : gap.trim().split(/\s+/).length;
  if (far > 6 || BREAKS.test(gap) || (party.inside.length === 0 && /\d/.test(gap))) return undefined;
  return AUXILIARY.test(gap) && !NO_OBJECT.test(word.word) ? undefined : word;
}

/** The harm that stands before a number: `a tué 5 personnes`, `killed: 5`. */
function ahead(plain: string, party: Party, words: readonly HarmWord[]): HarmWord | undefined {
  const word = words.findLast(({ end }) => end <= party.start);
  if (!word) return undefined;
  const gap = plain.slice(word.end, party.start);
  const far = gap.replace(/[:=(-]/g, " ").trim() === "" ? 0 : gap.trim().split(/\s+/).length;
  return far > 3 ||
    /[,;]|(?:^|\s)(?:et|and|ou|or|par|by|pour|for|apres|after|pendant|during|avec|with|depuis|since|dans|in|le|on)(?=\s|$)/u.test(
      gap,
    )
    ? undefined
    : word;
}

function inClause(
  folded: Folded,
  words: readonly HarmWord[],
  numbers: readonly NumberFound[],
  end: number,
): HarmFound[] {
  const { plain } = folded;
  if (words.length === 0 || numbers.length === 0) return [];
  const parties = partiesOf(plain, words, numbers, end);
  const verbFirst = words[0]!.start < parties[0]!.start;
  return parties.flatMap((party) => {
    const people = party.people.filter(
      (each) =>
        !IS_NO_PEOPLE.test(each.after) && (!each.weak || each.rule === "none" || IS_PERSON.test(each.after)),
    );
    if (people.length === 0) return [];
    const [one, other] = [ahead(plain, party, words), after(plain, party, words)];
    const armed = people.every((each) => IS_ARMED.test(each.after));
    const passive =
      other &&
      /(?:ete|were|was|been|sont|est|are)\s(?:\p{L}+\s)?$/u.test(plain.slice(party.end, other.start));
    const word = verbFirst
      ? (one ?? (armed && !passive ? undefined : other))
      : armed && !passive
        ? one
        : (other ?? one);
    if (!word) return [];
    const isWeak = people.every(({ weak }) => weak);
    if (isWeak && Math.min(Math.abs(word.start - party.end), Math.abs(party.start - word.end)) > 28)
      return [];
    return [foundOf(folded, { ...party, people, start: people[0]!.start }, word)];
  });
}

function foundOf(folded: Folded, party: Party, word: HarmWord): HarmFound {
  const { people, inside } = party;
  const groups = [...(people.length > 1 || inside.length === 0 ? people : []), ...inside].flatMap(groupOf);
  const start = Math.min(word.start, party.start);
  const rules = people.map(({ rule }) => rule);
  return {
    harm: word.harm,
    status: people.every((each) => SOLDIERS.test(each.after)) ? "armed_forces_member" : "civilian",
    range: people.map(({ range }) => range).reduce(sum),
    rule: rules.find((rule) => rule !== "exact") ?? "exact",
    groups,
    span: spanOf(folded, start, Math.max(word.end, party.end)),
  };
}

function groupOf({ after: words, range }: People): GroupFound[] {
  if (range.best === null || range.best === 0 || IS_ARMED.test(words)) return [];
  const who = WHO.find(([pattern]) => pattern.test(words));
  return who ? [{ ...who[1], range }] : [];
}

const add = (one: number | null, other: number | null) =>
  one === null || other === null ? null : one + other;
/** Unknown as soon as one part is; open above as soon as one part is. */
const sum = (one: Range, other: Range): Range => ({
  low: add(one.low, other.low),
  best: add(one.best, other.best),
  high: add(one.high, other.high),
});

/** Said more than once, the largest number counts; a known one before an unknown one. */
function largestEach(found: readonly HarmFound[]): HarmFound[] {
  const best = new Map<string, HarmFound>();
  for (const each of found) {
    const key = `${each.harm}/${each.status}`;
    const known = best.get(key);
    if (!known || (each.range.best ?? -1) > (known.range.best ?? -1)) best.set(key, each);
  }
  return [...best.values()].sort((one, other) => one.span.from - other.span.from);
}
