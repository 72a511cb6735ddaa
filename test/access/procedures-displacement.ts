// The part of the reviewed table (procedures.ts) that is about displaced people's reports.
import { newId } from "../../shared/ids.ts";
import { caseOf, reportOf } from "../support/displacement.ts";
import type { PersonName } from "../support/people.ts";
import { TODAY } from "../support/world.ts";
import type { Row } from "./procedures.ts";

const WRITE_DISPLACED: PersonName[] = ["ada", "adele", "bilal"];
const nothing = () => ({});
const absent = () => ({ ref: newId() });

export const DISPLACEMENT_PROCEDURES: Record<string, Row> = {
  "displacement.overview": { who: "member", input: nothing },
  "displacement.report": { who: [], refused: "not_found", input: absent },
  "displacement.case": { who: [], refused: "not_found", input: absent },
  "displacement.log": {
    who: WRITE_DISPLACED,
    input: () => ({ form: reportOf({ place: { precision: "country" } }) }),
  },
  "displacement.edit": {
    who: WRITE_DISPLACED,
    except: { ada: "not_found", adele: "not_found", bilal: "not_found" },
    input: () => ({ version: 1, form: reportOf({ place: { precision: "country" } }) }),
  },
  "displacement.makeCase": {
    who: WRITE_DISPLACED,
    except: { ada: "invalid_input", adele: "invalid_input", bilal: "invalid_input" },
    input: () => ({ form: caseOf([newId()]) }),
  },
  "displacement.editCase": {
    who: WRITE_DISPLACED,
    except: { ada: "not_found", adele: "not_found", bilal: "not_found" },
    input: () => ({ version: 1, form: caseOf([newId()]) }),
  },
  "displacement.shareNow": {
    who: WRITE_DISPLACED,
    except: { ada: "not_found", adele: "not_found", bilal: "not_found" },
    input: () => ({ form: { ref: newId(), version: 1, reason: "people are taken" } }),
  },
  "displacement.outcome": {
    who: WRITE_DISPLACED,
    except: { ada: "not_found", adele: "not_found", bilal: "not_found" },
    input: () => ({ form: { ref: newId(), version: 1, outcome: "stopped", on: TODAY } }),
  },
};
