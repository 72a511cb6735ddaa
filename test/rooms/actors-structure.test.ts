/** Structure over time: whatever is told by whomever, no circle, one superior, and tree, graph and list agree. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { structureOn } from "../../client/rooms/actors/figures-structure.ts";
import type { StructureAnswer } from "../../shared/rooms/actors-events.ts";
import {
  type Edge,
  HIERARCHY_KINDS,
  isLawful,
  linesOf,
  type Move,
  planMove,
  standsOn,
  structureAt,
  treeOf,
} from "../../shared/rooms/actors-structure.ts";
import { CONFIDENCE } from "../../shared/rooms/records.ts";
import { isoOf } from "../../shared/time.ts";

const ACTORS = ["a", "b", "c", "d", "e", "f"];
const FIRST = 18_200;
const day = fc.integer({ min: 0, max: 30 }).map((at) => isoOf(FIRST + at));
const actor = fc.constantFrom(...ACTORS);
const edge: fc.Arbitrary<Edge> = fc
  .record({
    ...{ ref: fc.uuid(), child: actor, parent: actor, kind: fc.constantFrom(...HIERARCHY_KINDS) },
    ...{ start: fc.nat(30), lasts: fc.option(fc.nat(12)), confidence: fc.constantFrom(...CONFIDENCE) },
    asOf: fc.option(day),
  })
  .filter(({ child, parent }) => child !== parent)
  .map(({ start, lasts, ...rest }) => ({
    ...rest,
    ...{ from: isoOf(FIRST + start), to: lasts === null ? null : isoOf(FIRST + start + lasts) },
  }));
/** What several organisations tell, however contradictory. */
const told = fc.uniqueArray(edge, { maxLength: 14, selector: ({ ref }) => ref });
const move: fc.Arbitrary<Move> = fc.record({
  ...{ child: actor, parent: fc.option(actor, { freq: 6 }), kind: fc.constantFrom(...HIERARCHY_KINDS) },
  from: day,
});

/** One account, as it becomes by moves alone. */
function accountOf(moves: readonly Move[]): Edge[] {
  let edges: Edge[] = [];
  for (const [at, one] of moves.entries()) {
    const plan = planMove(edges, one);
    if ("issue" in plan) continue;
    edges = edges.map((each) => (each === plan.end?.edge ? { ...each, to: plan.end.to } : each));
    const { child, parent, kind } = one;
    if (plan.add && parent)
      edges.push({ ref: String(at), child, parent, kind, ...plan.add, confidence: "high", asOf: null });
  }
  return edges;
}
const pairsOf = (over: Map<string, Edge>) =>
  [...over.values()].map(({ child, parent }) => `${child}<${parent}`).sort();

describe("whatever is told", () => {
  test("nobody is above themselves on any day", () => {
    fc.assert(
      fc.property(told, day, (edges, on) => {
        const { over } = structureAt(edges, on);
        for (const start of over.keys()) {
          let steps = 0;
          for (let at = over.get(start); at; at = over.get(at.parent))
            expect(steps++).toBeLessThan(ACTORS.length);
        }
      }),
    );
  });
  test("the order in which it was told does not matter, and every edge stands on the day", () => {
    fc.assert(
      fc.property(told, day, (edges, on) => {
        const shown = structureAt(edges, on);
        const again = structureAt(edges.toReversed(), on);
        expect(pairsOf(again.over)).toEqual(pairsOf(shown.over));
        expect([...shown.over.values()].every((one) => standsOn(one, on))).toBe(true);
      }),
    );
  });
  test("tree, graph and list say the same", () => {
    fc.assert(
      fc.property(told, day, (edges, on) => {
        const structure = structureAt(edges, on);
        const lines = linesOf(treeOf(structure, ACTORS));
        expect(lines.map(({ ref }) => ref).sort()).toEqual(ACTORS);
        const pairs = lines.filter(({ parent }) => parent).map(({ ref, parent }) => `${ref}<${parent}`);
        expect(pairs.sort()).toEqual(pairsOf(structure.over));
        const depth = new Map(lines.map((line) => [line.ref, line.depth]));
        for (const { ref, parent } of lines)
          expect(depth.get(ref)).toBe(parent === null ? 0 : depth.get(parent)! + 1);
      }),
    );
  });
  test("who is left out of the list takes nobody along", () => {
    fc.assert(
      fc.property(told, day, fc.subarray(ACTORS), (edges, on, there) => {
        const lines = linesOf(treeOf(structureAt(edges, on), there));
        expect(lines.map(({ ref }) => ref).sort()).toEqual(there.toSorted());
      }),
    );
  });
  test("another superior of the same kind is named as contested", () => {
    fc.assert(
      fc.property(told, day, (edges, on) => {
        const { over, contested, cut } = structureAt(edges, on);
        for (const [child, others] of contested) {
          const shown = over.get(child) ?? cut.find((one) => one.child === child);
          for (const other of others)
            expect([other.kind, other.parent === shown?.parent]).toEqual([shown?.kind, false]);
        }
      }),
    );
  });
});

