/**
 * What keeps records apart is weakened one spot at a time, as test/support/mutants.ts finds the spots in the catalogue.
 * The start-up check must name every one, in every run: many at once, where each must be named by itself, then each that
 * was not alone; a sample, in the full run all, alone as well. Those on the way of the generated worlds must also show as
 * a leak or a wrong denial without that check. All of it in transactions that are taken back.
 */
import { afterAll, expect, test } from "vitest";
import { chanceOf } from "../support/chance.ts";
import { openTestDatabase } from "../support/database.ts";
import { type Mutant, mutantsOf } from "../support/mutants.ts";
import { prepareForWorlds, runBatch } from "../support/run-worlds.ts";
import { after, batchesOf, isTold, notTold } from "../support/weaken.ts";

const isFull = Number(process.env.CONCORD_PROPERTY_RUNS ?? 0) > 0;
const HOURS = { timeout: 3 * 3_600_000 };
/** How many a usual run tries many at once: all, and on the second PostgreSQL a part of them. */
const TOGETHER = process.env.CONCORD_TEST_ENGINE === "debian" && !isFull ? 1500 : 1e6;
/** How many of all mutants a usual run tries alone too. */
const ALONE = Number(process.env.CONCORD_MUTANTS ?? (isFull ? 1e6 : 40));
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
  const mutants = all.filter((mutant) => ONLY.test(inWords(mutant)));
  if (size >= mutants.length) return mutants;
  const seed = Number(process.env.CONCORD_MUTANTS_FROM ?? Math.floor(Math.random() * 1e9));
  const chance = chanceOf(seed);
  say(`mutants drawn from ${seed}`);
  return chance.some(mutants, Math.min(1, size / mutants.length));
}

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
  /^(app\.(incident|displaced|cycle_agreement|actor|control_zone|patrol|priority|base|site|engagement|field_mission|operation_brief|mitigation|information_coverage|attachment|intake_item|saved_view|notice|bound)|app_gate\.(me|opens|released|settle|terms_told|release\w*|hand_over|look_as|today|close_copy|freeze)\(|app_priv\.(bound|same_actors|district|coarse|general|is_few))/;
const IS_READING = /policy (dropped|set|of)|condition|row security|view|function turned|trigger/;
/** Only writing goes through these, and their reading is the same table's policy for reading. */
const IS_WRITING = /policy (written|changed|replaced|withdrawn|answered)/;

const inWords = ({ group, spot }: Mutant) => `${group}: ${spot}`;

async function allMutants(pool: typeof database.admin): Promise<Mutant[]> {
  const client = await pool.connect();
  return mutantsOf(client).finally(() => client.release());
}

/** Tries each alone. @returns what no check found, and how many the login cannot make at all */
async function triedAlone(mutants: readonly Mutant[]) {
  const missed: string[] = [];
  let impossible = 0;
  for (const [at, mutant] of mutants.entries()) {
    const answer = await isTold(database.admin, mutant);
    if (answer === "impossible") impossible += 1;
    if (answer === false) missed.push(inWords(mutant));
    if (at % 500 === 499) say(`${at + 1} of ${mutants.length} tried alone, ${missed.length} missed`);
  }
  return { missed, impossible };
}

test("the start-up check names every weakened spot", HOURS, async () => {
  const all = sample(await allMutants(database.admin), TOGETHER);
  const left: Mutant[] = [];
  for (const batch of batchesOf(all)) left.push(...(await notTold(database.admin, batch)));
  const { missed, impossible } = await triedAlone(left);
  say(`${all.length} mutants, ${impossible} cannot be made by the login, ${missed.length} missed`);
  if (isFull)
    for (const [group, of] of Map.groupBy(all, ({ group }) => group)) say(`  ${of.length} ${group}`);
  expect(missed).toEqual([]);
  expect(impossible).toBeLessThan(all.length / 10);
});

test("alone it names them too", HOURS, async () => {
  const tried = sample(await allMutants(database.admin), ALONE);
  const { missed, impossible } = await triedAlone(tried);
  say(`${tried.length} mutants alone, ${impossible} cannot be made by the login, ${missed.length} missed`);
  expect(missed).toEqual([]);
});

test("weakened reading shows in generated worlds, without the start-up check", HOURS, async () => {
  const untouched: Mutant = {
    ...{ group: "none", target: "", spot: "", statement: "select 1", role: "app_owner" as const },
  };
  expect(await shown(untouched)).toBe("nothing");
  const all = (await allMutants(worlds.admin)).filter(
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
    if (answer === "nothing") survivors.push(inWords(mutant));
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
    /actor_standing\(\): .*order by.*(said_by|owner_org_id)⟨/,
    "which of several words about a published record a reader follows: actors-same-each.db.test.ts",
  ],
];

/** Whatever else needs a particular world: what is open to everybody shows in any. */
const MUST_SHOW =
  /^(policy set to true|policy dropped|row security off|view with its owner).*(app\.(incident|actor|patrol|control_zone|actor_relation|priority_score|priority_override|incident_party|incident_original|attachment|attachment_part|intake_item|saved_view|notice|information_coverage|control_zone_shape|actor_event)(_general|_seen)?\b)/;
