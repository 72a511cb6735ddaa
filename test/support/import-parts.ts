/**
 * Parts of imported incidents, told for tests: records and actors that a writer of the cluster lead may use and others that
 * they may not, and the two ways in: straight into a part's table, past its row policy, and through the gate that asks
 * once for a batch. All of it is taken back.
 */
import { expect } from "vitest";
import { asPrincipal, type Tx } from "../../db/tx.ts";
import { asDesk } from "../../server/access/desk.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { actorOf, addPublishedIncident, incidentAt } from "./builders.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, OTHER_OPERATION, type World } from "./world.ts";

const operation = OPERATION;
const REASON = "A reason of more than twenty letters";
class Undone extends Error {}
/** desk: of the public organisation; glass: an administrator with the right to import, who has broken the glass. */
export type Who = PersonName | "desk" | "glass";

/** A call of the gate for incidents $1 with parts of one kind, the others none. */
export const gate = (parts: Partial<Record<"party" | "harm" | "source", string>>) => {
  const { party = "null, null, null", harm = "", source = "" } = parts;
  return `select app_gate.import_parts($1::uuid[], ${party}, ${harm || Array(9).fill("null").join()},
    ${source || Array(6).fill("null").join()}) from (select array_agg(at) from generate_series(1, cardinality($1::uuid[])) at) a(at),
    cardinality($1::uuid[]) n`;
};
const filled = (value: string) => `array_fill(${value}, array[n])`;

/** The same part straight into its table, and through the gate. */
export const WAYS = {
  party: [
    "insert into app.incident_party (incident_id, actor_id, role) select i, $2, 'party' from unnest($1::uuid[]) i",
    gate({ party: `a.at, ${filled("$2::uuid")}, ${filled("'party'::text")}` }),
  ],
  harm: [
    "insert into app.incident_harm (incident_id, position, harm, low) select i, 90, 'killed', $2::int from unnest($1::uuid[]) i",
    gate({
      harm: `a.at, ${filled("90::int2")}, ${filled("'killed'::text")}, ${filled("'unknown'::text")}, null, null,
        ${filled("$2::int")}, null, null`,
    }),
  ],
  source: [
    "insert into app.incident_source (incident_id, position, source_type, name) select i, 90, 'other', $2 from unnest($1::uuid[]) i",
    gate({
      source: `a.at, ${filled("90::int2")}, ${filled("'other'::text")}, ${filled("$2::text")}, null, null`,
    }),
  ],
} as const;
export type Part = keyof typeof WAYS;
export const PARTS = Object.keys(WAYS) as Part[];
export const [STRAIGHT, GATE] = [0, 1] as const;

export type PartsWorld = Awaited<ReturnType<typeof openParts>>;

/** Writes the records and actors. Jon and Bilal may import here. */
export async function openParts(world: World) {
  const ways = waysIn(world);
  await ways.setRights("jon", ["import"]);
  await ways.setRights("bilal", ["import"]);
  const records = await addRecords(world, ways);
  const actors = await addActors(world, ways);
  const attempt = (
    who: Who,
    part: Part,
    way: typeof STRAIGHT | typeof GATE,
    incidents: string[],
    actor = actors.published!,
  ) => {
    const third = { party: actor, harm: 1, source: "told" }[part];
    return ways.outcome(who, (tx) => tx.query(WAYS[part][way], [incidents, third]));
  };
  return { ...ways, records, actors, attempt };
}
type Ways = ReturnType<typeof waysIn>;

function waysIn(world: World) {
  const admin = (sql: string, values: unknown[] = []) =>
    asDefiner(world.database.admin, async (client) => {
      expect((await client.query(sql, values)).rowCount).toBe(1);
    });
  const setRights = (name: PersonName, rights: string[]) =>
    admin("update app.membership set rights = $2 where person_id = $1", [
      world.people[name].personId,
      rights,
    ]);
  /** What becomes of work in a transaction of theirs that is taken back: "done", or the code of the refusal. */
  const outcome = (who: Who, work: (tx: Tx) => Promise<unknown>): Promise<string | undefined> => {
    const undone = async (tx: Tx) => {
      if (who === "glass") await tx.query("select app_gate.open_glass($1, $2, 60)", [newId(), REASON]);
      await work(tx);
      throw new Undone();
    };
    const name = who === "glass" ? "jon" : who;
    const done =
      name === "desk"
        ? asDesk(world.database, operation, undone)
        : asPrincipal(world.database.pool, { secret: world.people[name].secret, operation }, undone);
    return done.then(
      () => undefined,
      (error: { code?: string }) => (error instanceof Undone ? "done" : error.code),
    );
  };
  return { admin, setRights, outcome };
}

/** Records of reports by what a writer of the cluster lead may do with them. */
async function addRecords(world: World, { admin }: Ways): Promise<Record<string, string>> {
  const logged = async (name: PersonName, sensitivity: "low" | "severe" = "low") => {
    const form = incidentAt(sensitivity);
    await world.as(name).incidents.log.mutate({ operation, form });
    return form.id;
  };
  const published = await addPublishedIncident(world);
  /** Another one of the published dataset. */
  const publishedToo = async (changes: string) => {
    const id = newId();
    await asDesk(world.database, operation, (tx) =>
      tx.query(
        `insert into app.incident (id, operation_id, owner_org_id, sensitivity, dataset_id, external_id, kind,
           occurred_from, occurred_to, date_precision, location_precision, verification)
         select $1::uuid, operation_id, owner_org_id, 'low', dataset_id, $1::uuid::text, kind, occurred_from, occurred_to,
           date_precision, location_precision, 'reported' from app.incident where id = $2`,
        [id, published],
      ),
    );
    await admin(`update app.incident set ${changes} where id = $1`, [id]);
    return id;
  };
  const deleted = await logged("ada");
  await admin("update app.incident set deleted_at = now() where id = $1", [deleted]);
  return {
    published,
    elsewhere: await addPublishedIncident(world, OTHER_OPERATION),
    own: await logged("ada"),
    partners: await logged("bilal"),
    hidden: await logged("bilal", "severe"),
    deleted,
    gone: await publishedToo("deleted_at = now()"),
    barred: await publishedToo("barred_from = '{protection_core}'"),
    absent: newId(),
  };
}

/** Actors by how the cluster lead knows them. */
async function addActors(world: World, { admin }: Ways): Promise<Record<string, string>> {
  const ofOne = async (
    name: string,
    who: PersonName,
    sensitivity: "low" | "severe",
    code = operation,
  ): Promise<string> => {
    const form = actorOf(`The ${name} group`, { sensitivity });
    await world.as(who).actors.log.mutate({ operation: code, form });
    return form.id;
  };
  const published = await ofOne("published", "carla", "low");
  const list = await ofOne("listed", "carla", "low");
  for (const id of [published, list])
    await admin(
      `update app.actor a set owner_org_id = o.id from app.organisation o
        where a.id = $1 and o.operation_id = a.operation_id and o.public_data`,
      [id],
    );
  const deleted = await ofOne("deleted", "ada", "low");
  for (const id of [deleted, list])
    await admin("update app.actor set deleted_at = now() where id = $1", [id]);
  return {
    published,
    known: await ofOne("known", "carla", "low"),
    secret: await ofOne("secret", "carla", "severe"),
    own: await ofOne("own", "ada", "severe"),
    elsewhere: await ofOne("other", "zoe", "low", OTHER_OPERATION),
    deleted,
    gone: list,
    absent: newId(),
  };
}
