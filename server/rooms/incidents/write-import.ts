/**
 * Incidents from a dataset: the record with its totals, its parties, its harm and its sources. Totals by group are
 * computed here from the same counts that are stored beside them.
 */
import { hash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Tx } from "../../../db/tx.ts";
import { partySetId } from "../../../shared/ids.ts";
import type { HarmKind, PartyRole, VictimStatus } from "../../../shared/rooms/incidents.ts";
import {
  type Imported,
  type ImportRow,
  type ImportTarget,
  type Prepared,
  partsThrough,
  prepareRows,
  type Statement,
  send,
} from "../../access/import-rows.ts";
import type { WriteGrant } from "../../access/write.ts";

/** The areas an incident lies in, each null where that is not known. */
export interface AreaChain {
  adm0_id: string | null;
  adm1_id: string | null;
  adm2_id: string | null;
  adm3_id: string | null;
}

interface Counted {
  low: number | null;
  best: number | null;
  high: number | null;
}

/** One incident of a dataset with its areas and actors found. */
export interface ImportedIncident extends AreaChain {
  externalId: string;
  kind: string;
  tactic: string | null;
  occurredFrom: string;
  occurredTo: string;
  datePrecision: string;
  placeName: string | null;
  lon: number | null;
  lat: number | null;
  locationPrecision: string;
  verification: string;
  killed: Counted;
  harms: (Counted & { harm: HarmKind; status: VictimStatus; side: 1 | 2 | null; group: string | null })[];
  parties: { actorId: string; role: PartyRole }[];
  sources: { type: string; name: string; date: string | null; reference: string | null }[];
  contradicts: boolean;
  raw: Record<string, string>;
}

const INCIDENT = {
  name: "incident",
  columns: {
    kind: "text",
    tactic: "text",
    occurred_from: "date",
    occurred_to: "date",
    date_precision: "text",
    place_name: "text",
    lon: "float8",
    lat: "float8",
    location_precision: "text",
    adm0_id: "uuid",
    adm1_id: "uuid",
    adm2_id: "uuid",
    adm3_id: "uuid",
    crsv: "bool",
    verification: "text",
    party_set: "uuid",
    killed_low: "int",
    killed_best: "int",
    killed_high: "int",
    civilian_low: "int",
    civilian_best: "int",
    civilian_high: "int",
    unknown_status: "int",
    injured: "int",
    abducted: "int",
    displaced: "int",
    contradicts: "bool",
    missing_since: "text",
    raw: "jsonb",
  },
};

/** Writes a batch. A second call with the same incidents changes nothing. */
export async function importIncidents(
  tx: Tx,
  grant: WriteGrant<"incident">,
  target: ImportTarget,
  incidents: ImportedIncident[],
): Promise<Imported> {
  const { statements, ...done } = await prepareIncidents(tx, grant, target, incidents);
  await send(tx, statements);
  return done;
}

/** Incidents made ready at a stretch; in between, whoever waits for the database hears its answers. */
const TURN = 25;

/** Makes a batch ready to be sent, so that the database can be at work on another one meanwhile. */
export async function prepareIncidents(
  tx: Tx,
  _grant: WriteGrant<"incident">,
  target: ImportTarget,
  incidents: ImportedIncident[],
): Promise<Prepared> {
  const sets = new Map<string, string | null>();
  const rows: ImportRow[] = [];
  for (const incident of incidents) {
    rows.push(rowOf(incident, sets));
    if (rows.length % TURN === 0) await setImmediate();
  }
  const ready = await prepareRows(tx, INCIDENT, target, rows);
  if (target.trial) return ready;
  const written = new Set([...ready.created, ...ready.updated]);
  const withIds = incidents.flatMap((incident) => {
    const id = ready.ids.get(incident.externalId);
    return id && written.has(id) ? [{ id, incident }] : [];
  });
  const replaced = ready.updated.length > 0 ? PARTS : [];
  const deletions = replaced.map((part) => ({
    sql: `delete from app.${part} where incident_id = any($1::uuid[])`,
    values: [ready.updated],
  }));
  return { ...ready, statements: [...ready.statements, ...deletions, ...partsOf(withIds)] };
}

const PARTS = ["incident_party", "incident_harm", "incident_source"];

function rowOf(incident: ImportedIncident, sets: Map<string, string | null>): ImportRow {
  const { externalId, killed } = incident;
  const civilian = sumOf(incident, "killed", "civilian");
  const known = <Value>(value: Value | null) => value ?? undefined; // what is absent from the text arrives as NULL
  const columns = {
    kind: incident.kind,
    tactic: incident.tactic ?? "unknown",
    occurred_from: incident.occurredFrom,
    occurred_to: incident.occurredTo,
    date_precision: incident.datePrecision,
    place_name: known(incident.placeName),
    lon: known(incident.lon),
    lat: known(incident.lat),
    location_precision: incident.locationPrecision,
    verification: incident.verification,
    party_set: known(partySetOf(incident, sets)),
    killed_low: known(killed.low),
    killed_best: known(killed.best),
    killed_high: known(killed.high),
    civilian_low: known(civilian.low),
    civilian_best: known(civilian.best),
    civilian_high: known(civilian.high),
    unknown_status: known(sumOf(incident, "killed", "unknown").best),
    injured: known(sumOf(incident, "injured").best),
    abducted: known(sumOf(incident, "abducted").best),
    displaced: known(sumOf(incident, "displaced").best),
    contradicts: incident.contradicts,
  };
  const raw = JSON.stringify(incident.raw); // long: written once, for the record and for its hash
  const { parties, harms, sources } = incident;
  const told = `${JSON.stringify(columns).slice(0, -1)},"raw":${raw}},${JSON.stringify(parties)},${JSON.stringify(harms)}`;
  const content = hash("md5", `[${told},${JSON.stringify(sources)}]`);
  // Areas are no part of what tells a change: they follow the operation's boundaries, not the published file.
  const { adm0_id, adm1_id, adm2_id, adm3_id } = incident;
  const crsv = incident.harms.some(({ harm }) => harm === "crsv");
  return { ...columns, raw, external_id: externalId, content, adm0_id, adm1_id, adm2_id, adm3_id, crsv };
}

