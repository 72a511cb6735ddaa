// The fingerprint of an answer: which data it was made from, and whose eyes. Two readers share a fingerprint
// only when the row policies see them as the same: same organisation, community and kind of role.
import { createHash } from "node:crypto";
import type { Tx } from "../../db/tx.ts";

/** Strong ETag value of the facts for this reader, moving on with every write to what they hold. */
export async function factsVersion(tx: Tx): Promise<string> {
  const rows = await tx.query<{ kind: string; version: number }>(
    `select kind, version from app.data_version
      where kind in ('incident', 'actor', 'area', 'dataset', 'protocol', 'release') order by kind`,
  );
  // Releases end by themselves at their hour, without a write.
  const [released] = await tx.query<{ digest: string }>(
    "select md5(coalesce(string_agg(release_id::text, ',' order by release_id), '')) as digest from app_gate.released()",
  );
  const { operationId, organisationId, community, role, glass } = tx.principal;
  const reader = [operationId, organisationId, community, role === "administrator", glass];
  return createHash("sha256")
    .update(JSON.stringify([reader, rows, released!.digest]))
    .digest("base64url")
    .slice(0, 27);
}
