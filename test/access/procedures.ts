// The reviewed table of all remote calls: who may call each, and an input that is valid for whoever may. A procedure
// without a row here fails the test, so that a new one is never opened by accident.
import { newId } from "../../shared/ids.ts";
import { type Areas, actorOf } from "../support/builders.ts";
import type { PersonName } from "../support/people.ts";
import { TODAY } from "../support/world.ts";
import { ACTOR_PROCEDURES } from "./procedures-actors.ts";
import { COVERAGE_PROCEDURES } from "./procedures-coverage.ts";
import { DISPLACEMENT_PROCEDURES } from "./procedures-displacement.ts";
import { INCIDENT_PROCEDURES } from "./procedures-incidents.ts";
import { INTAKE_PROCEDURES } from "./procedures-intake.ts";
import { KEEPING_PROCEDURES } from "./procedures-keeping.ts";
import { PLACE_PROCEDURES } from "./procedures-places.ts";
import { SHARING_PROCEDURES } from "./procedures-sharing.ts";
import { VIEW_PROCEDURES } from "./procedures-views.ts";

/** Things that exist in the world before the calls. */
export interface Ground {
  areas: Areas;
  /** An incident, an actor and a cycle that everyone in the operation may see. */
  incident: string;
  actor: string;
  otherActor: string;
  cycle: string;
  /** A member who may be changed without harm: who they are, and their organisation. */
  observer: string;
  observerOrganisation: string;
}

export interface Row {
  /**
   * anyone: signed in or not; member: every member; otherwise the members named, while all other members are
   * told that it is not allowed.
   */
  who: "anyone" | "member" | readonly PersonName[];
  /** What those are told who may not; `not_allowed` unless said. */
  refused?: "not_found" | "not_signed_in";
  /** May be called without being signed in; the answer is the same then. */
  open?: true;
  /** Members who are told otherwise. */
  except?: Partial<Record<PersonName, "not_found" | "not_allowed" | "invalid_input" | "conflict">>;
  /** Without `operation`, which the test adds. A new one for each call. */
  input: (ground: Ground) => Record<string, unknown>;
}

const WRITE_ACTORS: PersonName[] = ["ada", "adele", "carla", "dawit"];
const WRITE_PRIORITIES: PersonName[] = ["ada", "adele", "bilal", "dawit"];

/** An administrator reads no records but public ones, so what others logged is not there. */
const BLIND = { jon: "not_found" } as const;
/** Outside both sides nothing is read by rule. */
const CLOSED = { ...BLIND, ines: "not_found" } as const;
/** Who reads no actor of CMCoord's by rule. */
const NO_ACTOR = {
  ...CLOSED,
  bilal: "not_found",
  dawit: "not_found",
  esi: "not_found",
  femi: "not_found",
  grace: "not_found",
} as const;
/** The mission's PoC section reads CMCoord's actors only when a person releases them. */
const UNSHARED = { dawit: "invalid_input" } as const;

/** Who signs for a side: the cluster's coordinator and the mission's PoC section. */
const SIGNERS: PersonName[] = ["ada", "dawit"];
const NO_CYCLE = { ada: "not_found", dawit: "not_found" } as const;
const GLASS = newId();
const nothing = () => ({});
const password = () => ({ password: "wrong" });
const noCycle = () => ({ form: { id: newId(), cycleId: newId() } });
const link = () => ({ secret: newId() });
const claim = { confidence: "medium", asOf: TODAY, sensitivity: "low" };

