// The part of the reviewed table (procedures.ts) that is about messages and rows that wait to be looked at.
import { newId } from "../../shared/ids.ts";
import { incidentOf } from "../support/builders.ts";
import type { PersonName } from "../support/people.ts";
import type { Row } from "./procedures.ts";

const WRITE_INCIDENTS: PersonName[] = ["ada", "adele", "bilal", "carla", "dawit", "esi", "grace"];
/** Of no item: intake.db.test.ts has some. */
const absent: Row["except"] = Object.fromEntries(WRITE_INCIDENTS.map((name) => [name, "not_found" as const]));

export const INTAKE_PROCEDURES: Record<string, Row> = {
  "exchange.intake.list": { who: WRITE_INCIDENTS, input: () => ({}) },
  "exchange.intake.get": { who: WRITE_INCIDENTS, except: absent, input: () => ({ ref: newId() }) },
  "exchange.intake.paste": {
    who: WRITE_INCIDENTS,
    input: () => ({ batch: newId(), text: "Two people were killed yesterday" }),
  },
  "exchange.intake.rows": {
    who: WRITE_INCIDENTS,
    input: () => ({ batch: newId(), channel: "sheet", rows: [{ row: 2, cells: { kind: "killing" } }] }),
  },
  "exchange.intake.accept": {
    ...{ who: WRITE_INCIDENTS, except: absent },
    input: () => ({ ref: newId(), version: 1, form: incidentOf() }),
  },
  "exchange.intake.setAside": {
    ...{ who: WRITE_INCIDENTS, except: absent },
    input: () => ({ ref: newId(), version: 1 }),
  },
  "exchange.intake.undo": { who: WRITE_INCIDENTS, except: absent, input: () => ({ ref: newId() }) },
};
