// Questions of somebody who wants to learn more than was given: facts, references, statements of the own transaction,
// and records written to be asked about.
import { asPrincipal } from "../../db/tx.ts";
import { decodeFacts } from "../../shared/rooms/facts-wire.ts";
import { incidentOf } from "./builders.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

const operation = OPERATION;
/** An exact point, for a form. */
export const at = (lon: number, lat: number) => ({ place: { precision: "exact" as const, lon, lat } });

export function openAttempts(world: World) {
  async function factsOf(reader: PersonName) {
    const answer = await world.get(reader, `/facts/incidents?operation=${operation}`);
    return decodeFacts(new Uint8Array(answer.rawPayload));
  }
  async function refsOf(reader: PersonName): Promise<string[]> {
    const { rawPayload } = await world.get(reader, `/facts/incidents/refs?operation=${operation}`);
    return (rawPayload.toString("hex").match(/.{32}/g) ?? []).map((ref) =>
      ref.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"),
    );
  }
  /** One statement of the reader's own transaction. */
  const ask = <Row>(reader: PersonName, sql: string, values: unknown[] = []) =>
    asPrincipal(world.database.pool, { secret: world.people[reader].secret, operation }, (tx) =>
      tx.query<Row>(sql, values),
    );
  /** As if some days had passed since everything was written. */
  async function age(days = 3) {
    const client = await world.database.admin.connect();
    await client.query("begin; set local role app_owner");
    await client.query("update app.incident set created_at = now() - make_interval(days => $1)", [days]);
    await client.query("commit");
    client.release();
  }
  const log = (author: PersonName, changes: Parameters<typeof incidentOf>[0]) => {
    const form = incidentOf(changes);
    return world
      .as(author)
      .incidents.log.mutate({ operation, form })
      .then(() => form);
  };
  return { factsOf, refsOf, ask, age, log };
}
