/**
 * Who may see what, as a pure model, written from the rules of the field and of the product and not from the SQL: the
 * confidentiality table of the sharing protocol (shared/rooms/protocol.ts names its sources), releases by persons, and
 * that no rule fires towards a party to the harm. The database must agree with it on every pair of person and record.
 */
import { COMMUNITIES, type Community, type Right, type Role } from "../../shared/rooms/access.ts";
import type { Level, ProtocolKind } from "../../shared/rooms/protocol.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { boundTold, isBound } from "./oracle-bound.ts";

export { boundTold, isBound };

/** Kinds that can cross, and below those that are read whole or not at all. How to add one: generated.ts. */
export const COPIED_KINDS = [
  "incident",
  "displaced_report",
  "displaced_case",
  "actor",
  "actor_relation",
  "control_zone",
  "actor_claim",
  "engagement",
  "field_mission",
  "operation_brief",
  "mitigation",
  "patrol",
  "priority_override",
  "priority_score",
] as const;
export const WHOLE_KINDS = [
  "priority_cycle",
  "priority_row",
  "base",
  "site",
  "information_coverage",
  "actor_same",
] as const;
export const MODEL_KINDS = [...COPIED_KINDS, ...WHOLE_KINDS] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

export interface ModelOrganisation {
  id: string;
  community: Community;
  /** The built-in owner of published datasets. */
  isPublic: boolean;
  /** The actor that this organisation is. */
  actor: string | null;
}

export interface ModelPerson {
  id: string;
  /** Opens a transaction as this person. */
  token: string;
  organisation: string;
  role: Role;
  rights: Right[];
  /** A desk is a machine principal without a person. */
  isDesk: boolean;
  /** gone: disabled, no longer a member, or a context that ended. */
  state: "here" | "disabled" | "left" | "ended" | "token_revoked";
  glass: "never" | "open" | "closed" | "over";
  scope: "write" | "read";
  /** Without a second factor the right to read sources does not count. */
  hasFactor: boolean;
}

export interface ModelRecord {
  id: string;
  kind: ModelKind;
  owner: string;
  sensitivity: Sensitivity;
  deleted: boolean;
  version: number;
  /** Days, ISO, both ends inclusive; null: without an end. */
  from: string;
  to: string | null;
  /** State of a patrol, kind of a relation; of two records of one actor the organisation whose word it is. */
  word: string;
  /** Incidents: who took part; of displaced people's reports all are accused. */
  parties: { actor: string; role: string }[];
  /** Of sexual violence, or holds counts of it: crosses by a person's release only. */
  sexual: "no" | "counts" | "kind";
  /** Ends of a relation; the actor of a zone; of two records of one actor the one that goes and the one that stays. */
  actors: string[];
  /** The cycle of a row, the row of what was said about it; null: the first of the world. */
  parent: string | null;
  /** Agreed by both sides: cycles and rows. */
  agreed: boolean;
  /** Of sensitivity raised by hand, its copy not made anew: nobody reads the copy. */
  stale: boolean;
  /** Communities that one of its sources did not agree to tell. */
  barred: Community[];
  /** Nobody outside the owner reads it before this day. */
  shareFrom: string | null;
  /** Of a case: not checked, and nobody decided to share it all the same. */
  unchecked: boolean;
  /** Of a case: the report in it. */
  made: string | null;
  /** Which wording its free text has; it grows when somebody rewrites it. */
  wording: number;
  /** The report that stands for this one, which then nobody reads as its own. */
  mergedInto: string | null;
  /** Of a report that stands for another: was it severe already when that came to it? */
  wasGuarded: boolean;
}

export type ReleaseState = "held" | "offered" | "active" | "refused" | "withdrawn";

export interface ModelRelease {
  id: string;
  record: ModelRecord;
  community: Community;
  organisation: string | null;
  level: "generalised" | "full";
  state: ReleaseState;
  creator: string;
  isOver: boolean;
  /** False while it waits for a second person, and for ever when it was taken back before. */
  wasOffered: boolean;
  /** Its receiver is known to be bound to the harm. */
  isBound: boolean;
  /** Wording of the record when it was handed over: what a reader of it gets, whatever was written since. */
  wording: number;
}

