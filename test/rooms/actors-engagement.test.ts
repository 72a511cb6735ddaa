/** Engagement: which contacts ran beside each other, what is overdue, and what the forms refuse. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codes } from "../../client/words/en/codes.ts";
import { newId } from "../../shared/ids.ts";
import {
  ENGAGEMENT_TOPICS,
  engagementForm,
  isOverdue,
  PARALLEL_DAYS,
  parallelTo,
} from "../../shared/rooms/actors-engagement.ts";
import { briefForm, missionForm } from "../../shared/rooms/actors-missions.ts";
import { MITIGATIONS, OWN_MITIGATIONS } from "../../shared/rooms/actors-mitigations.ts";
import { fieldIssues } from "../../shared/rooms/records.ts";
import { dayOf, isoOf } from "../../shared/time.ts";
import { briefOf, engagementOf, missionOf } from "../support/actors-engagement.ts";

const START = dayOf("2019-11-01");
const contact = fc.record({
  ref: fc.uuid(),
  actor: fc.record({ ref: fc.constantFrom("one", "two") }),
  topic: fc.constantFrom(...ENGAGEMENT_TOPICS.slice(0, 2)),
  heldOn: fc.integer({ min: 0, max: 40 }).map((days) => isoOf(START + days)),
  owner: fc.constantFrom("CMCoord office", "Cluster lead"),
  ourSide: fc.constantFrom("CMCoord officer", "Head of office", null),
  form: fc.constantFrom("meeting" as const, "phone" as const, "handover" as const),
});

describe("contacts beside each other", () => {
  test("each is beside the other, within the days, of one actor and topic, and never by the same function", () => {
    fc.assert(
      fc.property(fc.uniqueArray(contact, { selector: ({ ref }) => ref, maxLength: 12 }), (all) => {
        for (const one of all)
          for (const other of parallelTo(one, all)) {
            expect(parallelTo(other, all)).toContain(one);
            expect([other.actor.ref, other.topic]).toEqual([one.actor.ref, one.topic]);
            expect(Math.abs(dayOf(other.heldOn) - dayOf(one.heldOn))).toBeLessThanOrEqual(PARALLEL_DAYS);
            expect([other.owner, other.ourSide]).not.toEqual([one.owner, one.ourSide]);
            expect([one.form, other.form]).not.toContain("handover");
          }
      }),
    );
  });
  const held = (ref: string, changes: object) => ({
    ...{ ref, actor: { ref: "one" }, topic: "access" as const, heldOn: "2019-11-10", owner: "Cluster lead" },
    ...{ ourSide: "Coordinator", form: "meeting" as const, ...changes },
  });
  test("are found over two organisations, and over two functions of one", () => {
    const one = held("1", {});
    const other = held("2", { owner: "CMCoord office", heldOn: "2019-11-24" });
    const same = held("3", { ourSide: " coordinator" });
    const third = held("4", { ourSide: "Head of office", heldOn: "2019-11-25" });
    expect(parallelTo(one, [one, other, same, third])).toEqual([other]);
    expect(parallelTo(other, [one, other, same, third])).toEqual([one, same, third]);
  });
});

test("a commitment is overdue from the day after it was promised for, while it is open", () => {
  expect(isOverdue({ kept: "open", dueOn: "2019-11-29" }, "2019-11-29")).toBe(false);
  expect(isOverdue({ kept: "open", dueOn: "2019-11-29" }, "2019-11-30")).toBe(true);
  expect(isOverdue({ kept: "kept", dueOn: "2019-11-29" }, "2019-11-30")).toBe(false);
  expect(isOverdue({ kept: "open", dueOn: null }, "2019-11-30")).toBe(false);
});

describe("the forms", () => {
  const faults = (parsed: { success: boolean; error?: Parameters<typeof fieldIssues>[0] | undefined }) =>
    fieldIssues(parsed.error!).map(({ path, code }) => `${path.join(".")} ${code}`);
  test("an engagement's commitment has a state, and a state that is done its day", () => {
    const of = (changes: object) =>
      faults(engagementForm.safeParse({ ...engagementOf(newId()), ...changes }));
    expect(of({ kept: null })).toEqual(["kept required"]);
    expect(of({ commitment: null })).toEqual(["commitment required"]);
    expect(of({ kept: "kept" })).toEqual(["keptOn required"]);
    expect(of({ kept: "open", keptOn: "2019-11-20" })).toEqual(["kept required"]);
    expect(of({ dueOn: "2019-11-14" })).toEqual(["dueOn ends_before_start"]);
  });
  test("a mission ends after it begins, and grades access from 0 to 3", () => {
    const of = (changes: object) => faults(missionForm.safeParse({ ...missionOf(newId()), ...changes }));
    expect(of({ endsOn: "2019-11-11" })).toEqual(["endsOn ends_before_start"]);
    expect(of({ areaIds: [] })).toEqual(["areaIds areas_missing"]);
    expect(of({ access: { mines_uxo_ied: 4 } })).toEqual(["access.mines_uxo_ied invalid"]);
  });
  test("a brief holds no telephone number and no coordinates, and says how it was handed over", () => {
    const of = (changes: object) => faults(briefForm.safeParse({ ...briefOf(newId(), newId()), ...changes }));
    expect(of({ civilians: "Call +236 72 00 00 00" })).toEqual(["civilians holds_contact"]);
    expect(of({ sites: "The school at 5.7612, 20.6671" })).toEqual(["sites holds_contact"]);
    expect(of({ handedOn: "2019-12-01" })).toEqual(["handedHow required"]);
    expect(of({ outcome: "They waited" })).toEqual(["reviewedOn required"]);
  });
});

test("options that are in no published list say so where they are chosen and shown, others do not", () => {
  const words: Record<string, string> = codes;
  const marked = MITIGATIONS.filter((option) => words[`mitigation.${option}`]!.endsWith("(own list)"));
  expect(new Set(marked)).toEqual(new Set(OWN_MITIGATIONS));
});
