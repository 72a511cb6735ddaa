// Engagements, field missions, briefs and options against a threat through their seen views. What names an actor is seen
// only with it; a brief is written to be sent and stands by itself.
import type { Tx } from "../../../db/tx.ts";
import type {
  BriefAnswer,
  EngagementAnswer,
  MissionAnswer,
} from "../../../shared/rooms/actors-engagement-answers.ts";
import type { MitigationAnswer } from "../../../shared/rooms/actors-mitigations.ts";
import { OTHER } from "./read.ts";

const PLACE = `jsonb_build_object('ref', s.ref, 'code', coalesce(s.pcode, s.ref::text), 'name', s.name, 'level', s.level)`;
/** Areas in their order; those the reader does not see are left out. */
const PLACES = `coalesce((select jsonb_agg(${PLACE} order by x.at) from unnest(r.area_ids) with ordinality x(id, at)
  join app.area_seen s on s.ref = x.id), '[]') as places`;
/** What every answer ends with; $1 is the reader's organisation. */
const HEAD = `r.sensitivity, r.illustrative, o.name as owner, r.level,
  case when r.level = 'full' and r.owner_org_id = $1 then r.version end as version`;
const OWNER = "join app.organisation o on o.id = r.owner_org_id";
const ACTOR = "join app.actor_seen a on a.ref = r.actor_id";
/** Name of the record it was logged of, where the actor's other record is shown. */
const TOLD_OF = 'n.name as "toldOf"';
const RECORD = `left join app.actor_told_of_seen of on of.ref = r.ref and of.stands_ref = a.ref
  left join app.actor_record_seen n on n.ref = of.record_ref`;
const told = (column: string, as: string) => `nullif(r.${column}, '') as "${as}"`;

/** All engagements the reader may see, the newest first. */
export const readEngagements = (tx: Tx): Promise<EngagementAnswer[]> =>
  tx.query<EngagementAnswer>(
    `select r.ref, ${OTHER("a")} as actor, ${TOLD_OF}, ${told("counterpart", "counterpart")}, r.held_on as "heldOn", r.form, r.topic,
            ${told("our_side", "ourSide")}, ${told("message", "message")}, r.agreed, r.answer,
            ${told("commitment", "commitment")}, r.due_on as "dueOn", r.kept, r.kept_on as "keptOn",
            r.follow_up as "followUp", case when s.ref is not null then ${PLACE} end as place, b.ref as "briefId", ${HEAD}
       from app.engagement_seen r ${ACTOR} ${RECORD} ${OWNER} left join app.area_seen s on s.ref = r.area_id
       left join app.operation_brief_seen b on b.ref = r.brief_id
      order by r.held_on desc, r.ref`,
    [tx.principal.organisationId],
  );

/** All field missions the reader may see, the newest first. */
export const readMissions = (tx: Tx): Promise<MissionAnswer[]> =>
  tx.query<MissionAnswer>(
    `select r.ref, r.starts_on as "startsOn", r.ends_on as "endsOn", r.state, ${told("aim", "aim")}, r.route, ${PLACES},
            r.met, r.access, r.programmes, r.findings, r.follow_up as "followUp", r.follow_up_on as "followUpOn", ${HEAD}
       from app.field_mission_seen r ${OWNER} order by r.starts_on desc, r.ref`,
    [tx.principal.organisationId],
  );

/** All briefs the reader may see, the newest operation first. */
export const readBriefs = (tx: Tx): Promise<BriefAnswer[]> =>
  tx.query<BriefAnswer>(
    `select r.ref, case when a.ref is not null then ${OTHER("a")} end as actor, ${TOLD_OF}, ${told("command", "command")}, ${PLACES}, r.window_from as "windowFrom",
            r.window_to as "windowTo", ${told("civilians", "civilians")}, r.sites, r.routes_out as "routesOut",
            r.screening, r.protected_objects as "protectedObjects", ${told("likely_harm", "likelyHarm")},
            ${told("asks", "asks")}, r.handed_on as "handedOn", r.handed_how as "handedHow",
            r.acknowledged_on as "acknowledgedOn", r.reviewed_on as "reviewedOn", r.outcome, ${HEAD}
       from app.operation_brief_seen r left ${ACTOR} ${RECORD} ${OWNER} order by r.window_from desc, r.ref`,
    [tx.principal.organisationId],
  );

/** All options chosen against a threat that the reader may see, the next to be looked at first. */
export const readMitigations = (tx: Tx): Promise<MitigationAnswer[]> =>
  tx.query<MitigationAnswer>(
    `select r.ref, ${OTHER("a")} as actor, ${TOLD_OF}, r.option, ${told("words", "words")}, r.chosen_on as "chosenOn",
            ${told("chosen_by", "chosenBy")}, r.review_on as "reviewOn", r.reviewed_on as "reviewedOn", r.result, r.learned,
            case when s.ref is not null then ${PLACE} end as place, ${HEAD}
       from app.mitigation_seen r ${ACTOR} ${RECORD} ${OWNER} left join app.area_seen s on s.ref = r.area_id
      order by r.result is not null, r.review_on, r.ref`,
    [tx.principal.organisationId],
  );
