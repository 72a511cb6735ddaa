// The part of the reviewed table (procedures.ts) that is about sharing: the protocol, and what a person releases.
import { newId } from "../../shared/ids.ts";
import { cellsOf } from "../../shared/rooms/protocol.ts";
import { tableOf } from "../../shared/rooms/protocol-table.ts";
import type { PersonName } from "../support/people.ts";
import type { Row } from "./procedures.ts";

/** Who signs the sharing protocol, one for each side. */
const SIGNERS: PersonName[] = ["ada", "dawit"];

const nothing = () => ({});

/** The ground's incident is the cluster lead's; to everyone else, and to administrators, there is nothing to release. */
export const NOT_OWN: Row["except"] = {
  ...({ bilal: "not_found", carla: "not_found", dawit: "not_found", esi: "not_found" } as const),
  ...({ femi: "not_found", grace: "not_found", ines: "not_found", jon: "not_found" } as const),
};
/** A release that does not exist is not there for anybody; releases.db.test.ts has some that do. */
const ABSENT = { who: [], refused: "not_found" } as const;

export const SHARING_PROCEDURES: Record<string, Row> = {
  // The ground's actor is Carla's organisation's: nobody else asks how others see it.
  "actors.seenBy": {
    who: ["carla"],
    refused: "not_found",
    input: ({ actor }) => ({ ref: actor, communities: ["mission_military"] }),
  },

  "sharing.protocol": { who: "member", input: nothing },
  "sharing.protocols": { who: "member", input: nothing },
  "sharing.protocolVersion": { who: "member", input: () => ({ version: 1 }) },
  "sharing.preview": { who: "member", input: () => ({ table: tableOf(cellsOf("arms_length")) }) },
  // Measured against nothing while a version is in effect: whoever may sign is told so; protocol.db.test.ts signs.
  "sharing.proposeProtocol": {
    who: SIGNERS,
    except: { ada: "conflict", dawit: "conflict" },
    input: () => ({
      form: {
        ...{ id: newId(), basedOn: null, preset: "arms_length", table: tableOf(cellsOf("arms_length")) },
        ...{ purpose: "", onward: "", reason: "Agreed at the meeting", reviewOn: "2020-06-01" },
      },
    }),
  },
  "sharing.signProtocol": {
    who: SIGNERS,
    except: { ada: "conflict", dawit: "conflict" },
    input: () => ({ id: newId(), basedOn: null }),
  },
  "sharing.dropProtocol": {
    who: SIGNERS,
    except: { ada: "not_found", dawit: "not_found" },
    input: () => ({ id: newId(), said: "Not as we agreed it" }),
  },
  "sharing.setPosture": { who: ["ada", "jon"], input: () => ({ posture: "not_party" }) },

  "sharing.terms": {
    who: "member",
    except: NOT_OWN,
    input: ({ incident }) => ({ kind: "incident", ref: incident }),
  },
  "sharing.outcome": {
    who: "member",
    except: NOT_OWN,
    input: ({ incident }) => ({ kind: "incident", refs: [incident], community: "mission_military" }),
  },
  // Only what one's own organisation wrote has eyes to look through; releases-eyes.db.test.ts has some.
  "sharing.own": { ...ABSENT, input: () => ({ kind: "patrol", ref: newId() }) },
  "sharing.seenBy": {
    ...ABSENT,
    input: () => ({ kind: "patrol", ref: newId(), communities: ["mission_military"] }),
  },
  // Those who coordinate, verify or are officers release; others of the organisation read the terms.
  "sharing.release": {
    who: "member",
    except: { ...NOT_OWN, adele: "not_allowed", hugo: "not_allowed" },
    input: ({ incident }) => ({
      form: {
        ...{ id: newId(), kind: "incident", refs: [incident], community: "mission_military" },
        ...{ level: "generalised", purpose: "poc" },
      },
    }),
  },
  "sharing.agree": { ...ABSENT, input: () => ({ ref: newId() }) },
  "sharing.answer": { ...ABSENT, input: () => ({ ref: newId(), accept: true }) },
  "sharing.withdraw": { ...ABSENT, input: () => ({ ref: newId(), said: "No longer so" }) },
  "sharing.renewal": { ...ABSENT, input: () => ({ ref: newId() }) },
  "sharing.renew": {
    ...ABSENT,
    input: () => ({ form: { id: newId(), ref: newId(), level: "generalised" } }),
  },
  "sharing.register": { who: "member", input: nothing },
  "sharing.offices": { who: "member", input: nothing },
  "sharing.addOffice": {
    who: ["ada", "carla", "dawit", "esi", "femi", "grace", "jon"],
    input: ({ observerOrganisation }) => ({
      form: {
        id: newId(),
        organisationId: observerOrganisation,
        name: `Office ${newId().replaceAll(/[^a-f]/g, "")}`,
      },
    }),
  },
  "sharing.counts": { who: "member", input: nothing },
  "sharing.nameActor": {
    who: ["ada", "carla", "jon"],
    input: ({ observerOrganisation }) => ({ organisation: observerOrganisation, actor: null }),
  },
  "sharing.setReferralPathway": { who: ["ada", "jon"], input: () => ({ text: "The clinic, day and night" }) },
  "sharing.setReportingChannel": { who: ["jon"], input: () => ({ text: "Write to the hotline" }) },
};
