/** A try of an import: all of it is done, every fault is met, and nothing of it stays. */
import type { Tx } from "../../db/tx.ts";

/** Everything after this point can be taken back without ending the transaction. */
export const openTrial = (tx: Tx): Promise<unknown> => tx.query("savepoint import_trial");

/** Takes back everything since openTrial. */
export const undoTrial = (tx: Tx): Promise<unknown> => tx.query("rollback to savepoint import_trial");
