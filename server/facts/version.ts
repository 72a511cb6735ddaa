// The fingerprint of an answer: which data it was made from, and whose eyes. Two readers share a fingerprint
// only when the row policies see them as the same: same organisation, community and kind of role.
import { createHash } from "node:crypto";
import type { Tx } from "../../db/tx.ts";

/** Strong ETag value of the facts for this reader, moving on with every write to what they hold. */
export async function factsVersion(tx: Tx): Promise<string> {
  const rows = await tx.query<{ kind: string; version: number }>(
    `select kind, version from app.data_version
      where kind in ('incident', 'actor', 'area', 'dataset') order by kind`,
  );
  const { operationId, organisationId, community, role } = tx.principal;
  const reader = [operationId, organisationId, community, role === "administrator"];
  return createHash("sha256")
    .update(JSON.stringify([reader, rows]))
    .digest("base64url")
    .slice(0, 27);
}
