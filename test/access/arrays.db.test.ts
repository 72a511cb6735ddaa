/** Rows travel to the database as one array per column: whatever they hold comes back as it was. */
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { arraysOf, type Columns } from "../../server/access/arrays.ts";
import { openTestDatabase } from "../support/database.ts";

const database = await openTestDatabase();
afterAll(() => database.close());
const columns: Columns = {
  id: "int",
  name: "text",
  share: "float8",
  told: "bool",
  day: "date",
  other: "uuid",
  names: "text[]",
  raw: "jsonb",
  place: "int2",
};

async function back(rows: Record<string, unknown>[]) {
  const { from, values } = arraysOf(columns, rows);
  return (await database.admin.query(`select * from ${from}`, values)).rows;
}
const full = {
  ...{ id: 1, name: 'NULL, "{a}", \\n or \n', share: 1 / 3, told: false, day: "2019-12-02" },
  ...{ other: "00000000-0000-7000-8000-000000000001", names: ['a "b"', "{}", "", "é"] },
  raw: { 'a"\\': "\\", list: [1, null, "x"] },
  place: 7,
};

test("every type, and nothing", async () => {
  const nothing = Object.fromEntries(Object.keys(columns).map((name) => [name, null]));
  expect(await back([full, {}, full])).toEqual([full, nothing, full]);
  expect(await back([])).toEqual([]);
});

test("property: whatever text, alone, in a list and in a document", async () => {
  const text = fc.string({ unit: "grapheme" }).filter((one) => !one.includes("\0"));
  const pieces = fc.string({ unit: fc.constantFrom(..."\\\"{},NUL' \n\u001e\u001f"), maxLength: 8 });
  const rows = fc.array(fc.oneof(text, pieces), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(rows, async (names) => {
      const given = names.map((name) => ({ ...full, name, names, raw: { [name]: name } }));
      expect(await back(given)).toEqual(given);
    }),
    { numRuns: 60 },
  );
});

test("property: whatever number, day and id; and what a type does not have is refused, not bent", async () => {
  const day = fc
    .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const row = fc.record({
    id: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    place: fc.option(fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 })),
    share: fc.option(fc.double({ noNaN: true })),
    told: fc.option(fc.boolean()),
    day: fc.option(day),
    other: fc.option(fc.uuid()),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const given = rows.map((one) => ({ ...full, ...one }));
      expect(await back(given)).toEqual(given);
    }),
    { numRuns: 60 },
  );
  const wrong = { id: 1.5, place: 40_000, day: "2019-13-01", other: "00000000-0000-7000-8000-00000000000" };
  for (const [name, value] of Object.entries(wrong))
    expect(() => arraysOf(columns, [{ ...full, [name]: value }])).toThrow(RangeError);
});
