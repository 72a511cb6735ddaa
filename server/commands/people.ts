// Commands for people, tokens and the database home.
import { createHash, randomBytes } from "node:crypto";
import { newId } from "../../shared/ids.ts";
import { RIGHTS, ROLES } from "../../shared/rooms/access.ts";
import { MEMBER_COMMUNITIES } from "../../shared/rooms/access-people.ts";
import { hashPassword, openAuth } from "../access/auth.ts";
import { noOperation } from "../access/desk.ts";
import { addPerson, asDefiner, auditAsDesk } from "../access/operations.ts";
import { resetPerson } from "../access/reset.ts";
import { answer, CommandFailed, type CommandInput, listOf, needed, oneOf, UsageError } from "./arguments.ts";
import type { Command } from "./index.ts";

const text = { type: "string" as const };

export const userAdd: Command = {
  name: "user add",
  usage:
    "user add EMAIL --operation CODE --organisation NAME --community CODE --role ROLE [--rights source,export] [--name NAME]",
  positionals: ["EMAIL"],
  options: { operation: text, organisation: text, community: text, role: text, rights: text, name: text },
  async run(given: CommandInput) {
    const email = given.words[0]!.toLowerCase();
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))
      throw new UsageError(`${given.words[0]} is no e-mail address.`);
    const membership = {
      operationCode: needed(given, "operation"),
      organisation: needed(given, "organisation"),
      community: oneOf(given, "community", MEMBER_COMMUNITIES),
      role: oneOf(given, "role", ROLES),
      rights: listOf(given, "rights", RIGHTS) ?? [],
    };
    const password = randomBytes(12).toString("base64url");
    const passwordHash = await hashPassword(openAuth(given.database, given.config), password);
    const name = given.text("name") ?? email;
    const { isNew } = await addPerson(given.database.admin, { email, name, passwordHash, membership }).catch(
      (error: { code?: string }) => {
        const { operationCode, organisation } = membership;
        if (error.code === "not_found") throw new CommandFailed(noOperation(operationCode));
        if (error.code === "conflict")
          throw new CommandFailed(
            `${organisation} belongs to another community in ${operationCode}. Name that one, or another organisation.`,
          );
        throw error;
      },
    );
    const shown = isNew ? password : null;
    answer(given, { email, ...membership, password: shown }, () => [
      shown
        ? `${email} may sign in with the password ${shown} (shown once).`
        : `${email} was known; membership set.`,
    ]);
  },
};

export const userReset: Command = {
  name: "user reset",
  usage: "user reset EMAIL [--second-factor]",
  positionals: ["EMAIL"],
  options: { "second-factor": { type: "boolean" } },
  async run(given: CommandInput) {
    const email = given.words[0]!.toLowerCase();
    const factor = given.flag("second-factor");
    const password = randomBytes(12).toString("base64url");
    const passwordHash = await hashPassword(openAuth(given.database, given.config), password);
    if (!(await resetPerson(given.database.admin, email, passwordHash, factor)))
      throw new CommandFailed(`There is nobody with the address ${email}.`);
    answer(given, { email, password, secondFactorRemoved: factor }, () => [
      `${email} may sign in with the password ${password} (shown once); all sessions ended.`,
      factor ? "The second factor is taken away; they set up a new one." : "Their second factor stays.",
    ]);
  },
};

export const tokenAdd: Command = {
  name: "token add",
  usage: "token add --operation CODE --as EMAIL --name NAME [--scope read|write] [--days 90]",
  positionals: [],
  options: { operation: text, as: text, name: text, scope: text, days: text },
  async run(given: CommandInput) {
    const operation = needed(given, "operation");
    const email = needed(given, "as");
    const scope = oneOf(given, "scope", ["read", "write"], "read");
    const days = Number(given.text("days") ?? 90);
    if (!Number.isInteger(days) || days < 1 || days > 366)
      throw new UsageError("--days is a whole number, 1 to 366.");
    const token = `concord_${randomBytes(24).toString("base64url")}`;
    const expires = await store(given, { operation, email, name: needed(given, "name"), scope, days, token });
    answer(given, { operation, email, scope, expires, token }, () => [
      `Token (shown once, valid until ${expires.slice(0, 10)}): ${token}`,
    ]);
  },
};

interface NewToken {
  operation: string;
  email: string;
  name: string;
  scope: "read" | "write";
  days: number;
  token: string;
}

/** Only the hash is kept. Answers when it expires. */
async function store(given: CommandInput, wanted: NewToken): Promise<string> {
  return asDefiner(given.database.admin, async (client) => {
    const { rows } = await client.query<{ expires_at: Date }>(
      `insert into app_priv.token (id, token_hash, person_id, operation_id, name, scope, expires_at)
       select $1, $2, m.person_id, o.id, $3, $4, now() + make_interval(days => $5)
         from app.operation o
         join app.membership m on m.operation_id = o.id and m.ended_at is null
         join app.person p on p.id = m.person_id
         join auth."user" u on u.id = p.user_id
        where o.code = $6 and u.email = lower($7) returning expires_at`,
      [
        newId(),
        createHash("sha256").update(wanted.token).digest(),
        wanted.name,
        wanted.scope,
        wanted.days,
        wanted.operation,
        wanted.email,
      ],
    );
    if (!rows[0])
      throw new CommandFailed(
        `There is no operation ${wanted.operation} with a member ${wanted.email}. Check both, or use user add first.`,
      );
    await auditAsDesk(client, wanted.operation, "token.add", null);
    return rows[0].expires_at.toISOString();
  });
}

export const databasePrepare: Command = {
  name: "database prepare",
  usage: "database prepare",
  positionals: [],
  options: {},
  // Opening the home has made roles, schemas, logins and tables already.
  async run(given: CommandInput) {
    answer(given, { prepared: true }, () => [
      "Roles, logins and tables are in place; start Concord with the same DATABASE_URL.",
    ]);
  },
};
