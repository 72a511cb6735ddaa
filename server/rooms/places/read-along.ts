// What a person may carry on a device to work without a network: names of places and actors, and of these only what is
// low or generalised, whatever else the person may read. Areas are published boundaries.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { type GazetteerRows, gazetteerRows } from "../../../shared/places/gazetteer.ts";
import type { ActorKind } from "../../../shared/rooms/actors.ts";
import { readGazetteer } from "./read-gazetteer.ts";

export const alongSeen = z.strictObject({
  gazetteer: gazetteerRows,
  areas: z.array(
    z.strictObject({
      ref: z.string(),
      pcode: z.string().nullable(),
      name: z.string(),
      level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
      parent: z.int(),
      lon: z.number(),
      lat: z.number(),
    }),
  ),
  actors: z.array(
    z.strictObject({
      ref: z.string(),
      name: z.string(),
      kind: z.custom<ActorKind>((value) => typeof value === "string"),
      communal: z.boolean(),
      joint: z.boolean(),
    }),
  ),
});
type AlongSeen = z.infer<typeof alongSeen>;

export async function readAlong(tx: Tx): Promise<AlongSeen> {
  const whole = await readGazetteer(tx);
  const low = await tx.query<{ ref: string }>(
    `select ref::text from app.site_seen where sensitivity = 'low' or level = 'generalised'
     union all
     select ref::text from app.incident_seen where owner_org_id = $1 and sensitivity = 'low'`,
    [tx.principal.publicOrganisationId],
  );
  const may = new Set(low.map(({ ref }) => ref));
  const actors = await tx.query<AlongSeen["actors"][number]>(
    `select ref, name, kind, communal, joint from app.actor_seen
      where sensitivity = 'low' or level = 'generalised' order by name, ref`,
  );
  const gazetteer = { ...whole, places: whole.places.filter(([ref]) => may.has(ref)) };
  return { gazetteer, areas: areasOf(whole), actors };
}

/** Down to districts, as the facts have them; the order of the gazetteer is by level, so parents come first. */
const areasOf = ({ areas }: GazetteerRows): AlongSeen["areas"] =>
  areas
    .filter(([, , , level]) => level <= 2)
    .map(([ref, pcode, name, level, parent, lon, lat]) => ({
      ...{ ref, pcode, name, parent, lon, lat },
      level: level as 0 | 1 | 2,
    }));
