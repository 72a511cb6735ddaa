// The register: what was released to whom, why, by whom, and what became of it. Both sides read it; a receiver reads
// what is in a release only once they have accepted it.

import type { z } from "zod";
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import {
  type officeForm,
  RELEASE_KINDS,
  RELEASING_ROLES,
  type RegisterFilter,
  type ReleaseRow,
} from "../../shared/rooms/releases.ts";
import { doorOf } from "./sharing-read.ts";
import { checkSending } from "./sharing-text.ts";

const MOST = 500;

/** Names of those who may agree in place of the author: the same organisation, a releasing role, not the author. */
const COULD_AGREE = `
  select array_agg(p.name order by p.name) from app.membership m join app.person p on p.id = m.person_id
   where m.organisation_id = r.owner_org_id and m.ended_at is null and m.person_id <> r.created_by and m.role = any($4)`;

/** The copy that a receiver got by a release, by the kind of its record. */
const REF_OF_KIND = RELEASE_KINDS.map(
  (kind) => `when '${kind}' then (select s.ref from ${doorOf(kind)} s where s.release_id = r.ref)`,
).join(" ");

const ROWS = `
  select r.ref, case when r.record_id is not null then 'given' else 'received' end as direction, r.kind,
    coalesce(r.record_id, case r.kind ${REF_OF_KIND} end) as "recordRef",
    r.preview ->> 'what' as what, r.preview ->> 'month' as month, province.name as province, owner.name as owner,
    r.to_community as community, organisation.name as organisation, office.name as office, r.level, r.purpose, r.conditions,
    case when r.record_id is not null or r.state in ('active', 'expired') then r.message end as message,
    to_char((r.until - interval '1 second') at time zone o.time_zone, 'YYYY-MM-DD') as until, r.state,
    case when r.bound is not null then coalesce((select b.how from app.bound_seen(r.kind, r.record_id) b
      where b.community = r.to_community), r.bound) end as bound,
    coalesce(case when r.state = 'held' then (${COULD_AGREE}) end, '{}') as "couldAgree",
    author.name as by, r.offered_on as at, second.name as "secondBy", r.answer, answerer.name as "answeredBy",
    r.answered_on as "answeredAt", r.withdrawn_on as "withdrawnAt", r.record_version as "recordVersion",
    r.current_version > r.record_version as outdated, r.replaces, r.illustrative,
    $3 and r.state = 'held' and r.record_id is not null and r.created_by <> $1 as "mayAgree",
    $5 and r.state = 'offered' and r.record_id is null as "mayAnswer",
    $3 and r.state in ('held', 'offered', 'active') and r.record_id is not null as "mayWithdraw",
    r.created_at as made, r.office_id, r.owner_org_id, r.to_org_id, (r.offered_on at time zone o.time_zone)::date as day
  from app.release_seen r
  join app.operation o on o.id = r.operation_id
  join app.organisation owner on owner.id = r.owner_org_id
  left join app.organisation organisation on organisation.id = r.to_org_id
  left join app.office_seen office on office.ref = r.office_id
  left join app.area_seen province on province.ref = (r.preview ->> 'province')::uuid
  left join app.person author on author.id = r.created_by
  left join app.person second on second.id = r.second_by
  left join app.person answerer on answerer.id = r.answered_by
  where r.record_id is not null or r.owner_org_id <> $2`;

/** Newest first, 500 at most. `waiting`: those that wait for the reader's own agreement or answer. */
export async function readRegister(tx: Tx, filter: RegisterFilter): Promise<ReleaseRow[]> {
  const { personId, organisationId, role, mayWrite } = tx.principal;
  const mayRelease = mayWrite && personId !== null && RELEASING_ROLES.includes(role);
  const mayAnswer = mayWrite && personId !== null && role !== "observer" && role !== "administrator";
  const rows = await tx.query<{ row: ReleaseRow } & Dates>(
    `select to_jsonb(r) - '{made,office_id,owner_org_id,to_org_id,day}'::text[] as row, at, "answeredAt", "withdrawnAt"
       from (${ROWS}) r where
       ($6::text is null or case when $6 = 'waiting' then "mayAgree" or "mayAnswer" else direction = $6 end)
       and ($7::uuid is null or "recordRef" = $7) and ($8::text is null or state = $8)
       and ($9::text is null or community = $9) and ($10::text is null or kind = $10)
       and ($11::text is null or purpose = $11) and ($12::uuid is null or office_id = $12)
       and ($13::uuid is null or $13 in (owner_org_id, to_org_id))
       and ($14::date is null or day >= $14) and ($15::date is null or day <= $15)
       and ($16 = '' or position(lower($16) in lower(concat_ws(' ', conditions, message, answer, owner, organisation,
             office, by, "answeredBy", "secondBy", province))) > 0)
     order by made desc, ref desc limit ${MOST}`,
    [
      personId ?? organisationId,
      organisationId,
      mayRelease,
      RELEASING_ROLES,
      mayAnswer,
      filter.direction,
      filter.record,
      filter.state,
      filter.community,
      filter.kind,
      filter.purpose,
      filter.office,
      filter.organisation,
      filter.from,
      filter.to,
      filter.text,
    ],
  );
  return rows.map(({ row, at, answeredAt, withdrawnAt }) => ({
    ...row,
    by: row.by ?? row.owner,
    at: at.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  }));
}

