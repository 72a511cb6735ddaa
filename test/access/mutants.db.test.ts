/**
 * What keeps records apart is weakened one spot at a time, as test/support/mutants.ts finds the spots in the catalogue.
 * The start-up check must name every one. Those on the way of the generated worlds must also show as a leak or a wrong
 * denial without it. A sample in every run, all of them in the full one; each in a transaction that is taken back.
 */
import type pg from "pg";
import { afterAll, expect, test } from "vitest";
import { changedFences } from "../../db/fences.ts";
import type { Database } from "../../db/open.ts";
import { catalogueFaults } from "../../server/access/startup.ts";
import { chanceOf } from "../support/chance.ts";
import { openTestDatabase } from "../support/database.ts";
import { type Mutant, mutantsOf } from "../support/mutants.ts";
import { prepareForWorlds, runBatch } from "../support/run-worlds.ts";

const isFull = Number(process.env.CONCORD_PROPERTY_RUNS ?? 0) > 0;
const HOURS = { timeout: 3 * 3_600_000 };
/** How many of all mutants a usual run tries. */
const CHECKED = Number(process.env.CONCORD_MUTANTS ?? (isFull ? 1e6 : 70));
/** Judging takes seconds for each, so that the full run judges some hundred of them. */
const JUDGED = Number(process.env.CONCORD_MUTANTS_JUDGED ?? (isFull ? 400 : 4));
/** Big worlds, judged by all their people, that meet most reasons among those looked through; to be chosen anew with a new kind. */
const WORLDS = [525, 800, 175, 25];
/** Only weakenings whose telling matches, to look at some again. */
const ONLY = new RegExp(process.env.CONCORD_MUTANTS_ONLY ?? "");

const database = await openTestDatabase();
const worlds = await openTestDatabase();
await prepareForWorlds(worlds.admin);
afterAll(async () => {
  await database.close();
  await worlds.close();
});

const say = (text: string) => process.stdout.write(`${text}\n`);

/** A sample of chance, the same for one seed that is printed; all where as many are asked for. */
function sample(all: Mutant[], size: number): Mutant[] {
  const mutants = all.filter(({ group, spot }) => ONLY.test(`${group}: ${spot}`));
  if (size >= mutants.length) return mutants;
  const seed = Number(process.env.CONCORD_MUTANTS_FROM ?? Math.floor(Math.random() * 1e9));
  const chance = chanceOf(seed);
  say(`mutants drawn from ${seed}`);
  return chance.some(mutants, Math.min(1, size / mutants.length));
}

