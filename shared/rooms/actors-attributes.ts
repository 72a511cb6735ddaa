/**
 * Attributes of an actor, each told in claims: what a value looks like, which row of the sharing protocol it follows,
 * and the form of a claim. After the field's checklists for mapping armed actors (OCHA, civil-military coordination;
 * Security Force Monitor's research handbook: every attribute is its own sourced and dated value). The Admiralty code
 * grades source (A–F) and information (1–6); F and 6 say that there is no basis to judge.
 */
import { z } from "zod";
import { dayFrom, isoOf } from "../time.ts";
import { ACTOR_KINDS, CLAIM_PRECISIONS, type ClaimPrecision } from "./actors.ts";
import { CREDIBILITY, RELIABILITY, SOURCE_TYPES } from "./incidents-lists.ts";
import { form, isoDate, issue, line, oneOf, optionalText, recordId, sensitivity, whole } from "./records.ts";
import { inOrder, type Together, together } from "./records-together.ts";

/** What a value is made of. */
export const SHAPES = [
  "text",
  "code",
  "count",
  "commander",
  "person",
  "place",
  "contact",
  "clarity",
  "threat",
  "distance",
] as const;
export type Shape = (typeof SHAPES)[number];

export const YES_NO = ["yes", "no", "unknown"] as const;
export const ACTOR_STATES = ["forming", "active", "dormant", "disbanding", "disbanded"] as const;
/** Sizes of a unit, smallest first; the digits of APP-6 for them stand in actors-symbols.ts. */
export const ECHELONS = ["platoon", "company", "battalion", "regiment", "brigade", "division"] as const;
export const CLARITY = ["clear", "partly", "unclear"] as const;
export const OBJECTIVES = [
  "neutralise_enemy",
  "keep_peace",
  "protect_civilians",
  "hold_ground",
  "other",
] as const;
export const FORCE_USES = ["offensive", "defensive", "deterrence"] as const;
/** States of the due diligence policy on UN support to non-UN forces (HRDDP guidance note, 2015). */
export const HRDDP_STATES = ["assessment", "mitigated_go", "monitoring", "intervene", "suspend"] as const;
/** How close interaction with an armed actor is (after the UN-CMCoord spectrum, from cooperation to coexistence). */
export const INTERACTION_LEVELS = [
  "cooperation",
  "coordinated",
  "limited",
  "coexistence",
  "no_contact",
] as const;
/** Questions a chain of command must be clear about. */
export const COMMAND_QUESTIONS = ["access", "detention", "civilian_harm", "coordination", "general"] as const;

interface Attribute {
  shape: Shape;
  /** `contact`: names, channels, orders and conduct, which the protocol holds closer than the rest. */
  protocol: "actor" | "contact";
  /** Several can be true at once. */
  many?: true;
  /** Codes of a `code`. */
  codes?: readonly string[];
  /** Asked of foreign and regional forces only; `support`: of every security force that is not the UN's. */
  external?: true | "support";
}

