/** Two people's changes of one report: what differs, what stands when one is laid on the other, what is sent. */
import { describe, expect, test } from "vitest";
import { buildEdit } from "../../client/rooms/incidents/form-build.ts";
import { type Draft, emptyDraft, NO_SOURCE } from "../../client/rooms/incidents/form-draft.ts";
import { isSame, merged, PART_NAMES, PARTS } from "../../client/rooms/incidents/form-stored.ts";
import { isUntouched } from "../../client/ui/draft-parts.ts";

const base: Draft = {
  ...emptyDraft(),
  ...{ kind: "killing", description: "First", precision: "country", datePrecision: "day" },
  ...{ occurredFrom: "2019-02-10", occurredTo: "2019-02-10", verification: "reported", sensitivity: "low" },
  harms: [{ key: "1", harm: "killed", status: "civilian", count: "1-2-3", groups: [] }],
};

describe("two versions of a report", () => {
  test("every field of the form but the added source belongs to one part", () => {
    const fields = PART_NAMES.flatMap((part) => [...PARTS[part]]);
    const added = ["id", ...Object.keys(NO_SOURCE)];
    expect([...fields, ...added].sort()).toEqual(Object.keys(base).sort());
  });
  test("lines that say the same are the same, whatever the screen calls them", () => {
    const other = { ...base, harms: base.harms.map((line) => ({ ...line, key: "2" })) };
    expect(isSame(base, other, "harm")).toBe(true);
    expect(isUntouched(base, other)).toBe(true);
  });
  test("mine on theirs: both changes stand, and mine where both changed the same", () => {
    const mine = { ...base, description: "Mine", kind: "injury", sourceNote: "Note" };
    const theirs = { ...base, description: "Theirs", sensitivity: "high", harms: [] };
    expect(merged(base, mine, theirs)).toEqual({
      ...{ ...base, description: "Mine", kind: "injury", sourceNote: "Note" },
      ...{ sensitivity: "high", harms: [] },
    });
  });
});

describe("what an edit sends", () => {
  const sourcesOf = (draft: Draft) => {
    const built = buildEdit(draft);
    return "form" in built ? built.form.sources : built.faults;
  };
  test("no source unless something was typed of one", () => {
    expect(sourcesOf(base)).toEqual([]);
    expect(sourcesOf({ ...base, sourceType: "media" })).toMatchObject([{ type: "media" }]);
    expect(sourcesOf({ ...base, sourceNote: "Heard twice" })).toEqual({ "sources.0.type": "required" });
  });
  test("a level that only a reviewer gives goes back as it was shown", () => {
    expect(buildEdit({ ...base, verification: "verified" })).toMatchObject({
      form: { verification: "verified" },
    });
  });
});
