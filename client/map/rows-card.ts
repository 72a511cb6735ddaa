/** The card of a cluster or of an area's badge: its sums, its latest incidents as buttons, and a way to go nearer. */
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import type { Describer, Description } from "./describe.ts";
import type { IncidentDrawing } from "./incident-drawing.ts";
import type { MapMark } from "./marks.ts";
import type { CardAction } from "./popup.ts";

/** Incidents listed; the rest is told as a number. */
const LISTED = 8;

/** What the buttons of the card do. */
interface RowsCardActions {
  nearer: () => void;
  open: (row: number) => void;
}

/** Content of the card. Going nearer is offered for clusters only: an area's badge has no nearer place. */
export function rowsCard(
  mark: MapMark,
  drawn: IncidentDrawing,
  facts: Facts,
  words: Describer,
  does: RowsCardActions,
): { card: Description; actions: CardAction[]; note: string } {
  const ofBin = mark.kind === "bin" ? drawn.rowsOfBin(mark.bin) : [];
  const rows = mark.kind === "areaCount" ? drawn.rowsOfArea(mark.count) : ofBin;
  const latest = rows.slice(-LISTED).reverse();
  const incidents = latest.map((row) => ({
    label: words.incident(facts, row).title,
    run: () => does.open(row),
  }));
  const nearer = mark.kind === "bin" ? [{ label: words.zoomIn, run: does.nearer }] : [];
  const rest = rows.length - latest.length;
  return { card: mark.card, actions: [...nearer, ...incidents], note: rest > 0 ? words.more(rest) : "" };
}
