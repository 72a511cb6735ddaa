// Deleting records in a test's world: the calls, what is left, and time that has passed since.
import { asPrincipal } from "../../db/tx.ts";
import { asDefiner } from "../../server/access/operations.ts";
import type { DeletableKind } from "../../shared/rooms/access-keeping.ts";
import { decodeFacts } from "../../shared/rooms/facts-wire.ts";
import { type Areas, incidentOf } from "./builders.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

const operation = OPERATION;
export const REASON = "Logged twice by mistake";

/** @param areas asked for when a report is logged, in its district */
export function deletingIn(world: World, areas: () => Areas) {
  const remove = (name: PersonName, kind: DeletableKind, ref: string, why = REASON) =>
    world.as(name).access.records.delete.mutate({ operation, kind, ref, reason: why });
  const bringBack = (name: PersonName, kind: DeletableKind, ref: string) =>
    world.as(name).access.records.undelete.mutate({ operation, kind, ref });
  const stones = (name: PersonName) => world.as(name).access.records.deleted.query({ operation });
  const stoneOf = async (name: PersonName, ref: string) =>
    (await stones(name)).find((one) => one.ref === ref);
  const get = (name: PersonName, ref: string) => world.as(name).incidents.get.query({ operation, ref });
  const factsOf = async (name: PersonName) =>
    decodeFacts(new Uint8Array((await world.get(name, `/facts/incidents?operation=${operation}`)).rawPayload))
      .rows;

  async function logged(name: PersonName = "ada", changes: Parameters<typeof incidentOf>[0] = {}) {
    const form = incidentOf({ place: { areaId: areas().district, precision: "adm2" }, ...changes });
    await world.as(name).incidents.log.mutate({ operation, form });
    return form;
  }
  const asOwner = (sql: string, parameters: unknown[]) =>
    asDefiner(world.database.admin, (client) => client.query(sql, parameters));
  /** As if it had been deleted so many days ago. */
  const backdate = (table: string, id: string, days: number) =>
    asOwner(`update app.${table} set deleted_at = now() - make_interval(days => $2) where id = $1`, [
      id,
      days,
    ]);
  /** A statement as a person, inside their own transaction. */
  const as = (name: PersonName, sql: string, parameters: unknown[]) =>
    asPrincipal(world.database.pool, { secret: world.people[name].secret, operation }, (tx) =>
      tx.query(sql, parameters),
    );
  return { remove, bringBack, stones, stoneOf, get, factsOf, logged, asOwner, backdate, as };
}
