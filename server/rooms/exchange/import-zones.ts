/**
 * Zones of GeoJSON: every feature through the form and the same writer as on screen. A file with a faulty feature changes
 * nothing, from the command line and from the screen alike.
 */
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ZoneForm } from "../../../shared/rooms/actors.ts";
import type { RowFault } from "../../../shared/rooms/actors-sheet.ts";
import {
  type ZoneBook,
  type ZoneFeature,
  type ZonesAnswer,
  zoneOfFeature,
} from "../../../shared/rooms/actors-zones.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { openTrial, undoTrial } from "../../access/trial.ts";
import { grantImport, type WriteGrant } from "../../access/write.ts";
import { readActors } from "../actors/read.ts";
import { importZone } from "../actors/write.ts";
import { readFeatures } from "./formats/geojson.ts";
import { readAreaCodes, readOwnZones } from "./read.ts";
import type { Tally } from "./tally.ts";

/** From the screen. @param isTrial only says what would be written, or what is wrong */
export async function takeZones(
  tx: Tx,
  grant: WriteGrant<"actor">,
  features: readonly ZoneFeature[],
  isTrial: boolean,
): Promise<ZonesAnswer> {
  await openTrial(tx);
  const answer = await writeZones(tx, grant, features, null);
  const isRefused = answer.faults.length > 0;
  if (isTrial || isRefused) await undoTrial(tx);
  return isRefused ? { ...answer, created: 0, updated: 0, unchanged: 0 } : answer;
}

/** From the command line; `high` where neither feature nor command says a sensitivity. Throws FileProblem. */
export async function importZoneFile(tx: Tx, tally: Tally): Promise<void> {
  const features = await readFeatures(tally.request.path);
  tally.read = features.length;
  const { sensitivity = "high" } = tally.request;
  const { faults, ...done } = await writeZones(tx, grantImport(tx, "actor"), features, sensitivity);
  for (const [row, ofRow] of Map.groupBy(faults, (fault) => fault.row))
    tally.notes.fail(
      null,
      ofRow.map(({ field }) => field).join(", "),
      `feature ${row}: ${ofRow.map(({ reason }) => SENTENCES[reason] ?? reason.replaceAll("_", " ")).join("; ")}`,
      REMEDIES[ofRow[0]!.field] ?? "Correct it",
    );
  tally.created += done.created;
  tally.updated += done.updated;
  tally.unchanged += done.unchanged;
}

const SENTENCES: Record<string, string> = {
  required: "it is missing",
  not_in_list: "nothing of that name is known, or more than one",
  not_a_date: "it is no date",
  in_future: "the day has not come",
  area_unknown: "no area has that code, or none holds the whole zone",
  not_one_ring: "the shape is not one polygon without holes",
  tells_position: "the outline is smaller than 0.25 km², which tells a position and not ground",
  too_many: "the outline has more than 500 corners",
};
const REMEDIES: Record<string, string> = {
  actor: "Give the name of an actor of the operation; add it first if it is new",
  asOf: "Every zone needs the day it stands for, as YYYY-MM-DD",
  controlKind: "Give one of the codes of control kinds, such as nsag or contested",
  confidence: "Give high, medium or low",
  outline:
    "Draw one polygon a zone, simplified, without holes, of 0.25 km² or more; or give the area instead",
  areaId: "Give the P-code of an area of the operation as area_code, or draw the zone",
};

async function writeZones(
  tx: Tx,
  grant: WriteGrant<"actor">,
  features: readonly ZoneFeature[],
  sensitivity: Sensitivity | null,
): Promise<ZonesAnswer> {
  const book: ZoneBook = {
    ...{ actors: await readActors(tx), areas: await readAreaCodes(tx), own: await readOwnZones(tx) },
    ...{ salt: tx.principal.organisationId, sensitivity },
  };
  const answer: ZonesAnswer = { created: 0, updated: 0, unchanged: 0, faults: [] };
  const met = new Map<string, number>();
  for (const [at, feature] of features.entries()) {
    const form = zoneOfFeature(feature, book);
    if (Array.isArray(form)) {
      answer.faults.push(
        ...form.map(({ path, code }) => ({ row: at + 1, field: path.join("."), reason: code })),
      );
    } else if (met.has(form.id)) answer.faults.push({ row: at + 1, field: "id", reason: "duplicate" });
    else {
      met.set(form.id, at + 1);
      const done = await tried(() => importZone(tx, grant, form as ZoneForm), at + 1);
      if (Array.isArray(done)) answer.faults.push(...done);
      else answer[done] += 1;
    }
  }
  return answer;
}

/** What a rule refuses is the fault of its feature; the others are told too. */
async function tried<T>(work: () => Promise<T>, row: number): Promise<T | RowFault[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_input") throw error;
    return error.fields.map(({ path, reason }) => ({ row, field: path, reason }));
  }
}