/** In the order in which the page shows them. */
export const ATTRIBUTES = {
  name: { shape: "text", protocol: "actor" },
  alias: { shape: "text", protocol: "actor", many: true },
  kind: { shape: "code", protocol: "actor", codes: ACTOR_KINDS },
  status: { shape: "code", protocol: "actor", codes: ACTOR_STATES },
  echelon: { shape: "code", protocol: "actor", codes: ECHELONS },
  commander: { shape: "commander", protocol: "actor" },
  chain_of_command: { shape: "clarity", protocol: "actor" },
  top_level: { shape: "code", protocol: "actor", codes: YES_NO },
  headquarters: { shape: "place", protocol: "actor" },
  strength: { shape: "count", protocol: "actor" },
  capability: { shape: "text", protocol: "actor", many: true },
  unit_history: { shape: "text", protocol: "actor", many: true },
  loyalty: { shape: "text", protocol: "actor", many: true },
  mandate: { shape: "text", protocol: "actor", external: true },
  objective: { shape: "code", protocol: "actor", codes: OBJECTIVES, external: true },
  force_use: { shape: "code", protocol: "actor", codes: FORCE_USES, external: true },
  un_mandate: { shape: "code", protocol: "actor", codes: YES_NO, external: true },
  un_support: { shape: "code", protocol: "actor", codes: YES_NO, external: "support" },
  hrddp: { shape: "code", protocol: "actor", codes: HRDDP_STATES, external: "support" },
  relief_work: { shape: "code", protocol: "actor", codes: YES_NO, external: true },
  perceived: { shape: "text", protocol: "actor", many: true, external: true },
  commander_name: { shape: "person", protocol: "contact" },
  key_contact: { shape: "contact", protocol: "contact", many: true },
  rules_of_engagement: { shape: "text", protocol: "contact" },
  conduct: { shape: "text", protocol: "contact", many: true },
  conduct_guidance: { shape: "text", protocol: "contact" },
  interaction_level: { shape: "code", protocol: "contact", codes: INTERACTION_LEVELS },
  threat: { shape: "threat", protocol: "contact" },
  reach: { shape: "distance", protocol: "contact" },
  harm_mechanisms: { shape: "text", protocol: "contact", many: true, external: true },
} as const satisfies Record<string, Attribute>;
export type AttributeCode = keyof typeof ATTRIBUTES;
export const ATTRIBUTE_CODES = Object.keys(ATTRIBUTES) as [AttributeCode, ...AttributeCode[]];
export const attributeOf = (code: AttributeCode): Attribute => ATTRIBUTES[code];

/** Kinds of actor to which the attributes of external forces belong. */
export const EXTERNAL: readonly string[] = [
  "foreign_military",
  "coalition_force",
  "regional_force",
  "foreign_fighters",
];
/**
 * National forces that the UN may support: the policy of due diligence covers military, police, paramilitary,
 * intelligence and border forces of States as well as regional ones (A/67/775–S/2013/110, paragraphs 7 and 8).
 */
const SUPPORTABLE: readonly string[] = [
  "state_military",
  "state_police",
  "state_gendarmerie_isf",
  "border_guard",
  "intelligence_service",
];
/** Attributes asked of an actor of this kind. */
export const attributesFor = (kind: string): AttributeCode[] =>
  ATTRIBUTE_CODES.filter((code) => {
    const { external } = attributeOf(code);
    if (!external || EXTERNAL.includes(kind)) return true;
    return external === "support" && SUPPORTABLE.includes(kind);
  });

/** What was claimed of UN support: codes of `un_support` and `hrddp`; null: nothing. */
export interface Support {
  unSupport: string | null;
  hrddp: string | null;
}
/** UN support without a word on due diligence is a gap that somebody has to close. */
export const lacksDiligence = ({ unSupport, hrddp }: Support): boolean => unSupport === "yes" && !hrddp;

export { CLAIM_PRECISIONS, type ClaimPrecision } from "./actors.ts";

const words = (max: number) =>
  z.string({ error: "invalid" }).trim().min(1, issue("required")).max(max, issue("too_long"));
const grade = whole(1, 5);
const people = whole(0, 10_000_000, "negative_count");

/** The value of a claim: only the parts of its attribute's shape. */
export const claimValue = z.strictObject({
  text: words(4000).optional(),
  code: words(60).optional(),
  /** Persons. */
  low: people.nullable().optional(),
  best: people.nullable().optional(),
  high: people.nullable().optional(),
  role: words(200).optional(),
  rank: words(200).optional(),
  name: words(200).optional(),
  /** Why engagement needs the name. */
  reason: words(1000).optional(),
  areaId: recordId.optional(),
  channel: words(200).optional(),
  /** Who on our side holds the relation and the number; a function. */
  holder: words(200).optional(),
  lastContact: isoDate.optional(),
  /** What the chain of command is unclear about, and above which level nobody is known. */
  about: oneOf(COMMAND_QUESTIONS).optional(),
  above: words(200).optional(),
  /** Threat to civilians, 1 (least) to 5; the band is a rule (actors-threat.ts). */
  intent: grade.optional(),
  capability: grade.optional(),
  opportunity: grade.optional(),
  /** How far from its places a unit acts, km on the straight line. */
  km: whole(1, 1000).optional(),
});
export type ClaimValue = z.infer<typeof claimValue>;

