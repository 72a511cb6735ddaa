// An act said twice counts once: a device that lost the answer says the same again under the same id. The unique key of
// the receipt decides, never a look beforehand; of two at once the second waits for the first and is told the same.
import { createHash } from "node:crypto";
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import type { StoredAnswer } from "../../shared/rooms/records-answers.ts";
import { refuseGone } from "./deletion.ts";

export interface Written {
  ref: string;
  version: number;
  /** stored: now; repeated: this very act was done before. */
  state: "stored" | "repeated";
}

export interface Act {
  /** Id made by the writer; undefined: nobody will ask again. */
  id: string | undefined;
  record: string;
  /** Of the record after the act. */
  version: number;
  /** The call and its content, as checked. */
  said: unknown;
}

/**
 * Does `work`, unless this person did the same under the same id before.
 * @throws AppError conflict when the id stands for something else, or the record was deleted (with when and why)
 */
export async function once(
  tx: Tx,
  { id, record, version, said }: Act,
  work: () => Promise<Written>,
): Promise<Written> {
  const { operationId, personId } = tx.principal;
  if (!id || !personId) return work();
  await refuseGone(tx, [record]);
  const hash = createHash("sha256").update(JSON.stringify(said)).digest("hex");
  const first = await tx.query(
    `insert into app.receipt (operation_id, person_id, act, said, record_id, version) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning act`,
    [operationId, personId, id, hash, record, version],
  );
  if (first.length > 0) return work();
  const [known] = await tx.query<{ said: string; version: number }>(
    "select said, version from app.receipt where operation_id = $1 and person_id = $2 and act = $3",
    [operationId, personId, id],
  );
  if (known?.said !== hash) throw new AppError("conflict");
  return { ref: record, version: known.version, state: "repeated" };
}

/** As `once`, for writes that answer with the ref and whether this very record was stored before. @throws as `once` */
export async function storedOnce(tx: Tx, act: Act, work: () => Promise<StoredAnswer>): Promise<StoredAnswer> {
  const { ref, state } = await once(tx, act, async () => {
    const { ref: stored, already } = await work();
    return { ref: stored, version: act.version, state: already ? "repeated" : "stored" };
  });
  return { ref, already: state === "repeated" };
}
