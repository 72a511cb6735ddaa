/**
 * The facts path against plain SQL: whatever is filtered and grouped, the aggregator over the columns that a reader
 * receives gives the counts that a statement on the same reader's view gives.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { readFacts } from "../../server/facts/read.ts";
import { type Facts, type FactsFilter, groupBy, MEASURES, select } from "../../shared/rooms/analysis.ts";
import { decodeFacts } from "../../shared/rooms/facts-wire.ts";
import {
  DATE_PRECISIONS,
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  TACTICS,
  VERIFICATION_LEVELS,
} from "../../shared/rooms/incidents.ts";
import { dayOf, isoOf } from "../../shared/time.ts";
import { type Areas, actorOf, addAreas, incidentOf } from "../support/builders.ts";
import type { PersonName } from "../support/people.ts";
import { addRandomIncidents } from "../support/random-incidents.ts";
import { OPERATION, OTHER_OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const READERS = ["ada", "bilal", "jon", "ines"] as const;
const facts = {} as Record<(typeof READERS)[number], Facts>;
let areas: Areas;
const actors: string[] = [];

beforeAll(async () => {
  areas = await addAreas(world);
  for (const name of ["One", "Two", "Three"]) {
    const form = actorOf(name);
    await world.as("carla").actors.log.mutate({ operation, form });
    actors.push(form.id);
  }
  await addRandomIncidents(world, { name: "first", size: 500, areas, actors, seed: 1 });
  await addRandomIncidents(world, { name: "second", size: 200, areas, actors, seed: 2 });
  for (const person of ["ada", "bilal", "dawit"] as const) {
    for (const sensitivity of ["low", "high"] as const)
      await world.as(person).incidents.log.mutate({ operation, form: incidentOf({ sensitivity }) });
  }
  for (const reader of READERS) {
    const answer = await world.get(reader, `/facts/incidents?operation=${operation}`);
    facts[reader] = decodeFacts(new Uint8Array(answer.rawPayload));
  }
});

/** One statement for a filter: the same conditions in SQL, written here and nowhere else. */
function conditions(filter: FactsFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (condition: (parameter: string) => string, value: unknown) => {
    values.push(value);
    parts.push(condition(`$${values.length}`));
  };
  if (filter.from != null) add((p) => `i.occurred_to >= ${p}`, isoOf(filter.from));
  if (filter.to != null) add((p) => `i.occurred_to <= ${p}`, isoOf(filter.to));
  if (filter.dataset != null) add((p) => `d.name = ${p}`, filter.dataset);
  if (filter.verification?.length) add((p) => `i.verification = any(${p})`, filter.verification);
  if (filter.kinds?.length) add((p) => `i.kind = any(${p})`, filter.kinds);
  else parts.push("i.kind not like 'signal%'");
  if (filter.tactics?.length) add((p) => `i.tactic = any(${p})`, filter.tactics);
  if (filter.precisions?.length) add((p) => `i.location_precision = any(${p})`, filter.precisions);
  if (filter.areas?.length)
    add((p) => `(i.adm0_id = any(${p}) or i.adm1_id = any(${p}) or i.adm2_id = any(${p}))`, filter.areas);
  if (filter.actors?.length)
    add(
      (p) => `exists (select from app.incident_party_seen s join app.actor_seen a on a.ref = s.actor_ref
            where s.ref = i.ref and a.ref = any(${p})
              and (i.verification <> 'falsely_attributed' or s.role <> 'alleged_perpetrator'))`,
      filter.actors,
    );
  if (filter.civiliansOnly) parts.push("greatest(i.civilian_best, i.civilian_low) > 0");
  return { where: parts.length === 0 ? "true" : parts.join(" and "), values };
}

const COLUMNS = {
  ...{ low: "killed_low", best: "killed_best", high: "killed_high", civilianLow: "civilian_low" },
  ...{ civilian: "civilian_best", civilianHigh: "civilian_high", unknownStatus: "unknown_status" },
  ...{ injured: "injured", abducted: "abducted", displaced: "displaced" },
};

/** Totals per year, kind and level by SQL, with the reader's own eyes. */
function bySql(reader: PersonName, filter: FactsFilter) {
  const { where, values } = conditions(filter);
  const sums = MEASURES.flatMap((measure) => [
    `sum(i.${COLUMNS[measure]})::int as "${measure}"`,
    `(count(*) - count(i.${COLUMNS[measure]}))::int as "no ${measure}"`,
  ]);
  return asPrincipal(world.database.pool, { secret: world.people[reader].secret, operation }, (tx) =>
    tx.query<Record<string, number | string | null>>(
      `select extract(year from i.occurred_to)::int as year, i.kind, i.verification, count(*)::int as events,
              sum(i.at_least::int)::int as "atLeast", ${sums.join(", ")}
         from app.incident_seen i join app.dataset_seen d on d.ref = i.dataset_id where ${where}
        group by 1, 2, 3`,
      values,
    ),
  );
}

