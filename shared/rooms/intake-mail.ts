/**
 * E-mails and text messages by their heads: lines like `From: …`, `De : …`, `Sent: …`, `Objet : …`, then the words. What
 * was answered to and a signature are no part of the report; all of it stays in the original.
 */
import { dayFrom, isoOf } from "../time.ts";
import type { Span } from "./intake.ts";

export interface Mail {
  channel: "email" | "sms";
  original: string;
  body: Span;
  sentOn: string | null;
}

const NAMES: Record<string, "from" | "date" | "to" | "subject" | "other"> = {
  ...{ from: "from", de: "from", sender: "from", expediteur: "from", number: "from", numero: "from" },
  ...{ date: "date", sent: "date", envoye: "date", "envoye le": "date", received: "date", recu: "date" },
  ...{ "recu le": "date", time: "date", to: "to", a: "to", cc: "to", bcc: "to", destinataire: "to" },
  ...{ subject: "subject", objet: "subject", sujet: "subject", "reply-to": "other", importance: "other" },
  ...{ "message-id": "other", "mime-version": "other", "content-type": "other", "return-path": "other" },
  ...{ "content-transfer-encoding": "other", attachments: "other", "pieces jointes": "other" },
};
const LINE = /^\*?([\p{L}][\p{L} -]{0,30}?)\s?:\*?\s?(.*)$/u;

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\u00a0/g, " ")
    .toLowerCase()
    .trim();

/** The messages of a text that begins with heads; null where it does not. Several text messages may follow each other. */
export function readMail(text: string): Mail[] | null {
  const head = headOf(text);
  if (!head) return null;
  const isMail = head.names.has("subject") || head.names.has("to");
  if (isMail) return [mailOf(text, head)];
  return severalTexts(text);
}

interface Head {
  names: Map<string, string>;
  /** Where the words begin. */
  end: number;
}

function headOf(text: string): Head | null {
  const names = new Map<string, string>();
  let end = 0;
  for (const line of text.split("\n")) {
    const match = LINE.exec(line);
    const name = match ? NAMES[plain(match[1]!)] : undefined;
    // A head that goes on, in raw mail.
    const isFolded = names.size > 0 && /^[ \t]+\S/.test(line);
    if (!name && !isFolded) break;
    if (name) names.set(name, match![2]!.trim());
    end += line.length + 1;
  }
  return names.has("from") && names.size >= 2 ? { names, end: Math.min(end, text.length) } : null;
}

const QUOTED = [
  /^-{2,} ?(?:original message|message d'origine|forwarded message|message transfere).*$/imu,
  /^_{10,}\s*$/mu,
  /^(?:on .{5,80} wrote|le .{5,80} a ecrit)\s?:\s*$/imu,
  /^>.*$/mu,
  /^-- ?$/mu,
  /^(?:sent from my|envoye de mon|envoye depuis) .*$/imu,
];

function mailOf(original: string, { names, end }: Head): Mail {
  const rest = original.slice(end);
  // Same length as what is looked at, so that positions hold.
  const letters = rest.replace(/[éèêÉÈÊ]/g, "e").replace(/[’]/g, "'");
  const ends = QUOTED.map((pattern) => letters.search(pattern)).filter((at) => at > 0);
  const to = end + (ends.length > 0 ? Math.min(...ends) : rest.length);
  return { channel: "email", original, body: trimmed(original, end, to), sentOn: dayIn(names.get("date")) };
}

/** Text messages that each begin with who and when. */
function severalTexts(text: string): Mail[] {
  const starts: number[] = [];
  let at = 0;
  for (const block of text.split(/(?<=\n)[ \t]*\n/)) {
    const found = text.indexOf(block, at);
    if (headOf(block)) starts.push(found);
    at = found + block.length;
  }
  return starts.map((start, index) => {
    const original = text.slice(start, starts[index + 1] ?? text.length).trim();
    const head = headOf(original)!;
    return {
      channel: "sms" as const,
      original,
      body: trimmed(original, head.end, original.length),
      sentOn: dayIn(head.names.get("date")),
    };
  });
}

function trimmed(text: string, from: number, to: number): Span {
  const words = text.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  return { from: start, to: Math.max(start, from + words.trimEnd().length) };
}

const MONTHS = "jan|fe[bv]|mar|a[pv]r|ma[iy]|jui?n|jui?l|aug|aou|sep|oct|nov|dec";
const ORDER = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FRENCH: Record<string, string> = { fev: "feb", avr: "apr", mai: "may", jui: "jul", aou: "aug" };

/** Number of a month by its first letters, in English and French; 0 where it is none. */
export function monthOf(word: string): number {
  const letters = plain(word);
  if (letters.startsWith("juin")) return 6;
  if (letters.startsWith("juil")) return 7;
  const short = letters.slice(0, 3);
  return ORDER.indexOf(FRENCH[short] ?? short) + 1;
}

const MONTH_WORD = `((?:${MONTHS})\\p{L}*)`;
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:er|st|nd|rd|th)?\\.? ${MONTH_WORD}\\.?,? (\\d{4})`, "u");
const MONTH_FIRST = new RegExp(`\\b${MONTH_WORD}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`, "u");

/** The day that a head names: ISO, `Sun, 01 Dec 2019 …`, `lundi 2 décembre 2019`, `December 1, 2019`. Numbers alone are not read. */
export function dayIn(text: string | undefined): string | null {
  if (!text) return null;
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words = plain(text);
  const first = DAY_FIRST.exec(words);
  if (first) return made(Number(first[3]), monthOf(first[2]!), Number(first[1]));
  const second = MONTH_FIRST.exec(words);
  if (second) return made(Number(second[3]), monthOf(second[1]!), Number(second[2]));
  const numbers = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/.exec(words);
  if (!numbers) return null;
  const [one, two] = [Number(numbers[1]), Number(numbers[2])];
  if (one > 12) return made(Number(numbers[3]), two, one);
  if (two > 12) return made(Number(numbers[3]), one, two);
  return one === two ? made(Number(numbers[3]), two, one) : null;
}

function made(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || year < 1990 || year > 2100) return null;
  const iso = isoOf(dayFrom(year, month, day));
  return Number(iso.slice(8)) === day ? iso : null;
}
