/**
 * Does the person of this device still belong here? Asked at the start, when the server comes back into reach, and when
 * the PIN was given. Access that ended takes everything from the device, locked or open; a lost operation what is of it. A
 * session that merely ended takes nothing.
 */
import { api } from "../api.ts";
import { isReached } from "../line.ts";
import { deviceNow, keepTicket, ticketHere, wipeDevice } from "./device.ts";
import { forgetOperations } from "./reports.ts";

export const checkStanding = (): Promise<void> => check().catch(() => undefined);

async function check(): Promise<void> {
  const ticket = await ticketHere();
  if (ticket === null || !isReached()) return;
  if (ticket !== "" && !(await api.access.deviceStands.query({ ticket }))) return wipeDevice("ended");
  const me = await api.access.me.query();
  if (!me || me.id !== deviceNow().person) return;
  if (ticket === "") await keepTicket((await api.access.deviceTicket.query({})) ?? "");
  const open = new Set(me.operations.map(({ code }) => code));
  if (deviceNow().state === "open") await forgetOperations((code) => !open.has(code));
}
