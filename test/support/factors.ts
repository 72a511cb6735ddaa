// People of a world with a password, who sign in through the real web server and set up a second factor.
import { beforeAll, expect } from "vitest";
import { hashPassword } from "../../server/access/auth.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { codeOf, type Device, openDevice } from "./device.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

export const PASSWORD = "a sentence that is easy to keep";

/** Everybody in the world gets the password; the world's own sessions stay. */
export function withPasswords({ app, database, service, people }: World) {
  /** Statements on closed tables. */
  const asOwner = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    asDefiner(database.admin, async (client) => {
      await client.query("set local role app_owner");
      return (await client.query(sql, values)).rows as Row[];
    });
  /** Statements on tables of records, which are closed even to their owner. */
  const asGate = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    asDefiner(database.admin, async (client) => (await client.query(sql, values)).rows as Row[]);
  beforeAll(async () => {
    await asOwner("update auth.account set password = $1", [await hashPassword(service.auth, PASSWORD)]);
  });
  const rightsOf = async (device: Device) =>
    ((await device.query("access.operation", { operation: OPERATION })).data as { you: { rights: string[] } })
      .you.rights;
  async function enter(name: PersonName) {
    const device = openDevice(app);
    return { device, told: await device.signIn(people[name].email, PASSWORD) };
  }
  /** Sets up an app for somebody who is signed in; answers with its secret and the recovery codes. */
  async function setUpApp(device: Device) {
    const begun = await device.mutate("access.account.beginTotp", { password: PASSWORD });
    const { secret, uri } = begun.data as { secret: string; uri: string };
    // The step before, so that the present one is left for signing in.
    const confirmed = await device.mutate("access.account.confirmTotp", { code: codeOf(secret, -1) });
    expect(confirmed.status).toBe(200);
    return { secret, uri, codes: confirmed.data as string[] };
  }
  return { asOwner, asGate, rightsOf, enter, setUpApp };
}

/** As if somebody had shown a second factor: without it the right to sources does not count. */
export const asVerified = (world: World, person: PersonName) =>
  asDefiner(world.database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query(
      "insert into app_priv.verified_session (session_id, method) select id, 'totp' from auth.session where token = $1",
      [world.people[person].secret],
    );
  });
