// The sharing floor's remote calls: the protocol that both sides agree on, and what a person releases beside it.
import { router } from "../rpc/trpc.ts";
import { protocolProcedures } from "./sharing-protocol-router.ts";
import { releaseProcedures } from "./sharing-release-router.ts";

export const sharingRouter = router({ ...protocolProcedures, ...releaseProcedures });
