/**
 * What was said without a network and waits to be sent: in order, one after the other, so that two changes of one record
 * never overtake each other. Every act has an id from the device, by which the server knows a repetition; so what may
 * have arrived is simply sent again. What the server refuses stays here until a person decides.
 */
import { derivedId } from "../../shared/ids.ts";
import { systemNow } from "../../shared/time.ts";
import { api } from "../api.ts";
import { refresh } from "../facts.ts";
import { type Fault, faultOf } from "../faults.ts";
import { isReached, onLine } from "../line.ts";
import { dropUploads, dueUploads, markDue, sendDue } from "../uploads.ts";
import { type Beside, forgetBesides, keepBeside, putBesides } from "./beside.ts";
import { deviceNow, dropEntry, isOpen, namesOf, putEntry, readEntry } from "./device.ts";
import { keepDraft } from "./drafts.ts";

type Inputs = {
  "incidents.log": Parameters<typeof api.incidents.log.mutate>[0];
  "incidents.edit": Parameters<typeof api.incidents.edit.mutate>[0];
  "displacement.log": Parameters<typeof api.displacement.log.mutate>[0];
  "displacement.edit": Parameters<typeof api.displacement.edit.mutate>[0];
  "coverage.logPatrol": Parameters<typeof api.coverage.logPatrol.mutate>[0];
  "exchange.intake.paste": Parameters<typeof api.exchange.intake.paste.mutate>[0];
};
type Call = keyof Inputs;

/** waiting: is sent by itself; stale, gone, refused: a person decides. */
export type ReportState = "waiting" | "stale" | "gone" | "refused";

export interface Report<C extends Call = Call> {
  call: C;
  /** Id of the act, made here; of a new record it is the record's. */
  act: string;
  record: string;
  operation: string;
  input: Inputs[C];
  /** The form it came from, so that it can go back there. */
  draft: { name: string; text: string };
  /** What it is about, for the list: a code list with a code (empty where it says nothing yet), and the day. */
  about: { list: string; code: string; day: string };
  /** Milliseconds since 1970 by the device's clock. */
  at: number;
  state: ReportState;
  fault?: Fault;
}

const SENDERS: { [C in Call]: (input: Inputs[C]) => Promise<unknown> } = {
  "incidents.log": (input) => api.incidents.log.mutate(input),
  "incidents.edit": (input) => api.incidents.edit.mutate(input),
  "displacement.log": (input) => api.displacement.log.mutate(input),
  "displacement.edit": (input) => api.displacement.edit.mutate(input),
  "coverage.logPatrol": (input) => api.coverage.logPatrol.mutate(input),
  "exchange.intake.paste": (input) => api.exchange.intake.paste.mutate(input),
};

const FIRST_MS = 5_000;
const LAST_MS = 5 * 60_000;
/** These pass by themselves: no connection, a server that is busy, being started, or closed for writing. */
const PASSING: readonly string[] = [
  "network",
  "unavailable",
  "too_many",
  "internal",
  "locked",
  "not_signed_in",
];

let pause = FIRST_MS;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Everything that waits here, in the order it was said. */
export const reportsHere = (): Report[] =>
  namesOf("report").flatMap((name) => readEntry<Report>("report", name) ?? []);

/** Id of a change: the same change said again has the same, whoever of device and person says it. */
export const actOfEdit = (version: number, form: { id: string }): string =>
  derivedId(form.id, JSON.stringify([version, form]));

/** `beside`: of a correction what its form needs of the stored record, to open without a network. */
type Told<C extends Call> = Omit<Report<C>, "at" | "state" | "fault"> & { beside?: Beside };

/** Answers what the server said, or `kept`: it lies on the device and is sent later. @throws what the server refuses */
export async function deliver<C extends Call, T extends object>(
  report: Told<C>,
  send: () => Promise<T>,
): Promise<T | { kept: true }> {
  const isFollowing = reportsHere().some(({ record }) => record === report.record);
  if (isOpen() && (isFollowing || !isReached())) return keepReport(report);
  try {
    return await send();
  } catch (error) {
    if (!isOpen() || !["network", "unavailable"].includes(faultOf(error).code)) throw error;
    return keepReport(report);
  }
}

