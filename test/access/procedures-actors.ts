// The part of the reviewed table (procedures.ts) that is about claims, structure and ground of actors.
import { newId } from "../../shared/ids.ts";
import { claimOf } from "../support/actors.ts";
import type { PersonName } from "../support/people.ts";
import type { Row } from "./procedures.ts";

const WRITE_ACTORS: PersonName[] = ["ada", "adele", "carla", "dawit"];
/** The mission's PoC section reads CMCoord's actors only when a person releases them. */
const UNSHARED = { dawit: "invalid_input" } as const;
const ABSENT = { ada: "not_found", adele: "not_found", carla: "not_found", dawit: "not_found" } as const;

export const ACTOR_PROCEDURES: Record<string, Row> = {
  "actors.addClaim": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    input: ({ actor }) => ({ form: claimOf(actor) }),
  },
  "actors.correctClaim": {
    who: WRITE_ACTORS,
    except: ABSENT,
    input: ({ actor }) => ({ version: 1, form: claimOf(actor) }),
  },
  "actors.retireClaim": {
    who: WRITE_ACTORS,
    except: ABSENT,
    input: () => ({ form: { ref: newId(), version: 1, reason: "Not so" } }),
  },
};
