/**
 * How many reports one message holds. Points of a list that each tell of something are a report each; so is a sentence
 * that tells of something at another place or on another day than the one before. When in doubt it is one.
 */
import type { Gazetteer } from "../places/gazetteer.ts";
import type { Span } from "./intake.ts";
import { readDates } from "./intake-dates.ts";
import { readKinds } from "./intake-kinds.ts";
import { findPlaces } from "./intake-places.ts";
import type { Message } from "./intake-split.ts";
import { foldText } from "./intake-text.ts";

const POINT = /^[ \t]*(?:[-*•–▪◦]|\(?\d{1,2}[.)/-](?!\d)|[a-h]\))[ \t]+/u;
/** A date far ahead of anything: only which day is named matters here. */
const ANY_DAY = "2100-01-01";

/** What is longer is a document, not a message: a person reads it. Also bounds the work on a paste. */
const LONGEST = 4_000;
const MOST_PIECES = 60;

interface Piece extends Span {
  tells: boolean;
  place: string | null;
  day: string | null;
}

/** The parts of a message that are a report each; the whole body where it is one. */
export function reportsIn(
  { original, body }: Pick<Message, "original" | "body">,
  gazetteer: Gazetteer,
): Span[] {
  const text = original.slice(body.from, body.to);
  if (text.length > LONGEST) return [body];
  const listed = joined(
    pointsOf(text).map((piece) => look(text, piece, gazetteer)),
    ({ tells }) => tells,
  );
  const parts =
    listed.length > 1
      ? listed
      : joined(
          sentencesOf(text).map((piece) => look(text, piece, gazetteer)),
          isAnother,
        );
  if (parts.length < 2) return [body];
  return parts.map(({ from, to }) => trimmed(original, body.from + from, body.from + to));
}

/** Points of a list; what stands before the first is left to the first. */
function pointsOf(text: string): Span[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    if (POINT.test(line)) starts.push(at);
    at += line.length + 1;
  }
  if (starts.length < 2) return [];
  if (starts.length > MOST_PIECES) return [];
  return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? text.length }));
}

function sentencesOf(text: string): Span[] {
  const pieces: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?](?=\s+[\p{Lu}\d-])|\n+/gu)) {
    pieces.push({ from: start, to: match.index + match[0].length });
    start = match.index + match[0].length;
  }
  return [...pieces, { from: start, to: text.length }].filter(
    ({ from, to }) => text.slice(from, to).trim() !== "",
  );
}

function look(text: string, { from, to }: Span, gazetteer: Gazetteer): Piece {
  const folded = foldText(text.slice(from, to));
  const [place] = findPlaces(folded, gazetteer);
  const { found, asked } = readDates(folded, null, ANY_DAY);
  const day = found[0]?.span ?? asked?.span;
  return {
    ...{ from, to, tells: readKinds(folded).length > 0, place: place?.candidates[0]?.key ?? null },
    day: day ? folded.original.slice(day.from, day.to).toLowerCase() : null,
  };
}

type Starts = (piece: Piece, before: Piece) => boolean;

/** Pieces that begin a report of their own; the others go on with the one before. */
function joined(pieces: readonly Piece[], starts: Starts): Piece[] {
  const reports: Piece[] = [];
  for (const piece of pieces) {
    const before = reports.at(-1);
    if (before && !(before.tells && starts(piece, before))) {
      before.to = piece.to;
      before.tells ||= piece.tells;
      before.place ??= piece.place;
      before.day ??= piece.day;
    } else reports.push({ ...piece });
  }
  const last = reports.at(-1);
  const isEmpty = last && !last.tells && reports.length > 1;
  if (isEmpty) reports.at(-2)!.to = reports.pop()!.to;
  return reports;
}

/** It tells of something, and names another place than the one before. */
const isAnother: Starts = (piece, before) =>
  piece.tells && piece.place !== null && before.place !== null && piece.place !== before.place;

function trimmed(text: string, from: number, to: number): Span {
  const words = text.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  return { from: start, to: start + words.trim().length };
}
