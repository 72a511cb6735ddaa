/**
 * Actors from a dataset, names, kind and whether they are one party of several groups or a communal group; and the
 * relations that the same list tells.
 */
import { hash } from "node:crypto";
import type { Tx } from "../../../db/tx.ts";
import { nameKey } from "../../../shared/names.ts";
import type { ActorRelation } from "../../../shared/rooms/actors.ts";
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
  const rows = actors.map(({ externalId, name, aliases, kind, communal, joint, raw }) =>
    rowOf(externalId, { name, aliases, kind, communal, joint, raw, name_key: nameKey(name) }),
  );
  return importRows(tx, ACTOR, target, rows);
}

const rowOf = <Columns extends object>(externalId: string, columns: Columns) => ({
  external_id: externalId,
  content: hash("md5", JSON.stringify(columns)),
  ...columns,
});

/** A relation of a published list between two actors that the operation has, by ids of records. */
export interface ImportedRelation {
  externalId: string;
  fromActor: string;
  toActor: string;
  relation: ActorRelation;
  /** First day of the year. */
  from: string;
  note: string;
}

const RELATION = {
  name: "actor_relation",
  columns: {
    from_actor: "uuid",
    to_actor: "uuid",
    kind: "text",
    valid_from: "date",
    from_precision: "text",
    confidence: "text",
    source: "text",
  },
};

/** Writes relations that are known to the year. A second call with the same ones changes nothing. */
export async function importRelations(
  tx: Tx,
  _grant: WriteGrant<"actor">,
  target: ImportTarget,
  relations: readonly ImportedRelation[],
): Promise<Imported> {
  const known = { from_precision: "year", confidence: "medium" };
  const rows = relations.map(({ externalId, fromActor, toActor, relation, from, note }) =>
    rowOf(externalId, {
      ...{ from_actor: fromActor, to_actor: toActor, kind: relation, valid_from: from, source: note },
      ...known,
    }),
  );
  return importRows(tx, RELATION, target, rows);
}