async function keepReport<C extends Call>({ beside, ...report }: Told<C>): Promise<{ kept: true }> {
  const isKept = await putEntry("report", report.act, { ...report, at: systemNow(), state: "waiting" });
  if (!isKept) {
    // What cannot be kept is not said to be: the form stays open with everything typed.
    await dropEntry("report", report.act);
    throw new Error("the device keeps no more");
  }
  if (beside) await keepBeside(report.record, beside);
  again(pause);
  return { kept: true };
}

/** Takes it out of the queue and back into its form. */
export async function takeBack({ act, draft }: Report): Promise<void> {
  keepDraft(draft.name, draft.text);
  await dropEntry("report", act);
}

export async function discardReport({ act, call, record }: Report): Promise<void> {
  if (call === "incidents.log") dropUploads(({ incident }) => incident === record);
  await dropEntry("report", act);
  await putCorrected();
}

/** Sends once more what was refused before. */
export const tryAgain = async (report: Report): Promise<void> => {
  await putEntry("report", report.act, { ...report, state: "waiting", fault: undefined });
  await sendAll();
};

/** Starts sending whenever something waits and the server is within reach; called once, when the page starts. */
export function startSending(): void {
  onLine((reached) => reached && void sendAll());
}

function again(after: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendAll(), after);
}

/** One tab sends at a time. */
export async function sendAll(): Promise<void> {
  clearTimeout(timer);
  if (!isOpen() || (dueUploads() === 0 && reportsHere().every(({ state }) => state !== "waiting"))) return;
  await navigator.locks.request("concord-send", { ifAvailable: true }, async (lock) => {
    const isDone = lock !== null && (await isTheirOwn()) && (await sendWaiting()) && (await sendDue());
    pause = isDone ? FIRST_MS : Math.min(pause * 2, LAST_MS);
    if (!isDone) again(pause * (0.75 + Math.random() / 2));
  });
}

/** Reports go out under the name of whose device this is, and of nobody else. */
const isTheirOwn = async (): Promise<boolean> => {
  const me = await api.access.me.query().catch(() => null);
  return me !== null && me.id === deviceNow().person;
};

/** Does a correction of the record wait here, or the draft of one? The last part of a draft's name is its record. */
const isWaitedFor = (wanted: string): boolean =>
  reportsHere().some(({ record }) => record === wanted) ||
  namesOf("draft").some((name) => name.split(".").at(-1) === wanted);

/** Stored records whose corrections wait here stand where their forms ask for them. */
export const putCorrected = (): Promise<void> => putBesides(isWaitedFor);

/** Takes away what lies here of operations. */
export async function forgetOperations(isLost: (code: string) => boolean): Promise<void> {
  for (const report of reportsHere()) if (isLost(report.operation)) await discardReport(report);
  dropUploads(({ operation }) => isLost(operation));
  await forgetBesides(isLost);
  for (const name of namesOf("along")) if (isLost(name)) await dropEntry("along", name);
  // The second part of a draft's name is its operation.
  for (const name of namesOf("draft")) if (isLost(name.split(".")[1] ?? "")) await dropEntry("draft", name);
}

/** Answers whether everything was said that could be. */
async function sendWaiting(): Promise<boolean> {
  const held = new Set<string>();
  for (const report of reportsHere()) {
    if (held.has(report.record)) continue;
    if (report.state !== "waiting") {
      held.add(report.record);
      continue;
    }
    const fault = await sendOne(report);
    if (fault && PASSING.includes(fault.code)) {
      await putEntry("report", report.act, { ...report, fault });
      return false;
    }
    if (fault) held.add(report.record);
  }
  return true;
}

async function sendOne<C extends Call>(report: Report<C>): Promise<Fault | null> {
  try {
    await SENDERS[report.call](report.input);
  } catch (error) {
    const fault = faultOf(error);
    if (!PASSING.includes(fault.code))
      await putEntry("report", report.act, { ...report, fault, state: stateOf(report, fault) });
    return fault;
  }
  // Photos chosen with it may be sent from now on.
  if (report.call === "incidents.log") markDue(report.record);
  await dropEntry("report", report.act);
  await putCorrected();
  refresh(report.operation);
  return null;
}

function stateOf({ call }: Report, { code, gone }: Fault): ReportState {
  if (gone || (code === "not_found" && call.endsWith(".edit"))) return "gone";
  return code === "conflict" && call.endsWith(".edit") ? "stale" : "refused";
}
