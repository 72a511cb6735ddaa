// What leaves as a file, through the same readers as the screens, for those who hold the right to export; each taking is
// in the log. Who told us does not leave, and neither do names, contacts, orders and conduct: files get carried.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { ATTRIBUTE_CODES, attributeOf } from "../../../shared/rooms/actors-attributes.ts";
import type { ExportAnswer } from "../../../shared/rooms/actors-sheet.ts";
import { noteOnce } from "../../access/audit.ts";
import { readClaims } from "./read-claims.ts";
import { readGround } from "./read-ground.ts";
import { readStructure } from "./read-structure.ts";

/** @throws AppError not_allowed without the right to export */
export async function readExport(tx: Tx, what: string): Promise<ExportAnswer> {
  if (!tx.principal.rights.includes("export")) throw new AppError("not_allowed");
  const structure = await readStructure(tx);
  const ground = await readGround(tx);
  const open = ATTRIBUTE_CODES.filter((code) => attributeOf(code).protocol === "actor");
  const claims = (await readClaims(tx, null, open)).map(
    ({ sources: _, version: __, actorRef, ...claim }) => ({
      ...claim,
      actor: actorRef,
    }),
  );
  const detail = { what, actors: structure.actors.length, claims: claims.length, zones: ground.zones.length };
  await noteOnce(tx, { action: "export.actors", detail, minutes: 1 });
  return { structure, ground, claims };
}
