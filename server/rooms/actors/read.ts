// Actors, their relations and zones, from the seen views. A zone or relation is seen only with the actors it names.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type {
  ActorAnswer,
  ActorDossier,
  ActorLine,
  RelationAnswer,
  ZoneAnswer,
} from "../../../shared/rooms/actors-answers.ts";
import { bestOf } from "../../../shared/rooms/actors-claims.ts";
import type { RevisionAnswer } from "../../../shared/rooms/records-answers.ts";
import { readToday } from "../../access/today.ts";
import { readDatasets } from "../places/read.ts";
import { readClaims } from "./read-claims.ts";
import { ALSO_NAMED, readSame, readToldOf, standsFor } from "./read-same.ts";
import { readEvents } from "./read-structure.ts";

const BRIEF = `a.ref, a.name, a.kind, a.aliases, ${ALSO_NAMED("a")} as "alsoNamed", a.communal, a.joint, a.active_from as "activeFrom",
  a.active_to as "activeTo", a.sensitivity, a.illustrative, o.name as owner,
  case when d.ref is not null then concat_ws(' ', d.title, d.dataset_version) end as dataset,
  (select count(*) from app.control_zone_seen z where z.actor_id = a.ref)::int as zones`;
const JOINED = `app.actor_seen a join app.organisation o on o.id = a.owner_org_id
  left join app.dataset_seen d on d.ref = a.dataset_id`;

/** All actors the reader may see, by name. Events are counted by the client, from its facts. */
export const readActors = (tx: Tx): Promise<ActorAnswer[]> =>
  tx.query<ActorAnswer>(`select ${BRIEF} from ${JOINED} order by a.name_key, a.ref`);

/** The same with what stands today of UN support to each. */
export async function readActorLines(tx: Tx): Promise<ActorLine[]> {
  const day = await readToday(tx);
  const claims = Map.groupBy(await readClaims(tx, null, ["un_support", "hrddp"]), ({ actorRef }) => actorRef);
  const code = (ref: string, attribute: "un_support" | "hrddp") =>
    bestOf(claims.get(ref) ?? [], attribute, day).best?.value?.code ?? null;
  return (await readActors(tx)).map((actor) => ({
    ...actor,
    unSupport: code(actor.ref, "un_support") as ActorLine["unSupport"],
    hrddp: code(actor.ref, "hrddp") as ActorLine["hrddp"],
  }));
}

/**
 * One actor with relations, zones and history; the record that stands for it, where two are of one actor.
 * @throws AppError not_found
 */
export async function readActor(tx: Tx, asked: string): Promise<ActorDossier> {
  const ref = await standsFor(tx, asked);
  const [row] = await tx.query<Omit<ActorDossier["actor"], "source"> & { datasetRef: string | null }>(
    `select ${BRIEF}, a.full_name as "fullName", a.notes, a.as_of as "asOf",
            a.chain_of_command_clarity as "chainOfCommand", a.dataset_id as "datasetRef",
            case when a.level = 'full' and a.owner_org_id = $2 and a.dataset_id is null then a.version end as version
       from ${JOINED} where a.ref = $1`,
    [ref, tx.principal.organisationId],
  );
  if (!row) throw new AppError("not_found");
  const { datasetRef, ...actor } = row;
  const [source] = await readDatasets(tx, datasetRef ? [datasetRef] : []);
  const relations = await readRelations(tx, ref);
  const zones = await readZones(tx, "z.actor_id = $2", ref);
  const claims = await readClaims(tx, [ref]);
  const same = await readSame(tx, ref);
  const said = [...relations, ...zones, ...claims].map((each) => each.ref);
  const records = [ref, ...same.flatMap((record) => [record.record, record.ref]), ...said];
  return {
    actor: { ...actor, source: source ?? null },
    same,
    toldOf: same.length > 0 ? Object.fromEntries(await readToldOf(tx, ref, said)) : {},
    relations,
    zones,
    claims: claims.map(({ actorRef: _, ...claim }) => claim),
    events: await readEvents(tx, ref),
    history: await readHistory(tx, records),
  };
}