export const PROCEDURES: Record<string, Row> = {
  "access.me": { who: "anyone", input: nothing },
  "access.doors": { who: "anyone", input: nothing },
  "access.deviceTicket": { who: "member", input: nothing },
  "access.deviceStands": { who: "anyone", input: () => ({ ticket: "not one of ours" }) },
  "access.setUpNeeded": { who: "anyone", input: nothing },
  // Doors are closed and no code was printed in this world: doors.db.test.ts opens them.
  "access.enter": { who: [], open: true, input: () => ({ door: "coordinator" }) },
  "access.setUp": {
    who: [],
    open: true,
    input: () => ({ code: "x", name: "x", email: "x@test.example", password: "long enough to pass" }),
  },
  "access.addOperation": { who: [], input: () => ({ code: "GAMMA", name: "Gamma" }) },
  // Nobody here has a password, so what asks for it is refused: factor.db.test.ts has one.
  "access.account.get": { who: "member", input: nothing },
  "access.account.endSessions": { who: "member", input: () => ({ which: "none of mine" }) },
  "access.account.change": {
    who: [],
    input: () => ({ name: "Another", email: "another@test.example", password: "wrong" }),
  },
  "access.account.changePassword": {
    who: [],
    input: () => ({ password: "wrong", next: "long enough to pass" }),
  },
  "access.account.beginTotp": { who: [], input: password },
  "access.account.confirmTotp": { who: [], input: () => ({ code: "000000" }) },
  "access.account.passkeyOptions": { who: [], input: password },
  "access.account.addPasskey": {
    who: [],
    input: () => ({ name: "Key", answer: { id: "x", rawId: "x" } }),
  },
  "access.account.newRecoveryCodes": { who: [], input: password },
  "access.account.removeFactor": { who: [], input: () => ({ password: "wrong", passkey: null }) },
  // Nobody's password waits for a second proof.
  "access.signIn.passkeyOptions": { who: [], open: true, refused: "not_signed_in", input: nothing },
  "access.signIn.finish": {
    who: [],
    open: true,
    refused: "not_signed_in",
    input: () => ({ method: "totp", code: "000000" }),
  },
  // No link was made: invitations.db.test.ts makes some.
  "access.invitation.look": { who: [], open: true, refused: "not_found", input: link },
  "access.invitation.answer": {
    who: [],
    open: true,
    refused: "not_found",
    input: () => ({ ...link(), name: "New", password: "long enough to pass" }),
  },
  "access.invitation.accept": { who: [], refused: "not_found", input: link },
  "access.people.list": { who: ["jon"], input: nothing },
  "access.people.set": {
    who: ["jon"],
    input: ({ observer, observerOrganisation }) => ({
      person: observer,
      organisation: { id: observerOrganisation },
      role: "observer",
      rights: [],
    }),
  },
  "access.people.end": { who: ["jon"], except: { jon: "not_found" }, input: () => ({ person: newId() }) },
  "access.people.disable": {
    who: ["jon"],
    input: ({ observer }) => ({ person: observer, disabled: false }),
  },
  "access.people.invitations": { who: ["jon"], input: nothing },
  "access.people.invite": {
    who: ["jon"],
    input: () => ({
      email: `${newId()}@test.example`,
      organisation: { name: "New partner", community: "protection_member" },
      role: "reporter",
      rights: [],
    }),
  },
  "access.people.revokeInvitation": {
    who: ["jon"],
    except: { jon: "not_found" },
    input: () => ({ invitation: newId() }),
  },
  "access.tokens.list": { who: "member", input: nothing },
  "access.tokens.add": { who: "member", input: () => ({ name: "Export", scope: "read", days: 30 }) },
  "access.tokens.revoke": { who: [], refused: "not_found", input: () => ({ token: newId() }) },

  "access.operation": { who: "member", input: nothing },
  // The operations of this world are real, and a real operation's clock is moved by nobody; doors.db.test.ts moves one.
  "access.moveClock": { who: [], input: () => ({ clock: "2019-12-02T09:00:00+01:00" }) },

  "access.watch": { who: "member", input: nothing },
  "access.audit": { who: ["ada", "jon"], input: nothing },
  "access.auditPeople": { who: ["ada", "jon"], input: nothing },
  "access.glasses": { who: "member", input: nothing },
  "access.glassOpen": {
    who: ["jon"],
    input: () => ({ id: GLASS, reason: "A test of every call, for a moment", minutes: 5 }),
  },
  // The one just opened, so that the administrator is blind again below.
  "access.glassClose": { who: ["jon"], input: () => ({ id: GLASS }) },
  // It stands on normal already, so that whoever may turn it meets that; lock.db.test.ts turns it.
  "access.setLock": { who: ["jon"], except: { jon: "conflict" }, input: () => ({ lock: "normal" }) },
  "access.notices": { who: "member", input: nothing },
  "access.markRead": { who: "member", input: nothing },
  "access.noteDownload": { who: "member", input: () => ({ format: "csv", what: "over-time" }) },

  "actors.list": { who: "member", input: nothing },
  // CMCoord's own, low: the cluster's core reads it, partners a copy under another reference, the mission nothing.
  "actors.get": { who: "member", except: NO_ACTOR, input: ({ actor }) => ({ ref: actor }) },
  "actors.profile": { who: "member", except: NO_ACTOR, input: ({ actor }) => ({ ref: actor }) },
  "actors.conduct": {
    who: "member",
    except: NO_ACTOR,
    input: ({ actor }) => ({ ref: actor, dataset: "log", illustrative: false }),
  },
  "actors.log": { who: WRITE_ACTORS, input: () => ({ form: actorOf("A group") }) },
  "actors.edit": {
    who: WRITE_ACTORS,
    // CMCoord's own: everyone else who writes actors meets what is not theirs.
    except: Object.fromEntries(
      WRITE_ACTORS.filter((name) => name !== "carla").map((name) => [name, "not_found"]),
    ),
    input: ({ actor }) => ({ version: 1, form: { ...actorOf("A group"), id: actor } }),
  },
  "actors.addZone": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    input: ({ actor, areas }) => ({
      form: { id: newId(), actorId: actor, areaId: areas.district, controlKind: "nsag", ...claim },
    }),
  },
  "actors.addRelation": {
    who: WRITE_ACTORS,
    except: UNSHARED,
    input: ({ actor, otherActor }) => ({
      form: { id: newId(), fromActorId: actor, toActorId: otherActor, relation: "rival_of", ...claim },
    }),
  },

  ...COVERAGE_PROCEDURES,
  ...PLACE_PROCEDURES,

  "priorities.cycles": { who: "member", input: nothing },
  "priorities.matrix": { who: "member", except: CLOSED, input: ({ cycle }) => ({ cycle }) },
  "priorities.history": {
    who: "member",
    except: CLOSED,
    input: ({ cycle, areas }) => ({ cycle, area: areas.district }),
  },
  "priorities.diff": {
    who: "member",
    except: CLOSED,
    input: ({ cycle }) => ({ cycle, from: "2019-01-01", to: "2019-06-30" }),
  },
  "priorities.forArea": { who: "member", input: () => ({ code: "SQ11" }) },
  "priorities.propose": {
    who: WRITE_PRIORITIES,
    input: () => ({
      form: { id: newId(), name: newId(), from: "2019-01-01", to: "2019-06-30", sensitivity: "low" },
    }),
  },
  // Of no cycle, so that the ground's stays as the other rows need it; priorities-agreement.db.test.ts does it.
  "priorities.agree": { who: SIGNERS, except: NO_CYCLE, input: noCycle },
  "priorities.close": { who: SIGNERS, except: NO_CYCLE, input: noCycle },
  // Based on nothing, so that after the first author the others are told that somebody was faster.
  "priorities.overrideCategory": {
    who: WRITE_PRIORITIES,
    input: ({ cycle, areas }) => ({
      basedOn: null,
      form: {
        ...{ id: newId(), cycleId: cycle, areaId: areas.district, category: "must" },
        ...{
          reason: "Displacement towards the town is expected",
          reviewOn: "2020-01-31",
          sensitivity: "low",
        },
      },
    }),
  },
  "priorities.score": {
    who: WRITE_PRIORITIES,
    input: ({ cycle, areas }) => ({
      basedOn: null,
      form: {
        ...{
          id: newId(),
          cycleId: cycle,
          areaId: areas.district,
          likelihood: 3,
          impact: 4,
          vulnerability: 4,
        },
        ...{ capacity: 2, capacityWithMission: 3, assessedOn: TODAY, sensitivity: "low" },
      },
    }),
  },

  ...ACTOR_PROCEDURES,
  ...DISPLACEMENT_PROCEDURES,
  ...INCIDENT_PROCEDURES,
  ...SHARING_PROCEDURES,
  ...INTAKE_PROCEDURES,
  ...KEEPING_PROCEDURES,
  ...VIEW_PROCEDURES,
};
