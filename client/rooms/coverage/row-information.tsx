/**
 * Marks of information coverage beside an area wherever one is listed: hatch and word, and nothing where somebody could
 * report; and the sentence that says how much of a list is unknown.
 */
import { Link } from "@tanstack/react-router";
import {
  type InformationArea,
  type InformationLevel,
  isUnknown,
  unknownShare,
} from "../../../shared/rooms/coverage-information.ts";
import { formatCount } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { useInformation } from "./queries-information.ts";
import "./information.css";

/** The level as a hatched square and its word. */
export function InformationMark({ level }: { level: InformationLevel }) {
  const { t } = useWords();
  return (
    <span className="mark">
      <span className={`information information-${level}`} aria-hidden="true" />
      <span>{t(`information.level.${level}`)}</span>
    </span>
  );
}

/** In a ranking or gap list: says so where information is none or weak, and nothing else. */
export function UnknownMark({ level }: { level: InformationLevel | undefined }) {
  const { t } = useWords();
  if (level === undefined || !isUnknown(level)) return null;
  return (
    <small className="mark information-flag">
      <span className={`information information-${level}`} aria-hidden="true" />
      {t(`information.mark.${level}`)}
    </small>
  );
}

/** "Nobody could report, or hardly, from 32 of 72 areas, where 410,000 of 4,953,014 people live." */
export function unknownText(t: Translate, tag: string, areas: readonly InformationArea[]): string {
  const { areas: unknown, all, people, allPeople, uncounted } = unknownShare(areas);
  if (unknown === 0) return t("information.unknown.none", { all });
  if (uncounted === all)
    return t("information.unknown.areas", { areas: unknown, all, people: t("information.unknown.people") });
  return t("information.unknown", {
    ...{ areas: unknown, all, uncounted },
    ...{ people: formatCount(people, tag), allPeople: formatCount(allPeople, tag) },
  });
}

/** Whose numbers of people a sentence adds up, each source with its year once; empty where none is known. */
export function peopleSource(t: Translate, areas: readonly InformationArea[]): string {
  const sources = [...new Set(areas.flatMap((area) => area.peopleSource ?? []))];
  return sources.length === 0 ? "" : t("ground.people.source", { sources: sources.join("; ") });
}

/** In the address of the information list: areas where it is none or weak. */
export const UNKNOWN_AREAS = "unknown";

interface UnknownNoteProps {
  operation: string;
  /** Codes of the areas of the list; all areas without it. */
  codes?: readonly string[];
}

/** Stands under every ranking, gap list and suggestion. Nothing where information coverage is not shared. */
export function UnknownNote({ operation, codes }: UnknownNoteProps) {
  const { t, tag } = useWords();
  const answer = useInformation(operation).data;
  if (!answer?.shared) return null;
  const areas = codes ? answer.areas.filter(({ code }) => codes.includes(code)) : answer.areas;
  if (areas.length === 0) return null;
  return (
    <p className="information-note">
      {unknownText(t, tag, areas)} {peopleSource(t, areas)}{" "}
      {areas.some(({ illustrative }) => illustrative) && t("information.illustrative")}{" "}
      <Link
        to="/$operation/coverage"
        params={{ operation }}
        search={{ panel: "information", about: UNKNOWN_AREAS, ...(codes && { area: codes.join(",") }) }}
      >
        {t("information.unknown.open")}
      </Link>
    </p>
  );
}
