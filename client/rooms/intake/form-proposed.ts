/** What an item proposes, as the draft of a report: of a message by the rules, of a row by its columns. */
import { readPlace } from "../../../shared/places/read.ts";
import { isSignal, type Range } from "../../../shared/rooms/incidents.ts";
import type { Cells, IntakeItem } from "../../../shared/rooms/intake.ts";
import { readActors } from "../../../shared/rooms/intake-actors.ts";
import { cleanText } from "../../../shared/rooms/intake-clean.ts";
import type { DateFound } from "../../../shared/rooms/intake-dates.ts";
import type { HarmFound } from "../../../shared/rooms/intake-harm.ts";
import type { PlaceFound } from "../../../shared/rooms/intake-places.ts";
import type { Known, Proposals } from "../../../shared/rooms/intake-propose.ts";
import { foldText } from "../../../shared/rooms/intake-text.ts";
import type { WordsValue } from "../../words/index.tsx";
import { textOfCount } from "../incidents/form-count.ts";
import {
  type Draft,
  emptyDraft,
  emptyGroup,
  emptyHarm,
  emptyParty,
  type HarmDraft,
} from "../incidents/form-draft.ts";
import { NO_PLACE, type PlaceValue } from "../places/form-found.ts";
import { valueOfPlace } from "../places/form-said.ts";

export const kindValue = (kind: string): Partial<Draft> => ({
  kind,
  mode: kind !== "" && isSignal(kind) ? "signal" : "harm",
});

export const dateValue = (date: DateFound | undefined): Partial<Draft> =>
  date
    ? {
        occurredFrom: date.from,
        occurredTo: date.to === date.from ? "" : date.to,
        datePrecision: date.precision === "day" ? "" : date.precision,
      }
    : { occurredFrom: "", occurredTo: "", datePrecision: "" };

export const placeValue = (place: PlaceFound | undefined, words: WordsValue, at = 0): PlaceValue => {
  const candidate = place?.candidates[at];
  return candidate ? valueOfPlace(candidate, place!.text, words) : { ...NO_PLACE };
};

const harmValue = ({ harm, status, range, groups }: HarmFound): HarmDraft => ({
  ...emptyHarm(harm),
  ...{ status, count: textOfCount(range) },
  groups: groups.map(({ sex, age, range: people }) => emptyGroup({ sex, age, count: textOfCount(people) })),
});

/** Of a message. Parties stay proposals: nobody is named in a report by a rule. */
export function draftOfMessage(item: IntakeItem, read: Proposals, words: WordsValue): Draft {
  const kind = kindValue(read.kinds[0]?.kind ?? "");
  const asked = read.asked !== null && read.dates.length === 0;
  return {
    ...emptyDraft(),
    id: item.incidentId,
    ...kind,
    ...placeValue(read.places[0], words),
    ...dateValue(asked ? undefined : read.dates[0]),
    harms: kind.mode === "signal" ? [] : read.harms.map(harmValue),
    description: read.description.text,
    sourceDated: item.sentOn ?? "",
  };
}

const COUNTED = ["killed", "injured", "abducted", "displaced"] as const;

/** Of a row: what its columns say, in the form's own words. */
export function draftOfRow(item: IntakeItem, cells: Cells, known: Known, words: WordsValue): Draft {
  const { lat, lon, place = "" } = cells;
  const point = lat && lon ? `${lat}, ${lon}` : "";
  const [candidate] = readPlace(point || place, known.gazetteer, known.near).candidates;
  const found = candidate ? valueOfPlace(candidate, place || point, words) : NO_PLACE;
  const actors = readActors(foldText(cells.alleged_perpetrator ?? ""), known.actors);
  const party = actors[0] ? [{ ...emptyParty(actors[0].actor), role: "alleged_perpetrator" }] : [];
  return {
    ...emptyDraft(),
    id: item.incidentId,
    ...kindValue(cells.kind ?? ""),
    ...found,
    ...(place && point ? { placeName: place } : {}),
    ...{ occurredFrom: cells.date_from ?? "", occurredTo: cells.date_to ?? "" },
    harms: COUNTED.flatMap((harm) =>
      cells[harm] ? [{ ...emptyHarm(harm), count: countCell(cells[harm]) }] : [],
    ),
    parties: party,
    description: cleanText(cells.what_happened ?? "", [place]).text,
    ...{ sourceType: cells.source_type ?? "", sourceDated: cells.told_on ?? "" },
    sensitivity: cells.sensitivity ?? "",
  };
}

/** `3-5` is from three to five; the lower number is the best estimate, as in messages. */
function countCell(cell: string): string {
  const pair = /^(\d+)-(\d+)$/.exec(cell);
  if (!pair) return cell;
  const [low, high] = [Number(pair[1]), Number(pair[2])];
  const range: Range = { low, best: low, high };
  return textOfCount(range);
}
