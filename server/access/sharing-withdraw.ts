// Taking back, together with an emergency closing, what persons of the own side had released to the communities that
// are closed. One transaction: the closing and the withdrawals hold, or neither.
import type { Tx } from "../../db/tx.ts";
import type { ProposalForm } from "../../shared/rooms/protocol-answers.ts";
import type { ReleaseKind } from "../../shared/rooms/releases.ts";
import { sendNotice } from "./notices.ts";
import { audit, touch } from "./sharing-release.ts";

interface Withdrawn {
  ref: string;
  kind: ReleaseKind;
  community: string;
  organisation: string | null;
  owner: string;
  /** Had the receivers been told of it? */
  told: boolean;
}

/** As long as the reason of a release may be; that of a version of the protocol may be longer. */
const SAID_MAX = 2000;

/** Right after the closing version came into effect. Answers how many were taken back. */
export async function withdrawClosed(
  tx: Tx,
  { withdrawFrom, reason }: Pick<ProposalForm, "withdrawFrom" | "reason">,
): Promise<number> {
  if (withdrawFrom.length === 0) return 0;
  const rows = await tx.query<Withdrawn>("select * from app_gate.withdraw_closed($1, $2)", [
    withdrawFrom,
    reason.slice(0, SAID_MAX),
  ]);
  for (const row of rows.filter(({ told }) => told)) await tell(tx, row);
  for (const kind of new Set(rows.map((row) => row.kind))) await touch(tx, kind);
  for (const { ref, kind } of rows) await audit(tx, "release.withdraw", ref, { kind });
  return rows.length;
}

async function tell(tx: Tx, { ref, community, organisation, owner }: Withdrawn): Promise<void> {
  const receivers = await tx.query<{ id: string }>(
    "select id from app.organisation where community = $1 and id <> $2 and ($3::uuid is null or id = $3)",
    [community, owner, organisation],
  );
  for (const { id } of receivers) await sendNotice(tx, id, "release_withdrawn", { recordId: ref });
}
