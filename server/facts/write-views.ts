// Saving views, and saying since when one wants to know. Everybody's own; the database keeps others' from them.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { MOST_VIEWS, type ViewForm } from "../../shared/rooms/views.ts";

/** Saves a new view or changes an own one. @throws AppError conflict for another's id; invalid_input for too many */
export async function saveView(tx: Tx, { id, name, address, shared, tell }: ViewForm): Promise<void> {
  const { personId, operationId, organisationId, mayWrite } = tx.principal;
  if (!personId || !mayWrite) throw new AppError("not_allowed");
  const [count] = await tx.query<{ n: number }>(
    "select count(*)::int as n from app.saved_view_seen where person_id = $1 and ref <> $2",
    [personId, id],
  );
  if (count!.n >= MOST_VIEWS)
    throw new AppError("invalid_input", { fields: [{ path: "form.name", reason: "too_many" }] });
  const changed = await tx.query(
    `update app.saved_view set name = $2, address = $3, shared = $4, updated_at = now()
      where id = $1 and person_id = $5 returning id`,
    [id, name, address, shared, personId],
  );
  const made =
    changed.length > 0 ||
    (
      await tx.query(
        `insert into app.saved_view (id, operation_id, owner_org_id, person_id, name, address, shared)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing returning id`,
        [id, operationId, organisationId, personId, name, address, shared],
      )
    ).length > 0;
  if (!made) throw new AppError("conflict");
  await tellOf(tx, id, tell);
}

/** Deletes an own view, with everybody's marks in it. @throws AppError not_found */
export async function deleteView(tx: Tx, ref: string): Promise<void> {
  const gone = await tx.query("delete from app.saved_view where id = $1 and person_id = $2 returning id", [
    ref,
    tx.principal.personId,
  ]);
  if (gone.length === 0) throw new AppError("not_found");
}

/** Be told what is new in a view from now on, or not any more. @throws AppError not_found, not_allowed */
export async function tellOf(tx: Tx, ref: string, tell: boolean): Promise<void> {
  const { personId, mayWrite } = tx.principal;
  if (!personId || !mayWrite) throw new AppError("not_allowed");
  const [view] = await tx.query("select ref from app.saved_view_seen where ref = $1", [ref]);
  if (!view) throw new AppError("not_found");
  if (!tell)
    await tx.query("delete from app.view_mark where view_id = $1 and person_id = $2", [ref, personId]);
  else
    await tx.query(
      "insert into app.view_mark (view_id, person_id, since) values ($1, $2, now()) on conflict do nothing",
      [ref, personId],
    );
}

/** Moves marks on to what the reader was shown; null: of all views. Never back, never ahead. */
export async function markViews(tx: Tx, refs: readonly string[] | null, asOf: string): Promise<void> {
  await tx.query(
    `update app.view_mark set since = greatest(since, least($2::timestamptz, now()))
      where person_id = $1 and ($3::uuid[] is null or view_id = any($3))`,
    [tx.principal.personId, asOf, refs],
  );
}