/** @returns what `work` answers after the weakening; "impossible" where the login cannot do that at all */
async function after<T>(
  pool: pg.Pool,
  mutant: Mutant,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | "impossible"> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    try {
      if (mutant.role) await client.query(`set local role ${mutant.role}`);
      await client.query("set local check_function_bodies = on");
      await client.query(mutant.statement);
      await client.query("reset role");
    } catch {
      return "impossible";
    }
    return await work(client);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** Does the check find a fault? Its part that finds most is asked first, the whole of it only where that finds none. */
const told = (mutant: Mutant) =>
  after(database.admin, mutant, async (client) => {
    if ((await changedFences(client)).length > 0) return true;
    const faults = await catalogueFaults({ admin: client } as unknown as Database);
    return faults.length > 0;
  });

/** Broken altogether counts as found: somebody sees nothing any more. */
const shown = (mutant: Mutant) =>
  after(worlds.admin, mutant, (client) =>
    runBatch(client, WORLDS, true).then(
      ({ leaks, denials }) => (leaks.length > 0 ? "leak" : denials.length > 0 ? "denial" : "nothing"),
      () => "broken",
    ),
  );

/** Tables, views and gates that the generated worlds lead through. */
const ON_THE_WAY =
  /^(app\.(incident|displaced|cycle_agreement|actor|control_zone|patrol|priority|base|site|engagement|field_mission|operation_brief|mitigation|information_coverage|attachment|intake_item|saved_view|notice)|app_gate\.(me|opens|released|settle|release\w*|look_as|today|close_copy|freeze)\(|app_priv\.(bound|district|coarse|general|is_few))/;
const IS_READING = /policy (dropped|set|of)|condition|row security|view|function turned|trigger/;
/** Only writing goes through these, and their reading is the same table's policy for reading. */
const IS_WRITING = /policy (written|changed|replaced|withdrawn|answered)/;

test("the start-up check names every weakened spot", HOURS, async () => {
  const client = await database.admin.connect();
  const all = await mutantsOf(client).finally(() => client.release());
  const tried = sample(all, CHECKED);
  const missed: string[] = [];
  const groups = new Map<string, number>();
  let impossible = 0;
  for (const [at, mutant] of tried.entries()) {
    const answer = await told(mutant);
    if (answer === "impossible") impossible += 1;
    if (answer === true) groups.set(mutant.group, (groups.get(mutant.group) ?? 0) + 1);
    if (answer === false) missed.push(`${mutant.group}: ${mutant.spot}`);
    if (at % 500 === 499) say(`${at + 1} of ${tried.length} tried, ${missed.length} missed`);
  }
  say(
    `${all.length} mutants, ${tried.length} tried, ${impossible} cannot be made by the login, ${missed.length} missed`,
  );
  if (tried.length > 500) say([...groups].map(([group, count]) => `${count} ${group}`).join(", "));
  expect(missed).toEqual([]);
  expect(impossible).toBeLessThan(tried.length / 2);
});

test("weakened reading shows in generated worlds, without the start-up check", HOURS, async () => {
  const untouched: Mutant = {
    ...{ group: "none", target: "", spot: "", statement: "select 1", role: "app_owner" as const },
  };
  expect(await shown(untouched)).toBe("nothing");
  const client = await worlds.admin.connect();
  const all = (await mutantsOf(client).finally(() => client.release())).filter(
    ({ group, target, statement }) =>
      IS_READING.test(group) && ON_THE_WAY.test(target) && !IS_WRITING.test(statement),
  );
  expect(all.length).toBeGreaterThan(500);
  const tried = sample(all, JUDGED);
  const counts: Record<string, number> = {};
  const survivors: string[] = [];
  for (const mutant of tried) {
    const answer = await shown(mutant);
    counts[answer] = (counts[answer] ?? 0) + 1;
    if (answer === "nothing") survivors.push(`${mutant.group}: ${mutant.spot}`);
  }
  say(`${all.length} on the way of the worlds, ${tried.length} tried: ${JSON.stringify(counts)}`);
  for (const survivor of survivors) {
    const reason =
      REASONS.find(([spot]) => spot.test(survivor.replaceAll(/\s+/g, " ")))?.[1] ?? "no reason known";
    say(`only the start-up check finds (${reason}): ${survivor.replaceAll(/\s+/g, " ")}`);
  }
  expect(survivors.filter((text) => MUST_SHOW.test(text))).toEqual([]);
});

/** Why a weakening shows to nobody: it is the same for every reader, or not about reading. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /on app\.(actor|actor_relation|control_zone|patrol|priority_\w+)_general: .*kept_from/,
    "only reports of harm are kept from anybody",
  ],
  [/trigger (dropped|off): .*(refuse_gone|idles)/, "it is about writing an id that was deleted"],
  [
    /_link set \(security_invoker|_link reset/,
    "every copy that it leads to has a policy of its own in the view that asks",
  ],
  [
    /settle\(text,uuid\[\]\): .*(actor_id|settle_accus)/,
    "records are looked at anew once more, to the same end",
  ],
  [
    /settle\(text,uuid\[\]\): .*(record_version|second_at is not null|r\.to_org_id is null)/,
    "whom to tell of a change, and not what they read",
  ],
  [/app_gate\.me\(\): .*(expires_at|revoked_at|session)/, "ends of sessions and tokens: tokens.db.test.ts"],
  [/released\(\): .*order by/, "which of two copies that the reader may both have"],
  [
    /release_terms\(text,uuid,text\): .*(crsv|'incident')/,
    "more of sexual violence than may be handed over: releases-bound.db.test.ts asks for it",
  ],
];

/** Whatever else needs a particular world: what is open to everybody shows in any. */
const MUST_SHOW =
  /^(policy set to true|policy dropped|row security off|view with its owner).*(app\.(incident|actor|patrol|control_zone|actor_relation|priority_score|priority_override|incident_party|incident_original|attachment|attachment_part|intake_item|saved_view|notice|information_coverage|control_zone_shape|actor_event)(_general|_seen)?\b)/;
