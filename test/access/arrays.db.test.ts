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
};

async function back(rows: Record<string, unknown>[]) {
  const { from, values } = arraysOf(columns, rows);
  return (await database.admin.query(`select * from ${from}`, values)).rows;
}
const full = {
  ...{ id: 1, name: 'NULL, "{a}", \\n or \n', share: 1 / 3, told: false, day: "2019-12-02" },
  ...{ other: "00000000-0000-7000-8000-000000000001", names: ['a "b"', "{}", "", "é"] },
  raw: { 'a"\\': "\\", list: [1, null, "x"] },
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
