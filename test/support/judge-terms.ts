/**
 * What releasers are told before they release, judged for one reader: of own records what the rule gives a community and
 * whether it is bound to the harm, and how as far as they see that; of others' nothing. Of each record one community is asked about, another one by each
 * reader and world.
 */
import type { Runs } from "./generated-rows.ts";
import type { Eyes, Verdict } from "./judge.ts";
import { COPIED_KINDS, type ModelRecord } from "./oracle.ts";
import { termsAnswer } from "./oracle-releases.ts";

/** As server/access/sharing-read.ts asks. */
const ASK = `select array_agg(case when t.told ->> 'bound' is null then t.told else t.told || jsonb_build_object('bound',
    coalesce((select b.how from app.bound_seen(t.kind, t.record) b where b.community = t.community), t.told ->> 'bound')) end
  order by t.at) as terms
  from (select a.*, app_gate.terms_told(a.kind, a.record, a.community) as told
          from jsonb_to_recordset($1) as a(at int, kind text, record uuid, community text)) t`;

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
    const [got, want] = [told && inWords(told), due && inWords(due)];
    if (due) verdict.tally.count(`terms: ${due.rule}${due.bound ? " bound" : ""}`);
    if (due?.bound)
      verdict.tally.count(`terms: ${due.bound === "unnamed" ? "bound, unnamed" : "bound, named"}`);
    if (due && record.sexual !== "no") verdict.tally.count(`terms: of sexual violence ${due.rule}`);
    if (got === want) continue;
    const say = `${who}: terms of ${record.kind} ${record.id} for ${community}: ${got}, not ${want}`;
    const tellsMore = due?.bound === "unnamed" || (told?.bound && told.bound !== "unnamed");
    (want === null || tellsMore ? verdict.leaks : verdict.denials).push(say);
  }
}

const inWords = ({ rule, bound }: Told) => (bound ? `${rule}, bound: ${bound}` : rule);
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
