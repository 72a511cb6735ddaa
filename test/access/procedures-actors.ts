// The part of the reviewed table (procedures.ts) that is about claims, structure and ground of actors.
import { newId } from "../../shared/ids.ts";
import { claimOf, renameOf, sameOf, splitOf } from "../support/actors.ts";
import { briefOf, engagementOf, missionOf, mitigationOf } from "../support/actors-engagement.ts";
import type { PersonName } from "../support/people.ts";
import type { Row } from "./procedures.ts";

const WRITE_ACTORS: PersonName[] = ["ada", "adele", "carla", "dawit"];
/** The mission's PoC section reads CMCoord's actors only when a person releases them. */
const UNSHARED = { dawit: "invalid_input" } as const;
const ABSENT = { ada: "not_found", adele: "not_found", carla: "not_found", dawit: "not_found" } as const;

const told = { asOf: "2019-11-20", confidence: "medium", sensitivity: "low" } as const;
export const ACTOR_PROCEDURES: Record<string, Row> = {
  "actors.engagements": { who: "member", input: () => ({}) },
  "actors.missions": { who: "member", input: () => ({}) },
  "actors.briefs": { who: "member", input: () => ({}) },
  "actors.logEngagement": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    input: ({ actor }) => ({ form: engagementOf(actor) }),
  },
  "actors.editEngagement": {
    who: WRITE_ACTORS,
    except: ABSENT,
    input: ({ actor }) => ({ version: 1, form: engagementOf(actor) }),
  },
  "actors.logMission": { who: WRITE_ACTORS, input: ({ areas }) => ({ form: missionOf(areas.district) }) },
  "actors.editMission": {
    who: WRITE_ACTORS,
    except: ABSENT,
    input: ({ areas }) => ({ version: 1, form: missionOf(areas.district) }),
  },
  "actors.logBrief": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    input: ({ actor, areas }) => ({ form: briefOf(actor, areas.district) }),
  },
  "actors.editBrief": {
    who: WRITE_ACTORS,
    except: ABSENT,
    input: ({ actor, areas }) => ({ version: 1, form: briefOf(actor, areas.district) }),
  },
  "actors.mitigations": { who: "member", input: () => ({}) },
  "actors.logMitigation": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    input: ({ actor }) => ({ form: mitigationOf(actor) }),
  },
  "actors.editMitigation": {
    who: WRITE_ACTORS,
    except: ABSENT,
    input: ({ actor }) => ({ version: 1, form: mitigationOf(actor) }),
  },
  "actors.reach": { who: "member", input: () => ({ on: "2019-11-30" }) },
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
  "actors.structure": { who: "member", input: () => ({}) },
  "actors.export": { who: ["ada", "carla", "hugo"], input: () => ({ what: "structure" }) },
  "actors.importClaims": {
    who: WRITE_ACTORS,
    input: () => ({ rows: [{ actor: "nobody" }], trial: false }),
  },
  "exchange.zones": {
    who: WRITE_ACTORS,
    input: () => ({ features: [{ properties: { actor: "nobody" } }], trial: false }),
  },
  "actors.ground": { who: "member", input: () => ({}) },
  "actors.subordinate": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    // Under nobody, where it stands already: others of the organisation are asked after the first.
    input: ({ actor }) => ({
      form: { id: newId(), actorId: actor, parentId: null, on: "2019-06-10", ...told },
    }),
  },
  // CMCoord's own: everyone else who writes actors meets what is not theirs.
  "actors.rename": {
    who: WRITE_ACTORS,
    except: { ada: "not_found", adele: "not_found", dawit: "not_found" },
    input: ({ actor }) => ({ form: renameOf(actor) }),
  },
  "actors.split": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    input: ({ actor }) => ({ form: splitOf(actor) }),
  },
  "actors.merge": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    input: ({ actor, otherActor }) => ({
      form: { id: newId(), actorId: otherActor, intoId: actor, on: "2019-11-12", ...told },
    }),
  },
  // CMCoord's own of a version that is not the newest: the records of this world stay two.
  "actors.same": {
    who: [...WRITE_ACTORS, "hugo"],
    except: { ...ABSENT, ...UNSHARED, carla: "conflict", hugo: "not_found" },
    input: ({ actor, otherActor }) => ({ form: sameOf(otherActor, actor, { goneVersion: 99 }) }),
  },
  "actors.undoSame": {
    who: [...WRITE_ACTORS, "hugo"],
    except: { ...ABSENT, hugo: "not_found" },
    input: () => ({ ref: newId(), version: 1 }),
  },
  "actors.undoEvent": { who: WRITE_ACTORS, except: ABSENT, input: () => ({ ref: newId() }) },
  "actors.retireClaim": {
    who: WRITE_ACTORS,
    except: ABSENT,
    input: () => ({ form: { ref: newId(), version: 1, reason: "Not so" } }),
  },
};
