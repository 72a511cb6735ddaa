/**
 * The start-up check refuses to serve when the database no longer keeps records apart: one weakened spot at a time, each
 * must be found. Every weakening happens in a transaction that is taken back.
 */
import { describe, expect, inject, test } from "vitest";
import { migrationTexts } from "../../db/migrate.ts";
import type { Database } from "../../db/open.ts";
import { checkFences } from "../../server/access/startup.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
const isSuperuser = inject("cluster").engine === "embedded";

/** Weakenings, and a word of the sentence that must tell of each. */
const MUTANTS: [statement: string, told: string][] = [
  ["alter table app.incident no force row level security", "forced row policies: app.incident"],
  ["alter table app.incident_source disable row level security", "forced row policies: app.incident_source"],
  [
    "create table app.extra (id int); grant select on app.extra to app_user",
    "forced row policies: app.extra",
  ],
  ["drop policy seen on app.incident_general", "made it: policy seen on app.incident_general"],
  ["alter policy seen on app.incident using (true)", "lets readers through"],
  ["create policy wide on app.incident_source for select using (true)", "lets readers through"],
  [
    "create policy wide on app.actor for select to public using (app_gate.writes('actor'))",
    "lets readers through",
  ],
  ["alter view app.incident_seen reset (security_invoker)", "its reader's rights: app.incident_seen"],
  ["alter view app.actor_seen set (security_invoker = false)", "its reader's rights: app.actor_seen"],
  ["create view app.shortcut as select * from app.incident", "its reader's rights: app.shortcut"],
  ["grant select on app.incident to public", "everybody (PUBLIC)"],
  ["grant usage on schema app_priv to public", "everybody (PUBLIC)"],
  ["grant execute on function app_gate.open_desk(text, text) to public", "everybody (PUBLIC)"],
  ["grant usage on schema app_priv to app_user", "closed schema"],
  ["grant usage on schema auth to app_user", "closed schema"],
  ["grant select on app_priv.context to app_login", "more than it needs"],
  ["grant select on app.incident to app_login", "more than it needs"],
  ["grant select on app.incident to auth_login", "more than it needs"],
  ["grant delete on app.incident to app_user", "more than it needs"],
  ["grant truncate on app.revision to app_user", "more than it needs"],
  ["grant execute on function app_gate.open_desk(text, text) to app_login", "may call"],
  ["grant execute on function app_gate.enter(text, text) to app_user", "may call"],
  ["grant usage on schema app to auth_login", "sign-in library's login"],
  [
    `create function app.peek() returns setof app.incident language sql security definer
       set search_path = pg_catalog as 'select * from app.incident'`,
    "definer function",
  ],
  ["alter function app_gate.me() reset search_path", "definer function"],
  ["alter function app_gate.me() set search_path = pg_catalog, public", "definer function"],
  ["alter function app_gate.me() set search_path = public, pg_catalog", "definer function"],
  ["grant app_owner to app_login", "inherits rights"],
  ["grant app_owner to app_user", "inherits rights"],
  ["grant app_user to auth_login", "inherits rights"],
  [
    "create policy wide on app.incident for select to app_user using (exists (select 1))",
    "not as our migrations made it: policy wide on app.incident",
  ],
  [
    "alter policy seen on app.actor using (true or (select (app_gate.me()).role) is not null)",
    "not as our migrations made it: policy seen on app.actor",
  ],
  [
    "alter policy changed on app.incident using ((select app_gate.imports()) or (select app_gate.writes('incident')))",
    "not as our migrations made it: policy changed on app.incident",
  ],
  [
    "drop policy seen on app.patrol; create policy seen on app.patrol for select to app_user using ((select app_gate.imports()))",
    "not as our migrations made it: policy seen on app.patrol",
  ],
  ["grant select (before) on app.revision to auth_login", "single column"],
  ["grant create on schema app to app_user", "may make things"],
  [
    "create rule copy as on insert to app.incident_source do also notify sources",
    "trigger or rule that nobody reviewed: app.incident_source copy",
  ],
  ["alter table auth.session disable trigger noted", "made it: trigger noted on auth.session"],
  [
    "create trigger other before insert on auth.session for each row execute procedure app_gate.note_session()",
    "trigger or rule that nobody reviewed: auth.session other",
  ],
  ["alter policy seen on app.notice using (true)", "lets readers through"],
  ["create role review_stranger; grant app_owner to review_stranger", "another role works"],
  ["create role review_stranger; grant app_user to review_stranger", "another role works"],
  ["drop policy kept on app.incident", "role of backups"],
  ["alter policy kept on app.incident using (false)", "role of backups"],
  ["alter policy kept on app.incident to app_user", "lets readers through"],
  ["revoke select on auth.account from app_backup", "role of backups"],
  ["grant update on app.incident to app_backup", "role of backups"],
  ["grant app_backup to app_login", "inherits rights"],
  ["grant execute on function app_gate.open_desk(text, text) to app_backup", "may call"],
  ["alter role app_user createrole", "superuser"],
  [
    "drop policy changed on app.patrol; create policy changed on app.patrol for update to app_user with check ((select app_gate.writes('patrol')))",
    "not as our migrations made it: policy changed on app.patrol",
  ],
  [
    "alter policy seen on app.actor using (owner_org_id = current_setting('app.organisation')::uuid)",
    "a setting, which anybody may set: app.actor seen",
  ],
  [
    "alter policy seen on app.actor using (owner_org_id = (app_gate.me()).organisation_id)",
    "every row anew who is asking: app.actor seen",
  ],
  ["alter default privileges for role app_owner grant select on tables to app_user", "made later: app_owner"],
  ["alter role app_user set row_security = off", "settings of its own: app_user"],
  ["create table app.twin () inherits (app.incident)", "inherited table stands among records"],
  [
    "alter table app.protocol_cell drop constraint protocol_cell_check",
    "made it: constraint protocol_cell_check",
  ],
  ["drop index app.protocol_effective", "made it: index app.protocol_effective"],
  [
    "alter table app.incident alter column sensitivity set default 'low'",
    "default sensitivity of app.incident",
  ],
  ["alter role app_login createdb", "superuser"],
];
/** Only a superuser can do these at all. */
const SUPERUSER_MUTANTS: [statement: string, told: string][] = [
  ["alter role app_login superuser", "superuser"],
  ["alter role app_user bypassrls", "superuser"],
  ["alter role app_owner bypassrls", "superuser"],
  ["alter role auth_login replication", "superuser"],
  ["alter table app.incident owner to app_user", "owns something"],
  ["alter table app.incident owner to app_definer", "owner"],
];

