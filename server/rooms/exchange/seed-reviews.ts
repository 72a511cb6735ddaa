/**
 * How the reports of the illustrative month came to their levels: their author asked, a colleague decided. Those under
 * verification wait for a second person, some with a question, a comment, or somebody to ask again.
 */
import type { Database } from "../../../db/open.ts";
import type { Tx } from "../../../db/tx.ts";
import { derivedId } from "../../../shared/ids.ts";
import type { Door } from "../../../shared/rooms/access.ts";
import { type DecisionForm, isPending } from "../../../shared/rooms/incidents-review.ts";
import { doorEmail, SECONDS } from "../../access/demonstration.ts";
import { asDesk } from "../../access/desk.ts";
import { grantWrite } from "../../access/write.ts";
import { actOnReview, askReview, decideReview } from "../incidents/write-review.ts";
import { addCallBack, addComment } from "../incidents/write-thread.ts";
import { idOf, type Month } from "./month-file.ts";
import { readReviewed } from "./read-month.ts";

type Report = Month["incidents"][number];
type Wait = Month["reviews"][number];

/** Who decides about what a door's person wrote. */
const secondOf = (door: Door): string =>
  door === "coordinator" ? doorEmail("verifier") : SECONDS[door]!.email;

/** Asks and decides, each as the person who did; started again, it goes on where it stopped. */
export async function seedReviews(database: Database, operation: string, month: Month): Promise<void> {
  for (const door of new Set(month.incidents.map(({ by }) => by))) {
    const reports = month.incidents.filter(({ by, level }) => by === door && level !== "reported");
    await asDesk(database, operation, (tx) => askAll(tx, month, reports), doorEmail(door));
    await asDesk(database, operation, (tx) => decideAll(tx, month, reports), secondOf(door));
  }
}

const waitOf = ({ reviews }: Month, { key }: Report): Wait | undefined =>
  reviews.find(({ of }) => of === key);

async function askAll(tx: Tx, month: Month, reports: readonly Report[]): Promise<void> {
  const grant = grantWrite(tx, "incident");
  const known = await readReviewed(
    tx,
    reports.map(({ key }) => idOf(key)),
  );
  for (const report of reports.filter(({ key }) => !known.has(idOf(key)))) {
    const incident = idOf(report.key);
    const wait = waitOf(month, report);
    await askReview(tx, grant, { id: derivedId(incident, "ask"), incident, question: wait?.question ?? "" });
    if (!wait?.callBack) continue;
    await addCallBack(tx, grant, { id: derivedId(incident, "call back"), incident, ...wait.callBack });
  }
}

async function decideAll(tx: Tx, month: Month, reports: readonly Report[]): Promise<void> {
  const grant = grantWrite(tx, "incident");
  const known = await readReviewed(
    tx,
    reports.map(({ key }) => idOf(key)),
  );
  for (const report of reports) {
    const incident = idOf(report.key);
    const stands = known.get(incident);
    if (stands?.state !== "open" || !isPending(stands.level)) continue;
    if (isPending(report.level)) await leaveWaiting(tx, incident, waitOf(month, report));
    else await decideReview(tx, grant, { ...decisionOf(report), incident, version: stands.version });
  }
}

/** A second person looked and did not decide: asked for more, said something, took it upon them. */
async function leaveWaiting(tx: Tx, incident: string, wait: Wait | undefined): Promise<void> {
  const grant = grantWrite(tx, "incident");
  const act = (name: "ask" | "assign", said: string, person: string | null) =>
    actOnReview(tx, grant, { id: derivedId(incident, name), incident, act: name, said, person });
  if (wait?.more) await act("ask", wait.more, null);
  if (wait?.assigned) await act("assign", "", tx.principal.personId);
  if (wait?.comment)
    await addComment(tx, grant, { id: derivedId(incident, "comment"), incident, said: wait.comment });
}

const REASONS: Partial<Record<Report["level"], string>> = {
  verified: "Two accounts that do not go back to each other agree; one saw it.",
  corroborated: "Two accounts agree; nobody who saw it could be asked.",
  rejected: "The same event as another report of the log.",
};

function decisionOf({ key, level, party, displaced }: Report): Omit<DecisionForm, "incident" | "version"> {
  const occurrence = level === "verified" || level === "rejected" ? level : "corroborated";
  const established = level === "verified" ? "corroborated" : "not_verifiable";
  return {
    id: derivedId(idOf(key), "decision"),
    occurrence,
    counts: displaced ? (level === "verified" ? level : established) : null,
    victims: displaced ? established : null,
    // Unidentified persons stay unidentified: it is established that it happened, not who did it.
    perpetrator: party === null ? null : party === "unidentified" ? "not_verifiable" : established,
    standard: level === "verified" ? "reasonable_grounds_to_believe" : "reasonable_suspicion",
    reason: REASONS[level] ?? "",
  };
}
