// The floor `access`: communities, roles, rights and the principal every request works as.
// Communities and writers follow the default information-sharing protocol; they are rows in the database,
// seeded from here, editable there.
import { z } from "zod";

export const ROLES = [
  "administrator",
  "coordinator",
  "verifier",
  "officer",
  "reporter",
  "information_manager",
  "observer",
] as const;
export type Role = (typeof ROLES)[number];

export const RIGHTS = ["source", "export", "import"] as const;
export type Right = (typeof RIGHTS)[number];

export const SIDES = ["humanitarian", "mission", "outside", "public"] as const;

/** The side an organisation belongs to for sharing; `public` has no members. */
export const COMMUNITIES = [
  { code: "protection_core", side: "humanitarian" },
  { code: "protection_member", side: "humanitarian" },
  { code: "cmcoord", side: "humanitarian" },
  { code: "mission_hr", side: "mission" },
  { code: "mission_poc", side: "mission" },
  { code: "mission_civilian", side: "mission" },
  { code: "mission_police", side: "mission" },
  { code: "mission_military", side: "mission" },
  { code: "external_military", side: "outside" },
  { code: "state_authority", side: "outside" },
  { code: "observer", side: "outside" },
  { code: "public", side: "public" },
] as const;
export type Community = (typeof COMMUNITIES)[number]["code"];
export const COMMUNITY_CODES = COMMUNITIES.map((community) => community.code) as [Community, ...Community[]];

const PROTECTION: Community[] = ["protection_core", "protection_member"];

/** Which communities write records of a kind for their own organisation. */
export const WRITERS: Record<string, Community[]> = {
  incident: [...PROTECTION, "cmcoord", "mission_hr", "mission_poc", "mission_police"],
  displaced_report: PROTECTION,
  actor: ["cmcoord", "protection_core", "mission_poc"],
  priority: [...PROTECTION, "mission_poc"],
  base: ["mission_poc", "mission_police", "mission_military"],
  patrol: ["mission_poc", "mission_police", "mission_military"],
  information: [
    ...PROTECTION,
    "cmcoord",
    ...(["hr", "poc", "civilian", "police", "military"] as const).map((part): Community => `mission_${part}`),
  ],
  area: ["protection_core", "cmcoord"],
  site: [...PROTECTION, "cmcoord"],
  dataset: [],
};
export type WriterKind =
  | "incident"
  | "displaced_report"
  | "actor"
  | "priority"
  | "base"
  | "patrol"
  | "information"
  | "area"
  | "site"
  | "dataset";

/** Roles that may write at all; the rest read. */
export const WRITING_ROLES: readonly Role[] = ["coordinator", "verifier", "officer", "reporter"];

/** Whom a request works for, as the database established it. Never taken from the client. */
export interface Principal {
  operationId: string;
  operationCode: string;
  /** null for the operation's desk. */
  personId: string | null;
  organisationId: string;
  publicOrganisationId: string;
  community: Community;
  role: Role;
  rights: Right[];
  desk: boolean;
  /** False with a token made for reading, and in an operation locked for a compromised day. */
  mayWrite: boolean;
  /** An administrator who broke the glass and reads records for a limited time. */
  glass: boolean;
}

/** May this principal write records of the kind for its own organisation? Mirrors app_gate.writes(). */
export function mayWrite(who: Pick<Principal, "role" | "community" | "mayWrite">, kind: WriterKind): boolean {
  return (
    who.mayWrite && WRITING_ROLES.includes(who.role) && (WRITERS[kind]?.includes(who.community) ?? false)
  );
}

/** The side a person may sign for, or null. Mirrors app_gate.signs_for(). */
export function signsFor(who: {
  role: string;
  community: string;
  mayWrite: boolean;
}): "humanitarian" | "mission" | null {
  if (!who.mayWrite) return null;
  if (who.community === "protection_core" && who.role === "coordinator") return "humanitarian";
  const leads = who.role === "coordinator" || who.role === "officer";
  return who.community === "mission_poc" && leads ? "mission" : null;
}

/** May this principal import published datasets? Mirrors app_gate.imports(). */
export const mayImport = (who: Pick<Principal, "role" | "rights" | "mayWrite">): boolean =>
  who.mayWrite && (who.role === "information_manager" || who.rights.includes("import"));

export const OPERATION_CODE = z.string().regex(/^[A-Z][A-Z0-9-]{1,31}$/, "operation_code");

/** Demonstration doors: one click enters as one of these. `door` is also the address before the @. */
export const DOORS = [
  { door: "coordinator", role: "coordinator", community: "protection_core", rights: ["source", "export"] },
  { door: "verifier", role: "verifier", community: "protection_core", rights: ["source"] },
  { door: "partner", role: "reporter", community: "protection_member", rights: [] },
  { door: "cmcoord", role: "officer", community: "cmcoord", rights: ["source", "export"] },
  { door: "poc", role: "officer", community: "mission_poc", rights: ["source"] },
  { door: "hr", role: "officer", community: "mission_hr", rights: ["source"] },
  { door: "force", role: "officer", community: "mission_military", rights: [] },
  { door: "unpol", role: "officer", community: "mission_police", rights: [] },
  { door: "im", role: "information_manager", community: "protection_core", rights: ["export", "import"] },
  { door: "observer", role: "observer", community: "observer", rights: [] },
  { door: "admin", role: "administrator", community: "protection_core", rights: [] },
] as const satisfies readonly { door: string; role: Role; community: Community; rights: readonly Right[] }[];
export type Door = (typeof DOORS)[number]["door"];
export const DOOR_CODES = DOORS.map((door) => door.door) as [Door, ...Door[]];
