/**
 * Parts of imported incidents come in through a gate that asks once for a batch. What it answers is held against what
 * the parts' own row policies answer to the same writer for the same record: it lets nobody in whom they refuse, tells
 * nothing they do not tell, and keeps no importer out.
 */
import { beforeAll, expect, test } from "vitest";
import { asPrincipal, type Tx } from "../../db/tx.ts";
import { asDesk } from "../../server/access/desk.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { actorOf, addPublishedIncident, incidentAt } from "../support/builders.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, OTHER_OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
class Undone extends Error {}

/** A call of the gate for incidents $1 with parts of one kind, the others none. */
const gate = (parts: Partial<Record<"party" | "harm" | "source", string>>) => {
  const { party = "null, null, null", harm = "", source = "" } = parts;
  return `select app_gate.import_parts($1::uuid[], ${party}, ${harm || Array(9).fill("null").join()},
    ${source || Array(6).fill("null").join()}) from (select array_agg(at) from generate_series(1, cardinality($1::uuid[])) at) a(at),
    cardinality($1::uuid[]) n`;
};
const filled = (value: string) => `array_fill(${value}, array[n])`;

/** The same part straight into its table, and through the gate. */
const WAYS = {
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
type Part = keyof typeof WAYS;
const PARTS = Object.keys(WAYS) as Part[];
const [STRAIGHT, GATE] = [0, 1] as const;

/** Records by what a writer of the cluster lead may do with them, and actors likewise. */
const records: Record<string, string> = {};
const actors: Record<string, string> = {};

/** What becomes of work in a transaction of theirs that is taken back: "done", or the code of the refusal. */
const outcome = (
  who: PersonName | "desk",
  work: (tx: Tx) => Promise<unknown>,
): Promise<string | undefined> => {
  const undone = async (tx: Tx) => {
    await work(tx);
    throw new Undone();
  };
  const done =
    who === "desk"
      ? asDesk(world.database, operation, undone)
      : asPrincipal(world.database.pool, { secret: world.people[who].secret, operation }, undone);
  return done.then(
    () => undefined,
    (error: { code?: string }) => (error instanceof Undone ? "done" : error.code),
  );
};
const attempt = (
  who: PersonName | "desk",
  part: Part,
  way: typeof STRAIGHT | typeof GATE,
  incidents: string[],
  actor = actors.published!,
) => {
  const third = { party: actor, harm: 1, source: "told" }[part];
  return outcome(who, (tx) => tx.query(WAYS[part][way], [incidents, third]));
};
const admin = (sql: string, values: unknown[] = []) =>
  asDefiner(world.database.admin, async (client) => {
    expect((await client.query(sql, values)).rowCount).toBe(1);
  });
const setRights = (name: PersonName, rights: string[]) =>
  admin("update app.membership set rights = $2 where person_id = $1", [world.people[name].personId, rights]);
const logged = async (name: PersonName, sensitivity: "low" | "severe" = "low") => {
  const form = incidentAt(sensitivity);
  await world.as(name).incidents.log.mutate({ operation, form });
  return form.id;
};
/** Another one of the published dataset. */
const publishedToo = async (changes: string) => {
  const id = newId();
  await asDesk(world.database, operation, (tx) =>
    tx.query(
      `insert into app.incident (id, operation_id, owner_org_id, sensitivity, dataset_id, external_id, kind,
         occurred_from, occurred_to, date_precision, location_precision, verification)
       select $1::uuid, operation_id, owner_org_id, 'low', dataset_id, $1::uuid::text, kind, occurred_from, occurred_to,
         date_precision, location_precision, 'reported' from app.incident where id = $2`,
      [id, records.published],
    ),
  );
  await admin(`update app.incident set ${changes} where id = $1`, [id]);
  return id;
};

beforeAll(async () => {
  await setRights("jon", ["import"]);
  await setRights("bilal", ["import"]);
  records.published = await addPublishedIncident(world);
  records.elsewhere = await addPublishedIncident(world, OTHER_OPERATION);
  records.own = await logged("ada");
  records.partners = await logged("bilal");
  records.hidden = await logged("bilal", "severe");
  records.deleted = await logged("ada");
  await admin("update app.incident set deleted_at = now() where id = $1", [records.deleted]);
  records.gone = await publishedToo("deleted_at = now()");
  records.barred = await publishedToo("barred_from = '{protection_core}'");
  records.absent = newId();
  for (const [name, sensitivity] of [
    ["published", "low"],
    ["known", "low"],
    ["secret", "severe"],
  ] as const) {
    const form = actorOf(`The ${name} group`, { sensitivity });
    await world.as("carla").actors.log.mutate({ operation, form });
    actors[name] = form.id;
  }
  await admin(
    `update app.actor a set owner_org_id = o.id from app.organisation o
      where a.id = $1 and o.operation_id = a.operation_id and o.public_data`,
    [actors.published],
  );
  actors.absent = newId();
});

/** Whose parts each may bring in. */
const MAY: Partial<Record<PersonName | "desk", string[]>> = {
  hugo: ["published", "own"],
  bilal: ["published", "barred", "partners", "hidden"],
  jon: ["published"],
  desk: ["published"],
};

test.each(PARTS)("a %s is taken and refused as its row policy does, record by record", async (part) => {
  for (const [who, may] of Object.entries(MAY) as [PersonName | "desk", string[]][]) {
    for (const [name, id] of Object.entries(records)) {
      const straight = await attempt(who, part, STRAIGHT, [id]);
      expect([who, name, straight]).toEqual([who, name, may.includes(name) ? "done" : "42501"]);
      expect([who, name, await attempt(who, part, GATE, [id])]).toEqual([who, name, straight]);
    }
  }
});

test.each(PARTS)(
  "the gate for a %s is shut to whoever may not import, also for records of their own",
  async (part) => {
    for (const who of ["ada", "adele", "carla", "femi", "ines"] as const)
      for (const name of ["published", "own"])
        expect([who, await attempt(who, part, GATE, [records[name]!])]).toEqual([who, "42501"]);
  },
);

test.each(PARTS)("one foreign record in a batch: no %s is written", async (part) => {
  const own = [records.published!, records.own!];
  expect(await attempt("hugo", part, GATE, own)).toBe("done");
  for (const name of ["elsewhere", "partners", "hidden", "deleted", "gone", "barred", "absent"])
    expect([name, await attempt("hugo", part, GATE, [...own, records[name]!])]).toEqual([name, "42501"]);
});

test("a party names an actor its importer reads, as the row policy asks", async () => {
  for (const [name, id] of Object.entries(actors)) {
    const straight = await attempt("hugo", "party", STRAIGHT, [records.own!], id);
    expect([name, straight]).toEqual([name, /known|published/.test(name) ? "done" : "42501"]);
    expect([name, await attempt("hugo", "party", GATE, [records.own!], id)]).toEqual([name, straight]);
  }
  // A form may name whom its writer knows by a copy only; a file never does.
  expect(await attempt("bilal", "party", STRAIGHT, [records.partners!], actors.known)).toBe("done");
  expect(await attempt("bilal", "party", GATE, [records.partners!], actors.known)).toBe("42501");
});

test("whether a part stands at a place is not told of a record that is not theirs", async () => {
  const none = "null, null, null, null, null";
  const source = gate({ source: "'{1}', '{0}', '{other}', '{x}', null, null" });
  const harm = gate({ harm: `'{1}', '{0}', '{killed}', '{civilian}', ${none}` });
  for (const sql of [source, harm]) {
    expect(await outcome("hugo", (tx) => tx.query(sql, [[records.own]]))).toBe("23505");
    for (const name of ["partners", "hidden"])
      expect(await outcome("hugo", (tx) => tx.query(sql, [[records[name]]]))).toBe("42501");
  }
});

test("nobody moves a part to another record", async () => {
  for (const part of PARTS)
    for (const who of ["hugo", "ada", "desk"] as const) {
      const moved = `update app.incident_${part} set incident_id = $1 where incident_id = $2`;
      expect(await outcome(who, (tx) => tx.query(moved, [records.partners, records.own]))).toBe("42501");
      expect(await outcome(who, (tx) => tx.query(moved, [records.own, records.own]))).toBe("42501");
    }
});

test("a locked operation, and one who may import no longer, bring nothing in", async () => {
  const lock = { operation, lock: "read_only" as const, reason: "a reason that is long enough" };
  await world.as("jon").access.setLock.mutate(lock);
  for (const part of PARTS) expect(await attempt("hugo", part, GATE, [records.published!])).toBe("42501");
  await world.as("jon").access.setLock.mutate({ ...lock, lock: "normal" });
  await setRights("bilal", []);
  for (const part of PARTS) expect(await attempt("bilal", part, GATE, [records.partners!])).toBe("42501");
});

test("a part that names none of the records given goes nowhere", async () => {
  for (const at of ["0", "2", "-1", "null"]) {
    const sql = gate({ source: `'{${at}}', '{90}', '{other}', '{x}', null, null` });
    expect([at, await outcome("hugo", (tx) => tx.query(sql, [[records.own]]))]).toEqual([at, "23502"]);
  }
});

test("the questions of the gate are asked by nobody else", async () => {
  for (const question of ["takes_parts", "knows_actors"])
    expect(await outcome("hugo", (tx) => tx.query(`select app_gate.${question}('{}')`))).toBe("42501");
});
