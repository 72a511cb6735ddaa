/**
 * Actors from a dataset: names, kind and whether they are one party of several groups or a communal group.
 */
import { hash } from "node:crypto";
import type { Tx } from "../../../db/tx.ts";
import { nameKey } from "../../../shared/names.ts";
import { type Imported, type ImportTarget, importRows } from "../../access/import-rows.ts";
import type { WriteGrant } from "../../access/write.ts";

export interface ImportedActor {
  externalId: string;
  name: string;
  aliases: string[];
  kind: string;
  communal: boolean;
  joint: boolean;
  raw: Record<string, string>;
}

const ACTOR = {
  name: "actor",
  columns: {
    kind: "text",
    name: "text",
    name_key: "text",
    aliases: "text[]",
    communal: "bool",
    joint: "bool",
    raw: "jsonb",
  },
};

/** Writes a batch. A second call with the same actors changes nothing. */
export async function importActors(
  tx: Tx,
  _grant: WriteGrant<"actor">,
  target: ImportTarget,
  actors: ImportedActor[],
): Promise<Imported> {
  const rows = actors.map(({ externalId, ...actor }) => {
    const columns = { ...actor, name_key: nameKey(actor.name) };
    return { external_id: externalId, content: hash("md5", JSON.stringify(columns)), ...columns };
  });
  return importRows(tx, ACTOR, target, rows);
}
