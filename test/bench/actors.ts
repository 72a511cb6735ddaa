// The order of battle at a size that research on one country has reached (Security Force Monitor: 1,396 organisations,
// 837 persons, 3,782 sources): 1,500 units, 1,000 people in roles, 4,000 sources. Asked over the wire and made ready for
// any date, as the browser does it.
import { gunzipSync } from "node:zlib";
import { structureOn } from "../../client/rooms/actors/figures-structure.ts";
import { asDesk } from "../../server/access/desk.ts";
import { treeOf } from "../../shared/rooms/actors-structure.ts";
import { isoOf } from "../../shared/time.ts";
import { type Home, OPERATION } from "./home.ts";
import { type Line, line, median, ms, number, quantile, say } from "./table.ts";

const UNITS = 1_500;
const ROLES = 1_000;
const SOURCES = 4_000;
const TIMES = 20;
const FIRST_DAY = 18_000;

/** Six under each, and every third unit stood under another until a day. */
const FILL = [
  `insert into app.actor (id, operation_id, owner_org_id, sensitivity, kind, name, name_key)
   select md5('unit ' || n)::uuid, $1, $2, 'low', 'nsag_rebel', 'Bench unit ' || n, 'bench unit ' || n
     from generate_series(1, ${UNITS}) n`,
  `insert into app.actor_relation (id, operation_id, owner_org_id, sensitivity, from_actor, to_actor, kind, valid_from,
     valid_to, confidence)
   select md5('under ' || n)::uuid, $1, $2, 'low', md5('unit ' || n)::uuid, md5('unit ' || ((n + 4) / 6))::uuid, 'part_of',
          date '2019-01-01' + case when n % 3 = 0 then 200 else 0 end, null, 'medium' from generate_series(2, ${UNITS}) n`,
  `insert into app.actor_relation (id, operation_id, owner_org_id, sensitivity, from_actor, to_actor, kind, valid_from,
     valid_to, confidence)
   select md5('former ' || n)::uuid, $1, $2, 'low', md5('unit ' || n)::uuid, md5('unit ' || 1)::uuid, 'part_of',
          date '2019-01-01', date '2019-01-01' + 199, 'low' from generate_series(9, ${UNITS}, 3) n`,
  `insert into app.actor_claim (id, operation_id, owner_org_id, sensitivity, actor_id, attribute, value, valid_from, as_of,
     reliability, credibility)
   select md5('claim ' || n)::uuid, $1, $2, 'low', md5('unit ' || (n % ${UNITS} + 1))::uuid,
          case when n <= ${ROLES} then 'commander' else 'capability' end,
          case when n <= ${ROLES} then '{"role": "Commander", "rank": "Major"}' else '{"text": "Mortars"}' end::jsonb,
          date '2019-01-01' + n % 300, date '2019-11-01', 'B', '2' from generate_series(1, ${SOURCES}) n`,
  `insert into app.actor_claim_source (claim_id, source_type, said)
   select md5('claim ' || n)::uuid, 'document', 'Page ' || n from generate_series(1, ${SOURCES}) n
    where $1::uuid is not null and $2::uuid is not null`,
];

export async function measureActors(home: Home): Promise<Line[]> {
  say(`making ${number(UNITS)} units`);
  await asDesk(
    home.database,
    OPERATION,
    async (tx) => {
      for (const sql of FILL) await tx.query(sql, [tx.principal.operationId, tx.principal.organisationId]);
    },
    "ada@test.example",
  );
  say("measuring the order of battle");
  const path = `/trpc/actors.structure?input=${encodeURIComponent(JSON.stringify({ operation: OPERATION }))}`;
  const asked: number[] = [];
  const whole: number[] = [];
  const moved: number[] = [];
  let bytes = 0;
  for (let at = 0; at < TIMES; at += 1) {
    const begun = performance.now();
    const answer = await home.get(path, { "accept-encoding": "gzip" });
    asked.push(performance.now() - begun);
    bytes = answer.bytes.length;
    const { data } = JSON.parse(gunzipSync(answer.bytes).toString()).result;
    const shown = structureOn(data, isoOf(FIRST_DAY + at * 10));
    whole.push(performance.now() - begun);
    if (shown.lines.length < UNITS) throw new Error(`only ${shown.lines.length} units are shown`);
    const slid = performance.now();
    treeOf(structureOn(data, isoOf(FIRST_DAY + at * 9)).structure, [...shown.nodes.keys()]);
    moved.push(performance.now() - slid);
  }
  return [
    line("order of battle: answer of the server, median", ms(median(asked))),
    line("order of battle: answer, kB", number(bytes / 1024)),
    line("hierarchy at a date, end to end, median", ms(median(whole)), "200 ms"),
    line("hierarchy at a date, end to end, p95", ms(quantile(whole, 0.95)), "200 ms"),
    line("hierarchy at another date (slider), median", ms(median(moved)), "16 ms"),
  ];
}
