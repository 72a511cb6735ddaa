/**
 * What the next report of this browser session begins with: nothing that could be wrong without being seen, and no words
 * of a report. Kept in the tab; signing out forgets it (client/session.ts).
 */
const PREFIX = "concord.last.";

/** Texts under a key of their own; empty where nothing was kept. */
export function remembered<Names extends string>(key: string): Partial<Record<Names, string>> {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "{}") as Partial<Record<Names, string>>;
  } catch {
    return {};
  }
}

export const remember = (key: string, what: Record<string, string>): void =>
  sessionStorage.setItem(PREFIX + key, JSON.stringify(what));

export function forgetRemembered(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}
