-- Which record anything was told of, where another one stands for it (0041): options against a threat too (0045).
-- One row per record and end; `stands_ref` is the record that is shown.

set local role app_owner;

create or replace view app.actor_told_of_seen with (security_invoker = true) as
  select t.ref, s.record_ref, s.ref as stands_ref
    from (select id as ref, actor_id from app.actor_claim where deleted_at is null
          union all select copy_id, actor_id from app.actor_claim_general
          union all select id, actor_id from app.control_zone where deleted_at is null
          union all select copy_id, actor_id from app.control_zone_general
          union all select r.id, e.actor_id from app.actor_relation r, unnest(array[r.from_actor, r.to_actor]) e(actor_id)
                     where r.deleted_at is null
          union all select r.copy_id, e.actor_id
                      from app.actor_relation_general r, unnest(array[r.from_actor, r.to_actor]) e(actor_id)
          union all select id, actor_id from app.engagement where deleted_at is null
          union all select copy_id, actor_id from app.engagement_general
          union all select id, actor_id from app.operation_brief where deleted_at is null
          union all select copy_id, actor_id from app.operation_brief_general
          union all select id, actor_id from app.mitigation where deleted_at is null
          union all select copy_id, actor_id from app.mitigation_general) t
    join app.actor_stands_seen s on s.record_id = t.actor_id and s.record_id <> s.stands_id;
