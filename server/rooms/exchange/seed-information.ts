/**
 * Illustrative information coverage of the demonstration: who was heard from which district, week by week. Written by
 * the demonstration persons through the same function as their screens use; each row says that it is illustrative.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Database } from "../../../db/open.ts";
import type { Tx } from "../../../db/tx.ts";
import { DOOR_CODES, type Door } from "../../../shared/rooms/access.ts";
import { INFORMATION_PRESENCE, type InformationForm } from "../../../shared/rooms/coverage-information.ts";
import { doorEmail } from "../../access/demonstration.ts";
import { asDesk } from "../../access/desk.ts";
import { grantWrite } from "../../access/write.ts";
import { logInformation } from "../coverage/write-information.ts";
import { idOf } from "./month-file.ts";
import { readMiddles } from "./read-month.ts";

const INFORMATION = z.object({
  areas: z.array(
    z.object({
      ...{ area: z.string(), by: z.enum(DOOR_CODES), contact: z.string() },
      presence: z.enum(INFORMATION_PRESENCE).optional(),
      network: z.boolean().optional(),
      access: z.boolean().optional(),
      /** Days of a report, visit or call. */
      heard: z.array(z.iso.date()),
      /** Day of a word on presence where nobody was heard. */
      said: z.iso.date().optional(),
    }),
  ),
});
type Row = z.infer<typeof INFORMATION>["areas"][number];

const readRows = (): Row[] => {
  const file = new URL("../../../db/demo/illustrative-information.json", import.meta.url);
  return INFORMATION.parse(JSON.parse(readFileSync(file, "utf8"))).areas;
};

/** Writes the words into the demonstration operation; an interrupted start goes on where it stopped. */
export async function seedInformation(database: Database, operation: string): Promise<void> {
  const rows = readRows();
  for (const door of new Set(rows.map(({ by }) => by))) {
    const own = rows.filter(({ by }) => by === door);
    await asDesk(database, operation, (tx) => write(tx, own), doorEmail(door as Door));
  }
}

async function write(tx: Tx, rows: readonly Row[]): Promise<void> {
  const grant = grantWrite(tx, "information");
  const middles = await readMiddles(
    tx,
    rows.map(({ area }) => area),
  );
  const areas = new Map(middles.map(({ pcode, ref }) => [pcode, ref]));
  for (const row of rows)
    for (const form of formsOf(row, areas.get(row.area)!)) await logInformation(tx, grant, form, true);
}

/** Network and access are said with the newest word. */
function formsOf(
  { area, heard, said, presence, network, access, contact }: Row,
  areaId: string,
): InformationForm[] {
  const word = { areaId, presence, contact, sensitivity: "low" } as const;
  if (said) return [{ id: idOf(`information ${area} ${said}`), on: said, ...word }];
  return heard.map((on, at) => ({
    ...{ id: idOf(`information ${area} ${on}`), on, ...word },
    ...{ channel: at % 3 === 2 ? "visit" : "call", said: "nothing_to_report" },
    ...(at === heard.length - 1 ? { network, access } : {}),
  }));
}
