// Small things to put into a world: three areas (a country, a province in it, a district in that), actors, and the
// form of an incident with only what must be said.
import type { Polygon } from "geojson";
import { asDesk } from "../../server/access/desk.ts";
import { grantImport } from "../../server/access/write.ts";
import { keepDataset } from "../../server/rooms/exchange/write.ts";
import { importIncidents } from "../../server/rooms/incidents/write-import.ts";
import { importAreas } from "../../server/rooms/places/write-import.ts";
import { newId } from "../../shared/ids.ts";
import type { ActorForm } from "../../shared/rooms/actors.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import type { AlikeInput } from "../../shared/rooms/incidents-alike.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { OPERATION, type World } from "./world.ts";

/** A closed square around a point, half its side in degrees. */
export function square(lon: number, lat: number, half: number): Polygon {
  const corners = [
    [lon - half, lat - half],
    [lon + half, lat - half],
    [lon + half, lat + half],
    [lon - half, lat + half],
    [lon - half, lat - half],
  ];
  return { type: "Polygon", coordinates: [corners] };
}

/** Ids of the nested squares, all around 20° E, 5° N. */
export interface Areas {
  country: string;
  province: string;
  district: string;
}

type Square = { level: number; pcode: string; half: number; parentId: string | null; lon?: number };

/** Writes squares as public reference data and answers their ids. */
function withSquares<T>(
  world: World,
  operation: string,
  write: (add: (square: Square) => Promise<string>) => Promise<T>,
): Promise<T> {
  return asDesk(world.database, operation, async (tx) => {
    const owner = { ownerOrgId: tx.principal.publicOrganisationId, sensitivity: "low" as const };
    const grant = grantImport(tx, "area");
    const about = { publisher: "", version: null, licence: null, citation: null, url: null, measures: [] };
    const form = { name: "squares", title: "Squares", civilianRange: false, ...about };
    const { id: datasetId } = await keepDataset(tx, grant, form, owner, false);
    return write(async ({ level, pcode, half, parentId, lon = 20 }) => {
      const place = { lon, lat: 5, areaSqkm: null, validOn: null, shape: square(lon, 5, half) };
      const area = { externalId: pcode, pcode, name: `Square ${pcode}`, level, parentId, ...place };
      const done = await importAreas(tx, grant, { datasetId, ...owner }, [area]);
      return done.ids.get(pcode)!;
    });
  });
}

/** Country 4° wide, province 2°, district 1°, as public reference data. */
export const addAreas = (world: World, operation: string = OPERATION): Promise<Areas> =>
  withSquares(world, operation, async (add) => {
    const country = await add({ level: 0, pcode: "SQ", half: 2, parentId: null });
    const province = await add({ level: 1, pcode: "SQ1", half: 1, parentId: country });
    const district = await add({ level: 2, pcode: "SQ11", half: 0.5, parentId: province });
    return { country, province, district };
  });

/** A district in a province of its own, its middle 1° east of the others: about 111 km. */
export const addNeighbour = (world: World, { country }: Areas): Promise<string> =>
  withSquares(world, OPERATION, async (add) => {
    const province = await add({ level: 1, pcode: "SQ2", half: 0.5, parentId: country, lon: 21 });
    return add({ level: 2, pcode: "SQ21", half: 0.4, parentId: province, lon: 21 });
  });

/** An armed group that everyone in the operation may see. */
export function actorOf(name: string, changes: Partial<ActorForm> = {}): ActorForm {
  const rest = { aliases: [], communal: false };
  return { id: newId(), name, kind: "nsag_rebel", sensitivity: "low", ...rest, ...changes };
}

/** One incident of a published dataset, which everyone in the operation may see. Answers with its id. */
export function addPublishedIncident(world: World, operation: string = OPERATION): Promise<string> {
  return asDesk(world.database, operation, async (tx) => {
    const owner = { ownerOrgId: tx.principal.publicOrganisationId, sensitivity: "low" as const };
    const grant = grantImport(tx, "incident");
    const about = { publisher: "", version: "1", licence: null, citation: null, url: null };
    const form = { name: "published", title: "Published", civilianRange: false, measures: [], ...about };
    const { id: datasetId } = await keepDataset(tx, grant, form, owner, true);
    const areas = { adm0_id: null, adm1_id: null, adm2_id: null, adm3_id: null };
    const place = { placeName: null, lon: null, lat: null, locationPrecision: "country", ...areas };
    const when = { occurredFrom: "2018-05-01", occurredTo: "2018-05-02", datePrecision: "range_2_6d" };
    const what = { kind: "armed_clash", tactic: null, verification: "corroborated", contradicts: false };
    const who = { harms: [], parties: [], sources: [], raw: {}, killed: { low: 1, best: 2, high: 4 } };
    const incident = { externalId: "1", ...place, ...when, ...what, ...who };
    const done = await importIncidents(tx, grant, { datasetId, ...owner }, [incident]);
    return done.ids.get("1")!;
  });
}

/** A short log with only what must be said: an attack on 10 November 2019 somewhere in the country. */
export function incidentOf(changes: Partial<IncidentFormInput> = {}): IncidentFormInput {
  return {
    id: newId(),
    kind: "attack_on_civilians",
    place: { precision: "country" },
    occurredFrom: "2019-11-10",
    occurredTo: "2019-11-10",
    datePrecision: "day",
    sources: [{ type: "community_leader", note: "SOURCE-NOTE" }],
    harms: [{ harm: "killed", status: "civilian", low: 1, best: 2, high: 3 }],
    verification: "reported",
    sensitivity: "low",
    ...changes,
  };
}

/** A report, as far as it is compared with what is told already. */
export const alikeTo = ({ id, kind, occurredFrom, occurredTo, place }: IncidentFormInput): AlikeInput => ({
  ...{ id, kind, occurredFrom, occurredTo, place },
});

/** As incidentOf, at one of the four levels of sensitivity. */
export const incidentAt = (sensitivity: Sensitivity, changes: Partial<IncidentFormInput> = {}) =>
  incidentOf({ sensitivity, ...changes });