/** Parts of a value by shape: those that must be there, and those that may. */
const PARTS: Record<Shape, { must: readonly (keyof ClaimValue)[]; may: readonly (keyof ClaimValue)[] }> = {
  text: { must: ["text"], may: [] },
  code: { must: ["code"], may: [] },
  count: { must: ["best"], may: ["low", "high"] },
  commander: { must: ["role"], may: ["rank"] },
  person: { must: ["role", "name", "reason"], may: [] },
  place: { must: ["areaId"], may: [] },
  contact: { must: ["role", "holder"], may: ["channel", "lastContact"] },
  clarity: { must: ["code"], may: ["about", "above"] },
  threat: { must: ["intent", "capability", "opportunity", "text"], may: [] },
  distance: { must: ["km"], may: ["text"] },
};

const MIN_REASON = 10;

export const claimForm = together(
  form({
    id: recordId,
    actorId: recordId,
    attribute: oneOf(ATTRIBUTE_CODES),
    value: claimValue,
    from: isoDate.nullish(),
    fromPrecision: oneOf(CLAIM_PRECISIONS).default("day"),
    to: isoDate.nullish(),
    toPrecision: oneOf(CLAIM_PRECISIONS).default("day"),
    asOf: isoDate,
    reliability: oneOf(RELIABILITY),
    credibility: oneOf(CREDIBILITY),
    sources: z
      .array(
        form({
          type: oneOf(SOURCE_TYPES),
          said: optionalText(2000),
          dated: isoDate.nullish(),
          reference: z.string({ error: "invalid" }).trim().max(400, issue("too_long")).nullish(),
        }),
        { error: "source_missing" },
      )
      .min(1, issue("source_missing"))
      .max(20, issue("too_many")),
    note: optionalText(4000),
    sensitivity,
  }),
  (claim, told) => {
    if (told.holds("attribute", "value")) checkValue(claim, told.fault);
    inOrder(claim, ["from", "to"], told);
  },
);
export type ClaimForm = z.infer<typeof claimForm>;
export type ClaimFormInput = z.input<typeof claimForm>;

/** The parts of a value that its attribute must and may have, in their order. */
function checkValue(claim: Pick<ClaimForm, "attribute" | "value">, fail: Together["fault"]): void {
  const { shape, codes } = attributeOf(claim.attribute);
  const { must, may } = PARTS[shape];
  for (const part of must) if (claim.value[part] == null) fail(["value", part], "required");
  for (const part of Object.keys(claim.value) as (keyof ClaimValue)[])
    if (!must.includes(part) && !may.includes(part)) fail(["value", part], "unknown_field");
  const known = shape === "clarity" ? CLARITY : codes;
  if (known && claim.value.code && !known.includes(claim.value.code)) fail(["value", "code"], "not_in_list");
  const { low, best, high } = claim.value;
  if (low != null && best != null && low > best) fail(["value", "low"], "low_above_best");
  if (high != null && best != null && best > high) fail(["value", "high"], "best_above_high");
  if (shape === "person" && (claim.value.reason?.length ?? MIN_REASON) < MIN_REASON)
    fail(["value", "reason"], "reason_missing");
}

/** Taking a claim back: it was wrong, or nobody stands by it any more. What ended in the world gets an end instead. */
export const retireForm = form({ ref: recordId, version: z.int().positive(), reason: line(2000) });
export type RetireForm = z.infer<typeof retireForm>;

/** The first day of the month or year of a day, where no more is known. */
export function firstDay(day: string, precision: ClaimPrecision): string {
  if (precision === "day") return day;
  return precision === "month" ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

/** The last day of the month or year of a day. */
export function lastDay(day: string, precision: ClaimPrecision): string {
  if (precision === "day") return day;
  if (precision === "year") return `${day.slice(0, 4)}-12-31`;
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return isoOf(dayFrom(year, month + 1, 1) - 1);
}
