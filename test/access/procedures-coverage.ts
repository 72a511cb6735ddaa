// The part of the reviewed table (procedures.ts) that is about coverage: deployments, patrols, information.
import { newId } from "../../shared/ids.ts";
import type { PatrolForm } from "../../shared/rooms/coverage.ts";
import type { PersonName } from "../support/people.ts";
import { TODAY } from "../support/world.ts";
import type { Ground, Row } from "./procedures.ts";

const WRITE_INFORMATION: PersonName[] = ["ada", "adele", "bilal", "carla", "dawit", "esi", "femi", "grace"];
const WRITE_PATROLS: PersonName[] = ["dawit", "femi", "grace"];
/** Coverage has no version for the public: observers are told so, whatever they see of the records behind it. */
const COVERED = { jon: "not_found", ines: "not_allowed" } as const;
const nothing = () => ({});

function patrol({ areas }: Ground): PatrolForm {
  const about = { unit: "Test battalion", date: TODAY, state: "completed", sensitivity: "low" } as const;
  return { id: newId(), areaIds: [areas.district], ...about };
}

export const COVERAGE_PROCEDURES: Record<string, Row> = {
  "coverage.deployment": { who: "member", except: COVERED, input: ({ cycle }) => ({ cycle }) },
  "coverage.years": { who: "member", except: COVERED, input: ({ cycle }) => ({ cycle }) },
  "coverage.bases": { who: "member", input: nothing },
  "coverage.patrols": {
    who: "member",
    except: { ines: "not_allowed", bilal: "not_allowed" },
    input: () => ({ from: "2019-01-01", to: TODAY }),
  },
  "coverage.entered": {
    who: "member",
    except: { ines: "not_allowed", bilal: "not_allowed" },
    input: () => ({ from: "2019-01-01", to: TODAY }),
  },
  "coverage.patrolCoverage": { who: "member", except: COVERED, input: ({ cycle }) => ({ cycle }) },
  "coverage.forArea": { who: "member", except: { ines: "not_allowed" }, input: () => ({ code: "SQ11" }) },
  "coverage.logPatrol": { who: WRITE_PATROLS, input: (ground) => ({ form: patrol(ground) }) },
  "coverage.information": { who: "member", except: { ines: "not_allowed" }, input: nothing },
  "coverage.informationWords": {
    who: "member",
    except: { ines: "not_allowed" },
    input: () => ({ code: "SQ11" }),
  },
  "coverage.logInformation": {
    who: WRITE_INFORMATION,
    input: ({ areas }) => ({
      form: { id: newId(), areaId: areas.district, on: TODAY, channel: "call", sensitivity: "low" },
    }),
  },
  "coverage.logPatrols": {
    who: WRITE_PATROLS,
    input: (ground) => ({ rows: [patrol(ground), patrol(ground)] }),
  },
};
