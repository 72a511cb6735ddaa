/**
 * What was typed into a form, kept until it is sent or discarded, so that closing a dialog, a reload or a lost session
 * takes nothing; where, device/drafts.ts says. Signing out ends the drafts (client/session.ts).
 */
import { useState } from "react";
import { useDevice } from "../device/device.ts";
import { dropDraft, keepDraft, readDraft } from "../device/drafts.ts";

/** A draft under a key of its own; `set` merges a change, `drop` starts again from `start`. */
export function useKeptDraft<T extends object>(key: string, start: () => T) {
  const [draft, setDraft] = useState<T>(() => ({ ...start(), ...kept(key) }));
  const set = (change: Partial<T>) =>
    setDraft((before) => {
      const next = { ...before, ...change };
      keepDraft(key, JSON.stringify(next));
      return next;
    });
  const drop = () => {
    dropDraft(key);
    setDraft(start());
  };
  return { draft, set, drop };
}

/** Where what is typed now is kept, for the sentence that says so. */
export const useKeptWhere = (): "device" | "tab" => (useDevice().state === "open" ? "device" : "tab");

function kept(key: string): object {
  try {
    return JSON.parse(readDraft(key) ?? "{}") as object;
  } catch {
    return {};
  }
}
