/**
 * What the room `actors` answers: the list, one actor with its relations and zones, and zones of areas. Schemas,
 * because the server checks every answer against them, and one shape for server and client.
 */
import { z } from "zod";
import {
  ACTOR_KINDS,
  ACTOR_RELATIONS,
  CLAIM_PRECISIONS,
  CONFIDENCE,
  CONTROL_KINDS,
  GROUNDS,
} from "./actors.ts";
import { ATTRIBUTE_CODES, claimValue, HRDDP_STATES, YES_NO } from "./actors-attributes.ts";
import { sameAnswer } from "./actors-same.ts";
import { CREDIBILITY, RELIABILITY, SOURCE_TYPES } from "./incidents-lists.ts";
import { SENSITIVITIES } from "./records.ts";
import { datasetAnswer, revisionAnswer } from "./records-answers.ts";

const sensitivity = z.enum(SENSITIVITIES);

/** An actor as lists show it. `communal`: shown as one grey class, its name on its own record only. */
export const actorAnswer = z.strictObject({
  ref: z.string(),
  name: z.string(),
  kind: z.enum(ACTOR_KINDS),
  aliases: z.array(z.string()),
  /** Names and aliases of records that are shown with this one. */
  alsoNamed: z.array(z.string()),
  communal: z.boolean(),
  joint: z.boolean(),
  activeFrom: z.string().nullable(),
  activeTo: z.string().nullable(),
  sensitivity,
  illustrative: z.boolean(),
  owner: z.string(),
  /** Title and version of the dataset it comes from; null for records of the operation. */
  dataset: z.string().nullable(),
  zones: z.int(),
});
export type ActorAnswer = z.infer<typeof actorAnswer>;

/** A line of the list: with what stands today of UN support to the force, and of its due diligence. */
export const actorLine = actorAnswer.extend({
  unSupport: z.enum(YES_NO).nullable(),
  hrddp: z.enum(HRDDP_STATES).nullable(),
});
export type ActorLine = z.infer<typeof actorLine>;

/** An actor beside another record. */
export const actorBeside = z.strictObject({
  ref: z.string(),
  name: z.string(),
  kind: z.enum(ACTOR_KINDS),
  communal: z.boolean(),
});

/** A dated claim of who holds an area. `influence` is presence without control. */
export const zoneAnswer = z.strictObject({
  ref: z.string(),
  actor: actorBeside,
  area: z.strictObject({ ref: z.string(), code: z.string(), name: z.string(), level: z.int() }),
  controlKind: z.enum(CONTROL_KINDS),
  ground: z.enum(GROUNDS),
  influence: z.boolean(),
  asOf: z.string(),
  validFrom: z.string(),
  fromPrecision: z.enum(CLAIM_PRECISIONS),
  validTo: z.string().nullable(),
  toPrecision: z.enum(CLAIM_PRECISIONS),
  /** Corners of a drawn zone; for its organisation and coordination only. */
  outline: z.array(z.tuple([z.number(), z.number()])).nullable(),
  confidence: z.enum(CONFIDENCE),
  note: z.string().nullable(),
  sensitivity,
  illustrative: z.boolean(),
  owner: z.string(),
});
export type ZoneAnswer = z.infer<typeof zoneAnswer>;

/** A relation seen from one actor: `outward` = this actor is the first of the two. */
export const relationAnswer = z.strictObject({
  ref: z.string(),
  kind: z.enum(ACTOR_RELATIONS),
  outward: z.boolean(),
  other: actorBeside,
  asOf: z.string().nullable(),
  validFrom: z.string(),
  fromPrecision: z.enum(CLAIM_PRECISIONS),
  validTo: z.string().nullable(),
  toPrecision: z.enum(CLAIM_PRECISIONS),
  confidence: z.enum(CONFIDENCE),
  note: z.string().nullable(),
  sensitivity,
  illustrative: z.boolean(),
  owner: z.string(),
});
export type RelationAnswer = z.infer<typeof relationAnswer>;

/** What a claim says of where a headquarters is: for readers outside coordination the district. */
export const placeAnswer = z.strictObject({
  ref: z.string(),
  code: z.string(),
  name: z.string(),
  level: z.int(),
});

/** A claim as somebody reads it. `value` null: something is recorded, and not told at this level. */
export const claimAnswer = z.strictObject({
  ref: z.string(),
  attribute: z.enum(ATTRIBUTE_CODES),
  value: claimValue.nullable(),
  place: placeAnswer.nullable(),
  from: z.string().nullable(),
  fromPrecision: z.enum(CLAIM_PRECISIONS),
  to: z.string().nullable(),
  toPrecision: z.enum(CLAIM_PRECISIONS),
  asOf: z.string(),
  reliability: z.enum(RELIABILITY),
  credibility: z.enum(CREDIBILITY),
  note: z.string().nullable(),
  retiredOn: z.string().nullable(),
  retiredWhy: z.string().nullable(),
  sensitivity,
  illustrative: z.boolean(),
  owner: z.string(),
  /** What a correction names; null where the record is not the reader's organisation's own. */
  version: z.int().nullable(),
  /** Who told us; only in the own organisation, with the right to sources or for what one wrote oneself. */
  sources: z.array(
    z.strictObject({
      type: z.enum(SOURCE_TYPES),
      said: z.string().nullable(),
      dated: z.string().nullable(),
      reference: z.string().nullable(),
    }),
  ),
});
export type ClaimAnswer = z.infer<typeof claimAnswer>;

export const EVENT_KINDS = ["rename", "splinter", "merge"] as const;

/** Something of the own organisation's that can be taken back. */
export const eventAnswer = z.strictObject({
  ref: z.string(),
  kind: z.enum(EVENT_KINDS),
  on: z.string(),
  undone: z.boolean(),
});
export type EventAnswer = z.infer<typeof eventAnswer>;

/** One actor whole. History reaches only members of the organisation that owns the record. */
export const actorDossier = z.strictObject({
  actor: actorAnswer.extend({
    fullName: z.string().nullable(),
    notes: z.string().nullable(),
    asOf: z.string().nullable(),
    chainOfCommand: z.string().nullable(),
    /** What a correction names; null where the record is not the reader's organisation's own. */
    version: z.int().nullable(),
    source: datasetAnswer.nullable(),
  }),
  /** Records of the same actor that are shown with this one. */
  same: z.array(sameAnswer),
  /** The record that a claim, zone or relation was told of, by its reference, where it is one of those. */
  toldOf: z.record(z.string(), z.string()),
  relations: z.array(relationAnswer),
  zones: z.array(zoneAnswer),
  claims: z.array(claimAnswer),
  /** Dated events that the reader's organisation recorded and can take back. */
  events: z.array(eventAnswer),
  history: z.array(revisionAnswer),
});
export type ActorDossier = z.infer<typeof actorDossier>;

/** Zones of all days, and the people who live in the areas they name; an area without a number is not known. */
export const groundAnswer = z.strictObject({
  zones: z.array(zoneAnswer),
  /** Persons by reference of area, with the year they were counted for and who says so. */
  people: z.record(z.string(), z.strictObject({ total: z.int(), year: z.int(), source: z.string() })),
});
export type GroundAnswer = z.infer<typeof groundAnswer>;
