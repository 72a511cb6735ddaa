/**
 * What releasers are told before they release, judged for one reader: of own records what the rule gives a community and
 * whether it is bound to the harm, of others' nothing. Of each record one community is asked about, another one by each
 * reader and world.
 */
import type { Runs } from "./generated-rows.ts";
import type { Eyes, Verdict } from "./judge.ts";
import { COPIED_KINDS, type ModelRecord } from "./oracle.ts";
import { termsAnswer } from "./oracle-releases.ts";

const ASK = `select array_agg(app_gate.release_terms(kind, record, community) order by at) as terms
  from jsonb_to_recordset($1) as a(at int, kind text, record uuid, community text)`;

interface Told {
  rule: string;
  bound: string | null;
}

export async function judgeTerms(client: Runs, eyes: Eyes, who: string, verdict: Verdict): Promise<void> {
  const asked = askedOf(eyes);
  const { rows } = await client.query<{ terms: (Told | null)[] }>({
    name: "judge-terms",
    text: ASK,
    values: [JSON.stringify(asked.map(({ record, community }, at) => rowOf(record, community, at)))],
  });
  for (const [at, { record, community }] of asked.entries()) {
    // A look asks for nobody, and nobody is told.
    const due = eyes.person && termsAnswer(eyes.model, eyes.person, record, community);
    const told = rows[0]!.terms[at];
    const [got, want] = [
      told && inWords(told.rule, told.bound !== null),
      due && inWords(due.rule, due.bound),
    ];
    if (due) verdict.tally.count(`terms: ${due.rule}${due.bound ? " bound" : ""}`);
    if (due && record.sexual !== "no") verdict.tally.count(`terms: of sexual violence ${due.rule}`);
    if (got === want) continue;
    const say = `${who}: terms of ${record.kind} ${record.id} for ${community}: ${got}, not ${want}`;
    (want === null ? verdict.leaks : verdict.denials).push(say);
  }
}

const inWords = (rule: string, bound: boolean) => (bound ? `${rule}, bound` : rule);
const rowOf = ({ kind, id }: ModelRecord, community: string, at: number) => ({
  at,
  kind,
  record: id,
  community,
});

/** All own records and a few of others. */
function askedOf({ model, person }: Eyes) {
  const turn = model.seed + model.people.findIndex(({ id }) => id === person?.id);
  return model.records
    .filter(({ kind }) => (COPIED_KINDS as readonly string[]).includes(kind))
    .filter(({ owner }, at) => owner === person?.organisation || (at + turn) % 5 === 0)
    .map((record, at) => ({ record, community: model.communities[(at + turn) % model.communities.length]! }));
}
