/** A place as the fields of a form keep it, everything as text, and the rule for saying more than was found. */
import { rankOf } from "../../../shared/places/candidate.ts";
import type { LocationPrecision } from "../../../shared/rooms/incidents-lists.ts";

export interface PlaceValue {
  /** What stands in the line while nothing is chosen. */
  placeText: string;
  areaId: string;
  lon: string;
  lat: string;
  precision: string;
  placeName: string;
  /** The precision with which it was found; what is finer needs a reason. */
  placeFound: string;
  placeReason: string;
}

export const NO_PLACE: PlaceValue = {
  ...{ placeText: "", areaId: "", lon: "", lat: "", precision: "", placeName: "" },
  ...{ placeFound: "", placeReason: "" },
};

/** Is more said than was found? Then a reason is due. */
export const isFinerThanFound = ({
  precision,
  placeFound,
}: Pick<PlaceValue, "precision" | "placeFound">): boolean =>
  precision !== "" &&
  placeFound !== "" &&
  rankOf(precision as LocationPrecision) < rankOf(placeFound as LocationPrecision);

/** A place said to be known better than it was found carries the reason with its name. */
export const nameWithReason = (value: PlaceValue): string =>
  isFinerThanFound(value)
    ? [value.placeName.trim(), value.placeReason.trim()].filter((text) => text !== "").join("; ")
    : value.placeName;

export const lacksReason = (value: PlaceValue): boolean =>
  isFinerThanFound(value) && value.placeReason.trim() === "";
