// How alike two short texts are, as PostgreSQL's pg_trgm counts it: shared groups of three letters over all of them.
import { nameKey } from "./names.ts";

/** 0 (nothing in common) to 1 (the same words); case, accents and punctuation do not matter. */
export function alike(one: string, other: string): number {
  const a = trigrams(one);
  const b = trigrams(other);
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((group) => b.has(group)).length;
  return shared / (a.size + b.size - shared);
}

/** Groups of three of each word, with two spaces before and one behind it. */
function trigrams(text: string): Set<string> {
  const words = nameKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const groups = words.flatMap((word) => {
    const padded = `  ${word} `;
    return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
  });
  return new Set(groups);
}
