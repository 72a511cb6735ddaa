/**
 * The device as the rest of the client sees it: has it a PIN, is it open, what lies in it. Entries are read into memory
 * when the PIN is given and written behind; after fifteen idle minutes memory forgets them with the key. Without a PIN
 * nothing lies here, and drafts stay in their tab (drafts.ts).
 */
import { useSyncExternalStore } from "react";
import { newId } from "../../shared/ids.ts";
import { queryClient } from "../api.ts";
import { idleFor } from "../idle.ts";
import { askPasskey, makePasskey, type PasskeyFault } from "./passkey.ts";
import { openVault, type Vault } from "./vault.ts";
import { keepWiped, type Wiped } from "./wiped.ts";

/** none: no PIN was ever set here; locked: the PIN is asked for; open: entries are in memory. */
export type DeviceState = "unknown" | "none" | "locked" | "open";
export type Kind = "draft" | "report" | "along" | "file" | "said" | "beside";

const LOCK_AFTER_MS = 15 * 60_000;
const LOOK_MS = 10_000;

interface Memory {
  state: DeviceState;
  /** Whose entries these are; null: nobody's. */
  person: string | null;
  /** Readable without the PIN: how many reports wait here. */
  waiting: number;
  /** Does a passkey open it too? */
  hasPasskey: boolean;
}

let vault: Promise<Vault> | null = null;
const NOTHING_HERE = { person: null, waiting: 0, hasPasskey: false };
let memory: Memory = { state: "unknown", ...NOTHING_HERE };
const entries = new Map<string, { kind: Kind; name: string; value: unknown }>();
const listeners = new Set<() => void>();
/** Writes follow each other, so that an older one never lands on a newer one. */
let writing: Promise<unknown> = Promise.resolve();
const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("concord-device") : null;

function tell(change: Partial<Memory> = {}): void {
  memory = { ...memory, ...change };
  if (memory.state === "open") memory.waiting = namesOf("report").length;
  for (const listener of listeners) listener();
}

const store = (): Promise<Vault> => {
  vault ??= openVault();
  return vault;
};

/** Answers whether it was written: a full disk refuses. */
function write(work: (vault: Vault) => Promise<unknown>): Promise<boolean> {
  const done = writing
    .then(async () => work(await store()))
    .then(
      () => true,
      () => false,
    );
  writing = done;
  void done.then(() => tabs?.postMessage("changed"));
  return done;
}

/** Looks what lies here; called once, when the page starts. A browser that keeps nothing has no PIN either. */
export async function startDevice(): Promise<void> {
  try {
    await look();
  } catch {
    tell({ state: "none" });
  }
  setInterval(() => memory.state === "open" && idleFor() > LOCK_AFTER_MS && void lockDevice(), LOOK_MS);
  if (tabs) tabs.onmessage = ({ data }) => void (data === "changed" ? reread() : look());
}

async function look(): Promise<void> {
  const kept = await store();
  const row = await kept.lockRow();
  if (!row || !kept.isOpen()) entries.clear();
  if (!row) kept.lock();
  const state = !row ? "none" : kept.isOpen() ? "open" : "locked";
  const waiting = row ? await kept.count("report") : 0;
  tell({ state, person: row?.person ?? null, waiting, hasPasskey: row?.passkey !== undefined });
}

/** Everything into memory again: at opening, and when another tab wrote. */
async function reread(): Promise<void> {
  const kept = await store();
  if (!kept.isOpen()) return look();
  await writing;
  const all = await kept.all();
  entries.clear();
  for (const { id, kind, value } of all)
    entries.set(id, { kind: kind as Kind, ...(value as { name: string; value: unknown }) });
  tell({ state: "open" });
}

/** Tells whenever something changed; returns how to stop. */
export function onDevice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export const useDevice = (): Memory => useSyncExternalStore(onDevice, () => memory);
export const deviceNow = (): Memory => memory;
export const isOpen = (): boolean => memory.state === "open";