/**
 * Zones on any of these areas, newest claim first. By the area shown, not the one drawn: else asking for one small
 * area after the other would tell where it was drawn.
 */
export const readZonesIn = (tx: Tx, areaRefs: readonly string[]): Promise<ZoneAnswer[]> =>
  readZones(tx, "s.ref = any($2)", areaRefs);

/** Every zone of every day, so that a slider moves without asking. */
export const readAllZones = (tx: Tx): Promise<ZoneAnswer[]> => readZones(tx, "$2::text is null", null);

/**
 * Outside civil-military coordination and the organisation that wrote it, a zone is shown at level 2 or coarser
 * (domain: a zone drawn on a village tells where people stand).
 */
function readZones(tx: Tx, condition: string, value: unknown): Promise<ZoneAnswer[]> {
  return tx.query<ZoneAnswer>(
    `select z.ref, ${OTHER("ac")} as actor,
            jsonb_build_object('ref', s.ref, 'code', coalesce(s.pcode, s.ref::text), 'name', s.name, 'level', s.level) as area,
            z.control_kind as "controlKind", z.ground, z.influence, z.as_of as "asOf", z.valid_from as "validFrom",
            z.from_precision as "fromPrecision", z.valid_to as "validTo", z.to_precision as "toPrecision",
            (select jsonb_path_query_array(d.shape, '$.coordinates[0][*]') - -1
               from app.control_zone_shape_seen d where d.ref = z.ref) as outline, z.confidence, z.note, z.sensitivity, z.illustrative, o.name as owner
       from app.control_zone_seen z
       join app.actor_seen ac on ac.ref = z.actor_id
       join app.area_seen a on a.ref = z.area_id
       left join app.area_seen up on up.ref = a.parent_id
       join app.area_seen s on s.ref = case
              when a.level <= 2 or z.owner_org_id = $1 or ${tx.principal.community === "cmcoord"} then a.ref
              when a.level = 3 then a.parent_id else up.parent_id end
       join app.organisation o on o.id = z.owner_org_id
      where ${condition} order by z.as_of desc, s.name, z.ref`,
    [tx.principal.organisationId, value],
  );
}

/** An actor beside another record, as JSON; `alias` is its seen view's. */
export const OTHER = (alias: string) =>
  `jsonb_build_object('ref', ${alias}.ref, 'name', ${alias}.name, 'kind', ${alias}.kind, 'communal', ${alias}.communal)`;

function readRelations(tx: Tx, ref: string): Promise<RelationAnswer[]> {
  return tx.query<RelationAnswer>(
    `select r.ref, r.kind, r.from_actor = $1 as outward, ${OTHER("ac")} as other, r.as_of as "asOf",
            r.valid_from as "validFrom", r.from_precision as "fromPrecision", r.valid_to as "validTo",
            r.to_precision as "toPrecision", r.confidence, r.source as note, r.sensitivity,
            r.illustrative, o.name as owner
       from app.actor_relation_seen r
       join app.actor_seen ac on ac.ref = case when r.from_actor = $1 then r.to_actor else r.from_actor end
       join app.organisation o on o.id = r.owner_org_id
      where (r.from_actor = $1 or r.to_actor = $1) and r.from_actor <> r.to_actor
      order by r.valid_from desc, ac.name, r.ref`,
    [ref],
  );
}

/** How these records came to be, newest first; the policy leaves only the reader's own organisation's. */
function readHistory(tx: Tx, records: readonly string[]): Promise<RevisionAnswer[]> {
  return tx.query<RevisionAnswer>(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, person_label as by, action, changed
       from app.revision where record_id = any($1) order by app.revision.at desc, version desc limit 100`,
    [records],
  );
}
