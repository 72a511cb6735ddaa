/**
 * Queued submissions over a bad line: each is said until it was answered twice, in any order, eight at a time, and of the
 * tries five in a hundred are cut in the middle of the body and five before the answer. In the end every record is there
 * once, whole and with one line in the log. 400 here, 10,000 in the long run.
 */
import { Agent } from "node:http";
import { expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { incidentOf } from "../support/builders.ts";
import { type Chance, chanceOf } from "../support/chance.ts";
import { type Cut, say, together } from "../support/crowd.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const COUNT = process.env.CONCORD_FULL === "yes" ? 10_000 : 400;
const AT_ONCE = 8;
const CUT = 0.05;

const world = await openWorld();

test(`${COUNT} submissions said twice are ${COUNT} records`, { timeout: 1_800_000 }, async () => {
  await world.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = world.app.server.address() as { port: number };
  const base = `http://127.0.0.1:${port}`;
  const chance = chanceOf(4);
  const forms = Array.from({ length: COUNT }, (_, at) => incidentOf({ description: `Report ${at}` }));
  const left = shuffled([...forms, ...forms], chance);
  const tally = { tries: 0, body: 0, answer: 0, busy: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const begun = performance.now();
  await together(left, AT_ONCE, async (form) => {
    const drawn = chance.next();
    const cut: Cut = drawn < CUT ? "body" : drawn < 2 * CUT ? "answer" : null;
    tally.tries++;
    if (cut) tally[cut]++;
    const input = { operation: OPERATION, form };
    const call = { base, path: "incidents.log", secret: world.people.adele.secret, input, cut };
    const status = await say(cut ? call : { ...call, agent });
    // What was not answered, or met a machine that is too busy, waits and is said again, some time.
    if (status === 503) tally.busy++;
    if (status === 0 || status === 503) left.splice(chance.below(left.length + 1), 0, form);
    else expect(status).toBe(200);
  });
  agent.destroy();
  const seconds = (performance.now() - begun) / 1000;
  const ids = forms.map(({ id }) => id);
  const found = await asDefiner(world.database.admin, async (client) => {
    const one = async (sql: string) => Number((await client.query(sql, [ids])).rows[0].n);
    return {
      records: await one("select count(*) as n from app.incident where id = any($1::uuid[])"),
      all: await one(
        "select count(*) as n from app.incident i join app.dataset d on d.id = i.dataset_id where d.name = 'log' and $1::uuid[] is not null",
      ),
      texts: await one(
        "select count(distinct description) as n from app.incident where id = any($1::uuid[])",
      ),
      sources: await one("select count(*) as n from app.incident_source where incident_id = any($1::uuid[])"),
      revisions: await one("select count(*) as n from app.revision where record_id = any($1::uuid[])"),
      lines: await one(
        "select count(*) as n from app_priv.audit where action = 'incident.log' and record_id = any($1::uuid[])",
      ),
      versions: await one(
        "select count(*) as n from app.incident where id = any($1::uuid[]) and version = 1",
      ),
    };
  });
  console.log(
    `replay: ${COUNT} submissions, ${tally.tries} tries in ${seconds.toFixed(1)} s (${Math.round(tally.tries / seconds)} a second), ` +
      `${tally.body} cut in the body, ${tally.answer} before the answer, ${tally.busy} too busy: ${found.records} records, ${found.lines} lines`,
  );
  const sources = forms.reduce((sum, form) => sum + (form.sources?.length ?? 0), 0);
  expect(found).toEqual({
    ...{ records: COUNT, all: COUNT, texts: COUNT, revisions: COUNT, lines: COUNT, versions: COUNT },
    sources,
  });
});

/** In any order (Fisher and Yates). */
function shuffled<T>(list: T[], chance: Chance): T[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = chance.below(at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}