/** Sets the PIN of a device that has none. */
export async function beginDevice(pin: string, person: string): Promise<void> {
  const kept = await store();
  await kept.begin(pin, person);
  entries.clear();
  void navigator.storage?.persist?.();
  tell({ state: "open", person, hasPasskey: false });
  tabs?.postMessage("look");
}

/** By which the server says whether access has ended; "" = none was given yet; null = nothing lies here. */
export const ticketHere = async (): Promise<string | null> =>
  (await (await store()).lockRow())?.ticket ?? null;
export const keepTicket = async (ticket: string): Promise<void> => (await store()).keepTicket(ticket);

/** Opens with the PIN; else answers how many tries are left, 0 = everything was taken away. */
export async function unlockDevice(pin: string): Promise<"open" | number> {
  const kept = await store();
  const told = await kept.unlock(pin);
  if (told === "open") await reread();
  else if (told === 0) {
    keepWiped("pin");
    await look();
  }
  return told;
}

/** Opens with the passkey; answers why it did not, `other` = it told another secret. */
export async function unlockByPasskey(): Promise<"open" | PasskeyFault | "other"> {
  const kept = await store();
  const row = await kept.lockRow();
  if (!row?.passkey) return "unsupported";
  const secret = await askPasskey(row.passkey);
  if (typeof secret === "string") return secret;
  if (!(await kept.unlockBySecret(secret))) return "other";
  await reread();
  return "open";
}

/** Makes a passkey that opens this device too; the PIN stays. Answers as `unlockDevice`, or why there is none. */
export async function addPasskey(pin: string): Promise<"open" | number | PasskeyFault> {
  const made = await makePasskey();
  if (typeof made === "string") return made;
  const told = await (await store()).addPasskey(pin, made);
  await look();
  tabs?.postMessage("look");
  return told;
}

export async function dropPasskey(): Promise<void> {
  await (await store()).dropPasskey();
  await look();
  tabs?.postMessage("look");
}

/** Forgets the key and everything read: who comes next sees nothing of it. */
export async function lockDevice(): Promise<void> {
  await writing;
  (await store()).lock();
  queryClient.clear();
  await look();
}

/**
 * Takes everything away, the PIN included: at signing out, when access ended, when the PIN is forgotten.
 * @param why told where one signs in next; null: removed by hand, which whoever takes the device from them is not told
 */
export async function wipeDevice(why: Wiped | null): Promise<void> {
  if (why && memory.state !== "none") keepWiped(why);
  entries.clear();
  tell({ state: "none", ...NOTHING_HERE });
  await writing;
  // Signing out makes the browser clear everything itself, and with it this connection.
  await (await store()).wipe().catch(() => {
    vault = null;
  });
  tabs?.postMessage("look");
}

const idOf = (kind: Kind, name: string): string | undefined =>
  [...entries].find(([, entry]) => entry.kind === kind && entry.name === name)?.[0];

/** Names of the entries of a kind, oldest first. */
export function namesOf(kind: Kind): string[] {
  const found = [...entries].filter(([, entry]) => entry.kind === kind);
  return found.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { name }]) => name);
}

export function readEntry<T>(kind: Kind, name: string): T | undefined {
  const id = idOf(kind, name);
  return id === undefined ? undefined : (entries.get(id)!.value as T);
}

/** In memory at once, on the device as soon as it is sealed; then answers whether it lies there. */
export function putEntry(kind: Kind, name: string, value: unknown): Promise<boolean> {
  const id = idOf(kind, name) ?? newId();
  entries.set(id, { kind, name, value });
  // In a turn of its own: drafts are put while their form is being drawn.
  queueMicrotask(tell);
  return write((kept) => kept.put({ id, kind, value: { name, value } }));
}

export function dropEntry(kind: Kind, name: string): Promise<unknown> {
  const id = idOf(kind, name);
  if (id === undefined) return Promise.resolve();
  entries.delete(id);
  tell();
  return write((kept) => kept.remove(id));
}