describe("moves in one account", () => {
  const moves = fc.array(move, { maxLength: 25 });
  test("never make two superiors of a kind on a day, nor a circle", () => {
    fc.assert(
      fc.property(moves, (all) => {
        expect(isLawful(accountOf(all))).toBe(true);
      }),
    );
  });
  test("change nothing before their day, and from it on the unit stands where it was put", () => {
    fc.assert(
      fc.property(moves, move, (all, next) => {
        const before = accountOf(all);
        const after = accountOf([...all, next]);
        const ofKind = (edges: Edge[]) => edges.filter(({ kind }) => kind === next.kind);
        for (let at = 0; at < 31; at += 1) {
          const on = isoOf(FIRST + at);
          if (on >= next.from) break;
          expect(pairsOf(structureAt(after, on).over)).toEqual(pairsOf(structureAt(before, on).over));
        }
        if ("issue" in planMove(before, next)) return;
        const now = structureAt(ofKind(after), next.from).over.get(next.child);
        expect(now?.parent ?? null).toBe(next.parent);
      }),
    );
  });
  test("a circle that would close only later is seen", () => {
    const later: Edge = {
      ...{ ref: "1", child: "a", parent: "b", kind: "part_of", from: "2019-11-20", to: null },
      ...{ confidence: "high", asOf: null },
    };
    const put = { child: "b", parent: "a", kind: "part_of", from: "2019-11-01" } as const;
    expect(planMove([later], put)).toEqual({ issue: "would_circle" });
    expect(planMove([{ ...later, from: "2019-10-01", to: "2019-10-31" }], put)).toEqual({
      end: null,
      add: { from: "2019-11-01", to: null },
    });
  });
});

describe("somebody who is said to answer to nobody", () => {
  const node = (ref: string) => ({
    ...{ ref, name: ref, kind: "nsag_rebel" as const, communal: false, illustrative: false },
    ...{ activeFrom: null, activeTo: null, sensitivity: "low" as const },
  });
  const alone = (of: string, from: string, to: string | null): StructureAnswer["claims"][number] => ({
    ...{ ref: `claim ${of}`, actor: of, attribute: "top_level", value: { code: "yes" }, from, to },
    ...{ asOf: from, retiredOn: null, reliability: "B", credibility: "2" },
  });
  const link = ({ child, parent, kind, ...told }: Edge): StructureAnswer["links"][number] => ({
    ...told,
    ...(kind === "part_of" ? { fromActor: child, toActor: parent } : { fromActor: parent, toActor: child }),
    ...{ kind, fromPrecision: "day", toPrecision: "day", owner: "o", own: true, illustrative: false },
  });
  test("has a place on the days of the claim; tree, graph and list agree on any day, asked in any order", () => {
    fc.assert(
      fc.property(told, fc.array(day, { minLength: 1, maxLength: 4 }), day, (edges, days, since) => {
        const answer: StructureAnswer = {
          actors: [...ACTORS, "z", "y"].map(node),
          links: edges.map(link),
          claims: [alone("z", since, isoOf(FIRST + 30))],
        };
        for (const on of days) {
          const shown = structureOn(answer, on);
          expect(structureOn({ ...answer }, on).lines).toEqual(shown.lines);
          expect(shown.lines.map(({ ref }) => ref).sort()).toEqual([...shown.nodes.keys()].sort());
          expect([shown.nodes.has("z"), shown.nodes.has("y")]).toEqual([since <= on, false]);
          for (const { ref, parent } of shown.lines)
            if (parent) expect(shown.structure.over.get(ref)?.parent).toBe(parent);
        }
      }),
      { numRuns: 50 },
    );
  });
});
