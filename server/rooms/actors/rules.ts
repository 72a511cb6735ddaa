// What may be carried out of the product on paper or as a file. Files get lost and papers get searched, so of high and
// severe records exact zones, positions, numbers and days stay, whoever takes them: districts, months, names and codes
// leave, as a generalised copy has them.
import type {
  ActorDossier,
  ClaimAnswer,
  RelationAnswer,
  ZoneAnswer,
} from "../../../shared/rooms/actors-answers.ts";
import { attributeOf, firstDay, lastDay } from "../../../shared/rooms/actors-attributes.ts";
import type { LinkAnswer, NodeAnswer } from "../../../shared/rooms/actors-events.ts";
import type { SameAnswer } from "../../../shared/rooms/actors-same.ts";
import { isExactKept } from "../../../shared/rooms/records.ts";

type Place = ZoneAnswer["area"];
/** The district that an area lies in; itself where it is as wide. */
export type DistrictOf = (area: Place) => Place;

/** Days as the month they lie in. */
const coarseStart = (day: string | null): string | null => day && firstDay(day, "month");
const coarseEnd = (day: string | null): string | null => day && lastDay(day, "month");
const months = <T extends { from: string | null; to: string | null }>(days: T) => ({
  from: coarseStart(days.from),
  to: coarseEnd(days.to),
});

export function carriedZone(zone: ZoneAnswer, districtOf: DistrictOf): ZoneAnswer {
  if (!isExactKept(zone.sensitivity)) return zone;
  return {
    ...zone,
    ...{ area: districtOf(zone.area), outline: null, note: null, asOf: coarseStart(zone.asOf)! },
    ...{ validFrom: coarseStart(zone.validFrom)!, validTo: coarseEnd(zone.validTo) },
    ...{ fromPrecision: atMostMonth(zone.fromPrecision), toPrecision: atMostMonth(zone.toPrecision) },
  };
}

export function carriedNode(node: NodeAnswer): NodeAnswer {
  if (!isExactKept(node.sensitivity)) return node;
  return { ...node, activeFrom: coarseStart(node.activeFrom), activeTo: coarseEnd(node.activeTo) };
}

/** @param isExact may its days leave as they are? */
export function carriedLink(link: LinkAnswer, isExact: boolean): LinkAnswer {
  if (isExact) return link;
  const { from, to } = months(link);
  return {
    ...{ ...link, from: from!, to, asOf: coarseStart(link.asOf) },
    ...{ fromPrecision: atMostMonth(link.fromPrecision), toPrecision: atMostMonth(link.toPrecision) },
  };
}

const atMostMonth = (precision: "day" | "month" | "year") => (precision === "year" ? "year" : "month");

/** Names and codes leave; a headquarters as its district; of other values that there is one. */
export function carriedClaim<C extends Omit<ClaimAnswer, "sources" | "version">>(
  claim: C,
  districtOf: DistrictOf,
): C {
  if (!isExactKept(claim.sensitivity)) return claim;
  const { shape } = attributeOf(claim.attribute);
  const isName = claim.attribute === "name" || claim.attribute === "alias";
  const code = claim.value?.code;
  const place = claim.place && districtOf(claim.place);
  const value = isName
    ? claim.value
    : code
      ? { code }
      : shape === "place" && place
        ? { areaId: place.ref }
        : null;
  return {
    ...{ ...claim, ...months(claim), value, place, note: null, asOf: coarseStart(claim.asOf)! },
    ...{ fromPrecision: atMostMonth(claim.fromPrecision), toPrecision: atMostMonth(claim.toPrecision) },
    ...{ retiredOn: coarseStart(claim.retiredOn), retiredWhy: claim.retiredWhy && "" },
  };
}

/** The record itself: of a high or severe one no words, and months of activity. */
export function carriedActor(actor: ActorDossier["actor"]): ActorDossier["actor"] {
  if (!isExactKept(actor.sensitivity)) return { ...actor, version: null };
  const days = { activeFrom: coarseStart(actor.activeFrom), activeTo: coarseEnd(actor.activeTo) };
  return { ...actor, ...days, asOf: coarseStart(actor.asOf), notes: null, version: null };
}

/** Another record of the actor: its names and months; why it is the same stays. */
export const carriedSame = (record: SameAnswer): SameAnswer => ({
  ...{ ...record, activeFrom: coarseStart(record.activeFrom), activeTo: coarseEnd(record.activeTo) },
  ...{ reason: null, own: false },
});

export function carriedRelation(relation: RelationAnswer): RelationAnswer {
  if (!isExactKept(relation.sensitivity)) return relation;
  return {
    ...{ ...relation, note: null, asOf: coarseStart(relation.asOf) },
    ...{ validFrom: coarseStart(relation.validFrom)!, validTo: coarseEnd(relation.validTo) },
    ...{
      fromPrecision: atMostMonth(relation.fromPrecision),
      toPrecision: atMostMonth(relation.toPrecision),
    },
  };
}
