// Several hundred incidents with everything that varies: two published datasets and the logs of organisations, known and
// unknown counts, places of every precision, parties. The same in every run.
import fc from "fast-check";
import { asDesk } from "../../server/access/desk.ts";
import { grantImport } from "../../server/access/write.ts";
import { keepDataset } from "../../server/rooms/exchange/write.ts";
import { type ImportedIncident, importIncidents } from "../../server/rooms/incidents/write-import.ts";
import {
  DATE_PRECISIONS,
  INCIDENT_KINDS,
  isSignal,
  LOCATION_PRECISIONS,
  TACTICS,
  VERIFICATION_LEVELS,
} from "../../shared/rooms/incidents.ts";
import { isoOf } from "../../shared/time.ts";
import type { Areas } from "./builders.ts";
import { OPERATION, type World } from "./world.ts";

const FIRST_DAY = 16_000;
const count = fc.option(fc.nat(40), { freq: 3 });
const counted = fc.record({ low: count, best: count, high: count });
const harm = fc.record({
  harm: fc.constantFrom("killed", "injured", "abducted", "displaced"),
  status: fc.constantFrom("civilian", "unknown", "armed_forces_member"),
  side: fc.constantFrom(1, 2, null),
  group: fc.constant(null),
  low: count,
  best: count,
  high: count,
});

/** Drafts with areas and actors drawn from those given. */
function drafts(areas: Areas, actors: string[]): fc.Arbitrary<Omit<ImportedIncident, "externalId">> {
  const { country, province, district } = areas;
  const chains = [
    { adm0_id: country, adm1_id: province, adm2_id: district, adm3_id: null },
    { adm0_id: country, adm1_id: province, adm2_id: null, adm3_id: null },
    { adm0_id: country, adm1_id: null, adm2_id: null, adm3_id: null },
    { adm0_id: null, adm1_id: null, adm2_id: null, adm3_id: null },
  ];
  const party = fc.record({
    actorId: fc.constantFrom(...actors),
    role: fc.constantFrom("alleged_perpetrator", "party", "target", "opposing"),
  });
  const about = fc.record({
    kind: fc.constantFrom(...INCIDENT_KINDS),
    tactic: fc.option(fc.constantFrom(...TACTICS)),
    datePrecision: fc.constantFrom(...DATE_PRECISIONS),
    locationPrecision: fc.constantFrom(...LOCATION_PRECISIONS),
    verification: fc.constantFrom(...VERIFICATION_LEVELS),
    contradicts: fc.boolean(),
    killed: counted,
    harms: fc.array(harm, { maxLength: 4 }),
    parties: fc.uniqueArray(party, { maxLength: 3, selector: (one) => `${one.actorId} ${one.role}` }),
  });
  const rest = { placeName: null, sources: [], raw: {} };
  return fc
    .tuple(about, fc.constantFrom(...chains), fc.nat(1500), fc.nat(40), fc.option(fc.nat(100)))
    .map(([one, chain, day, span, place]) => ({
      ...{ ...one, ...chain, ...rest },
      ...(isSignal(one.kind) ? { harms: [], killed: { low: null, best: null, high: null } } : {}),
      occurredFrom: isoOf(FIRST_DAY + day),
      occurredTo: isoOf(FIRST_DAY + day + span),
      lon: place === null ? null : 19 + place / 50,
      lat: place === null ? null : 4 + place / 50,
    })) as fc.Arbitrary<Omit<ImportedIncident, "externalId">>;
}

/** Brings `size` incidents into the published dataset `name`. */
export async function addRandomIncidents(
  world: World,
  wanted: { name: string; size: number; areas: Areas; actors: string[]; seed: number },
): Promise<void> {
  const made = fc.sample(drafts(wanted.areas, wanted.actors), { numRuns: wanted.size, seed: wanted.seed });
  await asDesk(world.database, OPERATION, async (tx) => {
    const owner = { ownerOrgId: tx.principal.publicOrganisationId, sensitivity: "low" as const };
    const grant = grantImport(tx, "incident");
    const about = { publisher: "", version: "1", licence: null, citation: null, url: null };
    const form = { name: wanted.name, title: wanted.name, civilianRange: false, measures: [], ...about };
    const { id: datasetId } = await keepDataset(tx, grant, form, owner, true);
    const incidents = made.map((draft, at) => ({ externalId: String(at), ...draft }));
    await importIncidents(tx, grant, { datasetId, ...owner }, incidents);
    await tx.query("select app_gate.touch('incident')");
  });
}
