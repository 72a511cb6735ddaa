/** SECURITY.md: every requirement it answers for has a row, and everything it points to exists. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, readText } from "./sources.ts";

/**
 * Requirements of levels 1 and 2 by section (OWASP ASVS 5.0.0, CC BY-SA 4.0; ids only), without OAuth and WebRTC. What is
 * missing in a row of numbers is of level 3.
 */
const ASVS = `
  V1.1:1,2 V1.2:1,2,3,4,5,6,7,8,9 V1.3:1,2,3,4,5,6,7,8,9,10,11 V1.4:1,2,3 V1.5:1,2
  V2.1:1,2,3 V2.2:1,2,3 V2.3:1,2,3,4 V2.4:1
  V3.2:1,2 V3.3:1,2,3,4 V3.4:1,2,3,4,5,6 V3.5:1,2,3,4,5 V3.7:1,2
  V4.1:1,2,3 V4.2:1 V4.3:1,2 V4.4:1,2,3,4
  V5.1:1 V5.2:1,2,3 V5.3:1,2 V5.4:1,2,3
  V6.1:1,2,3 V6.2:1,2,3,4,5,6,7,8,9,10,11,12 V6.3:1,2,3,4 V6.4:1,2,3,4 V6.5:1,2,3,4,5 V6.6:1,2,3 V6.8:1,2,3,4
  V7.1:1,2,3 V7.2:1,2,3,4 V7.3:1,2 V7.4:1,2,3,4,5 V7.5:1,2 V7.6:1,2
  V8.1:1,2 V8.2:1,2,3 V8.3:1 V8.4:1
  V9.1:1,2,3 V9.2:1,2,3,4
  V11.1:1,2 V11.2:1,2,3 V11.3:1,2,3 V11.4:1,2,3,4 V11.5:1 V11.6:1
  V12.1:1,2,3 V12.2:1,2 V12.3:1,2,3,4
  V13.1:1 V13.2:1,2,3,4,5 V13.3:1,2 V13.4:1,2,3,4,5
  V14.1:1,2 V14.2:1,2,3,4 V14.3:1,2,3
  V15.1:1,2,3 V15.2:1,2,3 V15.3:1,2,3,4,5,6,7
  V16.1:1 V16.2:1,2,3,4,5 V16.3:1,2,3,4 V16.4:1,2,3 V16.5:1,2,3`;
const REQUIRED = ASVS.trim()
  .split(/\s+/)
  .flatMap((section) => {
    const [name, numbers] = section.split(":");
    return numbers!.split(",").map((number) => `${name}.${number}`);
  });

const text = readText("SECURITY.md");
const rows = [...text.matchAll(/^\| (V\d[^|]*) \| ([^|]+) \| (.*) \|$/gm)].map(([, ids, state, how]) => ({
  ids: ids!.split(",").map((id) => id.trim()),
  state: state!.trim(),
  how: how!,
}));
const countOf = (state: string) =>
  rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.ids.length, 0);

describe("SECURITY.md", () => {
  test("has one row for every requirement, and none for others", () => {
    expect(REQUIRED.length).toBe(217);
    expect(rows.flatMap(({ ids }) => ids).sort()).toEqual([...REQUIRED].sort());
  });
  test("says of each whether it is met, and counts rightly", () => {
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["yes", "n/a", "part", "no"]));
    expect(text).toContain(
      `Of ${REQUIRED.length} requirements ${countOf("yes")} are met, ${countOf("n/a")} do not apply, ` +
        `${countOf("part")} are met in part; not met: ${countOf("no")}.`,
    );
  });
  test("gives a reason or a place for every row", () => {
    expect(rows.filter(({ how }) => how.trim().length < 10).map(({ ids }) => ids)).toEqual([]);
  });
  test("names only files that exist", () => {
    const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\.(?:ts|tsx|sql|json|md))`/g)].map(
      ([, path]) => path!,
    );
    expect(named.length).toBeGreaterThan(100);
    expect([...new Set(named)].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
  test("says what it does not promise, where to host, how to end and how to report", () => {
    for (const heading of [
      "Not promised",
      "Where it may be hosted",
      "Drawdown",
      "Keys",
      "Logs",
      "Reporting a weakness",
    ])
      expect(text).toContain(`\n## ${heading}`);
  });
});
