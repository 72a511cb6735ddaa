/** Ids made many at a time are as good as those made one by one. */
import { validate, version } from "uuid";
import { expect, test } from "vitest";
import { newId, newIds } from "../../shared/ids.ts";

test("ids of records written together are different, of version 7, and in their order", () => {
  const before = newId();
  const ids = newIds(10_000); // more than the system gives random bytes for at one asking
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set([...ids, ...newIds(10_000)]).size).toBe(20_000);
  expect([...ids].sort()).toEqual(ids);
  expect(before.slice(0, 13) <= ids[0]!.slice(0, 13)).toBe(true);
  expect(newIds(0)).toEqual([]);
});
