// First visit of a real installation: a one-time code printed at start makes the first administrator.
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "../../db/open.ts";
import { AppError } from "../../shared/errors.ts";
import { type Auth, hashPassword } from "./auth.ts";
import { addPerson, asDefiner } from "./operations.ts";

/** Nobody but demonstration persons exists, and a code was printed. */
export async function setUpNeeded(database: Database): Promise<boolean> {
  return (await readCode(database)) !== null;
}

/**
 * Makes the code that the first visit asks for; null when an administrator exists already. The same code
 * stands until it is used.
 */
export async function offerSetUp(database: Database): Promise<string | null> {
  const { rows } = await database.pool.query<{ people: number }>(
    "select (app_gate.facts_of_installation() ->> 'people')::int as people",
  );
  if (rows[0]!.people > 0) return null;
  const code = randomBytes(9).toString("base64url");
  await asDefiner(database.admin, (client) =>
    client.query(
      `insert into app_priv.setting (key, value) values ('setup_code', to_jsonb($1::text)) on conflict (key) do nothing`,
      [code],
    ),
  );
  return readCode(database);
}

export interface FirstAdministrator {
  code: string;
  name: string;
  email: string;
  password: string;
}

/** @throws AppError not_allowed when the code is wrong, used or was never printed. */
export async function setUp(database: Database, auth: Auth, wanted: FirstAdministrator): Promise<void> {
  const code = await readCode(database);
  if (!code || !isSame(code, wanted.code.trim())) {
    throw new AppError("not_allowed", { fields: [{ path: "code", reason: "wrong_code" }] });
  }
  const passwordHash = await hashPassword(auth, wanted.password);
  // Taken before it is used: of two visitors with the code, one wins.
  if (!(await replaceCode(database, code, null))) throw new AppError("not_allowed");
  const { name, email } = wanted;
  await addPerson(database.admin, { email, name, passwordHash, administrator: true }).catch(async (error) => {
    await replaceCode(database, null, code);
    throw error;
  });
}

/** False when another code stands there by now. */
async function replaceCode(database: Database, from: string | null, to: string | null): Promise<boolean> {
  return asDefiner(database.admin, async (client) => {
    const { rowCount } = await client.query(
      "update app_priv.setting set value = $2 where key = 'setup_code' and value = $1",
      [JSON.stringify(from), JSON.stringify(to)],
    );
    return rowCount === 1;
  });
}

/** Whoever makes an operation in the product administers it; that opens no records. */
export async function joinAsAdministrator(
  database: Database,
  person: { name: string; email: string },
  operationCode: string,
): Promise<void> {
  await addPerson(database.admin, {
    email: person.email,
    name: person.name,
    passwordHash: "",
    membership: {
      operationCode,
      organisation: "Administration",
      community: "protection_core",
      role: "administrator",
      rights: [],
    },
  });
}

async function readCode(database: Database): Promise<string | null> {
  return asDefiner(database.admin, async (client) => {
    const { rows } = await client.query<{ value: string | null }>(
      "select value from app_priv.setting where key = 'setup_code'",
    );
    return rows[0]?.value ?? null;
  });
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
