// Looking at one's own organisation's records as a community reads them, in the same transaction and through the same
// read functions: the policies themselves answer, not a copy of their rules.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import type { Community } from "../../shared/rooms/access.ts";

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Whose eyes: a community, and one of its organisations where a release was for that one only. */
export interface Eyes {
  community: Community;
  organisationId?: string | null;
}

/**
 * Runs `work` with other eyes; nothing but the own organisation's records is seen, and nothing can be written.
 * @throws AppError not_allowed for whoever reads no records (administrators), or for a community that is not there.
 */
export async function lookAs<T>(
  tx: Tx,
  { community, organisationId = null }: Eyes,
  work: (eyes: Tx) => Promise<T>,
): Promise<T> {
  const [look] = await tx.query<{ back: string | null }>("select app_gate.look_as($1, $2) as back", [
    community,
    organisationId,
  ]);
  if (!look?.back) throw new AppError("not_allowed");
  const principal = {
    ...tx.principal,
    ...{ community, organisationId: organisationId ?? NOBODY, role: "observer" as const, personId: null },
    ...{ rights: [], desk: false, mayWrite: false, glass: false },
  };
  try {
    return await work({ ...tx, principal });
  } finally {
    // After a failed statement the transaction is lost, and the look with it.
    await tx.query("select app_gate.look_back($1)", [look.back]).catch(() => undefined);
  }
}
