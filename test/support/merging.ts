// The calls that tests of duplicates make again and again, and what stands in the database of a report.
import { asPrincipal } from "../../db/tx.ts";
import { readIncident } from "../../server/rooms/incidents/read.ts";
import { newId } from "../../shared/ids.ts";
import type { Taken } from "../../shared/rooms/incidents-merge.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

const operation = OPERATION;

export function mergeCalls(world: World) {
  const versionOf = async (ref: string, person: PersonName = "ada") =>
    (await world.as(person).incidents.get.query({ operation, ref })).version;
  /** Merges two reports as they stand; answers with the id of the merge. */
  const merge = async (kept: string, gone: string, take: Taken[] = [], person: PersonName = "ada") => {
    const versions = {
      keptVersion: await versionOf(kept, person),
      goneVersion: await versionOf(gone, person),
    };
    const form = { id: newId(), kept, gone, ...versions, take };
    await world.as(person).incidents.merging.merge.mutate({ operation, form });
    return form.id;
  };
  const undo = async (id: string, kept: string, person: PersonName = "ada") =>
    world.as(person).incidents.merging.undo.mutate({ operation, id, version: await versionOf(kept, person) });
  /** A report row for row, without what every change counts on. */
  const stateOf = async (ref: string) => {
    const { rows } = await world.database.admin.query("select app_priv.incident_state($1) as state", [ref]);
    const { version: _, updated_at: _at, updated_by: _by, held_from: _held, ...row } = rows[0].state.incident;
    return { ...rows[0].state, incident: row };
  };
  /** What a person reads of these records, the record itself or its copy; null: nothing. */
  const readOf = (person: PersonName, ids: string[]) =>
    asPrincipal(world.database.pool, { secret: world.people[person].secret, operation }, async (tx) => {
      const links = await tx.query<{ ref: string }>(
        "select l.ref from app.incident_link l join app.incident_seen i on i.ref = l.ref where l.record_id = any($1::uuid[])",
        [ids],
      );
      return Promise.all(links.map(({ ref }) => readIncident(tx, ref)));
    });
  /** The attachments, part by part, and the messages they were made of that a person reads under these records. */
  const filesOf = (person: PersonName, ids: string[]) =>
    asPrincipal(world.database.pool, { secret: world.people[person].secret, operation }, async (tx) => {
      const rows = await tx.query<{ file: string }>(
        `select a.ref || ' ' || p.part as file from app.attachment_seen a
           join app.attachment_part_seen p on p.ref = a.ref where a.record_ref = any($1::uuid[])
         union all
         select 'made of ' || body from app.incident_original_seen where ref = any($1::uuid[]) order by 1`,
        [ids],
      );
      return rows.map(({ file }) => file);
    });
  /** As if the report had been made of this message in intake. */
  const madeOf = (person: PersonName, ref: string, body: string) =>
    asPrincipal(world.database.pool, { secret: world.people[person].secret, operation }, (tx) =>
      tx.query(
        "insert into app.incident_original (incident_id, channel, body, created_by) values ($1, 'sms', $2, $3)",
        [ref, body, tx.principal.personId],
      ),
    );
  return { versionOf, merge, undo, stateOf, readOf, filesOf, madeOf };
}
