// The part of the reviewed table (procedures.ts) that is about sharing: the protocol, and what a person releases.
import { newId } from "../../shared/ids.ts";
import { cellsOf } from "../../shared/rooms/protocol.ts";
import { tableOf } from "../../shared/rooms/protocol-table.ts";
import type { PersonName } from "../support/people.ts";
import type { Row } from "./procedures.ts";

/** Who signs the sharing protocol, one for each side. */
const SIGNERS: PersonName[] = ["ada", "dawit"];

const nothing = () => ({});

export const SHARING_PROCEDURES: Record<string, Row> = {
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
};
