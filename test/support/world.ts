// A small world for a test file: a database of its own, the real web server on it, one operation with all the
// people, and another operation with Zoe alone. Closed when the file's tests are done.
import { pino } from "pino";
import { afterAll } from "vitest";
import type { Database } from "../../db/open.ts";
import { openAuth } from "../../server/access/auth.ts";
import { addOperation, type MadeOperation } from "../../server/access/operations.ts";
import { openChanges } from "../../server/changes.ts";
import { type Config, readConfig } from "../../server/config.ts";
import { makeHttp } from "../../server/http.ts";
import type { Service } from "../../server/service.ts";
import { type Caller, callerFor, cookieOf } from "./callers.ts";
import { openTestDatabase } from "./database.ts";
import { addTestPerson, PERSON_NAMES, type Person, type PersonName } from "./people.ts";

/** The operation's today in tests. */
export const TODAY = "2019-12-02";
/** Tests ask faster than people; pace.db.test.ts has a server that minds. */
const UNHURRIED = "1000000";
export const OPERATION = "ALPHA";
export const OTHER_OPERATION = "BETA";

/** The web server on a database, without listening. @param tell gets every line of its log; else there is none */
export async function openService(
  database: Database,
  settings: Partial<Config> = {},
  tell?: (line: string) => void,
) {
  const config = {
    ...readConfig({ CONCORD_DEMO: "off", CONCORD_DATA_DIR: "/nowhere", CONCORD_PACE: UNHURRIED }),
    ...settings,
  };
  const auth = openAuth(database, config);
  const changes = await openChanges(database);
  const log = tell ? pino({ level: "trace" }, { write: tell }) : pino({ level: "silent" });
  const service: Service = { config, database, auth, changes, log, isReady: () => true };
  const app = await makeHttp(service);
  const close = async () => {
    await app.close();
    await changes.close();
  };
  return { service, app, close };
}

/** Opens a world for the test file that calls it, at its top level: `const world = await openWorld();` */
export async function openWorld() {
  const database = await openTestDatabase();
  const { service, app, close } = await openService(database);
  afterAll(async () => {
    await close();
    await database.close();
  });
  const operation = await makeOperation(database, OPERATION);
  const other = await makeOperation(database, OTHER_OPERATION);
  const people = {} as Record<PersonName, Person>;
  for (const name of PERSON_NAMES) {
    people[name] = await addTestPerson(database, name === "zoe" ? OTHER_OPERATION : OPERATION, name);
  }
  const callers = new Map<PersonName, Caller>();
  /** A typed caller with the eyes of one of the people. */
  const as = (name: PersonName): Caller => {
    const known = callers.get(name) ?? callerFor(app, people[name].secret);
    callers.set(name, known);
    return known;
  };
  /** A plain request with the cookie of one of the people. */
  const get = (name: PersonName, url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: "GET", url, headers: { cookie: cookieOf(people[name].secret), ...headers } });
  return { database, service, app, operation, other, people, as, get };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

function makeOperation(database: Database, code: string): Promise<MadeOperation> {
  return addOperation(database.admin, {
    code,
    name: `Operation ${code}`,
    timeZone: "Africa/Bangui",
    clock: `${TODAY}T09:00:00+01:00`,
    protocol: { preset: "integrated", signed: { humanitarian: "The cluster", mission: "The mission" } },
  });
}
