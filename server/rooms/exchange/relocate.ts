/**
 * Places everything again after the operation's areas changed: imported incidents by point or by the names their
 * source gave, bases and sites by point.
 */
import type { Tx } from "../../../db/tx.ts";
import { grantImport } from "../../access/write.ts";
import { relocateBases } from "../coverage/write-import.ts";
import { relocateIncidents } from "../incidents/write-import.ts";
import { relocateSites } from "../places/write-import.ts";
import { AreaFinder } from "./area-finder.ts";
import { readAreasWithShapes, readCountries, readIncidentPlaces, readPoints } from "./read.ts";
import { BATCH } from "./tally.ts";

/** Rows that the principal may not change stay as they are. */
export async function relocateAll(tx: Tx): Promise<void> {
  const finder = new AreaFinder(await readAreasWithShapes(tx), await readCountries(tx));
  for await (const places of readIncidentPlaces(tx, BATCH)) {
    const located = places.map(({ ref, ...place }) => ({ id: ref, ...finder.find(place) }));
    await relocateIncidents(tx, grantImport(tx, "incident"), located);
  }
  const found = (points: { ref: string; lon: number; lat: number }[]) =>
    points.map(({ ref, lon, lat }) => {
      const chain = finder.at(lon, lat, 2);
      return { id: ref, adm1_id: chain?.adm1_id ?? null, adm2_id: chain?.adm2_id ?? null };
    });
  await relocateBases(tx, grantImport(tx, "base"), found(await readPoints(tx, "base")));
  await relocateSites(tx, grantImport(tx, "site"), found(await readPoints(tx, "site")));
}
