/**
 * The attempts of attacks.db.test.ts can succeed: with one fence of the database weakened, each of them learns what it
 * was after. A test that could not fail would prove nothing.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { at, openAttempts } from "../support/attempts.ts";
import { addAreas } from "../support/builders.ts";
import { openForBuilding } from "../support/generated-rows.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
const { ask, age, log } = openAttempts(world);
beforeAll(async () => {
  await addAreas(world);
  await openForBuilding(world.database.admin);
  const month = { occurredFrom: "2019-08-13", occurredTo: "2019-08-13", kind: "killing" as const };
  for (const author of ["ada", "ada", "ada", "carla", "carla", "carla"] as const)
    await log(author, { ...month, ...at(20.2, 5.2), sensitivity: "high" });
  await age();
});

describe("without a fence the same attempts succeed", () => {
  /** Takes one word out of a function, for good: each of another function. */
  async function weaken(signature: string, from: string | RegExp, to: string) {
    const client = await world.database.admin.connect();
    const { rows } = await client.query<{ text: string; owner: string }>(
      "select pg_get_functiondef(oid) as text, proowner::regrole::text as owner from pg_proc where oid = $1::regprocedure",
      [signature],
    );
    const weaker = rows[0]!.text.replace(from, to);
    expect(weaker).not.toBe(rows[0]!.text);
    await client.query(`begin; set local role ${rows[0]!.owner}`);
    await client.query(weaker);
    await client.query("commit");
    client.release();
  }
  const newest = async () => {
    const form = await log("ada", { ...at(20.1, 5.1), sensitivity: "moderate", kind: "abduction" });
    const [row] = await ask<{
      from: string;
      to: string;
      best: number | null;
      cell: string | null;
      district: string;
    }>(
      "femi",
      `select occurred_from as "from", occurred_to as "to", killed_best as best, adm2_id as district
         from app.incident_seen where level = 'generalised' and kind = 'abduction' order by occurred_from desc limit 1`,
    );
    return { form, row: row! };
  };
  test("days", async () => {
    const strong = await newest();
    expect(strong.row.from).not.toBe(strong.form.occurredFrom);
    await weaken("app_priv.coarse_from(date,text)", /date_trunc\(.*p_day\)::date/, "p_day");
    const { form, row } = await newest();
    expect(row.from).toBe(form.occurredFrom);
  });
  test("small numbers of dead", async () => {
    expect((await newest()).row.best).toBeNull();
    await weaken("app_priv.is_few(integer)", "coalesce(p_count between 1 and 4, false)", "false");
    const rows = await ask<{ best: number | null }>(
      "femi",
      "select killed_best as best from app.incident_seen where level = 'generalised' and kind = 'abduction'",
    );
    await newest();
    const after = await ask<{ best: number | null }>(
      "femi",
      "select killed_best as best from app.incident_seen where level = 'generalised' and kind = 'abduction'",
    );
    expect(rows.every(({ best }) => best === null)).toBe(true);
    expect(after.some(({ best }) => best !== null)).toBe(true);
  });
  test("counts of few records", async () => {
    const counts = () =>
      ask<{ kind: string; events: number }>("bilal", "select kind, events from app_gate.incident_counts()");
    const strong = await counts();
    await weaken("app_gate.incident_counts()", /having[^$]*/, "");
    await weaken("app_gate.incident_counts()", "count(*) / 5 * 5", "count(*)");
    const weak = await counts();
    expect(strong.every(({ events }) => events % 5 === 0 && events > 0)).toBe(true);
    expect(weak.some(({ events }) => events % 5 !== 0)).toBe(true);
  });
});