interface Dates {
  at: Date;
  answeredAt: Date | null;
  withdrawnAt: Date | null;
}

export const readOffices = (tx: Tx) =>
  tx.query<OfficeRow>(
    `select f.ref, f.organisation_id as "organisationId", o.name as organisation, o.community, f.name, f.function,
            f.illustrative
       from app.office_seen f join app.organisation o on o.id = f.organisation_id order by o.name, f.name`,
  );

interface OfficeRow {
  ref: string;
  organisationId: string;
  organisation: string;
  community: string;
  name: string;
  function: string;
  illustrative: boolean;
}

/** @throws AppError not_allowed; conflict when the organisation has an office of that name */
export async function addOffice(
  tx: Tx,
  form: z.infer<typeof officeForm>,
  illustrative = false,
): Promise<void> {
  const [organisation] = await tx.query<{ id: string }>("select id from app.organisation where id = $1", [
    form.organisationId,
  ]);
  if (!organisation) throw new AppError("not_found");
  // Read by every community: an office has a name and a function, and neither number nor place to find it.
  await checkSending(tx, { name: form.name, function: form.function }, true);
  await tx.query(
    `insert into app.office (id, operation_id, organisation_id, name, function, illustrative)
     values ($1, $2, $3, $4, $5, $6)`,
    [form.id, tx.principal.operationId, form.organisationId, form.name, form.function, illustrative],
  );
  await tx.query("select app_gate.touch('release')");
  await tx.query("select app_gate.audit('office.add', 'office', $1, '{}')", [form.id]);
}

/** Counts of what the protocol opens as counts only; areas by name. */
export const readCounts = (tx: Tx) =>
  tx.query<{ month: string; province: string; kind: string; events: number }>(
    `select c.month, a.name as province, c.kind, c.events
       from app_gate.incident_counts() c join app.area_seen a on a.ref = c.adm1_id
      order by c.month desc, a.name, c.kind`,
  );

/**
 * Says which actor an organisation is, so that no rule fires towards a party to the harm; null takes it back.
 * @param actor an actor the caller sees
 * @throws AppError not_found: no such actor for this caller; not_allowed
 */
export async function nameActor(tx: Tx, organisation: string, actor: string | null): Promise<void> {
  const [link] = actor
    ? await tx.query<{ id: string }>("select record_id as id from app.actor_record_link where ref = $1", [
        actor,
      ])
    : [{ id: null }];
  if (!link) throw new AppError("not_found");
  const [done] = await tx.query<{ done: boolean }>("select app_gate.name_actor($1, $2) as done", [
    organisation,
    link.id,
  ]);
  if (!done?.done) throw new AppError("not_allowed");
  await tx.query("select app_gate.touch('release'), app_gate.touch('incident')");
  await tx.query("select app_gate.audit('organisation.name_actor', 'organisation', $1, $2)", [
    organisation,
    { actor: link.id },
  ]);
}

/** The channel for what is never logged. @throws AppError not_allowed: administrators only */
export const setReportingChannel = (tx: Tx, text: string) => setWords(tx, "reporting_channel", text);

/** Where survivors find help. @throws AppError not_allowed: administrators and coordinators only */
export const setReferralPathway = (tx: Tx, text: string) => setWords(tx, "referral_pathway", text);

/** Words of the operation that everyone in it reads. */
async function setWords(tx: Tx, what: "reporting_channel" | "referral_pathway", text: string): Promise<void> {
  const [done] = await tx.query<{ done: boolean }>(`select app_gate.set_${what}($1) as done`, [text]);
  if (!done?.done) throw new AppError("not_allowed");
  await tx.query("select app_gate.touch('operation')");
  await tx.query("select app_gate.audit($1, 'operation', $2, '{}')", [
    `operation.${what}`,
    tx.principal.operationId,
  ]);
}
