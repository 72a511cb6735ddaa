/**
 * Illustrative reports of displaced people: three agencies on one route, two cases, one of them shared though it is not
 * triangulated. Written by the demonstration persons through the same functions as their screens use.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Database } from "../../../db/open.ts";
import type { Tx } from "../../../db/tx.ts";
import { DOOR_CODES, type Door } from "../../../shared/rooms/access.ts";
import {
  CASE_OUTCOMES,
  CONSENT_TO,
  type DisplacedReportForm,
  SETTINGS,
  TRIANGULATION,
  URGENCY,
  VIOLATIONS,
} from "../../../shared/rooms/displacement.ts";
import { doorEmail } from "../../access/demonstration.ts";
import { asDesk } from "../../access/desk.ts";
import { grantWrite } from "../../access/write.ts";
import { logReport } from "../displacement/write.ts";
import { makeCase, recordOutcome, shareNow } from "../displacement/write-case.ts";
import { idOf } from "./month-file.ts";
import { type Middle, readActorRef, readCaseState, readMiddles } from "./read-month.ts";

const REPORTS = z.object({
  route: z.object({ from: z.string(), to: z.string(), areas: z.array(z.string()) }),
  reports: z.array(
    z.object({
      ...{ key: z.string(), by: z.enum(DOOR_CODES), agency: z.string(), people: z.int(), date: z.iso.date() },
      ...{ area: z.string(), setting: z.enum(SETTINGS) },
    }),
  ),
  told: z.object({
    ...{ violation: z.enum(VIOLATIONS), place: z.string(), unit: z.string(), role: z.string() },
    ...{ method: z.string(), account: z.string(), actor: z.string() },
  }),
  cases: z.array(
    z.object({
      ...{ key: z.string(), of: z.array(z.string()), overlap: z.int(), summary: z.string() },
      ...{ triangulation: z.enum(TRIANGULATION), urgency: z.enum(URGENCY), shareNow: z.string().optional() },
      outcome: z.object({
        ...{ outcome: z.enum(CASE_OUTCOMES), on: z.iso.date(), note: z.string() },
        recurred: z.string().optional(),
      }),
    }),
  ),
});
type Reports = z.infer<typeof REPORTS>;

const readReports = (): Reports =>
  REPORTS.parse(
    JSON.parse(readFileSync(new URL("../../../db/demo/illustrative-reports.json", import.meta.url), "utf8")),
  );

/** Writes the reports and cases into the demonstration operation; an interrupted start goes on where it stopped. */
export async function seedReports(database: Database, operation: string): Promise<void> {
  const told = readReports();
  const as = <T>(door: Door, work: (tx: Tx) => Promise<T>) =>
    asDesk(database, operation, work, doorEmail(door));
  for (const door of new Set(told.reports.map(({ by }) => by)))
    await as(door, (tx) => writeReports(tx, told, door));
  // The later case first, because the earlier one names it.
  for (const one of told.cases.toReversed()) await as("coordinator", (tx) => writeCase(tx, told, one));
}

async function writeReports(tx: Tx, told: Reports, door: Door): Promise<void> {
  const grant = grantWrite(tx, "displaced_report");
  const actorRef = await readActorRef(tx, told.told.actor);
  const middles = await readMiddles(tx, [...told.route.areas, ...told.reports.map(({ area }) => area)]);
  for (const row of told.reports.filter(({ by }) => by === door))
    await logReport(tx, grant, formOf(told, row, middles, actorRef), true);
}

/** Points stand at the middle of an area, never at a real site. */
function formOf(
  told: Reports,
  row: Reports["reports"][number],
  middles: readonly Middle[],
  actorRef: string,
): DisplacedReportForm {
  const { place, actor: _, ...words } = told.told;
  const at = (pcode: string) => middles.find((middle) => middle.pcode === pcode)!;
  const { ref: areaId, lon, lat } = at(row.area);
  return {
    ...{
      id: idOf(`report ${row.key}`),
      ...words,
      actorIds: [actorRef],
      targeted: ["everyone"],
    },
    place: { areaId, lon, lat, precision: "near", placeName: place },
    ...{
      occurredFrom: row.date,
      occurredTo: row.date,
      datePrecision: "day",
      people: row.people,
      affected: null,
    },
    ...{ agency: row.agency, agencyWithheld: false, setting: row.setting, sourceNote: null },
    ...{ routeFrom: told.route.from, routeTo: told.route.to },
    route: told.route.areas.map(at).map(({ lon: x, lat: y }): [number, number] => [x, y]),
    ...{ triangulation: "not_triangulated", urgency: "urgent", consent: CONSENT_TO, shareFrom: null },
    sensitivity: "moderate",
  };
}

async function writeCase(tx: Tx, { told }: Reports, one: Reports["cases"][number]): Promise<void> {
  const grant = grantWrite(tx, "displaced_report");
  const ref = idOf(`case ${one.key}`);
  if ((await readCaseState(tx, ref))?.outcome) return;
  const { overlap, triangulation, urgency, summary } = one;
  const { unit, role, method } = told;
  const reportRefs = one.of.map((key) => idOf(`report ${key}`));
  await makeCase(
    tx,
    grant,
    { id: ref, reportRefs, overlap, triangulation, urgency, summary, unit, role, method },
    true,
  );
  if (one.shareNow) await shareNow(tx, grant, ref, 1, one.shareNow);
  const { recurred, ...outcome } = one.outcome;
  const later = recurred ? idOf(`case ${recurred}`) : null;
  await recordOutcome(tx, grant, { ref, version: one.shareNow ? 2 : 1, ...outcome, recurred: later });
}
