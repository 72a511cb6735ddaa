// Two fingerprints. One of the data that an answer is made from, and whose eyes: it moves with every write, also of what
// the reader may not know of, so that it never leaves the server; the server finds by it what it has made already. Two
// readers share it only when the row policies see them as the same: same organisation, community and kind of role. The
// other of the answer itself, which is the version the reader is told: it stays while nothing changes for them.
import { createHash } from "node:crypto";
import type { Tx } from "../../db/tx.ts";
import type { Principal } from "../../shared/rooms/access.ts";

const readerOf = ({ operationId, organisationId, community, role, glass }: Principal) => [
  ...[operationId, organisationId, community, role === "administrator", glass],
];
const LENGTH = 27;

/** What the reader's answer is made of, byte by byte: the version they are told, and the value of its ETag. */
export function contentVersion(
  reader: Principal,
  parts: readonly NodeJS.ArrayBufferView[],
  words: unknown,
): string {
  const hash = createHash("sha256").update(JSON.stringify([readerOf(reader), words]));
  for (const part of parts) hash.update(part);
  return hash.digest("base64url").slice(0, LENGTH);
}

/** Where the server finds an answer it made before. Never told to anybody. */
export async function factsVersion(tx: Tx): Promise<string> {
  const rows = await tx.query<{ kind: string; version: number }>(
    `select kind, version from app.data_version
      where kind in ('incident', 'actor', 'area', 'dataset', 'protocol', 'release') order by kind`,
  );
  // Releases end by themselves at their hour, without a write.
  const [released] = await tx.query<{ digest: string }>(
    "select md5(coalesce(string_agg(release_id::text, ',' order by release_id), '')) as digest from app_gate.released()",
  );
  return createHash("sha256")
    .update(JSON.stringify([readerOf(tx.principal), rows, released!.digest]))
    .digest("base64url")
    .slice(0, LENGTH);
}
