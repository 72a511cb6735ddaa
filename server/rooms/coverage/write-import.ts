/**
 * Bases and deployments from a public list. Strengths are what the list says, which may be yearly means or standard
 * unit sizes, so every imported deployment is marked as approximate.
 */
import { hash } from "node:crypto";
import type { Tx } from "../../../db/tx.ts";
import {
  type Imported,
  type ImportTarget,
  importRows,
  type Located,
  relocateRows,
} from "../../access/import-rows.ts";
import type { WriteGrant } from "../../access/write.ts";

export interface ImportedBase {
  externalId: string;
  kind: string;
  name: string;
  lon: number;
  lat: number;
  adm1Id: string | null;
  adm2Id: string | null;
}

export interface ImportedDeployment {
  externalId: string;
  baseExternalId: string;
  mission: string;
  validFrom: string;
  validTo: string;
  troops: number | null;
  police: number | null;
  observers: number | null;
}

const BASE = {
  name: "base",
  columns: { kind: "text", name: "text", lon: "float8", lat: "float8", adm1_id: "uuid", adm2_id: "uuid" },
};
const DEPLOYMENT = {
  name: "deployment",
  columns: {
    base_id: "uuid",
    mission: "text",
    valid_from: "date",
    valid_to: "date",
    troops: "float8",
    police: "float8",
    observers: "float8",
    approximate: "bool",
  },
};

const hashed = (columns: Record<string, unknown>) => hash("md5", JSON.stringify(columns));

/** Writes bases. Areas follow the operation's boundaries, so they are not part of what tells a change. */
export async function importBases(
  tx: Tx,
  _grant: WriteGrant<"base">,
  target: ImportTarget,
  bases: ImportedBase[],
): Promise<Imported> {
  const rows = bases.map(({ externalId, kind, name, lon, lat, adm1Id, adm2Id }) => ({
    ...{ external_id: externalId, content: hashed({ kind, name, lon, lat }), kind, name, lon, lat },
    ...{ adm1_id: adm1Id, adm2_id: adm2Id },
  }));
  return importRows(tx, BASE, target, rows);
}

/** Writes deployments at bases written before. */
export async function importDeployments(
  tx: Tx,
  _grant: WriteGrant<"base">,
  target: ImportTarget,
  deployments: ImportedDeployment[],
  baseIds: Map<string, string>,
): Promise<Imported> {
  const rows = deployments.map(({ externalId, baseExternalId, validFrom, validTo, ...rest }) => {
    const columns = { ...rest, valid_from: validFrom, valid_to: validTo, approximate: true };
    const base_id = baseIds.get(baseExternalId) ?? null;
    return { external_id: externalId, content: hashed(columns), base_id, ...columns };
  });
  return importRows(tx, DEPLOYMENT, target, rows);
}

/** Says where bases lie, after the operation's areas changed. */
export const relocateBases = (tx: Tx, _grant: WriteGrant<"base">, located: Located[]): Promise<void> =>
  relocateRows(tx, "base", located);
