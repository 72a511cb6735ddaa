/**
 * What a mark on the map says, in words: the same lines for the hover card, the spoken label and the list of a
 * cluster. Numbers are worded as the dataset has them: recorded deaths, civilians among them, unknown status beside.
 */
import { type Facts, FLAG } from "../../shared/rooms/analysis-facts.ts";
import { INCIDENT_KINDS, LOCATION_PRECISIONS, VERIFICATION_LEVELS } from "../../shared/rooms/incidents.ts";
import { codeLabel } from "../words/codes.ts";
import { formatCount, formatDate, formatRange } from "../words/format.ts";
import type { Translate } from "../words/index.tsx";
import type { HarmSum } from "./bin.ts";
import type { AreaProperties, CoverState, InformationByCode, MapBase, MapSite } from "./data.ts";
import { isSignalRow } from "./grid.ts";

/** A title and some lines below it. */
export interface Description {
  title: string;
  lines: string[];
}

/** What is drawn in an area. `entered`: by how many patrols in the period. */
interface AreaKnown {
  category: string | undefined;
  cover: CoverState | undefined;
  entered: number | undefined;
  information: ReturnType<InformationByCode["get"]>;
}

export interface Describer {
  incident: (facts: Facts, row: number) => Description;
  cluster: (sum: HarmSum) => Description;
  areaCount: (facts: Facts, area: number, sum: HarmSum) => Description;
  base: (base: MapBase) => Description;
  site: (site: MapSite) => Description;
  area: (area: AreaProperties, known: AreaKnown) => Description;
  strength: (strength: number) => string;
  communal: string;
  letters: Readonly<Record<string, string>>;
  zoomIn: string;
  more: (n: number) => string;
  none: string;
  place: (at: number, of: number, text: string) => string;
}

/** What is said of a sum; of signals that they are none. */
const linesOf = (t: Translate, sum: HarmSum & { mark?: string; signal?: boolean }): string[] =>
  sum.mark === "signal" || sum.signal ? [t("log.seen.signal")] : harmLines(t, sum);

/** "11 killed (11–17), 4 recorded as civilian, 2 of unknown status"; says so when nothing is recorded. */
function harmLines(t: Translate, sum: HarmSum): string[] {
  const { events, unrecorded, killed, civilian, unknownStatus } = sum;
  if (unrecorded === events) return [t("map.harm.unrecorded")];
  return [
    t("map.harm.killed", { n: killed }),
    t("map.harm.civilian", { n: civilian }),
    ...(unknownStatus > 0 ? [t("map.harm.unknownStatus", { n: unknownStatus })] : []),
    ...(unrecorded > 0 ? [t("map.harm.partly", { n: unrecorded })] : []),
  ];
}

function incident(t: Translate, tag: string, facts: Facts, row: number): Description {
  const area = facts.dictionaries.areas[facts.area[row]!];
  const [low, best, high] = [facts.killedLow[row]!, facts.killedBest[row]!, facts.killedHigh[row]!];
  const killed = { low, best, high, atLeast: high < 0 && (facts.flags[row]! & FLAG.atLeast) !== 0 };
  const kind = codeLabel(t, "incidentKind", INCIDENT_KINDS[facts.kind[row]!] ?? "unknown");
  const place = area ? t("map.incident.in", { kind, area: area.name }) : kind;
  const harm = [
    t("map.incident.killed", { range: formatRange(killed, tag) }),
    t("map.incident.civilian", { n: formatCount(facts.civilian[row]!, tag) }),
  ];
  return {
    title: `${place}, ${formatDate(facts.day[row]!, tag)}`,
    lines: [
      ...(isSignalRow(facts, row) ? [t("log.seen.signal")] : harm),
      codeLabel(t, "verification", VERIFICATION_LEVELS[facts.verification[row]!] ?? "reported"),
      codeLabel(t, "locationPrecision", LOCATION_PRECISIONS[facts.precision[row]!] ?? "unclear"),
    ],
  };
}

/** The words of the map for a language. */
export function describer(t: Translate, tag: string): Describer {
  return {
    incident: (facts, row) => incident(t, tag, facts, row),
    cluster: (sum) => ({ title: t("map.cluster.title", { n: sum.events }), lines: linesOf(t, sum) }),
    areaCount: (facts, area, sum) => ({
      title: t("map.areaCount.title", { n: sum.events, area: facts.dictionaries.areas[area]!.name }),
      lines: [t("map.areaCount.why"), ...linesOf(t, sum)],
    }),
    base: (base) => ({
      title: t("map.base.title", { name: base.name }),
      lines: [
        base.strength === null
          ? t("map.base.unknown")
          : t("map.base.strength", { n: Math.round(base.strength) }),
        ...(base.illustrative ? [t("map.illustrative")] : []),
      ],
    }),
    site: (site) => ({ title: site.name, lines: [codeLabel(t, "siteKind", site.kind)] }),
    area: (area, { category, cover, entered, information }) => ({
      title: t("map.area.title", { name: area.name, code: area.code }),
      lines: [
        ...(category ? [codeLabel(t, "priorityCategory", category)] : []),
        ...(cover ? [t(`map.cover.${cover}`)] : []),
        ...(information ? [t(`information.map.${information.level}`)] : []),
        ...(information?.illustrative ? [t("information.map.made")] : []),
        ...(entered ? [t("map.patrols.entered", { n: entered })] : []),
      ],
    }),
    strength: (strength) => t("map.base.about", { n: Math.round(strength) }),
    communal: t("map.communal"),
    letters: {
      must: t("map.letter.must"),
      should: t("map.letter.should"),
      could: t("map.letter.could"),
    },
    zoomIn: t("map.zoomHere"),
    more: (n) => t("map.more", { n }),
    none: t("map.walk.none"),
    place: (i, n, text) => t("map.walk.place", { i, n, text }),
  };
}
