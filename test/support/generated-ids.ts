// Ids and common columns of the rows of generated worlds.
import { createHash } from "node:crypto";
import type { Model, ModelRecord } from "./oracle.ts";

export type Row = Record<string, unknown>;

/** A machine principal of the world's first organisation that builds it; it reads nothing here. */
export const builderToken = (model: Model) => `builder-${model.operation}`;
export const hashOf = (token: string) => `\\x${createHash("sha256").update(token).digest("hex")}`;
/** Ids that belong to a world beside its records. */
export const partId = (model: Model, part: string) => {
  const hex = createHash("md5").update(`${model.operation} ${part}`).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
};
export const codeOf = (model: Model) => `W-${model.operation.slice(0, 8).toUpperCase()}`;
export const publicOf = (model: Model) => model.organisations.find(({ isPublic }) => isPublic)!.id;
export const LATER = "2100-01-01T00:00:00Z";
export const BEFORE = "2001-01-01T00:00:00Z";

export const CREATED = "2019-11-27T10:11:12Z";
export function head(model: Model, id: string, owner: string, sensitivity: string): Row {
  const times = { created_at: CREATED, updated_at: CREATED };
  return { id, operation_id: model.operation, owner_org_id: owner, sensitivity, version: 1, ...times };
}
export const recordHead = (model: Model, record: ModelRecord): Row => ({
  ...head(model, record.id, record.owner, record.sensitivity),
  version: record.version,
  illustrative: false,
  deleted_at: record.mergedInto ? "infinity" : record.deleted ? BEFORE : null,
});
/** A token that must not be read by whoever may not read this field of this record. */
export const leak = (field: string, record: ModelRecord) => `LEAK-${field}-${record.id}`;
/** The same, with a number that tells which wording it is. */
export const worded = (field: string, record: ModelRecord) => `${leak(field, record)} says${record.wording}.`;
