// Remote calls of the sharing protocol. Every member reads it; two people, one of each side, agree on it.
import { z } from "zod";
import {
  POSTURES,
  previewSeen,
  proposalForm,
  protocolSeen,
  refusalReason,
  versionListed,
  versionSeen,
} from "../../shared/rooms/protocol-answers.ts";
import { tableForm } from "../../shared/rooms/protocol-table.ts";
import { oneOf } from "../../shared/rooms/records.ts";
import { member } from "../rpc/trpc.ts";
import { previewProtocol } from "./sharing-preview.ts";
import { dropProtocol, proposeProtocol, setPosture, signProtocol } from "./sharing-protocol.ts";
import { readProtocol, readVersion, readVersions } from "./sharing-protocol-read.ts";

const id = z.uuid("not_a_uuid");
const outcome = z.object({ state: z.enum(["proposed", "effective"]) });

export const protocolProcedures = {
  /** The version in effect, the open proposal, the parties, the mission's posture, and what the reader may do. */
  protocol: member({})
    .output(protocolSeen)
    .query(({ ctx }) => readProtocol(ctx.tx)),
  protocols: member({})
    .output(z.array(versionListed))
    .query(({ ctx }) => readVersions(ctx.tx)),
  protocolVersion: member({ version: z.int().positive() })
    .output(versionSeen)
    .query(({ ctx, input }) => readVersion(ctx.tx, input.version)),
  /** What a table would change, with how many records of the own organisation that concerns. */
  preview: member({ table: tableForm })
    .output(previewSeen)
    .query(({ ctx, input }) => previewProtocol(ctx.tx, input.table)),
  proposeProtocol: member({ form: proposalForm })
    .output(outcome)
    .mutation(async ({ ctx, input }) => ({ state: await proposeProtocol(ctx.tx, input.form) })),
  signProtocol: member({ id, basedOn: id.nullable() })
    .output(outcome)
    .mutation(async ({ ctx, input }) => ({ state: await signProtocol(ctx.tx, input.id, input.basedOn) })),
  dropProtocol: member({ id, said: refusalReason })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await dropProtocol(ctx.tx, input.id, input.said);
      return null;
    }),
  setPosture: member({ posture: oneOf(POSTURES) })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await setPosture(ctx.tx, input.posture);
      return null;
    }),
};
