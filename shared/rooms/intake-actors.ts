/**
 * Armed actors that a message names, by the names and other spellings that this reader may see, and armed men whom nobody
 * could name. What part they played is proposed only where the sentence says it ("par l'UPC", "UPC a tué"); it becomes
 * part of a report by a person's act, never by itself.
 */
import { nameKey } from "../names.ts";
import { type PartyRole, UNIDENTIFIED } from "./incidents.ts";
import type { Span } from "./intake.ts";
import { type Folded, overlaps } from "./intake-text.ts";

export interface KnownActor {
  ref: string;
  name: string;
  aliases: readonly string[];
  /** Names of other records of the same actor. */
  alsoNamed?: readonly string[];
}

export interface ActorFound {
  actor: string;
  name: string | null;
  /** Null: the words do not say which part. */
  role: PartyRole | null;
  span: Span;
}

const UNNAMED =
  /(?<!\p{L})(?:(?:des |les |d')?hommes (?:lourdement )?armes(?: non identifies)?|(?:des )?individus armes(?: non identifies)?|(?:des )?elements armes(?: non identifies)?|(?:des )?assaillants(?: non identifies)?|(?:des )?inconnus armes|unidentified (?:armed )?(?:men|gunmen|individuals|elements)|unknown (?:armed )?(?:men|gunmen|assailants)|armed men|gunmen|مسلحين|مسلحون)(?!\p{L})/gu;
const BY =
  /(?:^|[\s,(])(?:par|by|attribuee?s? (?:a|au|aux)|imputee?s? (?:a|au|aux)|من قبل)\s?(?:(?:des|les|la|le|l'|un groupe de|elements?|fighters?|of|the|members?|rebelles?|combattants?|suspected|presumes?|de|du|d')\s?){0,5}$/u;
const ACTS =
  /^(?:\s\p{L}+){0,2}\s(?:ont|a|avaient|aurait|auraient|have|has|had)?\s?(?:tue|attaque|enleve|pille|incendie|brule|viole|blesse|menace|abattu|execute|arrete|killed|attacked|abducted|kidnapped|looted|burned|burnt|raped|injured|threatened|shot|executed|arrested|robbed)(?!\p{L})/u;
const BETWEEN = /(?:entre|between)\s(?:(?:des|les|la|le|l'|the|elements?|fighters?|de|du|of|d')\s?){0,4}$/u;
const SHORT = 4;

/** Actors of the text, each once, in the order of their first words. */
export function readActors(folded: Folded, actors: readonly KnownActor[]): ActorFound[] {
  const named = actors.flatMap((actor) => namesOf(folded, actor));
  const longest = named
    .sort((one, other) => other.end - other.start - (one.end - one.start))
    .filter((each, at, all) =>
      all
        .slice(0, at)
        .every((other) => each.actor.ref === other.actor.ref || !overlaps(each.span, other.span)),
    );
  const found = longest.map(({ actor, start, end, span }) => ({
    ...{ actor: actor.ref, name: actor.name, role: roleAt(folded.plain, start, end), span },
  }));
  const unnamed = [...folded.plain.matchAll(UNNAMED)].map((match) => {
    const end = match.index + match[0].length;
    const span = { from: folded.at[match.index]!, to: folded.at[end]! };
    return { actor: UNIDENTIFIED, name: null, role: roleAt(folded.plain, match.index, end), span };
  });
  // `hommes armés de l'UPC` are not unidentified.
  const strangers = unnamed.filter(({ span }) =>
    found.every((other) => other.span.from - span.to > 12 || other.span.from < span.from),
  );
  return onceEach([...found, ...strangers].sort((one, other) => one.span.from - other.span.from));
}

/** With a role before without one; else the first. */
function onceEach(found: readonly ActorFound[]): ActorFound[] {
  const refs = [...new Set(found.map(({ actor }) => actor))];
  return refs.map((ref) => {
    const own = found.filter(({ actor }) => actor === ref);
    return own.find(({ role }) => role !== null) ?? own[0]!;
  });
}

function namesOf(folded: Folded, actor: KnownActor) {
  return [actor.name, ...actor.aliases, ...(actor.alsoNamed ?? [])].flatMap((name) => {
    const key = nameKey(name);
    if (key.length < 2) return [];
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])${key.replace(/ /g, "[^\\p{L}\\p{N}]+")}(?![\\p{L}\\p{N}])`,
      "gu",
    );
    return [...folded.plain.matchAll(pattern)].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      const span = { from: folded.at[start]!, to: folded.at[end]! };
      const written = folded.original.slice(span.from, span.to);
      // Short names are letters: `mpc` in small ones is a word like others.
      const isLetters = key.length > SHORT || written === written.toUpperCase();
      return isLetters ? [{ actor, start, end, span }] : [];
    });
  });
}

function roleAt(plain: string, start: number, end: number): PartyRole | null {
  const ahead = plain.slice(Math.max(0, start - 60), start);
  if (BETWEEN.test(ahead)) return "party";
  if (BY.test(ahead) || ACTS.test(plain.slice(end, end + 60))) return "alleged_perpetrator";
  return null;
}
