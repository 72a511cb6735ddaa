// An operation's people, invitations and bearer tokens, through the definer functions that decide and audit
// (0013-people.sql). What they refuse comes back as a reason; here it becomes a failure with its field.
import { randomBytes } from "node:crypto";
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import type { Right, Role } from "../../shared/rooms/access.ts";
import type { OrganisationChoice } from "../../shared/rooms/access-people.ts";

export interface MemberForm {
  organisation: OrganisationChoice;
  role: Role;
  rights: Right[];
}

/** Which field a reason is told at. */
const FIELD: Record<string, string> = {
  organisation_unknown: "organisation",
  organisation_in_other_community: "organisation",
  administrator_without_rights: "rights",
  not_in_list: "rights",
  already_member: "email",
};

/** @throws AppError for every reason but none. */
export function refuseFor(reason: string | null): void {
  if (reason === null) return;
  if (reason === "unknown_person") throw new AppError("not_found");
  const fields = [{ path: FIELD[reason] ?? "person", reason }];
  throw new AppError(reason in FIELD ? "invalid_input" : "not_allowed", { fields });
}

async function call<T>(tx: Tx, name: string, values: unknown[]): Promise<T> {
  const places = values.map((_, at) => `$${at + 1}`).join(", ");
  const [row] = await tx.query<{ told: T }>(`select app_gate.${name}(${places}) as told`, values);
  return row!.told;
}

/** @throws AppError not_allowed for whoever is no administrator in a web session. */
export async function readPeople<T>(tx: Tx): Promise<T> {
  return readList<T>(tx, "people");
}

export async function readInvitations<T>(tx: Tx): Promise<T> {
  return readList<T>(tx, "invitations");
}

async function readList<T>(tx: Tx, name: string): Promise<T> {
  const list = await call<T | null>(tx, name, []);
  if (list === null) throw new AppError("not_allowed");
  return list;
}

/** Id of the chosen organisation, which is made when it is new. */
async function keepOrganisation(tx: Tx, chosen: OrganisationChoice): Promise<string> {
  if ("id" in chosen) return chosen.id;
  const id = await call<string | null>(tx, "keep_organisation", [newId(), chosen.name, chosen.community]);
  if (id === null) refuseFor("organisation_in_other_community");
  return id!;
}

export async function setMember(tx: Tx, personId: string, form: MemberForm): Promise<void> {
  const organisationId = await keepOrganisation(tx, form.organisation);
  refuseFor(await call(tx, "set_member", [personId, organisationId, form.role, form.rights]));
}

export async function endMember(tx: Tx, personId: string): Promise<void> {
  refuseFor(await call(tx, "end_member", [personId]));
}

export async function setDisabled(tx: Tx, personId: string, disabled: boolean): Promise<void> {
  refuseFor(await call(tx, "set_disabled", [personId, disabled]));
}

/** A secret for a link or a program: 192 bits; only its hash is kept. */
const newSecret = (prefix: string) => `${prefix}${randomBytes(24).toString("base64url")}`;

/** Makes an invitation; the answer is the secret of its link, which nobody can read again. */
export async function invite(tx: Tx, email: string, form: MemberForm): Promise<string> {
  const organisationId = await keepOrganisation(tx, form.organisation);
  const secret = newSecret("");
  const values = [newId(), secret, email, organisationId, form.role, form.rights];
  refuseFor(await call(tx, "invite", values));
  return secret;
}

export async function revokeInvitation(tx: Tx, id: string): Promise<void> {
  if (!(await call<boolean>(tx, "revoke_invitation", [id]))) throw new AppError("not_found");
}

/** Makes a bearer token for the signed-in person in this operation; its value is in this answer only. */
export async function addToken(tx: Tx, form: { name: string; scope: string; days: number }) {
  const token = newSecret("concord_");
  const values = [newId(), token, form.name, form.scope, form.days];
  const expires = await call<Date>(tx, "add_token", values);
  return { token, expiresAt: expires.toISOString() };
}

export const readTokens = <T>(tx: Tx): Promise<T> => call<T>(tx, "my_tokens", []);

export async function revokeToken(tx: Tx, id: string): Promise<void> {
  if (!(await call<boolean>(tx, "revoke_token", [id]))) throw new AppError("not_found");
}
