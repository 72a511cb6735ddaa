// What a proposed table would change, cell by cell, with how many records of the asker's own organisation each change
// concerns today. Others' records are not counted: their number is theirs to tell.
import type { Tx } from "../../db/tx.ts";
import type { Community } from "../../shared/rooms/access.ts";
import { type CellChange, changesBetween, isLooser, type ProtocolKind } from "../../shared/rooms/protocol.ts";
import type { CellChangeSeen, Example, PreviewSeen } from "../../shared/rooms/protocol-answers.ts";
import { cellsOfTable, type Table } from "../../shared/rooms/protocol-table.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { readCells, sideOf } from "./sharing-protocol-read.ts";

interface Owned {
  kind: ProtocolKind;
  sensitivity: Sensitivity;
  /** Communities that no rule shows these records, because they are bound to the harm. */
  held: Community[];
  records: number;
}

/** Records of one organisation as the protocol tells kinds apart; the same cases as in the policies. */
const OWNED = `
  with patrols as (
    select case when state in ('planned', 'under_way') or ended_on > app_gate.today() - 2
                then 'patrol_plan' else 'patrol_report' end as kind, sensitivity
      from app.patrol_seen where owner_org_id = $1)
  select 'incident' as kind, sensitivity, held_from as held, count(*)::int as records
    from app.incident where owner_org_id = $1 and deleted_at is null group by 2, 3
  union all select 'displaced_report', sensitivity, held_from, count(*)::int
    from app.displaced_report where owner_org_id = $1 and deleted_at is null group by 2, 3
  union all select k.kind, k.sensitivity, '{}', count(*)::int from (
    select 'actor' as kind, sensitivity from app.actor_record_seen where owner_org_id = $1
    union all select 'actor', sensitivity from app.actor_relation_seen where owner_org_id = $1
    union all select 'actor', sensitivity from app.control_zone_seen where owner_org_id = $1
    union all select protocol_kind, sensitivity from app.actor_claim_seen where owner_org_id = $1
    union all select 'contact', sensitivity from app.engagement_seen where owner_org_id = $1
    union all select 'contact', sensitivity from app.field_mission_seen where owner_org_id = $1
    union all select 'contact', sensitivity from app.operation_brief_seen where owner_org_id = $1
    union all select 'contact', sensitivity from app.mitigation_seen where owner_org_id = $1
    union all select 'access', sensitivity from app.site_seen where owner_org_id = $1
    union all select 'coverage', sensitivity from app.information_coverage_seen where owner_org_id = $1
    union all select 'priority', sensitivity from app.base_seen where owner_org_id = $1
    union all select 'priority', sensitivity from app.deployment_seen where owner_org_id = $1
    union all select case when agreed then 'priority' else 'priority_proposal' end, sensitivity
                from app.priority_cycle_seen where owner_org_id = $1
    union all select 'priority_proposal', sensitivity from app.priority_score_seen where owner_org_id = $1
    union all select 'priority_proposal', sensitivity from app.priority_override_seen where owner_org_id = $1
    union all select kind, sensitivity from patrols) k
   group by 1, 2`;

/** The newest record of each kind and sensitivity that has a day or a name. */
const EXAMPLES = `
  (select distinct on (i.sensitivity) 'incident' as kind, i.sensitivity, i.kind as what, i.occurred_from as "from",
          i.occurred_to as "to", coalesce(i.place_name, a3.name, a2.name, a1.name) as place, coalesce(a2.name, a1.name) as area
     from app.incident_seen i
     left join app.area_seen a3 on a3.ref = i.adm3_id
     left join app.area_seen a2 on a2.ref = i.adm2_id
     left join app.area_seen a1 on a1.ref = i.adm1_id
    where i.owner_org_id = $1 order by i.sensitivity, i.occurred_to desc, i.ref)
  union all
  (select distinct on (a.sensitivity) 'actor', a.sensitivity, a.name, null, null, null, null
     from app.actor_record_seen a where a.owner_org_id = $1 order by a.sensitivity, a.updated_at desc, a.ref)
  union all
  (select distinct on (1, p.sensitivity)
          case when p.state in ('planned', 'under_way') or p.ended_on > app_gate.today() - 2
               then 'patrol_plan' else 'patrol_report' end, p.sensitivity, p.state, p.started_on, p.ended_on, null, null
     from app.patrol_seen p where p.owner_org_id = $1 order by 1, p.sensitivity, p.ended_on desc, p.ref)`;

/** What would be different if this table were in effect. */
export async function previewProtocol(tx: Tx, table: Table): Promise<PreviewSeen> {
  const [effective] = await tx.query<{ id: string }>("select id from app.protocol where state = 'effective'");
  const before = effective ? await readCells(tx, effective.id) : [];
  const changes = changesBetween(before, cellsOfTable(table));
  const looser = changes.filter(isLooser).length;
  return {
    against: effective?.id ?? null,
    changes: await withRecords(tx, changes),
    looser,
    tighter: changes.length - looser,
    needsBoth: !effective || looser > 0,
  };
}

async function withRecords(tx: Tx, changes: readonly CellChange[]): Promise<CellChangeSeen[]> {
  const own = [tx.principal.organisationId];
  const owned = await tx.query<Owned>(OWNED, own);
  const examples = await tx.query<Example & Pick<Owned, "kind" | "sensitivity">>(EXAMPLES, own);
  const side = sideOf(tx);
  return changes.map((change) => {
    if (change.side !== side) return { ...change, records: null, example: null };
    const records = owned
      .filter((one) => isOf(one, change) && !one.held.includes(change.community))
      .reduce((sum, one) => sum + one.records, 0);
    const found = records > 0 ? examples.find((one) => isOf(one, change)) : undefined;
    return { ...change, records, example: found ? exampleOf(found) : null };
  });
}

const isOf = (one: Pick<Owned, "kind" | "sensitivity">, change: CellChange) =>
  one.kind === change.kind && one.sensitivity === change.sensitivity;

const exampleOf = ({ what, from, to, place, area }: Example): Example => ({ what, from, to, place, area });
