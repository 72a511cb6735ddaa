/** Who can be of one actor, who is likely to be, what one account would then say twice, and which record a report names. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { likelySame, namedRecords, sameConflicts, sameForm, unlike } from "../../shared/rooms/actors-same.ts";
import { type Edge, isLawful } from "../../shared/rooms/actors-structure.ts";
import { sameOf } from "../support/actors.ts";

const plain = { communal: false, joint: false, illustrative: false };

describe("two records", () => {
  test("are of one actor only where neither class nor reality differs", () => {
    expect(unlike(plain, plain)).toBeNull();
    expect(unlike({ ...plain, communal: true }, plain)).toBe("communal_differs");
    expect(unlike(plain, { ...plain, joint: true })).toBe("joint_differs");
    expect(unlike({ ...plain, illustrative: true }, plain)).toBe("illustrative_differs");
    expect(unlike(plain, { ...plain, illustrative: true })).toBe("illustrative_differs");
  });
  test("are two, with a reason", () => {
    const [one, other] = ["018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002"];
    const codesOf = (form: object) => sameForm.safeParse(form).error?.issues.map(({ message }) => message);
    expect(codesOf(sameOf(one, other))).toBeUndefined();
    expect(codesOf(sameOf(one, one))).toEqual(["same_actor"]);
    expect(codesOf(sameOf(one, other, { reason: "Known" }))).toEqual(["reason_missing"]);
  });
  test("are proposed by name and alias, however they are written, the likeliest first", () => {
    const actor = { ref: "1", name: "Front populaire", aliases: ["FPRC"] };
    const others = [
      { ref: "1", name: "Front populaire", aliases: [] },
      { ref: "2", name: "Front populaires", aliases: [] },
      { ref: "3", name: "Something else", aliases: ["F.P.R.C."] },
      { ref: "4", name: "Fprç", aliases: [] },
      { ref: "5", name: "Anti-balaka", aliases: [] },
    ];
    expect(likelySame(actor, others).map(({ ref }) => ref)).toEqual(["4", "2"]);
    expect(likelySame({ ref: "6", name: "Anti-balaka of the north", aliases: [] }, others)).toEqual([
      others[4],
    ]);
    expect(likelySame(actor, others, 1).map(({ ref }) => ref)).toEqual(["4"]);
  });
});

const DAYS = ["2019-01-01", "2019-03-01", "2019-06-01", "2019-09-01", "2019-12-01"];
const edge = fc
  .record({
    child: fc.constantFrom("a", "b", "c", "d"),
    parent: fc.constantFrom("a", "b", "c", "d"),
    from: fc.constantFrom(...DAYS),
    to: fc.option(fc.constantFrom(...DAYS), { nil: null }),
    kind: fc.constantFrom("part_of" as const, "commands" as const),
  })
  .filter(({ child, parent, from, to }) => child !== parent && (to === null || from <= to));
const account = fc
  .array(edge, { maxLength: 7 })
  .map((edges) =>
    edges.map((one, at): Edge => ({ ...one, ref: String(at), confidence: "medium", asOf: null })),
  )
  .filter(isLawful);

describe("what stops it", () => {
  test("two records pass exactly where the account as one actor's makes no circle, and no two superiors from today on", () => {
    const today = "2019-06-01";
    fc.assert(
      fc.property(account, (own) => {
        const { twice, circle } = sameConflicts(own, "a", "b", today);
        const joined = own.map((one) => ({
          ...{ ...one, child: one.child === "a" ? "b" : one.child },
          parent: one.parent === "a" ? "b" : one.parent,
        }));
        if (!circle && joined.every(({ child }) => child !== "b" || own.every((one) => one.child !== "a")))
          expect(isLawful(joined)).toBe(true);
        if (isLawful(joined)) expect([twice, circle]).toEqual([[], false]);
        for (const [one, other] of twice) {
          expect([one.child, other.child, one.kind]).toEqual(["a", "b", other.kind]);
          expect([one, other].every(({ to }) => to === null || to >= today)).toBe(true);
        }
      }),
    );
  });
});

describe("a report", () => {
  const stored = [
    { shown: "kept", record: "gone", role: "alleged_perpetrator" },
    { shown: "kept", record: "kept", role: "target" },
    { shown: "other", record: "other", role: "party" },
  ];
  test.each([
    ["kept", "alleged_perpetrator", ["gone"]],
    ["kept", "target", ["kept"]],
    ["kept", "party", ["gone", "kept"]],
    ["other", "target", ["other"]],
    ["new", "party", ["new"]],
  ])("of %s as %s names %j", (shown, role, records) => {
    expect(namedRecords(stored, shown, role)).toEqual(records);
  });
});