function byFacts(reader: (typeof READERS)[number], filter: FactsFilter) {
  const rows = groupBy(facts[reader], select(facts[reader], filter), ["year", "kind", "verification"]);
  return rows.map(({ key, events, atLeast, notRecorded, ...sums }) => ({
    ...{ year: key[0], kind: key[1], verification: key[2], events, atLeast },
    ...Object.fromEntries(
      MEASURES.flatMap((measure) => [
        [measure, sums[measure]],
        [`no ${measure}`, notRecorded[measure]],
      ]),
    ),
  }));
}

const sorted = (rows: Record<string, unknown>[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

const some = <T extends string>(list: readonly T[]) =>
  fc.option(fc.subarray([...list], { maxLength: Math.min(6, list.length) }));
const day = fc.option(fc.integer({ min: dayOf("2013-06-01"), max: dayOf("2018-06-01") }));
const filters = () =>
  fc.record({
    from: day,
    to: day,
    dataset: fc.constantFrom("first", "second", "log", "absent", null),
    verification: some(VERIFICATION_LEVELS),
    kinds: some(INCIDENT_KINDS),
    tactics: some(TACTICS),
    precisions: some(LOCATION_PRECISIONS),
    areas: some(Object.values(areas)),
    actors: some(actors),
    civiliansOnly: fc.boolean(),
  });

describe("facts", () => {
  test("hold every incident that the reader sees, once", async () => {
    for (const reader of READERS) {
      const [{ n }] = (await asPrincipal(
        world.database.pool,
        { secret: world.people[reader].secret, operation },
        (tx) => tx.query<{ n: number }>("select count(*)::int as n from app.incident_seen"),
      )) as [{ n: number }];
      expect(facts[reader].rows).toBe(n);
    }
    expect(facts.jon.rows).toBe(700);
  });
  test("have one dataset to count where none is asked for: the first imported, before that the own log", async () => {
    for (const [code, reader, name] of [
      [operation, "ada", "first"],
      [OTHER_OPERATION, "zoe", "log"],
    ] as const) {
      const { datasets } = await world.as(reader).access.operation.query({ operation: code });
      const answer = await world.get(reader, `/facts/incidents?operation=${code}`);
      const known = decodeFacts(new Uint8Array(answer.rawPayload)).dictionaries.datasets;
      for (const told of [datasets, known])
        expect(told.filter(({ primary }) => primary).map((one) => one.name)).toEqual([name]);
    }
  });

  test("give the totals of plain SQL for any filter and reader", async () => {
    await fc.assert(
      fc.asyncProperty(filters(), fc.constantFrom(...READERS), async (filter, reader) => {
        expect(sorted(byFacts(reader, filter))).toEqual(sorted(await bySql(reader, filter)));
      }),
    );
  });
  test("are in the order of their last day, each row with its reference", async () => {
    const { rawPayload } = await world.get("ada", `/facts/incidents/refs?operation=${operation}`);
    expect(rawPayload.length).toBe(16 * facts.ada.rows);
    const rows = await asPrincipal(
      world.database.pool,
      { secret: world.people.ada.secret, operation },
      (tx) =>
        tx.query<{ ref: string; day: number }>(
          "select ref, occurred_to - date '1970-01-01' as day from app.incident_seen order by occurred_to, ref",
        ),
    );
    expect([...facts.ada.day]).toEqual(rows.map((row) => row.day));
    expect(rawPayload.toString("hex")).toBe(rows.map((row) => row.ref.replaceAll("-", "")).join(""));
  });
  test("hold a point only where it is known as one", () => {
    const { precision, lon, lat } = facts.ada;
    const isPoint = (row: number) => ["exact", "near"].includes(LOCATION_PRECISIONS[precision[row]!]!);
    for (let row = 0; row < facts.ada.rows; row++) {
      expect(Number.isNaN(lon[row]!)).toBe(Number.isNaN(lat[row]!));
      if (!isPoint(row)) expect(lon[row]).toBeNaN();
    }
  });
  test("mean by a stored number what the database meant: each code has the place of its list", async () => {
    const { rows } = await world.database.admin.query<{ made: string }>(
      `select pg_get_expr(d.adbin, d.adrelid) as made from pg_attrdef d
         join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where a.attrelid = 'app.incident'::regclass and a.attname = 'packed'`,
    );
    const lists = [...rows[0]!.made.matchAll(/array_position\('\{([^}]*)\}'::text\[\], (\w+)\)/g)];
    // A migration makes the column anew when a list grows.
    expect(Object.fromEntries(lists.map(([, codes, column]) => [column, codes!.split(",")]))).toEqual({
      kind: INCIDENT_KINDS,
      tactic: TACTICS,
      verification: VERIFICATION_LEVELS,
      location_precision: LOCATION_PRECISIONS,
      date_precision: DATE_PRECISIONS,
    });
  });
  test("are refused whole when one record has no number for its code", async () => {
    const change = (kind: string, instead: string) =>
      world.database.admin.query(
        "update app.incident set kind = $1 where id = (select min(id::text)::uuid from app.incident where kind = $2)",
        [kind, instead],
      );
    const read = () =>
      asPrincipal(world.database.pool, { secret: world.people.jon.secret, operation }, (tx) => readFacts(tx));
    await change("no kind", "killing");
    await expect(read()).rejects.toThrow(RangeError);
    await change("killing", "no kind");
    expect((await read()).facts.rows).toBe(facts.jon.rows);
  });
});
