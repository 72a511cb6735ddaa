/**
 * Many editors, few records: twenty people change the same reports at once, again and again. Of each report exactly as many
 * changes stand as were acknowledged, the last one whole; whoever was too late is refused with the version that was faster,
 * reads it, and has both before them. 12 reports here, 1,000 in the long run.
 */
import { expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { chanceOf } from "../support/chance.ts";
import { together } from "../support/crowd.ts";
import { incidentCalls } from "../support/incidents.ts";
import { addVera } from "../support/reviews.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const RECORDS = process.env.CONCORD_FULL === "yes" ? 1_000 : 12;
const EDITORS = 20;

const world = await openWorld();
const operation = OPERATION;
const { log } = incidentCalls(world);
const people = await Promise.all(Array.from({ length: EDITORS }, (_, at) => addVera(world, `editor${at}`)));

test(`${RECORDS} reports by ${EDITORS} editors: no change is lost`, { timeout: 3_600_000 }, async () => {
  const forms = Array.from({ length: RECORDS }, () => incidentOf({ description: "As it was logged" }));
  for (const form of forms) await log(form, "ada");
  const chance = chanceOf(20);
  const known = new Map(forms.map((form) => [form.id!, form]));
  const stood = new Map(forms.map((form) => [form.id!, ["As it was logged"]]));
  const tally = { tries: 0, busy: 0, refused: 0, both: 0 };
  // Each editor changes each report once, from the version that they read before all others were at work.
  const work = forms.flatMap((form) =>
    Array.from({ length: EDITORS }, (_, editor) => ({ id: form.id!, editor })),
  );
  for (let at = work.length - 1; at > 0; at -= 1) {
    const other = chance.below(at + 1);
    [work[at], work[other]] = [work[other]!, work[at]!];
  }
  const begun = performance.now();
  await together(work, EDITORS, async ({ id, editor }) => {
    const { incidents } = people[editor]!;
    const mine = `Text of editor ${editor}`;
    let version = 1;
    for (;;) {
      tally.tries += 1;
      const form = { ...known.get(id)!, description: mine, sources: [] };
      const change = incidents.edit.mutate({ operation, version, form });
      const done = await change.catch(() => null);
      if (done) {
        expect(done.version).toBe(version + 1);
        stood.get(id)!.push(mine);
        return;
      }
      const refused = await refusal(change);
      // A machine that is too busy says so, and nothing was written: a device says it again.
      if (refused.code === "unavailable") {
        tally.busy += 1;
        continue;
      }
      tally.refused += 1;
      expect(refused.code).toBe("conflict");
      // Both versions: the own one is still in hand, the one that was faster is read.
      const theirs = await patiently(() => incidents.get.query({ operation, ref: id }));
      expect(theirs.version).toBeGreaterThanOrEqual(Number(refused.details?.version));
      expect(theirs.version).toBeGreaterThan(version);
      expect(theirs.description).not.toBe(mine);
      tally.both += 1;
      version = theirs.version;
    }
  });
  const seconds = (performance.now() - begun) / 1000;
  const ids = forms.map(({ id }) => id);
  const rows = await asDefiner(world.database.admin, async (client) => {
    const { rows: found } = await client.query(
      `select i.id, i.version, i.description,
              (select array_agg(r.before ->> 'description' order by r.version) from app.revision r
                where r.record_id = i.id and r.before is not null) as former
         from app.incident i where i.id = any($1::uuid[])`,
      [ids],
    );
    return found as { id: string; version: number; description: string; former: string[] }[];
  });
  console.info(
    `editors: ${RECORDS} reports, ${EDITORS} editors, ${tally.tries} tries in ${seconds.toFixed(1)} s ` +
      `(${Math.round(tally.tries / seconds)} a second), ${tally.busy} too busy, ${tally.refused} refused, ${tally.both} shown both versions, ` +
      `${rows.reduce((sum, { version }) => sum + version - 1, 0)} changes stand`,
  );
  expect(rows).toHaveLength(RECORDS);
  expect(tally.both).toBe(tally.refused);
  for (const { id, version, description, former } of rows) {
    expect(version).toBe(1 + EDITORS);
    // Every acknowledged text is in the history or stands, none twice.
    expect([...former, description].sort()).toEqual([...stood.get(id)!].sort());
    expect(new Set([...former, description]).size).toBe(1 + EDITORS);
  }
});

/** Asks again while the machine is too busy. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = ask();
    const fault = await answer.then(
      () => null,
      () => refusal(answer),
    );
    if (fault?.code !== "unavailable" || tries === 20) return answer;
  }
}
