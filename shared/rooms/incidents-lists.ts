/**
 * Code lists of the room `incidents`: what happened, to whom, and how it is known.
 *
 * Lists are append-only and their order is fixed: facts carry the index of a code, not its text.
 * Sources: UCDP GED codebook 23.1 (precision of place and date), SDG 16.1.2 and OHCHR casualty recording 2019
 * (weapons, sex, age, status of victims), the UNAMA reports' tactics, MRM and Primero (levels of verification),
 * Admiralty code as in the MISP taxonomies (grades of sources).
 */

/** Kinds of incident a person may log. Other gender-based violence exists only as an aggregate and is not here. */
export const INCIDENT_KINDS = [
  "killing",
  "injury",
  "abduction",
  "enforced_disappearance",
  "arbitrary_detention",
  "crsv",
  "torture_ill_treatment",
  "forced_recruitment",
  "child_recruitment_use",
  "armed_clash",
  "attack_on_civilians",
  "attack_on_site",
  "attack_on_school",
  "attack_on_health",
  "attack_on_humanitarian",
  "explosive_hazard",
  "looting_destruction",
  "extortion",
  "forced_displacement",
  "movement_restriction",
  "siege",
  "forced_return_refoulement",
  "military_use_of_civilian_object",
  "access_denial",
  "weapons_in_site",
  "family_separation",
  "mob_violence",
  "threat_intimidation",
  "distinction_concern",
  "other",
  "unknown",
  "signal_movement",
  "signal_tension",
  "signal_threat",
  "signal_rumour",
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What warns and is no harm: nobody is counted, and no figure of harm holds it. Nobody has confirmed a rumour. */
export const SIGNAL_KINDS = [
  "signal_movement",
  "signal_tension",
  "signal_threat",
  "signal_rumour",
] as const satisfies readonly IncidentKind[];
const SIGNALS: ReadonlySet<string> = new Set(SIGNAL_KINDS);
export const isSignal = (kind: string): boolean => SIGNALS.has(kind);

/** Kinds of harm: everything that is no signal. */
export const EVENT_KINDS = INCIDENT_KINDS.filter((kind) => !isSignal(kind));

/** Tactics, flat: the four `ied_*` after `ied_non_suicide` are its sub-kinds (see TACTIC_PARENT). */
export const TACTICS = [
  "ground_engagement",
  "ied_non_suicide",
  "ied_pressure_plate",
  "ied_remote",
  "ied_vehicle_borne",
  "ied_magnetic",
  "suicide_attack",
  "complex_attack",
  "aerial_operation",
  "targeted_killing",
  "escalation_of_force",
  "search_operation",
  "shelling",
  "erw_detonation",
  "landmine",
  "abduction",
  "cattle_raid",
  "ambush",
  "arson",
  "sexual_violence",
  "threat",
  "siege",
  "other",
  "unknown",
] as const;
export type Tactic = (typeof TACTICS)[number];

/** The wider tactic a sub-kind belongs to. */
export const TACTIC_PARENT: Partial<Record<Tactic, Tactic>> = {
  ied_pressure_plate: "ied_non_suicide",
  ied_remote: "ied_non_suicide",
  ied_vehicle_borne: "ied_non_suicide",
  ied_magnetic: "ied_non_suicide",
};

/** Weapon, which is also the cause of death (SDG 16.1.2 metadata). */
export const WEAPONS = [
  "heavy_explosive",
  "planted_uxo",
  "small_arms",
  "incendiary",
  "cbrn",
  "electromagnetic",
  "less_lethal",
  "denial_indispensable",
  "accident_conflict",
  "object_other",
  "unknown",
] as const;
export type Weapon = (typeof WEAPONS)[number];

/** Kinds of harm to people. A casualty is killed or injured only. */
export const HARM_KINDS = [
  "killed",
  "injured",
  "abducted",
  "crsv",
  "disappeared",
  "detained",
  "recruited",
  "tortured",
  "displaced",
  "threatened",
  "property_lost",
  "missing",
] as const;
export type HarmKind = (typeof HARM_KINDS)[number];

/** Status of those harmed. `unknown` is always a sum of its own and never added to `civilian`. */
export const VICTIM_STATUS = [
  "civilian",
  "other_protected",
  "armed_forces_member",
  "direct_participant",
  "unknown",
] as const;
export type VictimStatus = (typeof VICTIM_STATUS)[number];

export const SEX = ["female", "male", "other", "unknown"] as const;
export type Sex = (typeof SEX)[number];

/** Age groups: the SDG three, then finer ones where a source has them. */
export const AGE_GROUPS = ["adult", "child", "unknown", "0_4", "5_11", "12_17", "18_59", "60_plus"] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

export const POPULATION_GROUPS = [
  "resident",
  "idp",
  "refugee",
  "asylum_seeker",
  "returnee",
  "stateless",
  "foreign_national",
  "humanitarian_worker",
  "health_worker",
  "journalist",
  "peacekeeper",
] as const;
export type PopulationGroup = (typeof POPULATION_GROUPS)[number];

/** How far an incident is established. Levels are never added together unasked. */
export const VERIFICATION_LEVELS = [
  "reported",
  "under_verification",
  "corroborated",
  "verified",
  "not_verifiable",
  "falsely_attributed",
  "rejected",
] as const;
export type VerificationLevel = (typeof VERIFICATION_LEVELS)[number];

/** Levels a person may give while logging; all others need a reviewer. */
export const LOGGING_LEVELS = [
  "reported",
  "under_verification",
] as const satisfies readonly VerificationLevel[];

export const SOURCE_TYPES = [
  "victim",
  "eyewitness",
  "relative",
  "community_leader",
  "medical",
  "authority",
  "party_statement",
  "ngo",
  "un_agency",
  "mission_patrol",
  "cla",
  "can_alert",
  "media",
  "social_media",
  "imagery",
  "document",
  "other_dataset",
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** Admiralty reliability of a source; F means "cannot be judged", not "worst". */
export const RELIABILITY = ["A", "B", "C", "D", "E", "F"] as const;
export type Reliability = (typeof RELIABILITY)[number];

/** Admiralty credibility of an item; 6 means "cannot be judged", not "worst". */
export const CREDIBILITY = ["1", "2", "3", "4", "5", "6"] as const;
export type Credibility = (typeof CREDIBILITY)[number];

/** How far from its point a place of precision `near` may lie, in km (UCDP where_prec 2). */
export const NEAR_KM = 25;

/** Precision of place in the order of UCDP where_prec 1–7. Only `exact` and `near` may be drawn as points. */
export const LOCATION_PRECISIONS = [
  "exact",
  "near",
  "adm2",
  "adm1",
  "unclear",
  "country",
  "cross_border",
] as const;
export type LocationPrecision = (typeof LOCATION_PRECISIONS)[number];

/** Precision of date in the order of UCDP date_prec 1–5. */
export const DATE_PRECISIONS = ["day", "range_2_6d", "week", "month", "year"] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** Role of a party. UCDP: side A of one-sided violence is the alleged perpetrator; both sides of fighting are parties. */
export const PARTY_ROLES = ["alleged_perpetrator", "party", "target", "opposing"] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** How sure the source is who did it (OHCHR casualty recording 2019: responsible party, several, or not established). */
export const ATTRIBUTIONS = [
  "sole",
  "joint_crossfire",
  "side_known_unit_unknown",
  "claimed_by_party",
  "contested",
  "unknown",
] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

/** Is it linked to the conflict? A question of MRM and casualty recording; unknown until somebody says. */
export const NEXUS = ["yes", "no", "unknown"] as const;
export type Nexus = (typeof NEXUS)[number];

/** The six grave violations against children in armed conflict (MRM field manual, June 2014). */
export const GRAVE_VIOLATIONS = [
  "killing_maiming",
  "recruitment_use",
  "sexual_violence",
  "attacks_schools_hospitals",
  "abduction",
  "denial_access",
] as const;
export type GraveViolation = (typeof GRAVE_VIOLATIONS)[number];

/** Violations counted by incidents; the others are counted by victims (MRM field manual). */
export const COUNTED_BY_INCIDENT: readonly GraveViolation[] = ["attacks_schools_hospitals", "denial_access"];

/** Civilian objects, those under special protection first. */
export const DAMAGE_KINDS = [
  "school",
  "health",
  "water",
  "market",
  "religious",
  "displacement_site",
  "humanitarian",
  "cultural",
  "homes",
  "food_crops",
  "other",
] as const;
export type DamageKind = (typeof DAMAGE_KINDS)[number];

export const DAMAGE_DEGREES = ["light", "partial", "destroyed", "looted", "occupied", "unknown"] as const;
export const FUNCTIONING = ["yes", "partly", "no", "unknown"] as const;
