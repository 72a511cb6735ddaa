/**
 * Illustrative engagements, field missions, options against a threat and a brief before an operation, with the illustrative groups only. Written
 * by the demonstration persons through the same functions as their screens use.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { DOOR_CODES, type Door } from "../../../shared/rooms/access.ts";
import { engagementForm } from "../../../shared/rooms/actors-engagement.ts";
import { briefForm, missionForm } from "../../../shared/rooms/actors-missions.ts";
import { mitigationForm } from "../../../shared/rooms/actors-mitigations.ts";
import { grantWrite } from "../../access/write.ts";
import { briefs, engagements, missions, mitigations } from "../actors/write-engagement.ts";
import { idOf } from "./month-file.ts";
import { readMiddles } from "./read-month.ts";

const TOLD = z.object({
  engagements: z.array(
    z.looseObject({
      key: z.string(),
      by: z.enum(DOOR_CODES),
      of: z.string(),
      area: z.string().optional(),
      brief: z.string().optional(),
    }),
  ),
  mitigations: z.array(z.looseObject({ key: z.string(), of: z.string(), area: z.string() })),
  missions: z.array(z.looseObject({ key: z.string(), areas: z.array(z.string()) })),
  brief: z.looseObject({ key: z.string(), of: z.string(), areas: z.array(z.string()) }),
});

const readTold = () =>
  TOLD.parse(
    JSON.parse(
      readFileSync(new URL("../../../db/demo/illustrative-engagement.json", import.meta.url), "utf8"),
    ),
  );

const actorId = (key: string) => idOf(`actor ${key}`);

/** Who writes; the coordination officer also the missions and the brief. */
export const ENGAGED: readonly Door[] = ["cmcoord", "coordinator"];

/** Writes what this person told; a second time changes nothing. */
export async function seedEngagements(tx: Tx, door: Door): Promise<void> {
  const told = readTold();
  const grant = grantWrite(tx, "actor");
  const codes = [
    ...told.engagements.flatMap(({ area }) => area ?? []),
    ...told.missions.flatMap(({ areas }) => areas),
    ...told.mitigations.map(({ area }) => area),
  ];
  const found = await readMiddles(tx, [...codes, ...told.brief.areas]);
  const areaOf = (code: string) => found.find(({ pcode }) => pcode === code)!.ref;
  const common = (what: string, key: string) => ({ id: idOf(`${what} ${key}`), sensitivity: "low" });
  // An answer names its brief, which therefore comes first.
  if (door === "cmcoord") {
    const { key, of, areas, ...rest } = told.brief;
    const named = { actorId: actorId(of), areaIds: areas.map(areaOf) };
    await briefs.log(tx, grant, briefForm.parse({ ...rest, ...named, ...common("brief", key) }), true);
  }
  for (const { key, by, of, area, brief, ...rest } of told.engagements.filter(({ by }) => by === door)) {
    const named = {
      ...{ actorId: actorId(of), areaId: area ? areaOf(area) : null },
      briefId: brief ? idOf(`brief ${brief}`) : null,
    };
    const form = engagementForm.parse({ ...rest, ...named, ...common("engagement", key) });
    await engagements.log(tx, grant, form, true);
  }
  if (door !== "cmcoord") return;
  for (const { key, areas, ...rest } of told.missions) {
    const form = missionForm.parse({ ...rest, areaIds: areas.map(areaOf), ...common("mission", key) });
    await missions.log(tx, grant, form, true);
  }
  for (const { key, of, area, ...rest } of told.mitigations) {
    const named = { actorId: actorId(of), areaId: areaOf(area) };
    const form = mitigationForm.parse({ ...rest, ...named, ...common("mitigation", key) });
    await mitigations.log(tx, grant, form, true);
  }
}
