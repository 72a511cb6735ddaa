/** A rule about several fields is told in the same round as what is missing elsewhere, in every form that has one. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { actorForm, relationForm, zoneForm } from "../../shared/rooms/actors.ts";
import { claimForm } from "../../shared/rooms/actors-attributes.ts";
import { engagementForm } from "../../shared/rooms/actors-engagement.ts";
import { mergeForm, splinterForm } from "../../shared/rooms/actors-events.ts";
import { briefForm, missionForm } from "../../shared/rooms/actors-missions.ts";
import { mitigationForm } from "../../shared/rooms/actors-mitigations.ts";
import { sameForm } from "../../shared/rooms/actors-same.ts";
import { patrolForm } from "../../shared/rooms/coverage.ts";
import { informationForm } from "../../shared/rooms/coverage-information.ts";
import { caseOutcomeForm } from "../../shared/rooms/displacement.ts";
import { cycleForm } from "../../shared/rooms/priorities.ts";
import { fieldIssues } from "../../shared/rooms/records.ts";
import { releaseForm } from "../../shared/rooms/releases.ts";

const one = "0190b0c4-7e5a-7000-8000-000000000001";
const [day, before] = ["2019-11-05", "2019-11-04"];

/** Form, the fields that break its rule, and what is said of them. All else is missing. */
const RULES: Record<string, [z.ZodType, object, string]> = {
  "an actor's end": [actorForm, { activeFrom: day, activeTo: before }, "activeTo ends_before_start"],
  "a zone's end": [zoneForm, { validFrom: day, validTo: before }, "validTo ends_before_start"],
  "ground without a place": [zoneForm, {}, "areaId required"],
  "a relation's end": [relationForm, { validFrom: day, validTo: before }, "validTo ends_before_start"],
  "a relation to itself": [relationForm, { fromActorId: one, toActorId: one }, "toActorId same_actor"],
  "a claim's end": [claimForm, { from: day, to: before }, "to ends_before_start"],
  "a claim without its part": [
    claimForm,
    { attribute: "chain_of_command", value: {} },
    "value.code required",
  ],
  "a commitment without a state": [engagementForm, { commitment: "x" }, "kept required"],
  "a commitment due before": [
    engagementForm,
    { commitment: "x", kept: "open", heldOn: day, dueOn: before },
    "dueOn ends_before_start",
  ],
  "a splinter of itself": [splinterForm, { actorId: one, splinterId: one }, "splinterId same_actor"],
  "a merger into itself": [mergeForm, { actorId: one, intoId: one }, "intoId same_actor"],
  "a mission's end": [missionForm, { startsOn: day, endsOn: before }, "endsOn ends_before_start"],
  "a brief's window": [briefForm, { windowFrom: day, windowTo: before }, "windowTo ends_before_start"],
  "a brief handed over": [briefForm, { handedOn: day }, "handedHow required"],
  "a review before the choice": [
    mitigationForm,
    { chosenOn: day, reviewOn: before },
    "reviewOn ends_before_start",
  ],
  "a review without its result": [mitigationForm, { reviewedOn: day }, "result required"],
  "one record with itself": [sameForm, { goneId: one, keptId: one }, "keptId same_actor"],
  "a word that says nothing": [informationForm, {}, "channel required"],
  "a level without a reason": [informationForm, { setLevel: "weak" }, "setReason reason_too_short"],
  "a patrol that went nowhere": [patrolForm, { state: "completed", areaIds: [] }, "areaIds areas_missing"],
  "a later case where none recurred": [
    caseOutcomeForm,
    { outcome: "stopped", recurred: one },
    "recurred invalid",
  ],
  "a cycle's end": [cycleForm, { from: day, to: before }, "to ends_before_start"],
  "a record twice": [releaseForm, { refs: [one, one] }, "refs duplicate"],
};

const faults = (schema: z.ZodType, value: unknown) =>
  fieldIssues(schema.safeParse(value).error!).map(({ path, code }) => `${path.join(".")} ${code}`);

describe("together with what is missing", () => {
  test.each(Object.entries(RULES))("%s", (_name, [schema, given, fault]) => {
    const told = faults(schema, { ...given });
    expect(told).toContain(fault);
    expect(told.filter((each) => each.endsWith(" required") && each !== fault)).not.toEqual([]);
  });

  test.each(Object.entries(RULES))(
    "%s is not told where its fields are no fields",
    (_name, [schema, given]) => {
      const wrong = Object.fromEntries(Object.keys(given).map((field) => [field, { no: "field" }]));
      for (const value of [wrong, {}, null, [], "text"]) expect(() => faults(schema, value)).not.toThrow();
    },
  );
});
