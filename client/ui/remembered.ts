/**
 * What the next report of this browser session begins with: nothing that could be wrong without being seen. Kept in the
 * tab like a draft, so that signing out forgets it.
 */

/** Texts under a key of their own; empty where nothing was kept. */
export function remembered<Names extends string>(key: string): Partial<Record<Names, string>> {
  try {
    return JSON.parse(sessionStorage.getItem(`concord.draft.${key}`) ?? "{}") as Partial<
      Record<Names, string>
    >;
  } catch {
    return {};
  }
}

export const remember = (key: string, what: Record<string, string>): void =>
  sessionStorage.setItem(`concord.draft.${key}`, JSON.stringify(what));
