// Places that an organisation saves while it logs. The id is the writer's, so that a repeated write is recognised by its
// unique key; a change names the version it began from. Areas follow from the point.
import { createHash } from "node:crypto";
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { nameKey } from "../../../shared/names.ts";
import type { LocalPlaceForm } from "../../../shared/rooms/places.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refuseGone } from "../../access/deletion.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";
import { locate } from "./read-locate.ts";

type Grant = WriteGrant<"site">;

async function columnsOf(tx: Tx, { name, aliases, lon, lat, sensitivity }: LocalPlaceForm) {
  const { adm1_id, adm2_id } = await locate(tx, { lon, lat, areaId: null });
  const said = { kind: "local_place", name, name_key: nameKey(name), aliases, lon, lat, sensitivity };
  const content = createHash("sha256").update(JSON.stringify(said)).digest("hex");
  return { ...said, adm1_id, adm2_id, content };
}

/** Saves one place for the writer's organisation. @throws AppError conflict when the id is taken by another record */
export async function savePlace(tx: Tx, grant: Grant, form: LocalPlaceForm): Promise<StoredAnswer> {
  await refuseGone(tx, [form.id]);
  const columns = await columnsOf(tx, form);
  const names = Object.keys(columns);
  const { operationId, organisationId, personId } = tx.principal;
  const inserted = await tx.query(
    `insert into app.site (id, operation_id, owner_org_id, created_by, updated_by, ${names.join(", ")})
     values ($1, $2, $3, $4, $4, ${names.map((_, at) => `$${at + 5}`).join(", ")})
     on conflict (id) do nothing returning id`,
    [form.id, operationId, organisationId, personId, ...Object.values(columns)],
  );
  if (inserted.length === 0) return alreadyThere(tx, form.id, columns.content);
  return writeAudited(tx, grant, { action: "site.save", recordId: form.id }, async () => {
    await keep(tx, form.id, 1, "site.save", [], null);
    return { ref: form.id, already: false };
  });
}

async function alreadyThere(tx: Tx, id: string, content: string): Promise<StoredAnswer> {
  const known = await tx.query(
    "select from app.site where id = $1 and owner_org_id = $2 and content = $3 and deleted_at is null",
    [id, tx.principal.organisationId, content],
  );
  if (known.length === 0) throw new AppError("conflict");
  return { ref: id, already: true };
}

interface Stored extends Record<string, unknown> {
  version: number;
}

/**
 * Changes a place of the writer's organisation. Reports that were logged there keep the point they were logged with.
 * @throws AppError not_found when it is not theirs; conflict with `details.version` when somebody was faster
 */
export async function editPlace(
  tx: Tx,
  grant: Grant,
  version: number,
  form: LocalPlaceForm,
): Promise<StoredAnswer> {
  const [before] = await tx.query<Stored>(
    `select * from app.site where id = $1 and owner_org_id = $2 and kind = 'local_place' and deleted_at is null for update`,
    [form.id, tx.principal.organisationId],
  );
  if (!before) throw new AppError("not_found");
  if (before.version !== version) throw new AppError("conflict", { details: { version: before.version } });
  const columns = await columnsOf(tx, form);
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const changed = names.filter(
    (name) => name !== "content" && String(before[name]) !== String(columns[name]),
  );
  const entry = { action: "site.edit", recordId: form.id, detail: { changed } };
  return writeAudited(tx, grant, entry, async () => {
    await tx.query(
      `update app.site set version = version + 1, updated_at = now(), updated_by = $2,
         ${names.map((name, at) => `${name} = $${at + 3}`).join(", ")} where id = $1`,
      [form.id, tx.principal.personId, ...Object.values(columns)],
    );
    await keep(tx, form.id, version + 1, "site.edit", changed, before);
    return { ref: form.id, already: false };
  });
}

const keep = (
  tx: Tx,
  recordId: string,
  version: number,
  action: string,
  changed: string[],
  before: Stored | null,
) => keepRevision(tx, "site", tx.principal.organisationId, { recordId, version, action, changed, before });
