// The part of the reviewed table (procedures.ts) that is about logging and verifying incidents.
import { newId } from "../../shared/ids.ts";
import { alikeTo, incidentOf } from "../support/builders.ts";
import type { PersonName } from "../support/people.ts";
import { TODAY } from "../support/world.ts";
import type { Row } from "./procedures.ts";
import { NOT_OWN } from "./procedures-sharing.ts";

const nothing = () => ({});
const WRITE_INCIDENTS: PersonName[] = ["ada", "adele", "bilal", "carla", "dawit", "esi", "grace"];
/** Of no record, so that the ground's stays as the other rows need it; review-incidents.db.test.ts does it. */
const absent: Row["except"] = Object.fromEntries(WRITE_INCIDENTS.map((name) => [name, "not_found" as const]));
const ofNone = () => ({ id: newId(), incident: newId() });
const step = (input: Row["input"]): Row => ({ who: WRITE_INCIDENTS, except: absent, input });

/** An administrator reads no records but public ones; outside both sides nothing is read by rule. */
const SHUT = { jon: "not_found", ines: "not_found" } as const;

export const INCIDENT_PROCEDURES: Record<string, Row> = {
  "incidents.get": {
    who: "member",
    except: { ...SHUT, femi: "not_found", grace: "not_found" },
    input: ({ incident }) => ({ ref: incident }),
  },
  // The ground's incident is Ada's organisation's: nobody else asks how others see it.
  "incidents.seenBy": {
    who: "member",
    except: NOT_OWN,
    input: ({ incident }) => ({ ref: incident, communities: ["mission_military"] }),
  },
  // Nothing is written: whoever reads incidents may ask whether one is told already.
  "incidents.alike": { who: "member", input: () => ({ form: alikeTo(incidentOf()) }) },
  "incidents.merging.pairs": { who: "member", input: () => ({ from: "2019-11-01", to: TODAY }) },
  "incidents.merging.list": { who: "member", input: ({ incident }) => ({ ref: incident }) },
  "incidents.merging.merge": step(() => ({
    form: { id: newId(), kept: newId(), gone: newId(), keptVersion: 1, goneVersion: 1, take: [] },
  })),
  "incidents.merging.undo": step(() => ({ id: newId(), version: 1 })),
  "incidents.log": { who: WRITE_INCIDENTS, input: () => ({ form: incidentOf() }) },
  // The ground's incident is Ada's organisation's; adele works there too. Others are told below.
  "incidents.edit": {
    who: ["ada", "adele"],
    input: ({ incident }) => ({ version: 1, form: incidentOf({ id: incident }) }),
  },
  // Empty for everybody but the record's organisation; attachments.db.test.ts asks who reads what.
  "incidents.attachments.list": { who: "member", input: ({ incident }) => ({ ref: incident }) },
  "incidents.attachments.remove": step(() => ({ ref: newId(), reason: "Shows a face" })),
  "incidents.review.queue": { who: "member", input: nothing },
  // Whoever reads the record reads the levels of its decision; the rest is empty for others.
  "incidents.review.get": {
    who: "member",
    except: { ...SHUT, femi: "not_found", grace: "not_found" },
    input: ({ incident }) => ({ ref: incident }),
  },
  "incidents.review.ask": step(() => ({ form: { ...ofNone(), question: "How many?" } })),
  "incidents.review.decide": step(() => ({
    form: {
      ...{ ...ofNone(), version: 1, occurrence: "corroborated", counts: null, victims: null },
      ...{ perpetrator: null, standard: "reasonable_suspicion", reason: "One report" },
    },
  })),
  "incidents.review.act": step(() => ({ ...ofNone(), act: "reopen", said: "New information" })),
  "incidents.review.comment": step(() => ({ form: { ...ofNone(), said: "Seen" } })),
  "incidents.review.callBack": step(() => ({
    form: { ...ofNone(), who: "Health post", channel: "phone", dueOn: TODAY },
  })),
  "incidents.review.calledBack": step(() => ({ ref: newId(), outcome: "" })),
  "incidents.review.pairs": { who: "member", input: () => ({ from: "2019-11-01", to: TODAY }) },
  "incidents.review.same": step(() => ({ incident: newId(), other: newId(), state: "same" })),
  "incidents.review.setRule": { who: ["ada", "jon"], input: () => ({ independent: 2, direct: 1 }) },
  "incidents.review.setHub": { who: "member", input: () => ({ hub: "Bambari" }) },
};
