/** A stored report as a draft, and what two versions of it differ in (ui/draft-parts.ts). */

import { type HarmRow, harmCounts, isSignal } from "../../../shared/rooms/incidents.ts";
import type { OperationInfo } from "../../session.ts";
import { isSameIn, mergeParts, type Parts } from "../../ui/draft-parts.ts";
import { textOfCount } from "./form-count.ts";
import { type Draft, emptyHarm, type HarmDraft, NO_SOURCE, QUICK_GROUPS, QUICK_HARMS } from "./form-draft.ts";
import type { IncidentSeen } from "./queries.ts";

/** May this reader change the report: their own organisation's, in the operation's own log. */
export const mayEdit = (seen: IncidentSeen, operation: OperationInfo | undefined): boolean =>
  seen.own && seen.dataset.name === "log" && operation?.you.writes.includes("incident") === true;

const textOf = (value: string | number | null) => (value === null ? "" : String(value));

/** What is stored, as text in the fields. No source: those that are there are not changed. */
export const draftOf = (seen: IncidentSeen): Draft => ({
  ...NO_SOURCE,
  id: seen.ref,
  mode: isSignal(seen.kind) ? "signal" : "harm",
  kind: seen.kind,
  tactic: seen.tactic,
  weapon: textOf(seen.weapon),
  nexus: seen.nexus === "unknown" ? "" : textOf(seen.nexus),
  description: textOf(seen.description),
  areaId: seen.areas.at(-1)?.ref ?? "",
  placeName: textOf(seen.placeName),
  precision: seen.locationPrecision,
  lat: textOf(seen.lat),
  lon: textOf(seen.lon),
  placeText: "",
  placeFound: seen.locationPrecision,
  placeReason: "",
  occurredFrom: seen.occurredFrom,
  occurredTo: seen.occurredTo,
  datePrecision: seen.datePrecision,
  verification: seen.verification,
  sensitivity: seen.sensitivity,
  harms: harmsOf(seen),
  parties: seen.parties.map(({ ref, role, attribution, confidence }, index) => ({
    ...{ key: `stored-${index}`, actorId: ref, role, confidence: textOf(confidence) },
    attribution: attribution === "unknown" ? "" : attribution,
  })),
  displacement: seen.displacement.map(({ from, to, fromWords, toWords, ...range }, index) => ({
    ...{
      key: `stored-${index}`,
      count: textOfCount(range),
      fromArea: from?.ref ?? "",
      toArea: to?.ref ?? "",
    },
    ...{ fromWords: textOf(fromWords), toWords: textOf(toWords) },
  })),
  damage: seen.damage.map(({ siteKind, site, siteName, degree, functioning }, index) => ({
    ...{
      key: `stored-${index}`,
      siteKind,
      siteId: site?.ref ?? "",
      siteName: textOf(siteName ?? site?.name ?? null),
    },
    ...{ degree, functioning },
  })),
  mrm: [...seen.mrm],
});

/** Lines as a person states them: the quick harms first, with their groups; a group with a field of its own goes there. */
function harmsOf(seen: IncidentSeen): HarmDraft[] {
  const counts = harmCounts(seen.harm as HarmRow[]);
  const lines = counts.map(({ harm, status, groups, ...total }, index) => ({
    ...{ key: `stored-${index}`, harm, status, count: textOfCount(total) },
    groups: groups.map(({ sex, age, population, ...range }, at) => {
      const quick = QUICK_GROUPS.find((one) => one.sex === sex && one.age === age && !population);
      return {
        key: quick ? `quick-${quick.name}` : `stored-${at}`,
        ...{ sex, age, population: population ?? "", count: textOfCount(range) },
      };
    }),
  }));
  const missing = QUICK_HARMS.filter((harm) => !lines.some((line) => line.harm === harm));
  return [...lines, ...missing.map((harm) => ({ ...emptyHarm(harm), key: `quick-${harm}` }))];
}

/** What is compared and merged as one, in the order of the form. */
export const PARTS = {
  kind: ["mode", "kind"],
  tactic: ["tactic"],
  weapon: ["weapon"],
  nexus: ["nexus"],
  description: ["description"],
  area: ["areaId"],
  precision: ["precision", "placeFound", "placeReason"],
  point: ["lat", "lon", "placeText"],
  placeName: ["placeName"],
  when: ["occurredFrom", "occurredTo"],
  datePrecision: ["datePrecision"],
  verification: ["verification"],
  harm: ["harms"],
  parties: ["parties"],
  displacement: ["displacement"],
  damage: ["damage"],
  mrm: ["mrm"],
  sensitivity: ["sensitivity"],
} as const satisfies Parts<Draft>;
export type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as Part[];

/** Do two versions say the same in this part? */
export const isSame = (one: Draft, other: Draft, part: Part): boolean => isSameIn(one, other, PARTS[part]);

/** What is stored now with my changes on top. */
export const merged = (base: Draft, mine: Draft, theirs: Draft): Draft =>
  mergeParts(PARTS, base, mine, theirs);
