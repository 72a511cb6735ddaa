// Locking an operation for a compromised day. Row policies refuse writes by themselves; this says it in the right word,
// before anything is tried, and turns the switch.
import type pg from "pg";
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { isTighter, LOCK_REASON_MIN, type Lock, type Watch } from "../../shared/rooms/access-lock.ts";
import { mayRelease } from "../../shared/rooms/releases.ts";
import { asDefiner } from "./operations.ts";
import { checkSending } from "./sharing-text.ts";

/**
 * @param tightest the tightest lock under which the call still works.
 * @throws AppError locked with `details.lock`.
 */
export async function refuseLocked(tx: Tx, tightest: Lock): Promise<void> {
  // Nobody writes in a locked operation; whoever may write needs no second look.
  if (tx.principal.mayWrite || tightest === "closed") return;
  const [operation] = await tx.query<{ lock: Lock }>("select lock from app.operation");
  const lock = operation?.lock ?? "closed";
  if (isTighter(tightest, lock)) throw new AppError("locked", { details: { lock } });
}

/** @throws AppError not_allowed for whoever may not, conflict when it stands so already, invalid_input without a reason. */
export async function setLock(tx: Tx, lock: Lock, reason: string): Promise<void> {
  const now = (await readWatch(tx)).lock;
  if (!isTighter(now, lock) && lock !== now && reason.length < LOCK_REASON_MIN) {
    throw new AppError("invalid_input", { fields: [{ path: "reason", reason: "reason_too_short" }] });
  }
  // Told to every organisation.
  await checkSending(tx, { reason }, true, "");
  await tx.query("select app_gate.set_lock($1, $2)", [lock, reason]);
}

/** What every page shows while it holds. */
export async function readWatch(tx: Tx): Promise<Watch> {
  const [row] = await tx.query<{ watch: Omit<Watch, "unread" | "waits">; unread: number }>(
    `select app_gate.watch() as watch,
            (select count(*) from app.notice n
              where not exists (select from app.notice_read r where r.notice_id = n.id)) as unread`,
  );
  return { ...row!.watch, unread: row!.unread, waits: await readWaits(tx) };
}

async function readWaits(tx: Tx): Promise<Watch["waits"]> {
  const { personId, mayWrite } = tx.principal;
  const [row] = await tx.query<Watch["waits"]>(
    `select (select max(p.version) from app.protocol p
              where p.state = 'proposed' and you.side is not null
                and not exists (select from app.protocol_signature s where s.protocol_id = p.id and s.side = you.side))
              as protocol,
            (select count(*)::int from app.release_seen r
              where $1 and r.state = 'held' and r.record_id is not null and r.created_by <> $2) as consents
       from (select app_gate.signs_for() as side) you`,
    [mayWrite && mayRelease(tx.principal), personId],
  );
  return row!;
}

/** Turns the lock of an operation as its desk. Loosening needs a reason. */
export async function lockAsDesk(
  admin: pg.Pool,
  code: string,
  lock: Lock,
  reason: string | null,
): Promise<"done" | "unknown" | "same" | "no_reason"> {
  const turn = asDefiner(admin, async (client) => {
    const { rows } = await client.query<{ token: string | null }>("select app_gate.open_desk($1) as token", [
      code,
    ]);
    const token = rows[0]!.token;
    if (!token) return "unknown" as const;
    await client.query("select app_gate.take($1)", [token]);
    await client.query("select app_gate.set_lock($1, $2)", [lock, reason]);
    await client.query("select app_gate.close_desk($1)", [token]);
    return "done" as const;
  });
  return turn.catch((error: { code?: string }) => {
    if (error.code === "23505") return "same";
    if (error.code === "23514") return "no_reason";
    throw error;
  });
}
