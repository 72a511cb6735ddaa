/** The wire form of facts: what goes in comes out, and a damaged table is refused. */
import { gzipSync } from "node:zlib";
import { tableFromIPC } from "@uwdata/flechette";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FACT_COLUMN_NAMES, FACT_COLUMNS, type Facts } from "../../shared/rooms/analysis-facts.ts";
import { decodeFacts, encodeFacts } from "../../shared/rooms/facts-wire.ts";
import { anyFacts, blankRow, factsOf, manyFacts } from "../support/facts.ts";

function expectSame(actual: Facts, expected: Facts): void {
  expect({ ...actual }).toEqual({ ...expected });
  for (const name of FACT_COLUMN_NAMES) expect(actual[name]).toBeInstanceOf(FACT_COLUMNS[name]);
}

describe("facts on the wire", () => {
  test("come back as they went", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => expectSame(decodeFacts(encodeFacts(facts)), facts)),
      { numRuns: 100 },
    );
  });

  test("come back from any width of numbers and from an unaligned buffer", () => {
    const facts = factsOf([
      { displaced: 2_147_483_647, killedBest: 300, injured: 40_000, abducted: 70_000, lon: 18.5, lat: 4.25 },
      { displaced: -1, killedBest: 70_000, span: 65_535, day: -40_000, lon: -0, lat: 0 },
    ]);
    const bytes = encodeFacts(facts);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expectSame(decodeFacts(shifted.subarray(1)), facts);
  });

  test("without a single row", () => {
    expectSame(decodeFacts(encodeFacts(factsOf([]))), factsOf([]));
  });

  test("with more different points than two bytes can number", () => {
    const rows = Array.from({ length: 70_000 }, (_, i) => ({ lon: i / 500, lat: (i % 100) / 10 }));
    const facts = factsOf(rows);
    expectSame(decodeFacts(encodeFacts(facts)), facts);
  });

  test("can be read by any Arrow reader", () => {
    const table = tableFromIPC(encodeFacts(factsOf([{ killedBest: 3, lon: 18.5, lat: 4.25 }])));
    expect(table.schema.metadata?.get("concord")).toContain("UCDP GED");
    expect(table.getChild("killedBest").at(0)).toBe(3);
    const place: Uint8Array = table.getChild("point").at(0);
    expect([...new Float32Array(place.slice().buffer)]).toEqual([18.5, 4.25]);
  });

  test("take at most ten bytes a row, compressed in the quickest way", () => {
    const facts = manyFacts(100_000);
    expect(gzipSync(encodeFacts(facts), { level: 1 }).length / facts.rows).toBeLessThan(10);
  });

  test("are refused where a column is shorter, missing or out of order", () => {
    const facts = factsOf([blankRow, blankRow]);
    expect(() => encodeFacts({ ...facts, injured: facts.injured.subarray(1) })).toThrow(/injured/);
    expect(() => encodeFacts({ ...facts, lat: facts.lat.subarray(1) })).toThrow(/lat/);
    expect(() => encodeFacts({ ...facts, day: Int32Array.of(2, 1) })).toThrow(/earlier/);
    const other = encodeFacts(facts).slice();
    expect(() => decodeFacts(new Uint8Array(0))).toThrow();
    const name = new TextEncoder().encode("killedBest");
    const at = other.findIndex((_, i) => name.every((byte, offset) => other[i + offset] === byte));
    other.set(new TextEncoder().encode("killedbest"), at);
    expect(() => decodeFacts(other)).toThrow(/killedBest/);
  });
});
