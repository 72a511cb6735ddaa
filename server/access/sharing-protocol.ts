// Writes of the sharing protocol: propose, sign, refuse, and how the mission stands to the parties. Who may and when a
// version comes into effect, the database decides; here is what is checked before, told to the organisations, and
// written into the log.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import type { NoticeCode } from "../../shared/rooms/access-notices.ts";
import { changesBetween, isLooser, type OwnerSide } from "../../shared/rooms/protocol.ts";
import type { Posture, ProposalForm } from "../../shared/rooms/protocol-answers.ts";
import { cellsOfTable, deviations } from "../../shared/rooms/protocol-table.ts";
import { sendNotice } from "./notices.ts";
import { readCells, signsFor } from "./sharing-protocol-read.ts";
import { checkSending } from "./sharing-text.ts";
import { withdrawClosed } from "./sharing-withdraw.ts";
import { readToday } from "./today.ts";

export type Outcome = "proposed" | "effective";

/**
 * Proposes a table and signs it for the proposer's side. What is only tighter is in effect at once.
 * @throws AppError not_allowed; conflict when another version came into effect meanwhile; invalid_input for a review
 *   in the past, for nothing changed, and for an emergency that opens something.
 */
export async function proposeProtocol(tx: Tx, form: ProposalForm): Promise<Outcome> {
  const side = await grantSigning(tx);
  await refuseOutdated(tx, form.basedOn);
  await refuseSenseless(tx, form);
  // Read by everybody; a name may stand there after somebody thought about it, a number or an exact place may not.
  await checkSending(tx, { reason: form.reason, ...(await newWords(tx, form)) }, true);
  const cells = cellsOfTable(form.table);
  const proposal = {
    preset: form.preset,
    changed: deviations(form.table, form.preset).length,
    purpose: form.purpose,
    onward: form.onward,
    reason: form.reason,
    emergency: form.emergency,
    review_on: form.reviewOn,
    cells,
  };
  const [row] = await tx.query<{ state: Outcome | null }>(
    "select app_gate.propose_protocol($1, $2) as state",
    [form.id, proposal],
  );
  if (!row?.state) throw new AppError("not_allowed");
  const withdrawn = form.emergency ? await withdrawClosed(tx, form) : 0;
  await finish(tx, form.emergency ? "protocol.tighten" : "protocol.propose", form.id, {
    side,
    state: row.state,
    preset: form.preset,
    changed: proposal.changed,
    ...(withdrawn > 0 ? { withdrawn } : {}),
  });
  if (row.state === "proposed") await tell(tx, "protocol_proposed", form.id, other(side));
  else await tell(tx, "protocol_tightened", form.id);
  return row.state;
}

/**
 * Signs an open proposal for one's side.
 * @param basedOn the version in effect that the signer compared it with.
 * @throws AppError not_allowed; not_found when it is not open any more; conflict.
 */
export async function signProtocol(tx: Tx, id: string, basedOn: string | null): Promise<Outcome> {
  const side = await grantSigning(tx);
  await refuseOutdated(tx, basedOn);
  const [row] = await tx.query<{ state: Outcome | null }>("select app_gate.sign_protocol($1) as state", [id]);
  if (!row?.state) throw new AppError("not_found");
  await finish(tx, "protocol.sign", id, { side, state: row.state });
  if (row.state === "effective") await tell(tx, "protocol_agreed", id);
  return row.state;
}

/** Refuses the other side's open proposal, or takes one's own back, and says why. @throws AppError not_allowed, not_found */
export async function dropProtocol(tx: Tx, id: string, said: string): Promise<void> {
  const side = await grantSigning(tx);
  await checkSending(tx, { said }, true, "");
  const [row] = await tx.query<{ dropped: boolean }>("select app_gate.drop_protocol($1, $2) as dropped", [
    id,
    said,
  ]);
  if (!row?.dropped) throw new AppError("not_found");
  await finish(tx, "protocol.drop", id, { side });
  await tell(tx, "protocol_refused", id, other(side));
}

/** Says how the mission stands to the parties. Changes no protocol. @throws AppError not_allowed */
export async function setPosture(tx: Tx, posture: Posture): Promise<void> {
  const [row] = await tx.query<{ done: boolean }>("select app_gate.set_posture($1) as done", [posture]);
  if (!row?.done) throw new AppError("not_allowed");
  await tx.query("select app_gate.touch('operation')");
  await tx.query("select app_gate.audit('posture.set', 'operation', $1, $2)", [
    tx.principal.operationId,
    { posture },
  ]);
}

/** Purpose and conditions where they are written anew: what both sides agreed on before holds up no emergency. */
async function newWords(tx: Tx, { purpose, onward }: ProposalForm): Promise<Record<string, string>> {
  const [now] = await tx.query<Record<string, string>>(
    "select purpose, onward from app.protocol where state = 'effective'",
  );
  return Object.fromEntries(
    Object.entries({ purpose, onward }).filter(([field, text]) => text !== now?.[field]),
  );
}

async function grantSigning(tx: Tx): Promise<OwnerSide> {
  const side = await signsFor(tx);
  if (!side) throw new AppError("not_allowed");
  return side;
}

/** Nobody agrees to a change measured against a version that is not in effect any more. */
async function refuseOutdated(tx: Tx, basedOn: string | null): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 11))", [tx.principal.operationId]);
  const [effective] = await tx.query<{ id: string }>("select id from app.protocol where state = 'effective'");
  if ((effective?.id ?? null) !== basedOn) throw new AppError("conflict");
}

async function refuseSenseless(tx: Tx, form: ProposalForm): Promise<void> {
  if (form.reviewOn < (await readToday(tx))) throw fault("reviewOn", "review_before_decision");
  if (form.basedOn === null) return;
  const changes = changesBetween(await readCells(tx, form.basedOn), cellsOfTable(form.table));
  if (form.emergency && (changes.length === 0 || changes.some(isLooser))) throw fault("table", "invalid");
  if (!form.emergency && form.withdrawFrom.length > 0) throw fault("withdrawFrom", "invalid");
}

const fault = (path: string, reason: string) => new AppError("invalid_input", { fields: [{ path, reason }] });

async function finish(tx: Tx, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
  await tx.query("select app_gate.touch('protocol')");
  await tx.query("select app_gate.audit($1, 'protocol', $2, $3)", [action, id, detail]);
}

const other = (side: OwnerSide): OwnerSide => (side === "humanitarian" ? "mission" : "humanitarian");

/** Tells the organisations that sign for a side, or, without one, every organisation. */
async function tell(tx: Tx, code: NoticeCode, id: string, side?: OwnerSide): Promise<void> {
  const signers = side && (side === "humanitarian" ? "protection_core" : "mission_poc");
  const organisations = await tx.query<{ id: string }>(
    "select id from app.organisation where not public_data and ($1::text is null or community = $1) and id <> $2",
    [signers ?? null, tx.principal.organisationId],
  );
  for (const organisation of organisations) await sendNotice(tx, organisation.id, code, { recordId: id });
}
