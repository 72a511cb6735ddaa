// The dashboard's answers as plain SQL on the read door, under the same reader's policies: what the aggregator is
// measured against and checked with.
import { asPrincipal, type Tx } from "../../db/tx.ts";
import { type Home, OPERATION } from "./home.ts";

/** Per chart the groups' figures: events, low, best, high, civilians, unknown status. */
export type Answers = Record<"total" | "month" | "perpetratorGroup" | "admin2" | "kind", (number | null)[][]>;

export interface Asked {
  from: string;
  to: string;
  dataset: string;
  levels: string[];
}

const FIGURES = `count(*)::int as events, sum(killed_low)::int as low, sum(killed_best)::int as best,
  sum(killed_high)::int as high, sum(civilian_best)::int as civilian, sum(unknown_status)::int as unknown`;

const SELECTED = `app.incident_seen i
  where i.occurred_to between $1::date and $2::date and not i.illustrative and i.verification = any($4::text[])
    and i.dataset_id = (select ref from app.dataset_seen where name = $3)`;

/** One incident stands for all with the same parties, as in the facts. */
const PERPETRATORS = `
  with sets as (
    select distinct on (party_set) party_set, ref from app.incident_seen where party_set is not null
  ), classed as (
    select s.party_set, case
        when count(distinct p.actor_ref) filter (where p.role = 'alleged_perpetrator') > 1 then 'several'
        when bool_or(p.role = 'alleged_perpetrator' and a.communal) then 'communal'
        when bool_or(p.role = 'alleged_perpetrator')
          then min(p.actor_ref::text) filter (where p.role = 'alleged_perpetrator')
        when bool_or(p.role in ('party', 'opposing')) then 'fighting' else 'none' end as class
      from app.incident_party_seen p
      join sets s on s.ref = p.ref
      join app.actor_seen a on a.ref = p.actor_ref
     where p.ref = any(array(select ref from sets))
     group by s.party_set
  )
  select ${FIGURES} from ${SELECTED.replace(" i\n", " i left join classed c on c.party_set = i.party_set\n")}
   group by coalesce(c.class, 'none')`;

const STATEMENTS = {
  total: `select ${FIGURES} from ${SELECTED}`,
  month: `select ${FIGURES} from ${SELECTED} group by date_trunc('month', i.occurred_to)`,
  perpetratorGroup: PERPETRATORS,
  admin2: `select ${FIGURES} from ${SELECTED} group by i.adm2_id`,
  kind: `select ${FIGURES} from ${SELECTED} group by i.kind`,
} as const;

/** All five answers in one transaction; the time is that of the statements alone. */
export function sqlAnswers(home: Home, asked: Asked): Promise<{ answers: Answers; ms: number }> {
  return asPrincipal(home.database.pool, { secret: home.secret, operation: OPERATION }, async (tx) => {
    const begun = performance.now();
    const answers: Partial<Answers> = {};
    for (const name of Object.keys(STATEMENTS) as (keyof Answers)[]) {
      answers[name] = await figuresOf(tx, STATEMENTS[name], asked);
    }
    return { answers: answers as Answers, ms: performance.now() - begun };
  });
}

async function figuresOf(tx: Tx, sql: string, { from, to, dataset, levels }: Asked) {
  const rows = await tx.query<Record<string, number | null>>(sql, [from, to, dataset, levels]);
  return rows.map(({ events, low, best, high, civilian, unknown }) => [
    events ?? 0,
    low ?? null,
    best ?? null,
    high ?? null,
    civilian ?? null,
    unknown ?? null,
  ]);
}
