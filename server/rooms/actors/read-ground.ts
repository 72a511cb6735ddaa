// Ground over time: every zone with its area, and the people who live in those areas, where their number is known.
import type { Tx } from "../../../db/tx.ts";
import type { GroundAnswer } from "../../../shared/rooms/actors-answers.ts";
import { readAllZones } from "./read.ts";

export async function readGround(tx: Tx): Promise<GroundAnswer> {
  const zones = await readAllZones(tx);
  const people = await tx.query<{ ref: string; total: number; year: number; source: string }>(
    `select distinct on (ref) ref, total, year::int, source from app.population_seen
      where ref = any($1::uuid[]) and total is not null order by ref, year desc, source`,
    [[...new Set(zones.map(({ area }) => area.ref))]],
  );
  return { zones, people: Object.fromEntries(people.map(({ ref, ...count }) => [ref, count])) };
}
