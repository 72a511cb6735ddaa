/**
 * What was typed into a form, kept in this tab until it is sent or discarded, so that closing a dialog, a reload or a
 * lost session takes nothing. Signing out ends the tab's drafts (client/session.ts).
 */
import { useState } from "react";

/** A draft under a key of its own; `set` merges a change, `drop` starts again from `start`. */
export function useKeptDraft<T extends object>(key: string, start: () => T) {
  const name = `concord.draft.${key}`;
  const [draft, setDraft] = useState<T>(() => ({ ...start(), ...kept(name) }));
  const set = (change: Partial<T>) =>
    setDraft((before) => {
      const next = { ...before, ...change };
      sessionStorage.setItem(name, JSON.stringify(next));
      return next;
    });
  const drop = () => {
    sessionStorage.removeItem(name);
    setDraft(start());
  };
  return { draft, set, drop };
}

function kept(name: string): object {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "{}") as object;
  } catch {
    return {};
  }
}