/** The same few sets of parties recur all through a file. */
function partySetOf({ parties }: ImportedIncident, sets: Map<string, string | null>): string | null {
  const key = parties.map(({ role, actorId }) => role + actorId).join();
  const known = sets.get(key);
  if (known !== undefined) return known;
  const id = partySetId(parties);
  sets.set(key, id);
  return id;
}

/** Sum over the counts of one harm (and status); null where none is recorded, low and high also where one lacks it. */
function sumOf(incident: ImportedIncident, harm: HarmKind, status?: VictimStatus): Counted {
  const counts = incident.harms.filter((one) => one.harm === harm && (!status || one.status === status));
  const add = (figure: keyof Counted) =>
    counts.length === 0 || counts.some((one) => one[figure] === null)
      ? null
      : counts.reduce((sum, one) => sum + (one[figure] ?? 0), 0);
  return { low: add("low"), best: add("best"), high: add("high") };
}

/** Zero counts are told by the totals of the record; only people harmed get a row. */
function partsOf(written: { id: string; incident: ImportedIncident }[]): Statement[] {
  const parties = written.flatMap(({ incident }, at) =>
    incident.parties.map(({ actorId, role }) => ({ at: at + 1, actor_id: actorId, role })),
  );
  const harms = written.flatMap(({ incident }, at) =>
    incident.harms
      .filter(({ best, high }) => (best ?? 0) > 0 || (high ?? 0) > 0)
      .map(({ harm, status, side, group, low, best, high }, position) => ({
        ...{ at: at + 1, position, harm, victim_status: status, low, best, high },
        side: side === null ? null : side === 1 ? "a" : "b",
        population_group: group,
      })),
  );
  const sources = written.flatMap(({ incident }, at) =>
    incident.sources.map(({ type, name, date, reference }, position) => ({
      ...{ at: at + 1, position, source_type: type, name, dated: date },
      reference: reference?.slice(0, 4000) ?? null,
    })),
  );
  return partsThrough(
    "import_parts",
    written.map(({ id }) => id),
    [
      { columns: { actor_id: "uuid", role: "text" }, rows: parties },
      { columns: HARM_COLUMNS, rows: harms },
      { columns: SOURCE_COLUMNS, rows: sources },
    ],
  );
}

/** In the order in which the gate takes them. */
const HARM_COLUMNS = {
  position: "int2",
  harm: "text",
  victim_status: "text",
  side: "text",
  population_group: "text",
  low: "int",
  best: "int",
  high: "int",
};
/** ″ */
const SOURCE_COLUMNS = {
  position: "int2",
  source_type: "text",
  name: "text",
  dated: "date",
  reference: "text",
};

/** What a file holds of a dataset: the ids found in it and the countries it speaks of. */
export interface FileContent {
  datasetId: string;
  version: string;
  found: string[];
  countries: string[];
}

/**
 * Marks the dataset's incidents of the file's countries that the file no longer has, and unmarks those found again.
 * They are kept: what was published once may have been used. Answers with the outside ids newly marked.
 */
export async function markMissing(
  tx: Tx,
  _grant: WriteGrant<"incident">,
  file: FileContent,
): Promise<string[]> {
  await tx.query(
    `update app.incident set missing_since = null
      where dataset_id = $1 and missing_since is not null and external_id = any($2)`,
    [file.datasetId, file.found],
  );
  const rows = await tx.query<{ external_id: string }>(
    `update app.incident set missing_since = $2, updated_at = now()
      where dataset_id = $1 and missing_since is null and deleted_at is null and external_id is not null
        and external_id <> all($3) and raw ->> 'iso3' = any($4) returning external_id`,
    [file.datasetId, file.version, file.found, file.countries],
  );
  return rows.map((row) => row.external_id);
}

/** Says where incidents lie, after the operation's areas changed. */
export async function relocateIncidents(
  tx: Tx,
  _grant: WriteGrant<"incident">,
  located: ({ id: string } & AreaChain)[],
): Promise<void> {
  await tx.query(
    `update app.incident t set adm0_id = r.adm0_id, adm1_id = r.adm1_id, adm2_id = r.adm2_id, adm3_id = r.adm3_id
       from json_to_recordset($1::json) as r(id uuid, adm0_id uuid, adm1_id uuid, adm2_id uuid, adm3_id uuid)
      where t.id = r.id`,
    [JSON.stringify(located)],
  );
}
