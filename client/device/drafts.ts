/**
 * Where drafts are: with a PIN sealed on the device, without one in this tab (session storage), where the browser takes
 * them away with the tab. Nothing is asked of who never works without a network, and nobody's report lies readable on a
 * disk for longer than the tab is open.
 */
import { dropEntry, isOpen, namesOf, putEntry, readEntry } from "./device.ts";

const PREFIX = "concord.draft.";

/** The draft of that name as text, or null. */
export const readDraft = (name: string): string | null =>
  (isOpen() ? readEntry<string>("draft", name) : undefined) ?? sessionStorage.getItem(PREFIX + name);

export function keepDraft(name: string, text: string): void {
  if (isOpen()) void putEntry("draft", name, text);
  else sessionStorage.setItem(PREFIX + name, text);
}

export function dropDraft(name: string): void {
  sessionStorage.removeItem(PREFIX + name);
  if (isOpen()) void dropEntry("draft", name);
}

const namesInTab = (): string[] =>
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));

/** Drafts of this tab go under the PIN that was just set or given. */
export async function moveDrafts(): Promise<void> {
  for (const name of namesInTab()) {
    const text = sessionStorage.getItem(PREFIX + name);
    if (text === null || (await putEntry("draft", name, text))) sessionStorage.removeItem(PREFIX + name);
  }
}

export const draftNames = (): string[] => [...new Set([...namesOf("draft"), ...namesInTab()])];

/** Those of the tab; the device's go with the device. */
export function forgetTabDrafts(): void {
  for (const name of namesInTab()) sessionStorage.removeItem(PREFIX + name);
}