/** A version of the protocol that waits for signatures. */
export interface ModelProposal {
  id: string;
  cells: Map<string, Level>;
  /** Changes the words of purpose and conditions too. */
  isReworded: boolean;
  signed: Set<"humanitarian" | "mission">;
}

/** What somebody said of a planning cycle for their side. */
export interface ModelSaying {
  id: string;
  cycle: string;
  side: "humanitarian" | "mission";
  act: "agree" | "close";
  person: string;
  organisation: string;
}

export interface Model {
  seed: number;
  operation: string;
  today: string;
  lock: "normal" | "read_only" | "closed";
  communities: Community[];
  /** The version in effect by `kind.side.sensitivity.community`; null: none. A cell it lacks reads as `none`. */
  cells: Map<string, Level> | null;
  /** Open proposals: at most one, a newer one takes its place. */
  proposal: ModelProposal | null;
  organisations: ModelOrganisation[];
  people: ModelPerson[];
  records: ModelRecord[];
  releases: ModelRelease[];
  /** What was said of cycles. */
  said: ModelSaying[];
  /** Who of the people is judged; all of them in a big world. */
  judged: ModelPerson[];
  /** What happened in it, for the tally of what the worlds covered. */
  events: Set<string>;
}

export type Seen = "none" | "generalised" | "full";

/** With whose eyes: a member, or a look as some member of a community would. */
export interface Reader {
  organisation: string | null;
  community: Community;
  isBlind: boolean;
  hasGlass: boolean;
  /** Administrators do not read who released what, broken glass or not. */
  hasNoRegister: boolean;
  /** A look shows only what this organisation owns. */
  only: string | null;
}

/** null: nobody enters with this token. */
export function readerOf(model: Model, person: ModelPerson): Reader | null {
  if (person.state !== "here") return null;
  const isAdministrator = person.role === "administrator";
  if (model.lock === "closed" && !isAdministrator && !person.isDesk) return null;
  return {
    organisation: person.organisation,
    community: organisationOf(model, person.organisation).community,
    isBlind: isAdministrator || (person.isDesk && model.lock === "closed"),
    hasNoRegister: isAdministrator || (person.isDesk && model.lock === "closed"),
    hasGlass: isAdministrator && person.glass === "open" && model.lock !== "closed",
    only: null,
  };
}

export const organisationOf = (model: Model, id: string): ModelOrganisation =>
  model.organisations.find((each) => each.id === id)!;

export const sideOf = (community: Community) => COMMUNITIES.find(({ code }) => code === community)!.side;

/** Whole kinds that hold nothing to make coarse: who reads copies reads them too. */
const WORDLESS = /^(priority_\w+|actor_same)$/;

/** What this reader sees of a record. Another operation's records are not in the model and must never be seen. */
export function levelFor(model: Model, reader: Reader | null, record: ModelRecord): Seen {
  const level = levelAlone(model, reader, record);
  if (record.kind !== "actor_same" || level === "none") return level;
  // That two records are of one actor says something to whoever sees both.
  const two = model.records.filter(({ id }) => record.actors.includes(id));
  return two.every((one) => levelFor(model, reader, one) !== "none") ? level : "none";
}

function levelAlone(model: Model, reader: Reader | null, record: ModelRecord): Seen {
  if (!reader || record.deleted) return "none";
  if (organisationOf(model, record.owner).isPublic) return "full";
  if (reader.hasGlass) return "full";
  if (reader.isBlind || (reader.only && record.owner !== reader.only)) return "none";
  if (record.owner === reader.organisation) return "full";
  if (isRefused(record, reader.community) || isEarly(model, record)) return "none";
  const isHeld = isSexual(record) || isBound(model, record, reader.community);
  const rule = isHeld ? "none" : ruleLevel(model, record, reader.community);
  const isCopied = (COPIED_KINDS as readonly string[]).includes(record.kind);
  if (rule === "full") return "full";
  if (!isCopied) return rule === "generalised" && WORDLESS.test(record.kind) ? "full" : "none";
  const handed = handedTo(model, reader, record);
  if (handed.some(({ level }) => level === "full")) return "full";
  if (handed.length > 0) return "generalised";
  return rule === "generalised" && !record.stale ? "generalised" : "none";
}

