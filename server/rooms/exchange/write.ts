/**
 * Datasets: where records come from, with version, licence and citation. One row per operation and name.
 */
import type { Tx } from "../../../db/tx.ts";
import { newId } from "../../../shared/ids.ts";
import type { DatasetForm } from "../../../shared/rooms/exchange.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import type { WriteGrant } from "../../access/write.ts";

export interface KeptDataset {
  id: string;
  /** Version before this file; null where the source states none. */
  versionBefore: string | null;
  isNew: boolean;
}

/**
 * Finds or makes the dataset and takes over the file's version. The first dataset of incidents imported into an
 * operation without any incident becomes the primary one. Two imports into the same dataset wait for each other.
 */
export async function keepDataset(
  tx: Tx,
  _grant: WriteGrant<"dataset" | "incident" | "actor" | "base" | "area" | "site">,
  form: DatasetForm,
  owner: { ownerOrgId: string; sensitivity: Sensitivity },
  holdsIncidents: boolean,
): Promise<KeptDataset> {
  const { operationId, personId } = tx.principal;
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 3))", [`${operationId}/${form.name}`]);
  const [old] = await tx.query<{ id: string; dataset_version: string | null }>(
    "select id, dataset_version from app.dataset where operation_id = $1 and name = $2",
    [operationId, form.name],
  );
  if (old) {
    if (form.version !== null && form.version !== old.dataset_version) {
      await tx.query(
        `update app.dataset set dataset_version = $2, version = version + 1, updated_at = now(), updated_by = $3
          where id = $1`,
        [old.id, form.version, personId],
      );
    }
    return { id: old.id, versionBefore: old.dataset_version, isNew: false };
  }
  const id = newId();
  await tx.query(
    `insert into app.dataset (id, operation_id, owner_org_id, sensitivity, created_by, updated_by, name, title,
       publisher, dataset_version, licence, citation, url, civilian_range, measures, caveats, is_primary)
     select $1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
       $16 and not exists (select from app.dataset d where d.operation_id = $2 and d.is_primary)
           and not exists (select from app.incident i where i.operation_id = $2)`,
    [
      ...[
        id,
        operationId,
        owner.ownerOrgId,
        owner.sensitivity,
        personId,
        form.name,
        form.title,
        form.publisher,
      ],
      ...[
        form.version,
        form.licence,
        form.citation,
        form.url,
        form.civilianRange,
        form.measures,
        form.caveats ?? [],
        holdsIncidents,
      ],
    ],
  );
  return { id, versionBefore: null, isNew: true };
}
