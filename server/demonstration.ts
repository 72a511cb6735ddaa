// Loads the demonstration operation into an empty installation: the operation with its clock, its real public
// data, and the persons of the doors. Interrupted, it starts again at the next start.
import type { Database } from "../db/open.ts";
import { gatherStatistics } from "../db/statistics.ts";
import type { Auth } from "./access/auth.ts";
import { addDoors } from "./access/demonstration.ts";
import { asDesk } from "./access/desk.ts";
import { addOperation, asDefiner } from "./access/operations.ts";
import { agreeOnPaper } from "./access/protocol-paper.ts";
import type { Log } from "./log.ts";
import { seedDemonstration } from "./rooms/exchange/seed.ts";
import { seedMonth } from "./rooms/exchange/seed-month.ts";

const CODE = "CAF";
const SIGNED = {
  humanitarian: "Cluster coordinator, Protection cluster lead (illustrative)",
  mission: "PoC section, Mission PoC section (illustrative)",
  purpose:
    "Protection of civilians, security of humanitarian personnel, and access to people in need. Nothing shared here is used for targeting or intelligence. (illustrative)",
  onward:
    "A reader passes nothing on outside the operation. Who wants to pass something on within it asks the organisation that owns it. (illustrative)",
};

export async function loadDemonstration(database: Database, auth: Auth, log: Log): Promise<void> {
  const { rows } = await database.pool.query<{ operations: number; loaded: unknown }>(
    `select (app_gate.facts_of_installation() ->> 'operations')::int as operations,
            app_gate.setting('demonstration') as loaded`,
  );
  const state = rows[0]!.loaded;
  if (state === "loaded") await agreeOnce(database);
  if (state === "loaded" || (state === null && rows[0]!.operations > 0)) return;
  const begun = Date.now();
  if (state === null) await makeOperation(database);
  await asDesk(database, CODE, (tx) => seedDemonstration(tx));
  await addDoors(database, auth, CODE);
  await gatherStatistics(database.admin);
  await seedMonth(database, CODE);
  await mark(database, "loaded");
  log.info({ ms: Date.now() - begun }, "demonstration loaded");
}

async function makeOperation(database: Database) {
  await addOperation(database.admin, {
    code: CODE,
    name: "Central African Republic",
    countries: ["CAF"],
    timeZone: "Africa/Bangui",
    clock: "2019-12-02T09:00:00+01:00",
    headlineLevels: ["corroborated"],
    demonstration: true,
    protocol: { preset: "integrated", signed: SIGNED },
  });
  await mark(database, "made");
}

/** A demonstration from before there was a protocol gets one; else nothing would cross in it. */
const agreeOnce = (database: Database) =>
  asDefiner(database.admin, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      "select id from app.operation where code = $1 and demonstration",
      [CODE],
    );
    if (rows[0]) await agreeOnPaper(client, rows[0].id, "integrated", SIGNED);
  });

const mark = (database: Database, state: "made" | "loaded") =>
  asDefiner(database.admin, (client) =>
    client.query(
      `insert into app_priv.setting (key, value) values ('demonstration', to_jsonb($1::text))
       on conflict (key) do update set value = excluded.value`,
      [state],
    ),
  );