/** Not answered with no, not taken back. */
export const isOpen = ({ state }: ModelRelease) =>
  state === "held" || state === "offered" || state === "active";

/** Those who told did not agree to this community; and a case that is not checked goes to nobody. */
export const isRefused = (record: ModelRecord, community: Community) =>
  record.unchecked || record.barred.includes(community);

/** Those who told asked for a wait, and it is not over. */
export const isEarly = ({ today }: Model, { shareFrom }: ModelRecord) =>
  shareFrom !== null && shareFrom > today;

export const isSexual = ({ sexual }: ModelRecord) => sexual !== "no";

/** The releases by which this reader may have a record now. */
export const handedTo = (model: Model, reader: Reader, record: ModelRecord) =>
  model.releases.filter((release) => release.record === record && reaches(release, reader));

/** What stands for a record before this reader: the record itself, a release's copy, the copy that rules open. */
export function standsFor(model: Model, reader: Reader | null, record: ModelRecord) {
  const level = levelFor(model, reader, record);
  if (level === "none" || !reader) return null;
  const byRule = levelFor({ ...model, releases: [] }, reader, record);
  if (byRule === "full") return "record" as const;
  const handed = handedTo(model, reader, record);
  const best = handed.find((release) => release.level === "full") ?? handed[0];
  return best && (best.level === "full" || byRule === "none") ? best : ("rule" as const);
}

/** Does this reader know of a release at all? Its owner, and those it was offered to; administrators do not. */
export function knowsOf(model: Model, reader: Reader | null, release: ModelRelease): boolean {
  if (!reader || reader.hasNoRegister || organisationOf(model, release.record.owner).isPublic) return false;
  if (reader.only) return release.record.owner === reader.only && isOffered(release, reader, null);
  return release.record.owner === reader.organisation || isOffered(release, reader, reader.organisation);
}

const isOffered = (release: ModelRelease, reader: Reader, organisation: string | null) =>
  release.wasOffered &&
  release.community === reader.community &&
  (release.organisation === null || release.organisation === organisation);

function reaches(release: ModelRelease, reader: Reader): boolean {
  const isForThem = release.organisation === null || release.organisation === reader.organisation;
  return release.state === "active" && !release.isOver && release.community === reader.community && isForThem;
}

/** The protocol's cell; `person` where it speaks of no side of the owner. */
export function ruleLevel(model: Model, record: ModelRecord, community: Community): Level {
  const side = sideOf(organisationOf(model, record.owner).community);
  if (!model.cells || (side !== "humanitarian" && side !== "mission")) return "person";
  const key = `${protocolKind(model, record)}.${side}.${record.sensitivity}.${community}`;
  return model.cells.get(key) ?? "none";
}

/** A patrol is a plan until it is over and a day has passed; what is not agreed is a proposal. */
function protocolKind(model: Model, { kind, word, to, agreed }: ModelRecord): ProtocolKind {
  if (["engagement", "field_mission", "operation_brief", "mitigation"].includes(kind)) return "contact";
  if (kind === "actor_claim") return word === "conduct" ? "contact" : "actor";
  if (/^(actor|actor_relation|actor_same|control_zone)$/.test(kind)) return "actor";
  if (kind === "priority_override" || kind === "priority_score") return "priority_proposal";
  if (kind === "priority_cycle" || kind === "priority_row") return agreed ? "priority" : "priority_proposal";
  if (kind === "base") return "priority";
  if (kind === "site") return "access";
  if (kind === "information_coverage") return "coverage";
  if (kind === "incident") return "incident";
  if (kind === "displaced_report" || kind === "displaced_case") return "displaced_report";
  const isOpen = word === "planned" || word === "under_way";
  const wholeDays = (Date.parse(model.today) - Date.parse(to!)) / 86_400_000;
  return isOpen || wholeDays < 2 ? "patrol_plan" : "patrol_report";
}