/** The check's sentence after `statement`, or null when it finds nothing. */
async function toldAfter(statement: string): Promise<string | null> {
  const client = await world.database.admin.connect();
  try {
    await client.query("begin");
    await weaken(client, statement);
    const seen = { ...world.database, admin: client } as unknown as Database;
    return await checkFences(seen).then(
      () => null,
      (error: Error) => error.message,
    );
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** Tables belong to app_owner, the gate's functions to app_definer, roles to the migrating login. */
async function weaken(client: { query(sql: string): Promise<unknown> }, statement: string) {
  const isRole = /^(alter role|create role|grant app_)/.test(statement);
  const isGate = /function app_gate/.test(statement);
  const movesOwner = / owner to /.test(statement);
  if (!isRole && !movesOwner) await client.query(`set local role ${isGate ? "app_definer" : "app_owner"}`);
  await client.query(statement);
  await client.query("reset role");
}

describe("start-up check", () => {
  test("is content with what the migrations made", async () => {
    await expect(checkFences(world.database)).resolves.toBeUndefined();
  });
  test.each(MUTANTS)("finds: %s", async (statement, told) => {
    expect(await toldAfter(statement)).toContain(told);
  });
  test.each(SUPERUSER_MUTANTS)("finds, or the login cannot even do: %s", async (statement, told) => {
    if (isSuperuser) expect(await toldAfter(statement)).toContain(told);
    else await expect(toldAfter(statement)).rejects.toMatchObject({ code: "42501" });
  });
  test("finds a former definition of a function", async () => {
    const [, old] = /create function app_gate\.writes[\s\S]*?(language sql[\s\S]*?\n\$\$;)/.exec(
      (await migrationTexts()).join("\n"),
    )!;
    const statement = `create or replace function app_gate.writes(p_kind text) returns boolean ${old}`;
    expect(await toldAfter(statement)).toContain(
      "the definer function app_gate.writes(text) does something else",
    );
  });
  test("finds that the service's own login is privileged", async () => {
    const strong = { ...world.database, pool: world.database.admin };
    await expect(checkFences(strong)).rejects.toThrow("login is privileged");
  });
});
