/** Who is in reach of whom, whether a review is due, and periods around a day: pure rules. */
import { describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { windowsAround } from "../../shared/rooms/actors-conduct.ts";
import { isReviewDue, mitigationForm } from "../../shared/rooms/actors-mitigations.ts";
import { reachOf } from "../../shared/rooms/actors-reach.ts";
import { fieldIssues } from "../../shared/rooms/records.ts";
import { mitigationOf } from "../support/actors-engagement.ts";

/** Areas on the equator, one degree (111 km) apart. */
const at = (ref: string, lon: number) => ({ ref, lon, lat: 0 });
const [here, near, far] = [at("here", 20), at("near", 21), at("far", 25)] as const;
const within = new Set(["here", "province"]);

describe("an area lies", () => {
  test("on the ground of who is told to be in it, or in what it lies in", () => {
    expect(reachOf(here, within, [at("province", 24)], null)).toEqual({
      how: "ground",
      km: 0,
      from: "province",
    });
  });
  test("in reach up to the claimed distance, beyond it after that", () => {
    expect(reachOf(here, within, [far, near], 112)).toMatchObject({ how: "distance", from: "near" });
    expect(reachOf(here, within, [far, near], 111)).toMatchObject({ how: "beyond", from: "near" });
    expect(reachOf(here, within, [near], 112).km).toBeCloseTo(111.19, 1);
  });
  test("nobody knows where, without a claimed reach or a told place: never out of reach", () => {
    expect(reachOf(here, within, [near], null)).toMatchObject({ how: "unknown", from: "near" });
    expect(reachOf(here, within, [], 500)).toEqual({ how: "unknown", km: null, from: null });
  });
});

describe("an option against a threat", () => {
  const issues = (changes: object) => {
    const parsed = mitigationForm.safeParse(mitigationOf(newId(), changes));
    return parsed.success
      ? []
      : fieldIssues(parsed.error).map(({ path, code }) => `${path.join(".")} ${code}`);
  };
  test("is reviewed with a result and a day, or not yet", () => {
    expect(issues({})).toEqual([]);
    expect(issues({ reviewedOn: "2019-11-30" })).toEqual(["result required"]);
    expect(issues({ result: "helped" })).toEqual(["reviewedOn required"]);
    expect(issues({ reviewedOn: "2019-11-30", result: "no_change" })).toEqual([]);
  });
  test("is not to be reviewed before it was chosen, and is no use of force", () => {
    expect(issues({ reviewOn: "2019-11-17" })).toEqual(["reviewOn ends_before_start"]);
    expect(issues({ option: "direct_military_action" })).toEqual(["option not_in_list"]);
  });
  test("is overdue the day after its review, unless it was reviewed", () => {
    const one = { reviewOn: "2019-12-02", result: null };
    expect([isReviewDue(one, "2019-12-02"), isReviewDue(one, "2019-12-03")]).toEqual([false, true]);
    expect(isReviewDue({ ...one, result: "helped" }, "2020-01-01")).toBe(false);
  });
});

describe("periods around a day", () => {
  test("are as long before as from it on, and end with today", () => {
    expect(windowsAround(1000, 30, 5000)).toEqual({
      before: { from: 970, to: 999 },
      after: { from: 1000, to: 1029 },
    });
    expect(windowsAround(1000, 90, 1009)).toEqual({
      before: { from: 990, to: 999 },
      after: { from: 1000, to: 1009 },
    });
  });
  test("are none for a day that has not come", () => {
    expect(windowsAround(1001, 30, 1000)).toBeNull();
  });
});
