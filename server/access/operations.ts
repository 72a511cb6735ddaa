// Operations, organisations and people, made by whoever holds the connection string or by an instance
// administrator. All of it runs on the migrating login as app_definer, whose policies are explicit.
import type pg from "pg";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { COMMUNITIES, type Community, type Right, type Role, WRITERS } from "../../shared/rooms/access.ts";
import type { VerificationLevel } from "../../shared/rooms/incidents.ts";
import type { Preset } from "../../shared/rooms/protocol.ts";
import { agreeOnPaper, type PaperSignatures } from "./protocol-paper.ts";

export interface NewOperation {
  code: string;
  name: string;
  kind?: "coordination" | "asylum";
  countries?: string[];
  timeZone?: string;
  /** ISO instant; a demonstration stands still at it. */
  clock?: string | null;
  headlineLevels?: VerificationLevel[];
  demonstration?: boolean;
  /** Community of the operation's desk. */
  deskCommunity?: Community;
  /** A sharing protocol both sides signed outside the product. Without one, nothing crosses until they sign in it. */
  protocol?: { preset: Preset; signed: PaperSignatures };
}

/** Ids of what an operation is made with. */
export interface MadeOperation {
  operationId: string;
  publicOrganisationId: string;
  deskOrganisationId: string;
}

/**
 * Makes an operation with its communities, writers, Public data and Desk. A real one switches the demonstration
 * doors of this installation off for good.
 * @throws AppError conflict when the code is taken; invalid_input for a time zone nobody knows, under which every
 * later answer about days would fail.
 */
export async function addOperation(admin: pg.Pool, wanted: NewOperation): Promise<MadeOperation> {
  if (!isZone(wanted.timeZone ?? "UTC")) {
    throw new AppError("invalid_input", { fields: [{ path: "timeZone", reason: "not_in_list" }] });
  }
  return asDefiner(admin, async (client) => {
    const operationId = newId();
    const { rowCount } = await client.query(
      `insert into app.operation (id, code, name, kind, countries, time_zone, clock, headline_levels, demonstration)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (code) do nothing`,
      [
        operationId,
        wanted.code,
        wanted.name,
        wanted.kind ?? "coordination",
        wanted.countries ?? [],
        wanted.timeZone ?? "UTC",
        wanted.clock ?? null,
        wanted.headlineLevels ?? ["verified"],
        wanted.demonstration ?? false,
      ],
    );
    if (rowCount === 0) throw new AppError("conflict", { fields: [{ path: "code", reason: "code_taken" }] });
    await addCommunities(client, operationId);
    const publicOrganisationId = await addOrganisation(client, operationId, "Public data", "public", true);
    const desk = await addOrganisation(
      client,
      operationId,
      "Desk",
      wanted.deskCommunity ?? "protection_core",
    );
    await addLog(client, operationId, publicOrganisationId);
    if (wanted.protocol)
      await agreeOnPaper(client, operationId, wanted.protocol.preset, wanted.protocol.signed);
    if (!wanted.demonstration) await closeDemonstration(client);
    await auditAsDesk(client, wanted.code, "operation.add", operationId);
    return { operationId, publicOrganisationId, deskOrganisationId: desk };
  });
}

/** Sets the levels of verification that main figures count. False when there is no such operation. */
export async function setHeadline(
  admin: pg.Pool,
  code: string,
  levels: readonly VerificationLevel[],
): Promise<boolean> {
  return asDefiner(admin, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      "update app.operation set headline_levels = $2 where code = $1 returning id",
      [code, levels],
    );
    if (rows[0]) await auditAsDesk(client, code, "operation.set_headline", rows[0].id);
    return rows[0] !== undefined;
  });
}

/** Known here and, since both read the same public list, to the database. */
function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

async function addCommunities(client: pg.PoolClient, operationId: string) {
  for (const [position, { code, side }] of COMMUNITIES.entries()) {
    await client.query(
      "insert into app.community (operation_id, code, side, position) values ($1, $2, $3, $4)",
      [operationId, code, side, position],
    );
  }
  for (const [kind, communities] of Object.entries(WRITERS)) {
    await client.query(
      "insert into app.writer (operation_id, kind, community) select $1, $2, unnest($3::text[])",
      [operationId, kind, communities],
    );
  }
}

/** The dataset every record logged in the product belongs to. */
async function addLog(client: pg.PoolClient, operationId: string, publicOrganisationId: string) {
  await client.query(
    `insert into app.dataset (id, operation_id, owner_org_id, sensitivity, name, title, civilian_range, measures)
     values ($1, $2, $3, 'low', 'log', 'Own log', true, '{killed,injured,abducted,displaced}')`,
    [newId(), operationId, publicOrganisationId],
  );
}

/** Makes an organisation in a community, or finds the one of that name. */
export async function addOrganisation(
  client: pg.PoolClient,
  operationId: string,
  name: string,
  community: Community,
  publicData = false,
): Promise<string> {
  const { rows } = await client.query<{ id: string; community: string }>(
    `insert into app.organisation as o (id, operation_id, name, community, public_data) values ($1, $2, $3, $4, $5)
     on conflict (operation_id, name) do update set name = excluded.name returning id, community`,
    [newId(), operationId, name, community, publicData],
  );
  if (rows[0]!.community !== community) {
    throw new AppError("conflict", {
      fields: [{ path: "community", reason: "organisation_in_other_community" }],
    });
  }
  return rows[0]!.id;
}

