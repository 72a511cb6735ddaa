/**
 * Drafts compared and merged part by part. Who edits keeps three: the record as it was when they began, their own, and
 * the one stored now; that is enough to lay two people's changes on each other.
 */

/** Parts by name, each with the fields that are compared and merged as one, in the order of the form. */
export type Parts<Draft> = Readonly<Record<string, readonly (keyof Draft)[]>>;

/** Keys of lines are of the screen and say nothing. */
const plain = (value: unknown) =>
  JSON.stringify(value, (name, inner) => (name === "key" ? undefined : inner));

/** Do two versions say the same in these fields? */
export const isSameIn = <Draft>(one: Draft, other: Draft, fields: readonly (keyof Draft)[]): boolean =>
  fields.every((field) => plain(one[field]) === plain(other[field]));

/** Has nothing been typed since `base`? */
export const isUntouched = (base: object, mine: object): boolean => plain(base) === plain(mine);

/** What is stored now with my changes on top; where both changed a part, mine stands. */
export function mergeParts<Draft extends object>(
  parts: Parts<Draft>,
  base: Draft,
  mine: Draft,
  theirs: Draft,
): Draft {
  const kept = Object.values(parts)
    .filter((fields) => isSameIn(base, mine, fields))
    .flat();
  return { ...mine, ...Object.fromEntries(kept.map((field) => [field, theirs[field]])) };
}
