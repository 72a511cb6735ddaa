/**
 * What an incident and its parts point to, now that no foreign key asks row by row: statements as an import makes them,
 * by whoever may import and by whoever may not, that point outside their operation, to absent records or to others'.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { asDesk } from "../../server/access/desk.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { actorOf, addPublishedIncident, incidentAt } from "../support/builders.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, OTHER_OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const INSERT = `insert into app.incident (id, operation_id, owner_org_id, sensitivity, dataset_id, kind, occurred_from,
  occurred_to, date_precision, location_precision, verification) select t.*, 'armed_clash', '2019-01-01', '2019-01-01',
  'day', 'country', 'reported' from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[]) t`;
type Home = Record<"operation" | "organisation" | "publicOrganisation" | "dataset", string>;
let ours: Home;
let theirs: Home;
let published: string;
let own: string;
let hidden: string;
let secretActor: string;

const run = <Row>(name: PersonName, sql: string, values: unknown[] = []) =>
  asPrincipal(world.database.pool, { secret: world.people[name].secret, operation }, (tx) =>
    tx.query<Row>(sql, values),
  );
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
/** Two incidents in one statement, the second one with the changes. */
const insert = (name: PersonName, changes: Partial<Home> = {}, sensitivity = "low") => {
  const home = { ...ours, ...changes };
  const rows = [ours, home].map((one) => [
    newId(),
    one.operation,
    one.publicOrganisation,
    "low",
    one.dataset,
  ]);
  rows[1]![3] = sensitivity;
  return codeOf(
    run(
      name,
      INSERT,
      [0, 1, 2, 3, 4].map((at) => rows.map((row) => row[at])),
    ),
  );
};
const homeOf = (code: string, incident: string): Promise<Home> =>
  asDesk(world.database, code, async (tx) => {
    const [row] = await tx.query<{ dataset_id: string }>(
      "select dataset_id from app.incident where id = $1",
      [incident],
    );
    const { operationId, organisationId, publicOrganisationId } = tx.principal;
    return {
      operation: operationId,
      organisation: organisationId,
      publicOrganisation: publicOrganisationId,
      dataset: row!.dataset_id,
    };
  });

beforeAll(async () => {
  published = await addPublishedIncident(world);
  ours = await homeOf(operation, published);
  theirs = await homeOf(OTHER_OPERATION, await addPublishedIncident(world, OTHER_OPERATION));
  own = incidentAt("low").id;
  await world.as("ada").incidents.log.mutate({ operation, form: incidentAt("low", { id: own }) });
  hidden = newId();
  await world.as("bilal").incidents.log.mutate({ operation, form: incidentAt("severe", { id: hidden }) });
  const actor = actorOf("Hidden group", { sensitivity: "severe" });
  await world.as("carla").actors.log.mutate({ operation, form: actor });
  secretActor = actor.id;
});

describe("an incident", () => {
  test("of an import goes where its importer may write", async () => {
    expect(await insert("hugo")).toBe("done");
  });
  test("lies in no dataset but its operation's own", async () => {
    for (const dataset of [theirs.dataset, newId()]) expect(await insert("hugo", { dataset })).toBe("23503");
  });
  test("of another operation or of its organisations is refused", async () => {
    expect(await insert("hugo", { operation: theirs.operation })).toBe("42501");
    for (const publicOrganisation of [theirs.publicOrganisation, theirs.organisation, newId()])
      expect(await insert("hugo", { publicOrganisation })).toBe("42501");
  });
  test("published is low, and brought in by whoever may import only", async () => {
    expect(await insert("hugo", {}, "high")).toBe("42501");
    for (const name of ["ada", "adele", "femi", "ines", "jon"] as const)
      expect(await insert(name)).toBe("42501");
  });
  test("is not moved elsewhere afterwards", async () => {
    const move = (column: string, value: string) =>
      codeOf(
        run("hugo", `update app.incident set external_id = 'moved', ${column} = $2 where id = $1`, [
          published,
          value,
        ]),
      );
    expect(await move("dataset_id", theirs.dataset)).toBe("23503");
    expect(await move("dataset_id", newId())).toBe("23503");
    expect(await move("operation_id", theirs.operation)).toBe("42501");
    expect(await move("owner_org_id", theirs.organisation)).toBe("42501");
  });
});

describe("a part", () => {
  const party = (incident: string, actor: string): [sql: string, values: unknown[]] => [
    "insert into app.incident_party (incident_id, actor_id, role) values ($1, $2, 'party')",
    [incident, actor],
  ];
  const parts = (incident: string, actor: string): [sql: string, values: unknown[]][] => [
    [
      "insert into app.incident_harm (incident_id, position, harm, best) values ($1, 90, 'killed', 1)",
      [incident],
    ],
    [
      "insert into app.incident_source (incident_id, position, source_type) values ($1, 90, 'other')",
      [incident],
    ],
    party(incident, actor),
  ];
  test("belongs to a record of its writer's: not to an absent, a hidden or another's one", async () => {
    const actor = actorOf("Known group");
    await world.as("carla").actors.log.mutate({ operation, form: actor });
    for (const [sql, values] of parts(own, actor.id))
      expect(await codeOf(run("ada", sql, values))).toBe("done");
    for (const incident of [newId(), hidden, published])
      for (const [sql, values] of parts(incident, actor.id))
        expect([sql, incident, await codeOf(run("ada", sql, values))]).toEqual([sql, incident, "42501"]);
  });
  test("names an actor that its writer knows", async () => {
    for (const actor of [newId(), secretActor])
      expect(await codeOf(run("ada", ...party(own, actor)))).toBe("42501");
  });
  test("goes with its record, and nobody but the purge takes records away", async () => {
    expect(await codeOf(run("hugo", "delete from app.incident where id = $1", [published]))).toBe("42501");
    const rows = await asDefiner(world.database.admin, async (client) => {
      await client.query("delete from app.incident_general where id = $1", [own]);
      await client.query("delete from app.incident where id = $1", [own]);
      const parts = ["party", "harm", "source"].map((part) => `select incident_id from app.incident_${part}`);
      return (
        await client.query(`select from (${parts.join(" union all ")}) p where incident_id = $1`, [own])
      ).rows;
    });
    expect(rows).toEqual([]);
  });
});

test("a locked operation takes nothing in", async () => {
  const lock = { operation, lock: "read_only" as const, reason: "a reason that is long enough" };
  await world.as("jon").access.setLock.mutate(lock);
  expect(await insert("hugo")).toBe("42501");
  await world.as("jon").access.setLock.mutate({ ...lock, lock: "normal" });
});
