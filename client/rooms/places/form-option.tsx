/** One reading of a place in the list of the field: what it says, what and where it is, how precisely, what is doubtful. */

import { distanceKm } from "../../../shared/geo.ts";
import type { PlaceCandidate } from "../../../shared/places/candidate.ts";
import type { Gazetteer } from "../../../shared/places/gazetteer.ts";
import type { Near } from "../../../shared/places/search.ts";
import { formatKm } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { areasAround, doubtsOf, entryOf, kindOf, type Shapes, sentenceOf } from "./form-said.ts";

interface OptionProps {
  candidate: PlaceCandidate;
  gazetteer: Gazetteer;
  shapes: Shapes | undefined;
  near: Near | null;
}

export function PlaceOption({ candidate, gazetteer, shapes, near }: OptionProps) {
  const words = useWords();
  const { t, tag } = words;
  const areas = areasAround(candidate, gazetteer, shapes).map(({ name }) => name);
  const { lon, lat } = candidate;
  const km = near && lon !== null && lat !== null ? distanceKm(near.lon, near.lat, lon, lat) : null;
  const about = [
    candidate.kind === "words" ? null : kindOf(candidate, words),
    areas.length > 0 ? t("place.kind.in", { areas: areas.join(", ") }) : null,
    entryOf(candidate, gazetteer)?.own ? t("place.kind.own") : null,
    candidate.kind === "words" ? t("place.kind.words") : t(`place.precision.${candidate.precision}`),
    km === null ? null : t("place.kind.away", { km: formatKm(km, tag) }),
  ];
  const doubts = doubtsOf(candidate, words).filter(() => candidate.kind !== "words");
  return (
    <span className="place-option">
      <strong>{sentenceOf(candidate, words)}</strong>
      <span className="place-about">{about.filter((part) => part !== null).join(" · ")}</span>
      {doubts.length > 0 && <span className="place-doubts">{doubts.join("; ")}</span>}
    </span>
  );
}
