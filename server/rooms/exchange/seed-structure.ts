/**
 * Illustrative structure, claims and ground: three groups, of which one splits, nine units on two levels under them, one
 * unclear link, four zones, one of them contested, and a force that the UN supports. Written by the demonstration's coordination officer through the same
 * functions as the screens use. No real group gets any of it.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { ACTOR_KINDS, CONTROL_KINDS } from "../../../shared/rooms/actors.ts";
import { ATTRIBUTE_CODES, claimForm, claimValue } from "../../../shared/rooms/actors-attributes.ts";
import { CONFIDENCE } from "../../../shared/rooms/records.ts";
import { grantWrite } from "../../access/write.ts";
import { addZone, logActor } from "../actors/write.ts";
import { addClaim } from "../actors/write-claims.ts";
import { splitActor } from "../actors/write-events.ts";
import type { Grant } from "../actors/write-store.ts";
import { subordinate } from "../actors/write-structure.ts";
import { idOf } from "./month-file.ts";
import { readMiddles } from "./read-month.ts";

const DAY = z.iso.date();
const STRUCTURE = z.object({
  units: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      under: z.string(),
      confidence: z.enum(CONFIDENCE).optional(),
    }),
  ),
  /** Forces of others, without a place in the order of battle. */
  forces: z.array(z.object({ key: z.string(), name: z.string(), kind: z.enum(ACTOR_KINDS) })),
  since: DAY,
  split: z.object({ of: z.string(), into: z.string(), on: DAY, units: z.array(z.string()) }),
  claims: z.array(
    z.object({
      ...{ of: z.string(), attribute: z.enum(ATTRIBUTE_CODES), value: claimValue },
      ...{ from: DAY.optional(), to: DAY.optional(), reliability: claimForm.shape.reliability.default("B") },
    }),
  ),
  zones: z.array(
    z.object({ key: z.string(), of: z.string(), area: z.string(), kind: z.enum(CONTROL_KINDS), from: DAY }),
  ),
});
type Structure = z.infer<typeof STRUCTURE>;

const readStructure = (): Structure =>
  STRUCTURE.parse(
    JSON.parse(
      readFileSync(new URL("../../../db/demo/illustrative-structure.json", import.meta.url), "utf8"),
    ),
  );

/** When all of it was told. */
const AS_OF = "2019-11-29";
const TOLD = { asOf: AS_OF, sensitivity: "low", precision: "day", note: null } as const;
const actorId = (key: string) => idOf(`actor ${key}`);

/** Writes all of it; a second time changes nothing. */
export async function seedStructure(tx: Tx): Promise<void> {
  const told = readStructure();
  const grant = grantWrite(tx, "actor");
  await writeUnits(tx, grant, told);
  for (const { key, ...force } of told.forces) {
    const form = { ...force, id: actorId(key), aliases: [], communal: false, sensitivity: "low" as const };
    await logActor(tx, grant, form, true);
  }
  await writeSplit(tx, grant, told);
  for (const { of, attribute, value, from, to, reliability } of told.claims) {
    const words = { attribute, value, from: from ?? told.since, to: to ?? null, reliability };
    const form = claimForm.parse({
      ...{ id: idOf(`claim ${of} ${attribute} ${JSON.stringify(value)}`), actorId: actorId(of), ...words },
      ...{ asOf: AS_OF, credibility: "2", sources: [{ type: "community_leader" }], sensitivity: "low" },
    });
    await addClaim(tx, grant, form, true);
  }
  await writeZones(tx, grant, told);
}

async function writeUnits(tx: Tx, grant: Grant, { units, since }: Structure): Promise<void> {
  for (const { key, name, under, confidence = "medium" } of units) {
    const unit = { id: actorId(key), name, kind: "nsag_rebel" as const, aliases: [], communal: false };
    await logActor(tx, grant, { ...unit, sensitivity: "low" }, true);
    const place = {
      actorId: unit.id,
      parentId: actorId(under),
      kind: "part_of",
      on: since,
      confidence,
    } as const;
    await subordinate(tx, grant, { id: idOf(`under ${key}`), ...place, ...TOLD }, true);
  }
}

function writeSplit(tx: Tx, grant: Grant, { split: { of, into, on, units } }: Structure) {
  const who = { actorId: actorId(of), splinterId: actorId(into), unitIds: units.map(actorId) };
  return splitActor(tx, grant, { id: idOf("split"), ...who, on, confidence: "medium", ...TOLD }, true);
}

async function writeZones(tx: Tx, grant: Grant, { zones }: Structure): Promise<void> {
  const areas = await readMiddles(
    tx,
    zones.map(({ area }) => area),
  );
  for (const { key, of, area, kind, from } of zones) {
    const areaId = areas.find(({ pcode }) => pcode === area)!.ref;
    const ground = { id: idOf(`zone ${key}`), actorId: actorId(of), areaId, controlKind: kind };
    const days = { asOf: AS_OF, validFrom: from, confidence: "medium", sensitivity: "low" } as const;
    await addZone(tx, grant, { ...ground, ...days }, true);
  }
}
