/** Which words of an original a proposal came from, as pieces that follow each other without gaps or overlaps. */
import type { Span } from "../../../shared/rooms/intake.ts";
import type { Proposals } from "../../../shared/rooms/intake-propose.ts";
import { overlaps } from "../../../shared/rooms/intake-text.ts";

export type MarkOf = "date" | "place" | "harm" | "actor" | "taken" | "kind";

export interface Piece extends Span {
  /** Null: plain words. */
  of: MarkOf | null;
  /** Outside the words that this report is about. */
  faded: boolean;
}

/** Every word that a rule used, the more telling use first where two rules used it. */
function marksOf(original: string, read: Proposals): (Span & { of: MarkOf })[] {
  const { part } = read;
  const taken = read.description.taken.flatMap(({ text }) => {
    const at = original.indexOf(text, part.from);
    return at < 0 || at >= part.to ? [] : [{ from: at, to: at + text.length, of: "taken" as const }];
  });
  const of = (mark: MarkOf, spans: (Span | null | undefined)[]) =>
    spans.flatMap((span) => (span ? [{ from: span.from, to: span.to, of: mark }] : []));
  const all = [
    ...taken,
    ...of("date", [...read.dates.map(({ span }) => span), read.asked?.span]),
    ...of(
      "place",
      read.places.map(({ span }) => span),
    ),
    ...of(
      "harm",
      read.harms.map(({ span }) => span),
    ),
    ...of(
      "actor",
      read.actors.map(({ span }) => span),
    ),
    ...of(
      "kind",
      read.kinds.slice(0, 1).map(({ span }) => span),
    ),
  ];
  return all.filter((mark, at) => all.slice(0, at).every((other) => !overlaps(mark, other)));
}

/** The whole original in pieces, in their order. */
export function piecesOf(original: string, read: Proposals): Piece[] {
  const marks = marksOf(original, read).sort((one, other) => one.from - other.from);
  const edges = [
    0,
    read.part.from,
    read.part.to,
    original.length,
    ...marks.flatMap(({ from, to }) => [from, to]),
  ];
  const cuts = [...new Set(edges)].filter((at) => at <= original.length).sort((one, other) => one - other);
  return cuts.slice(0, -1).map((from, index) => ({
    ...{ from, to: cuts[index + 1]! },
    of: marks.find((mark) => mark.from <= from && from < mark.to)?.of ?? null,
    faded: from < read.part.from || from >= read.part.to,
  }));
}