export interface NewPerson {
  email: string;
  name: string;
  passwordHash: string;
  administrator?: boolean;
  demonstration?: boolean;
  membership?: {
    operationCode: string;
    organisation: string;
    community: Community;
    role: Role;
    rights: Right[];
  };
}

/**
 * Makes a person with a sign-in and, if asked, a membership; an existing address only gets the membership.
 * @throws AppError not_found when the operation does not exist.
 */
export async function addPerson(
  admin: pg.Pool,
  wanted: NewPerson,
): Promise<{ personId: string; isNew: boolean }> {
  return asDefiner(admin, async (client) => {
    const { userId, isNew } = await addUser(client, wanted);
    const { rows } = await client.query<{ id: string }>(
      `insert into app.person as p (id, user_id, name, administrator, demonstration) values ($1, $2, $3, $4, $5)
       on conflict (user_id) do update set administrator = p.administrator or excluded.administrator returning id`,
      [newId(), userId, wanted.name, wanted.administrator ?? false, wanted.demonstration ?? false],
    );
    const personId = rows[0]!.id;
    if (wanted.membership) await addMembership(client, personId, wanted.membership);
    return { personId, isNew };
  });
}

/** Users lie in the sign-in library's schema, which belongs to app_owner. */
async function addUser(client: pg.PoolClient, wanted: NewPerson) {
  await client.query("set local role app_owner");
  const email = wanted.email.toLowerCase();
  const known = await client.query<{ id: string }>(`select id from auth."user" where email = $1`, [email]);
  const userId = known.rows[0]?.id ?? newId();
  if (!known.rows[0]) {
    await client.query(
      `insert into auth."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`,
      [userId, wanted.name, email],
    );
    await client.query(
      `insert into auth.account (id, "accountId", "providerId", "userId", password) values ($1, $2, 'credential', $2, $3)`,
      [newId(), userId, wanted.passwordHash],
    );
  }
  await client.query("set local role app_definer");
  return { userId, isNew: !known.rows[0] };
}

async function addMembership(
  client: pg.PoolClient,
  personId: string,
  wanted: NonNullable<NewPerson["membership"]>,
) {
  const { rows } = await client.query<{ id: string; open: boolean }>(
    `select o.id, o.demonstration or not p.demonstration as open from app.operation o, app.person p
      where o.code = $1 and p.id = $2`,
    [wanted.operationCode, personId],
  );
  if (!rows[0])
    throw new AppError("not_found", { fields: [{ path: "operation", reason: "unknown_operation" }] });
  // Anybody may have been a demonstration person: they never come to work with real records.
  if (!rows[0].open) throw new AppError("not_allowed", { fields: [{ path: "email", reason: "invalid" }] });
  const organisationId = await addOrganisation(client, rows[0].id, wanted.organisation, wanted.community);
  await client.query(
    `insert into app.membership (person_id, operation_id, organisation_id, role, rights) values ($1, $2, $3, $4, $5)
     on conflict (person_id, operation_id) do update set organisation_id = excluded.organisation_id,
       role = excluded.role, rights = excluded.rights, ended_at = null`,
    [personId, rows[0].id, organisationId, wanted.role, wanted.rights],
  );
  await auditAsDesk(client, wanted.operationCode, "membership.set", personId);
}

async function closeDemonstration(client: pg.PoolClient) {
  await client.query(
    `insert into app_priv.setting (key, value) values ('demonstration_closed', 'true')
     on conflict (key) do update set value = excluded.value`,
  );
  await client.query("update app.person set disabled_at = now() where demonstration");
  await sendVisitorsAway(client);
}

/** Ends the sessions and bearer tokens of demonstration persons. */
export async function sendVisitorsAway(client: pg.PoolClient): Promise<void> {
  await client.query(
    `delete from auth.session where "userId" in (select user_id from app.person where demonstration)`,
  );
  await client.query(
    `update app_priv.token set revoked_at = now()
      where revoked_at is null and person_id in (select id from app.person where demonstration)`,
  );
}

/** An audit line of the operation's own desk, for acts of whoever holds the connection string. */
export async function auditAsDesk(
  client: pg.PoolClient,
  code: string,
  action: string,
  recordId: string | null,
) {
  const { rows } = await client.query<{ token: string }>("select app_gate.open_desk($1) as token", [code]);
  await client.query("select app_gate.take($1)", [rows[0]!.token]);
  await client.query("select app_gate.audit($1, 'access', $2, '{}')", [action, recordId]);
  await client.query("select app_gate.close_desk($1)", [rows[0]!.token]);
}

/** One transaction on the migrating login as app_definer. */
export async function asDefiner<T>(admin: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await admin.connect();
  try {
    await client.query("begin");
    await client.query("set local role app_definer");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
