/**
 * Symbols of actors. Pictograms by class for everybody; as each person's own switch the number code of APP-6D /
 * MIL-STD-2525D, always in a neutral frame: 4 neutral, 1 where the actor is not identified. No friend, no hostile.
 */
import type { ActorKind } from "./actors.ts";
import type { ECHELONS } from "./actors-attributes.ts";

export const ACTOR_CLASSES = [
  "state",
  "armed_group",
  "community",
  "external",
  "un",
  "civilian",
  "unidentified",
] as const;
export type ActorClass = (typeof ACTOR_CLASSES)[number];

const CLASSES: Partial<Record<ActorKind, ActorClass>> = {
  ...{
    state_military: "state",
    state_police: "state",
    state_gendarmerie_isf: "state",
    border_guard: "state",
  },
  ...{ intelligence_service: "state", nsag_rebel: "armed_group", militia_political: "armed_group" },
  ...{ militia_pro_government: "armed_group", criminal_group: "armed_group", militia_community: "community" },
  ...{ civil_defence_group: "community", foreign_military: "external", coalition_force: "external" },
  ...{ regional_force: "external", private_security: "external", foreign_fighters: "external" },
  ...{
    un_mission_military: "un",
    un_mission_police: "un",
    un_mission_civilian: "un",
    un_military_observer: "un",
  },
  unidentified_armed: "unidentified",
};
export const classOf = (kind: ActorKind): ActorClass => CLASSES[kind] ?? "civilian";

/** Symbol set, entity and first modifier (MIL-STD-2525D, tables of land units, land civilians). */
const ENTITIES: Partial<Record<ActorKind, [set: string, entity: string, modifier?: string]>> = {
  ...{
    state_military: ["10", "121100"],
    foreign_military: ["10", "121100"],
    regional_force: ["10", "121000", "39"],
  },
  ...{
    coalition_force: ["10", "121000", "39"],
    state_police: ["10", "200700"],
    un_mission_police: ["10", "200700"],
  },
  ...{ state_gendarmerie_isf: ["10", "201300"], border_guard: ["10", "200200"] },
  ...{
    intelligence_service: ["10", "151000"],
    nsag_rebel: ["10", "120900"],
    militia_political: ["10", "120900"],
  },
  ...{ militia_pro_government: ["10", "120900"], militia_community: ["11", "110400"] },
  ...{ civil_defence_group: ["11", "110400"], criminal_group: ["11", "110400", "11"] },
  ...{ foreign_fighters: ["11", "110400", "10"], private_security: ["10", "141700"] },
  ...{ un_mission_military: ["10", "121100"], un_military_observer: ["10", "121200"] },
  ...{ un_mission_civilian: ["10", "110200"], unidentified_armed: ["10", "120900"] },
  ...{ government_authority: ["11", "110200"], local_authority: ["11", "110200"] },
  ...{ community_leader: ["11", "110300", "13"], un_agency: ["11", "110400", "08"] },
  ...{
    red_cross_crescent: ["11", "110400", "08"],
    ingo: ["11", "110400", "14"],
    nngo: ["11", "110400", "14"],
  },
  ...{ displaced_community: ["11", "110400", "09"] },
};
const ECHELON_DIGITS: Record<(typeof ECHELONS)[number], string> = {
  ...{ platoon: "14", company: "15", battalion: "16", regiment: "17", brigade: "18", division: "21" },
};
const CIVILIANS: [string, string] = ["11", "110000"];

/** The twenty digits: version 10, reality, identity, set, present, no headquarters, echelon, entity, modifiers. */
export function sidcOf(kind: ActorKind, echelon: string | null): string {
  const [set, entity, modifier = "00"] = ENTITIES[kind] ?? CIVILIANS;
  const identity = kind === "unidentified_armed" ? "1" : "4";
  const size = set === "10" ? (ECHELON_DIGITS[echelon as (typeof ECHELONS)[number]] ?? "00") : "00";
  return `100${identity}${set}00${size}${entity}${modifier}00`;
}
