/**
 * Every table of records is known to the purge, or it says here why not: a new kind that nobody deletes would stay for
 * ever, and a part that goes with no record would outlive it. Read from the catalogue, so that no table is forgotten.
 */
import { afterAll, expect, test } from "vitest";
import { HELD_BY_HAND } from "../../db/keeping/strays.ts";
import { DELETABLE_KINDS } from "../../shared/rooms/access-keeping.ts";
import { openTestDatabase } from "../support/database.ts";

const database = await openTestDatabase();
afterAll(() => database.close());

/** Tables that no purge empties, each with its reason. */
const STAYS: Record<string, string> = {
  operation: "the operation itself ends with its database (SECURITY.md, drawdown)",
  community: "parties to the protocol",
  organisation: "owners of records; what they own is purged",
  person: "people are disabled, so that the log keeps meaning who acted",
  membership: "ends with a date, for the same reason",
  writer: "who writes which kind: settings",
  data_version: "a counter per kind",
  retention: "how long each kind is kept",
  tombstone: "what is left of a record on purpose",
  revision: "emptied by the purge by record id",
  release: "the register stays; the purge empties its words",
  office: "the directory of offices: a name and a function, no record",
  notice: "codes and ids, no words of a record",
  receipt: "fingerprints and ids of what devices sent, no words of a record",
  notice_read: "until when somebody has read",
  incident_arrival: "when a copy first stood there: an id and an instant",
  saved_view: "a person's own filter, deleted by that person",
  view_mark: "part of a saved view",
  protocol: "old versions stay readable",
  protocol_cell: "part of a version",
  protocol_signature: "part of a version",
  dataset: "published, or the operation's own log; replaced by an import",
  area: "published boundaries, replaced by an import",
  population: "published, part of an area",
  priority_cycle: "agreed by both sides: what was decided stays as it was decided",
  priority_row: "computed, part of a cycle",
  cycle_agreement: "what each side said of a cycle",
};

/** Parts that a trigger takes with their record, because an import would ask a foreign key for every row. */
const TAKEN = HELD_BY_HAND.filter(({ to }) => to === "incident").map(({ table }) => table);

const { rows: tables } = await database.admin.query<{ name: string }>(
  `select relname::text as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1`,
);
const { rows: kept } = await database.admin.query<{ name: string; place: number }>(
  "select name, place from app_priv.kept_kinds() order by place",
);
/** What goes with what: a foreign key that deletes. */
const { rows: parts } = await database.admin.query<{ name: string; with: string }>(
  `select r.relname::text as name, w.relname::text as with from pg_constraint k
     join pg_class r on r.oid = k.conrelid join pg_class w on w.oid = k.confrelid
    where k.contype = 'f' and k.confdeltype = 'c' and r.relnamespace = 'app'::regnamespace`,
);

/** Tables that a purge empties: of the kinds that are kept, of their copies, and of the parts of both. */
function purged(): Set<string> {
  const known = new Set(kept.flatMap(({ name }) => [name, `${name}_general`]));
  for (const name of TAKEN) known.add(name);
  for (const name of known)
    for (const part of parts) if (part.with === name && !(part.name in STAYS)) known.add(part.name);
  return known;
}

test("every table is emptied by the purge, or says why not", () => {
  const known = purged();
  const forgotten = tables.map(({ name }) => name).filter((name) => !known.has(name) && !(name in STAYS));
  expect(forgotten).toEqual([]);
});

test("no exception is about a table that is not there or is purged after all", () => {
  const [there, known] = [new Set(tables.map(({ name }) => name)), purged()];
  expect(Object.keys(STAYS).filter((name) => !there.has(name) || known.has(name))).toEqual([]);
});

/** What time alone takes away: nobody deletes a message that waits, it is set aside. */
const BY_TIME = ["intake_item"];
/** What is taken back by a call of its own, and goes like what was deleted: that two records are of one actor. */
const TAKEN_BACK = ["actor_same"];

test("what people delete is what is purged, and an id that was deleted is never taken again", async () => {
  expect(kept.map(({ name }) => name).sort()).toEqual([...DELETABLE_KINDS, ...BY_TIME, ...TAKEN_BACK].sort());
  const { rows } = await database.admin.query<{ name: string }>(
    "select c.relname::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'refuse_gone'",
  );
  expect(rows.map(({ name }) => name).sort()).toEqual([...DELETABLE_KINDS, ...BY_TIME, ...TAKEN_BACK].sort());
});

test("what leads to a record by a foreign key goes before it", async () => {
  const placeOf = new Map(kept.map(({ name, place }) => [name, place]));
  const { rows } = await database.admin.query<{ from: string; to: string }>(
    `select distinct r.relname::text as from, w.relname::text as to from pg_constraint k
       join pg_class r on r.oid = k.conrelid join pg_class w on w.oid = k.confrelid
      where k.contype = 'f' and k.confdeltype = 'a' and r.oid <> w.oid`,
  );
  const late = rows.filter(({ from, to }) => {
    const [first, then] = [placeOf.get(from), placeOf.get(to)];
    return first !== undefined && then !== undefined && first > then;
  });
  expect(late).toEqual([]);
});

test("a reference to a record that no foreign key holds is looked at after a restore", async () => {
  const { rows } = await database.admin.query<{ what: string }>(
    `select c.relname || '.' || a.attname as what from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.attname in ('operation_id', 'owner_org_id', 'dataset_id', 'incident_id', 'actor_id')
        and c.relname !~ '_general'
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey))`,
  );
  const known = HELD_BY_HAND.map(({ table, column }) => `${table}.${column}`);
  expect(rows.map(({ what }) => what).sort()).toEqual(known.sort());
});
