// Ids met in a file: the first line of each is told, whatever and however many they are.
import fc from "fast-check";
import { expect, test } from "vitest";
import { MetIds } from "../../server/rooms/exchange/met-ids.ts";

test("property: the same lines as a map from id to line tells", () => {
  const ids = fc.array(fc.oneof(fc.string(), fc.constantFrom("1", "10", "2", "a\n\nb")), { maxLength: 200 });
  fc.assert(
    fc.property(ids, (all) => {
      const met = new MetIds();
      const map = new Map<string, number>();
      for (const [at, id] of all.entries()) {
        expect(met.meet(id, at + 2)).toBe(map.get(id));
        if (!map.has(id)) map.set(id, at + 2);
      }
      expect(met.all()).toEqual([...map.keys()]);
    }),
  );
});

test("half a million ids in a row are half a million", () => {
  const met = new MetIds();
  const twice = [];
  for (let id = 0; id < 500_000; id++)
    if (met.meet(String(10_000_000 + id), id + 2) !== undefined) twice.push(id);
  expect(twice).toEqual([]);
  expect(met.meet("10000000", 1)).toBe(2);
  expect(met.all().length).toBe(500_000);
});
