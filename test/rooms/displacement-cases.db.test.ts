/** Cases made of displaced people's reports, through the real server: merged, shared, answered; and who reads what. */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { DisplacedCaseInput, DisplacedReportInput } from "../../shared/rooms/displacement.ts";
import { type Areas, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { caseOf, reportOf } from "../support/displacement.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;

const log = async (form: DisplacedReportInput, person: PersonName = "ada") =>
  (await world.as(person).displacement.log.mutate({ operation, form })).ref;
const makeCase = async (form: DisplacedCaseInput, person: PersonName = "ada") =>
  (await world.as(person).displacement.makeCase.mutate({ operation, form })).ref;
const overview = (person: PersonName) => world.as(person).displacement.overview.query({ operation });
const openCase = (person: PersonName, ref: string) =>
  world.as(person).displacement.case.query({ operation, ref });

beforeAll(async () => {
  areas = await addAreas(world);
});

describe("a case", () => {
  test("keeps agencies distinct and counts nobody twice", async () => {
    const day = { occurredFrom: "2019-10-08", occurredTo: "2019-10-08", datePrecision: "day" as const };
    const refs = [
      await log(reportOf({ ...day, people: 9 }), "bilal"),
      await log(
        reportOf({
          ...day,
          people: 11,
          agency: "AGENCY-WORD B",
          sensitivity: "high",
          consent: ["protection_core", "mission_hr"],
        }),
      ),
    ];
    expect((await overview("ada")).proposals).toContainEqual(expect.arrayContaining(refs));
    const form = caseOf(refs, { overlap: 4 });
    const ref = await makeCase(form);
    const found = await openCase("ada", ref);
    expect(found.case).toMatchObject({
      people: { low: 11, best: 16, high: 20 },
      agencies: 2,
      reports: 2,
      sensitivity: "high",
    });
    expect(found.case.consent).toEqual(["mission_hr", "protection_core"]);
    expect(found.members).toHaveLength(2);
    expect((await overview("ada")).proposals.flat()).not.toContain(refs[0]);
    const twice = await refusal(makeCase(caseOf([refs[0]!])));
    expect(twice.fields).toEqual([{ path: "reportRefs.0", reason: "already_in_case" }]);
    const much = await refusal(
      world.as("ada").displacement.editCase.mutate({ operation, version: 1, form: { ...form, overlap: 10 } }),
    );
    expect(much.fields).toEqual([{ path: "overlap", reason: "overlap_too_large" }]);
  });
  test("takes only reports read in full, of one violation", async () => {
    const mixed = [await log(reportOf()), await log(reportOf({ violation: "abduction" }))];
    expect((await refusal(makeCase(caseOf(mixed)))).fields).toEqual([
      { path: "reportRefs.1", reason: "not_same_violation" },
    ]);
    const theirs = await log(reportOf(), "ada");
    expect((await refusal(makeCase(caseOf([theirs]), "bilal"))).fields).toEqual([
      { path: "reportRefs.0", reason: "report_unknown" },
    ]);
  });
  test("that is not triangulated goes to nobody until somebody decides so, and then says it", async () => {
    const ref = await makeCase(caseOf([await log(reportOf())]));
    expect((await overview("esi")).cases.filter((each) => each.owner === "Cluster lead")).toEqual([]);
    const form = { ref, version: 1, reason: "people are being taken every morning" };
    await world.as("ada").displacement.shareNow.mutate({ operation, form });
    const told = (await openCase("esi", ref)).case;
    expect(told).toMatchObject({ level: "full", shareNow: true, triangulation: "not_triangulated" });
    expect((await openCase("esi", ref)).members).toEqual([]);
    const copy = (await overview("carla")).cases.find((each) => each.shareNow)!;
    expect(copy).toMatchObject({
      level: "generalised",
      triangulation: "not_triangulated",
      agencies: null,
      reports: null,
    });
    expect(JSON.stringify(await openCase("carla", copy.ref))).not.toMatch(/-WORD/);
  });
  test("follows a report in it that becomes stricter", async () => {
    const form = reportOf();
    const ref = await makeCase(caseOf([await log(form, "bilal")], { triangulation: "triangulated" }));
    expect((await openCase("esi", ref)).case.level).toBe("full");
    await world
      .as("bilal")
      .displacement.edit.mutate({ operation, version: 1, form: { ...form, consent: ["protection_core"] } });
    expect((await refusal(openCase("esi", ref))).code).toBe("not_found");
    expect((await openCase("ada", ref)).case.consent).toEqual(["protection_core"]);
  });
  test("has an outcome, and the same practice elsewhere is proposed for a person to confirm", async () => {
    const first = await makeCase(caseOf([await log(reportOf())], { triangulation: "triangulated" }));
    const elsewhere = { areaId: areas.province, precision: "adm1" as const };
    const day = { occurredFrom: "2019-11-20", occurredTo: "2019-11-20", datePrecision: "day" as const };
    const second = await makeCase(caseOf([await log(reportOf({ ...day, place: elsewhere }))]));
    expect((await openCase("ada", first)).recurrences).toContainEqual(
      expect.objectContaining({ ref: second, signs: ["unit", "role", "method"] }),
    );
    const form = {
      ref: first,
      version: 1,
      outcome: "recurred_elsewhere" as const,
      on: "2019-11-28",
      recurred: second,
    };
    await world.as("ada").displacement.outcome.mutate({ operation, form });
    expect((await openCase("ada", first)).case).toMatchObject({
      outcome: "recurred_elsewhere",
      recurredRef: second,
    });
    const strange = await refusal(
      world
        .as("ada")
        .displacement.outcome.mutate({ operation, form: { ...form, version: 2, recurred: newId() } }),
    );
    expect(strange.fields).toEqual([{ path: "recurred", reason: "not_in_list" }]);
  });
});
