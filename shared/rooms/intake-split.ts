/**
 * A paste as single messages: an export or a selection of WhatsApp (Android, iOS, the web; English and French), an e-mail
 * with its headers, a text message, or plain words. Only the shape decides; what is not understood is kept whole. System
 * lines and left-out media are no messages.
 */
import { dayFrom, isoOf } from "../time.ts";
import type { IntakeChannel, Span } from "./intake.ts";
import { MAX_ORIGINAL } from "./intake.ts";
import { readMail } from "./intake-mail.ts";

export interface Message {
  channel: IntakeChannel;
  /** As it came, with who sent it and when. */
  original: string;
  /** What was said, in the original. */
  body: Span;
  /** ISO day on which it was sent, as its head says. */
  sentOn: string | null;
}

const MARKS = "[\\u200e\\u200f\\u202a-\\u202e\\ufeff]*";
const DATE = "(\\d{1,4})[./-](\\d{1,2})[./-](\\d{2,4})";
const TIME = "\\d{1,2}[:.h]\\d{2}(?:[:.]\\d{2})?(?:[\\s\\u00a0\\u202f]?([ap])\\.?[\\s\\u00a0\\u202f]?m\\.?)?";
const GAP = "(?:,|،|\\s+(?:à|at))?[\\s\\u00a0\\u202f]+(?:à[\\s\\u00a0]+)?";
/** `12/03/2024, 14:05 - Name: …`, `[12/03/2024 à 14:05:33] Name: …` and `[14:05, 12/03/2024] Name: …`. */
const HEADS = [
  new RegExp(`^${MARKS}${DATE}${GAP}${TIME}[\\s\\u00a0]+[-–][\\s\\u00a0]+`, "iu"),
  new RegExp(`^${MARKS}\\[${DATE}${GAP}${TIME}\\][\\s\\u00a0]*`, "iu"),
  new RegExp(`^${MARKS}\\[${TIME},?[\\s\\u00a0]+${DATE}\\][\\s\\u00a0]*`, "iu"),
];
const WEB = 2;
/** Who wrote: a name or a number, up to the first colon. A line without it comes from the program. */
const SENDER = new RegExp(`^${MARKS}~?[\\s\\u00a0\\u202f]?([^:\\n]{1,60}?):[\\s\\u00a0]`, "u");
const NO_WORDS =
  /^[\s\u200e\u200f]*(?:<(?:media|m[ée]dias?) (?:omitted|omis)>|(?:image|video|vid[ée]o|audio|sticker|gif|document|contact card)[^\n]{0,40}(?:omitted|omise?|absente?)|this message was deleted\.?|you deleted this message\.?|ce message a [ée]t[ée] supprim[ée]\.?|missed (?:voice|video) call|null|.{1,80}\(file attached\)|.{1,80}\(fichier joint\))[\s\u200e\u200f]*$/iu;

interface Head {
  /** Characters of the line that the head takes. */
  length: number;
  parts: [string, string, string];
  clock12: boolean;
}

function headOf(line: string): Head | null {
  for (const [index, pattern] of HEADS.entries()) {
    const match = pattern.exec(line);
    if (!match) continue;
    const [, one = "", two = "", three = "", four = ""] = match;
    const isWeb = index === WEB;
    return {
      length: match[0].length,
      parts: isWeb ? [two, three, four] : [one, two, three],
      clock12: (isWeb ? one : four) !== "",
    };
  }
  return null;
}

type Order = "dmy" | "mdy";

/**
 * Day or month first, by what the heads of one export show together: a number above twelve tells. Without one, a clock
 * of twelve hours beside years of two digits is how phones in American English write, which put the month first.
 */
function orderOf(heads: readonly Head[]): Order {
  const isDay = (text: string) => Number(text) > 12;
  if (heads.some(({ parts: [one] }) => one.length < 4 && isDay(one))) return "dmy";
  if (heads.some(({ parts: [one, two] }) => one.length < 4 && isDay(two))) return "mdy";
  return heads.some(({ parts, clock12 }) => clock12 && parts[2].length === 2) ? "mdy" : "dmy";
}

/** ISO day, or null where it does not exist. */
export function dateOfParts(parts: readonly [string, string, string], order: Order): string | null {
  const [one, two, three] = parts.map(Number) as [number, number, number];
  const isYearFirst = parts[0].length === 4;
  const year = isYearFirst ? one : three < 100 ? 2000 + three : three;
  const day = isYearFirst ? three : order === "dmy" ? one : two;
  const month = isYearFirst ? two : order === "dmy" ? two : one;
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1990 || year > 2100) return null;
  const iso = isoOf(dayFrom(year, month, day));
  return Number(iso.slice(8)) === day ? iso : null;
}

/** The messages of a paste, in their order. */
export function splitPaste(pasted: string): Message[] {
  const text = pasted.replace(/\r\n?/g, "\n");
  const lines = text.split("\n");
  const heads = lines.map(headOf);
  // One line that looks so may be a quotation; a message that begins with it is a message.
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first >= 0 && heads[first]) return whatsApp(lines, heads);
  const whole = text.trim();
  const mail = readMail(whole);
  if (mail) return mail.map(({ channel, original, body, sentOn }) => cut(channel, original, body, sentOn));
  return whole === "" ? [] : [cut("text", whole, { from: 0, to: whole.length }, null)];
}

function whatsApp(lines: readonly string[], heads: readonly (Head | null)[]): Message[] {
  const known = heads.filter((head) => head !== null);
  const order = orderOf(known);
  const messages: Message[] = [];
  for (let at = 0; at < lines.length; at++) {
    const head = heads[at];
    if (!head) continue;
    let end = at + 1;
    while (end < lines.length && !heads[end]) end++;
    const message = oneMessage(lines.slice(at, end).join("\n").trimEnd(), head, order);
    if (message) messages.push(message);
  }
  return messages;
}

function oneMessage(original: string, head: Head, order: Order): Message | null {
  const sender = SENDER.exec(original.slice(head.length));
  if (!sender) return null;
  const from = head.length + sender[0].length;
  if (NO_WORDS.test(original.slice(from)) || original.slice(from).trim() === "") return null;
  return cut("whatsapp", original, { from, to: original.length }, dateOfParts(head.parts, order));
}

/** What is longer than an item keeps ends where the item does. */
function cut(channel: IntakeChannel, original: string, body: Span, sentOn: string | null): Message {
  const kept = original.slice(0, MAX_ORIGINAL);
  return {
    channel,
    original: kept,
    body: { from: Math.min(body.from, kept.length), to: Math.min(body.to, kept.length) },
    sentOn,
  };
}
