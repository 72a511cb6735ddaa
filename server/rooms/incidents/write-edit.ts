// Changing one incident of one's own organisation in the operation's own log. The report is replaced, except for what
// its editor was not shown: sources only grow, parties the editor does not see and a point too rough to show stay.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { namedRecords, type StoredParty } from "../../../shared/rooms/actors-same.ts";
import {
  type IncidentEdit,
  MAX_ADDED_SOURCES,
  MAX_SOURCES,
  type VerificationLevel,
} from "../../../shared/rooms/incidents.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { refuseGone } from "../../access/deletion.ts";
import type { Written } from "../../access/receipts.ts";
import { checkLowering } from "../../access/sensitivity.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";
import { absence } from "./read-merge.ts";
import { readDamage, readDisplacement, readHarm, readParties } from "./read-parts.ts";
import { changesFacts, isDecided, keptLevel, protect } from "./rules.ts";
import { toColumns } from "./write.ts";
import { type Party, withKnownParties, writeParts } from "./write-parts.ts";

/** The stored row, by the names of its columns. */
interface Stored extends Record<string, unknown> {
  version: number;
  sensitivity: Sensitivity;
  verification: VerificationLevel;
  location_precision: string;
  lon: number | null;
  lat: number | null;
}

/**
 * Replaces a report of the caller's organisation; its `sources` are added to those that are there.
 * @param version the version the editor had before their eyes.
 * @throws AppError conflict with `details.version` when somebody was faster, or with when and why it was deleted; not_found when it is not theirs, with
 *   `details.mergedInto` when it was merged;
 *   invalid_input when somebody who does not coordinate would lower the sensitivity.
 */
export async function editIncident(
  tx: Tx,
  grant: WriteGrant<"incident">,
  version: number,
  wanted: IncidentEdit,
): Promise<Written> {
  await refuseGone(tx, [wanted.id]);
  const before = await readOwn(tx, wanted.id);
  if (before.version !== version) throw new AppError("conflict", { details: { version: before.version } });
  const form = await withNamedRecords(tx, await withKnownParties(tx, merge(before, wanted)));
  checkLowering(tx.principal.role, before.sensitivity, form.sensitivity);
  const columns = await toColumns(tx, form, [...form.parties, ...(await readUnseenParties(tx, form.id))]);
  const parts = await readPartsOf(tx, form.id);
  const copies = { kind: "incident", ids: [form.id] } as const;
  const changed = changesOf(before, columns);
  const entry = { action: "incident.edit", recordId: form.id, detail: { changed }, copies };
  return writeAudited(tx, grant, entry, async () => {
    await replace(tx, form, columns, version);
    const now = await readPartsOf(tx, form.id);
    changed.push(...PART_NAMES.filter((part) => JSON.stringify(parts[part]) !== JSON.stringify(now[part])));
    if (isDecided(before.verification) && changesFacts(changed)) {
      await takeBack(tx, form.id);
      changed.push("verification");
    }
    if (form.sources.length > 0) changed.push("sources");
    const revision = {
      recordId: form.id,
      version: version + 1,
      action: "incident.edit",
      changed,
      before: { ...before, ...parts },
    };
    await keepRevision(tx, "incident", tx.principal.organisationId, revision);
    return { ref: form.id, version: version + 1, state: "stored" as const };
  });
}

/** The parties by the records that the report names, where another record of the same actor is shown. */
async function withNamedRecords(tx: Tx, form: IncidentEdit): Promise<IncidentEdit> {
  const stored = await tx.query<StoredParty>(
    `select l.ref as shown, o.ref as record, p.role from app.incident_party p
       join app.actor_record_link o on o.record_id = p.actor_id join app.actor_link l on l.record_id = p.actor_id
      where p.incident_id = $1`,
    [form.id],
  );
  const parties = form.parties.flatMap((party) =>
    namedRecords(stored, party.actorId, party.role).map((actorId) => ({ ...party, actorId })),
  );
  return { ...form, parties };
}

/** What was decided, was decided about other facts: a second person looks again. */
async function takeBack(tx: Tx, id: string): Promise<void> {
  await tx.query("update app.incident set verification = 'under_verification' where id = $1", [id]);
}

/** What may be stored of the wish: the level a writer may give, the point that was not shown, and the protections. */
function merge(before: Stored, wanted: IncidentEdit): IncidentEdit {
  const verification = keptLevel(before.verification, wanted.verification);
  return protect({ ...wanted, verification, place: mergePlace(before, wanted.place) });
}

/**
 * A point known too roughly to be shown (read.ts) stays while the area does. A point that was shown and moved is looked
 * up anew, unless another area was chosen with it.
 */
function mergePlace(before: Stored, place: IncidentEdit["place"]): IncidentEdit["place"] {
  const wasShown = before.location_precision === "exact" || before.location_precision === "near";
  const area = before.adm3_id ?? before.adm2_id ?? before.adm1_id ?? before.adm0_id ?? null;
  if ((place.areaId ?? null) !== area) return place;
  if (place.lon == null) return wasShown ? place : { ...place, lon: before.lon, lat: before.lat };
  const moved = place.lon !== before.lon || place.lat !== before.lat;
  return moved ? { ...place, areaId: null } : place;
}

function changesOf(before: Stored, columns: Record<string, unknown>): string[] {
  const names = Object.keys(columns).filter((name) => name !== "content" && name !== "party_set");
  return names.filter((name) => String(before[name]) !== String(columns[name]));
}

/** The row, and its parts anew; sources are only added, behind all that earlier versions can have. */
async function replace(tx: Tx, form: IncidentEdit, columns: Record<string, unknown>, version: number) {
  const sets = Object.keys(columns).map((name, at) => `${name} = $${at + 3}`);
  await tx.query(
    `update app.incident set version = version + 1, updated_at = now(), updated_by = $2, ${sets.join(", ")}
      where id = $1`,
    [form.id, tx.principal.personId, ...Object.values(columns)],
  );
  for (const part of ["harm", "displacement", "damage"]) {
    await tx.query(`delete from app.incident_${part} where incident_id = $1`, [form.id]);
  }
  await tx.query(
    "delete from app.incident_party where incident_id = $1 and actor_id in (select record_id from app.actor_link)",
    [form.id],
  );
  await writeParts(tx, form, MAX_SOURCES + (version - 1) * MAX_ADDED_SOURCES);
}

const PART_NAMES = ["harms", "parties", "displacement", "damage"] as const;

/** The parts of a report as this editor sees them: compared before and after, and kept with the former version. */
const readPartsOf = async (tx: Tx, id: string) => ({
  harms: await readHarm(tx, id),
  parties: await readParties(tx, id),
  displacement: await readDisplacement(tx, id),
  damage: await readDamage(tx, id),
});

const readUnseenParties = (tx: Tx, id: string) =>
  tx.query<Party>(
    `select actor_id as "actorId", role, attribution, confidence from app.incident_party
      where incident_id = $1 and actor_id not in (select record_id from app.actor_link)`,
    [id],
  );

/**
 * The stored row of the operation's own log (a dataset is changed where it is published), locked until the
 * transaction ends so that two editors cannot both win.
 */
async function readOwn(tx: Tx, id: string): Promise<Stored> {
  const [row] = await tx.query<Stored>(
    `select * from app.incident where id = $1 and owner_org_id = $2 and deleted_at is null
        and dataset_id in (select ref from app.dataset_seen where name = 'log') for update`,
    [id, tx.principal.organisationId],
  );
  if (!row) throw await absence(tx, id);
  return row;
}
