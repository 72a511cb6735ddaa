// What leaves as a file, through the same readers as the screens, for those who hold the right to export; each taking is
// in the log. Who told us does not leave, and neither do names, contacts, orders and conduct: files get carried.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ActorDossier } from "../../../shared/rooms/actors-answers.ts";
import { ATTRIBUTE_CODES, attributeOf } from "../../../shared/rooms/actors-attributes.ts";
import type { ExportAnswer } from "../../../shared/rooms/actors-sheet.ts";
import { noteOnce } from "../../access/audit.ts";
import { readMiddles } from "../places/read-around.ts";
import { readActor } from "./read.ts";
import { readClaims } from "./read-claims.ts";
import { readGround } from "./read-ground.ts";
import { readStructure } from "./read-structure.ts";
import {
  carriedActor,
  carriedClaim,
  carriedLink,
  carriedNode,
  carriedRelation,
  carriedSame,
  carriedZone,
  type DistrictOf,
} from "./rules.ts";

/** @throws AppError not_allowed without the right to export */
export async function readExport(tx: Tx, what: string): Promise<ExportAnswer> {
  if (!tx.principal.rights.includes("export")) throw new AppError("not_allowed");
  const { structure, ground, claims } = await readCarried(tx);
  const detail = { what, actors: structure.actors.length, claims: claims.length, zones: ground.zones.length };
  await noteOnce(tx, { action: "export.actors", detail, minutes: 1 });
  return { structure, ground, claims };
}

/** Structure, ground and open claims as they may be carried out: of high and severe records nothing exact. */
export async function readCarried(tx: Tx): Promise<ExportAnswer> {
  const districtOf = await readDistricts(tx);
  const structure = await readStructure(tx);
  const { zones, people } = await readGround(tx);
  const open = ATTRIBUTE_CODES.filter((code) => attributeOf(code).protocol === "actor");
  const names = await readNames(tx);
  const claims = (await readClaims(tx, null, open)).map(
    ({ sources: _, version: __, actorRef, ...claim }) => ({
      ...carriedClaim(claim, districtOf),
      ...{ actor: actorRef, actorName: names.get(actorRef) ?? actorRef },
    }),
  );
  const exact = new Map(claims.map((claim) => [claim.ref, claim]));
  const strict = await readStrictLinks(tx);
  return {
    structure: {
      ...structure,
      actors: structure.actors.map(carriedNode),
      links: structure.links.map((link) => carriedLink(link, !strict.has(link.ref))),
      // As the claims themselves are carried; what is not told is not in the tree.
      claims: structure.claims.flatMap((claim) => {
        const { value, from, to, asOf } = exact.get(claim.ref) ?? { ...claim, value: null };
        return value === null ? [] : [{ ...claim, value, from, to, asOf }];
      }),
    },
    ground: { zones: zones.map((zone) => carriedZone(zone, districtOf)), people },
    claims,
  };
}

async function readNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ ref: string; name: string }>("select ref, name from app.actor_seen");
  return new Map(rows.map(({ ref, name }) => [ref, name]));
}

async function readStrictLinks(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ ref: string }>(
    "select ref from app.actor_relation_seen where sensitivity in ('high', 'severe')",
  );
  return new Set(rows.map(({ ref }) => ref));
}

/** The area at level 2 that another lies in. */
async function readDistricts(tx: Tx): Promise<DistrictOf> {
  const areas = await readMiddles(tx);
  const byRef = new Map(areas.map((area) => [area.ref, area]));
  return (area) => {
    let at = byRef.get(area.ref);
    while (at && at.level > 2 && at.parentId) at = byRef.get(at.parentId);
    return at ? { ref: at.ref, code: at.code, name: at.name, level: at.level } : area;
  };
}

/**
 * One actor as its printed profile tells it: what this reader may read, without contacts, orders and conduct, and of high
 * and severe records nothing exact. The taking is in the log. @throws AppError not_found
 */
export async function readProfile(tx: Tx, ref: string): Promise<ActorDossier> {
  const { actor, same, toldOf, claims, zones, relations } = await readActor(tx, ref);
  const districtOf = await readDistricts(tx);
  await noteOnce(tx, { action: "export.actors", recordId: ref, detail: { what: "profile" }, minutes: 1 });
  return {
    actor: carriedActor(actor),
    same: same.map(carriedSame),
    toldOf,
    claims: claims
      .filter(({ attribute }) => attributeOf(attribute).protocol === "actor")
      .map((claim) => ({ ...carriedClaim(claim, districtOf), sources: [], version: null })),
    zones: zones.map((zone) => carriedZone(zone, districtOf)),
    relations: relations.map(carriedRelation),
    ...{ events: [], history: [] },
  };
}
