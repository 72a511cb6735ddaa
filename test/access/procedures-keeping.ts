// The part of the reviewed table (procedures.ts) that is about deleting records and how long they are kept.
import { newId } from "../../shared/ids.ts";
import type { PersonName } from "../support/people.ts";
import type { Row } from "./procedures.ts";

const nothing = () => ({});
const WRITE_INCIDENTS: PersonName[] = ["ada", "adele", "bilal", "carla", "dawit", "esi", "grace"];
/** An id that nobody has: who writes is told so, and nothing of the ground is lost. */
const absent: Row["except"] = Object.fromEntries(WRITE_INCIDENTS.map((name) => [name, "not_found" as const]));

export const KEEPING_PROCEDURES: Record<string, Row> = {
  "access.records.delete": {
    who: WRITE_INCIDENTS,
    except: absent,
    input: () => ({ kind: "incident", ref: newId(), reason: "Logged twice by mistake" }),
  },
  "access.records.undelete": {
    who: WRITE_INCIDENTS,
    except: absent,
    input: () => ({ kind: "incident", ref: newId() }),
  },
  "access.records.deleted": { who: "member", input: nothing },
  "access.retention.get": { who: "member", input: nothing },
  "access.retention.set": { who: ["jon"], input: () => ({ kind: "incident", months: null }) },
};
