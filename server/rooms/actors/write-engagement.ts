// Engagements, field missions, briefs and options against a threat: written down once, corrected with the former state kept. What names an actor
// is never more open than the actor.
import type { Tx } from "../../../db/tx.ts";
import type { Engagement } from "../../../shared/rooms/actors-engagement.ts";
import type { BriefForm, MissionForm } from "../../../shared/rooms/actors-missions.ts";
import type { MitigationForm } from "../../../shared/rooms/actors-mitigations.ts";
import { type Sensitivity, strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { checkLowering } from "../../access/sensitivity.ts";
import { needArea } from "./write.ts";
import {
  type ActorTable,
  type Columns,
  correct,
  type Grant,
  readOwn,
  refused,
  refuseFuture,
  seenActor,
  storeOnce,
} from "./write-store.ts";

interface Kind<Form> {
  table: ActorTable;
  /** Days that must have come, and areas that the writer must see, by field. */
  past: (form: Form) => Record<string, string | null | undefined>;
  areas: (form: Form) => Record<string, readonly string[]>;
  columns: (form: Form) => Columns;
  /** Columns that name another record of the room. */
  named?: (tx: Tx, form: Form, actor: string) => Promise<Columns>;
}
interface Common {
  id: string;
  sensitivity: Sensitivity;
  actorId?: string;
}

/**
 * The two writes of a kind. `log` stores once, `illustrative`: of a demonstration, not of the world. `edit` replaces what
 * an own record says; `version` is the one the editor had before their eyes; which actor it names stays.
 * @throws AppError invalid_input for an actor or area the writer does not see, or a day that has not come; not_found and
 *   conflict from `edit`
 */
function writesOf<Form extends Common>(kind: Kind<Form>) {
  const prepare = async (tx: Tx, form: Form, was: unknown = null) => {
    for (const [field, day] of Object.entries(kind.past(form))) if (day) await refuseFuture(tx, day, field);
    for (const [field, areas] of Object.entries(kind.areas(form)))
      for (const area of new Set(areas)) await needArea(tx, area, field);
    const actor = form.actorId ? await seenActor(tx, form.actorId, "actorId", was) : undefined;
    const sensitivity = strictest(form.sensitivity, actor?.sensitivity ?? "low");
    const named = kind.named && actor ? await kind.named(tx, form, actor.id) : {};
    return { actor, columns: { ...kind.columns(form), ...named, sensitivity } };
  };
  return {
    log: async (tx: Tx, grant: Grant, form: Form, illustrative = false): Promise<StoredAnswer> => {
      const { actor, columns } = await prepare(tx, form);
      const named = actor ? { actor_id: actor.id } : {};
      const all = { illustrative, ...named, ...columns };
      return storeOnce(tx, grant, kind.table, `${kind.table}.log`, form.id, all);
    },
    edit: async (tx: Tx, grant: Grant, version: number, form: Form): Promise<StoredAnswer> => {
      const before = await readOwn(tx, kind.table, form.id, version);
      const { actor, columns } = await prepare(tx, form, before.actor_id);
      if (actor && actor.id !== before.actor_id) throw refused("actorId", "not_in_list");
      checkLowering(tx.principal.role, before.sensitivity, form.sensitivity);
      return correct(tx, grant, kind.table, before, columns, `${kind.table}.edit`);
    },
  };
}

export const engagements = writesOf<Engagement>({
  table: "engagement",
  past: ({ heldOn, keptOn }) => ({ heldOn, keptOn }),
  areas: ({ areaId }) => ({ areaId: areaId ? [areaId] : [] }),
  columns: (form) => ({
    counterpart: form.counterpart,
    held_on: form.heldOn,
    form: form.form,
    topic: form.topic,
    our_side: form.ourSide,
    message: form.message,
    agreed: form.agreed,
    answer: form.answer || null,
    commitment: form.commitment || null,
    due_on: form.dueOn ?? null,
    kept: form.kept ?? null,
    kept_on: form.keptOn ?? null,
    follow_up: form.followUp || null,
    area_id: form.areaId ?? null,
  }),
  named: async (tx, { briefId }, actor) => ({
    brief_id: briefId ? await needBrief(tx, briefId, actor) : null,
  }),
});

/** The brief behind what the writer sees of it: an answer is given by those whose operation it is about. */
async function needBrief(tx: Tx, ref: string, actor: string): Promise<string> {
  const [brief] = await tx.query<{ id: string }>(
    `select l.record_id as id from app.operation_brief_seen b join app.operation_brief_link l on l.ref = b.ref
       join app.actor_link a on a.ref = b.actor_id where b.ref = $1 and a.record_id = $2`,
    [ref, actor],
  );
  if (!brief) throw refused("briefId", "not_in_list");
  return brief.id;
}

export const missions = writesOf<MissionForm>({
  table: "field_mission",
  past: () => ({}),
  areas: ({ areaIds }) => ({ areaIds }),
  columns: (form) => ({
    starts_on: form.startsOn,
    ends_on: form.endsOn,
    state: form.state,
    aim: form.aim,
    route: form.route || null,
    area_ids: form.areaIds,
    met: form.met || null,
    access: form.access,
    programmes: form.programmes || null,
    findings: form.findings || null,
    follow_up: form.followUp || null,
    follow_up_on: form.followUpOn ?? null,
  }),
});

export const briefs = writesOf<BriefForm>({
  table: "operation_brief",
  past: ({ handedOn, acknowledgedOn, reviewedOn }) => ({ handedOn, acknowledgedOn, reviewedOn }),
  areas: ({ areaIds }) => ({ areaIds }),
  columns: (form) => ({
    command: form.command,
    area_ids: form.areaIds,
    window_from: form.windowFrom,
    window_to: form.windowTo,
    civilians: form.civilians,
    sites: form.sites || null,
    routes_out: form.routesOut || null,
    screening: form.screening || null,
    protected_objects: form.protectedObjects || null,
    likely_harm: form.likelyHarm,
    asks: form.asks,
    handed_on: form.handedOn ?? null,
    handed_how: form.handedHow ?? null,
    acknowledged_on: form.acknowledgedOn ?? null,
    reviewed_on: form.reviewedOn ?? null,
    outcome: form.outcome || null,
  }),
});

export const mitigations = writesOf<MitigationForm>({
  table: "mitigation",
  past: ({ chosenOn, reviewedOn }) => ({ chosenOn, reviewedOn }),
  areas: ({ areaId }) => ({ areaId: areaId ? [areaId] : [] }),
  columns: (form) => ({
    option: form.option,
    words: form.words,
    area_id: form.areaId ?? null,
    chosen_on: form.chosenOn,
    chosen_by: form.chosenBy,
    review_on: form.reviewOn,
    reviewed_on: form.reviewedOn ?? null,
    result: form.result ?? null,
    learned: form.learned || null,
  }),
});
