/**
 * Room `actors`: code lists and forms of the actor map: who, how actors relate, and who holds which ground when.
 * Every claim is dated and carries a confidence; no person is named and no party is hostile by default.
 */
import { z } from "zod";
import {
  confidence,
  form,
  isoDate,
  issue,
  latitude,
  line,
  longitude,
  oneOf,
  optionalText,
  recordId,
  sensitivity,
} from "./records.ts";

export { CONFIDENCE, type Confidence } from "./records.ts";

import { inOrder, together } from "./records-together.ts";

/** Kinds of actor; each falls into one class of ACLED's `inter` code (ACTOR_CLASS). */
export const ACTOR_KINDS = [
  "state_military",
  "state_police",
  "state_gendarmerie_isf",
  "border_guard",
  "intelligence_service",
  "nsag_rebel",
  "militia_political",
  "militia_pro_government",
  "militia_community",
  "civil_defence_group",
  "rioters",
  "protesters",
  "civilians",
  "foreign_military",
  "coalition_force",
  "regional_force",
  "private_security",
  "foreign_fighters",
  "un_mission_military",
  "un_mission_police",
  "un_mission_civilian",
  "un_military_observer",
  "criminal_group",
  "unidentified_armed",
  "government_authority",
  "local_authority",
  "community_leader",
  "un_agency",
  "ingo",
  "nngo",
  "red_cross_crescent",
  "cluster",
  "displaced_community",
  "host_community",
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/**
 * UN, aid and peacekeeping personnel. A regional force counts, because a mandated one serves beside the mission.
 * Abuse by them is never logged.
 */
const OWN_PERSONNEL: readonly string[] = [
  "un_mission_military",
  "un_mission_police",
  "un_mission_civilian",
  "un_military_observer",
  "un_agency",
  "ingo",
  "nngo",
  "red_cross_crescent",
  "cluster",
  "regional_force",
] satisfies ActorKind[];
export const isOwnPersonnel = (kind: string): boolean => OWN_PERSONNEL.includes(kind);

/** How one actor relates to another; direction is from the first to the second. */
export const ACTOR_RELATIONS = [
  "part_of",
  "commands",
  "allied_with",
  "supports",
  "supported_by",
  "proxy_of",
  "hostile_to",
  "ceasefire_with",
  "splinter_of",
  "merged_into",
  "rival_of",
  "negotiates_with",
  "liaison_with",
  "detains",
  "unknown",
] as const;
export type ActorRelation = (typeof ACTOR_RELATIONS)[number];

/** Who holds the ground. `influence` is presence without control and never counts as control. */
export const CONTROL_KINDS = [
  "state",
  "nsag",
  "foreign_force",
  "militia_community",
  "shared",
  "contested",
  "buffer_demilitarised",
  "un_secured",
  "no_dominant",
  "unknown",
  "influence",
] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];

/** An actor: names and kind. `communal` marks groups named after a religion, people or community. */
export const actorForm = together(
  form({
    id: recordId,
    name: line(200),
    aliases: z.array(line(200), { error: "invalid" }).max(50, issue("too_many")).default([]),
    kind: oneOf(ACTOR_KINDS),
    communal: z.boolean({ error: "invalid" }).default(false),
    activeFrom: isoDate.nullish(),
    activeTo: isoDate.nullish(),
    description: optionalText(),
    sensitivity,
  }),
  (actor, told) => inOrder(actor, ["activeFrom", "activeTo"], told),
);
export type ActorForm = z.infer<typeof actorForm>;

/**
 * What a zone claims: `control`; `responsibility`: told to be in charge there; `presence`: seen there, without control.
 */
export const GROUNDS = ["control", "responsibility", "presence"] as const;
export type Ground = (typeof GROUNDS)[number];

/** How exactly a day is known. */
export const CLAIM_PRECISIONS = ["day", "month", "year"] as const;
export type ClaimPrecision = (typeof CLAIM_PRECISIONS)[number];
const precisions = {
  fromPrecision: oneOf(CLAIM_PRECISIONS).optional(),
  toPrecision: oneOf(CLAIM_PRECISIONS).optional(),
};

/** A drawn zone is no smaller, km² (ours): a quarter of a town is ground; a post or a house would tell where somebody stands. */
export const LEAST_ZONE_KM2 = 0.25;

/** Corners of a drawn zone, longitude and latitude; the last joins the first. */
export const zoneOutline = z
  .array(z.tuple([longitude, latitude]), { error: "invalid" })
  .min(3, issue("too_few"))
  .max(500, issue("too_many"));

/** Ground an actor holds: never without an as-of date, a kind of control and a confidence. */
export const zoneForm = together(
  form({
    id: recordId,
    actorId: recordId,
    /** May be left out of a drawn one: then it is the smallest known area that holds all its corners. */
    areaId: recordId.nullish(),
    outline: zoneOutline.nullish(),
    controlKind: oneOf(CONTROL_KINDS),
    ground: oneOf(GROUNDS).optional(),
    ...precisions,
    confidence,
    asOf: isoDate,
    validFrom: isoDate.nullish(),
    validTo: isoDate.nullish(),
    note: optionalText(2_000),
    sensitivity,
  }),
  (zone, told) => {
    inOrder(zone, ["validFrom", "validTo"], told);
    if (told.holds("areaId", "outline") && !zone.areaId && !zone.outline) told.fault(["areaId"], "required");
  },
);
export type ZoneForm = z.infer<typeof zoneForm>;

/** A dated relation between two different actors (`same_actor` otherwise). */
export const relationForm = together(
  form({
    id: recordId,
    fromActorId: recordId,
    toActorId: recordId,
    relation: oneOf(ACTOR_RELATIONS),
    confidence,
    asOf: isoDate,
    validFrom: isoDate.nullish(),
    validTo: isoDate.nullish(),
    ...precisions,
    note: optionalText(2_000),
    sensitivity,
  }),
  (relation, told) => {
    if (told.holds("fromActorId", "toActorId") && relation.fromActorId === relation.toActorId)
      told.fault(["toActorId"], "same_actor");
    inOrder(relation, ["validFrom", "validTo"], told);
  },
);
export type RelationForm = z.infer<typeof relationForm>;
