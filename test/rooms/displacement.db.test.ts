/** Reports of displaced people through the real server: logged, merged, shared, answered; and who reads what. */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { ActorForm } from "../../shared/rooms/actors.ts";
import type { DisplacedReportInput } from "../../shared/rooms/displacement.ts";
import { actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { caseOf, reportOf } from "../support/displacement.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;

const log = async (form: DisplacedReportInput, person: PersonName = "ada") =>
  (await world.as(person).displacement.log.mutate({ operation, form })).ref;
const overview = (person: PersonName) => world.as(person).displacement.overview.query({ operation });
const open = (person: PersonName, ref: string) =>
  world.as(person).displacement.report.query({ operation, ref });

beforeAll(async () => {
  await addAreas(world);
});

describe("a report", () => {
  test("is stored once, with everything that was said, and its agency and route", async () => {
    const form = reportOf();
    await log(form);
    expect(await world.as("ada").displacement.log.mutate({ operation, form })).toEqual({
      ref: form.id,
      already: true,
    });
    const { report } = await open("ada", form.id);
    expect(report).toMatchObject({
      people: 9,
      agency: "AGENCY-WORD A",
      routeFrom: "ROUTE-WORD",
      own: true,
      level: "full",
    });
    expect(report.route).toEqual([
      [20, 5],
      [20.2, 5.2],
    ]);
    expect(report.areas.map(({ code }) => code)).toEqual(["SQ11", "SQ1", "SQ"]);
  });
  test("of tomorrow, or of an actor nobody sees, is refused with the field", async () => {
    const tomorrow = await refusal(log(reportOf({ occurredFrom: "2019-12-03", occurredTo: "2019-12-03" })));
    expect(tomorrow.fields).toEqual([{ path: "occurredFrom", reason: "in_future" }]);
    const stranger = await refusal(log(reportOf({ actorIds: [newId()] })));
    expect(stranger.fields).toEqual([{ path: "actorIds", reason: "not_in_list" }]);
  });
  test("is corrected with its version, and a stale correction changes nothing", async () => {
    const form = reportOf();
    await log(form);
    const better = { ...form, people: 12 };
    await world.as("adele").displacement.edit.mutate({ operation, version: 1, form: better });
    const stale = await refusal(
      world.as("ada").displacement.edit.mutate({ operation, version: 1, form: { ...form, people: 3 } }),
    );
    expect(stale).toMatchObject({ code: "conflict", details: { version: 2 } });
    const { report, history } = await open("ada", form.id);
    expect(report.people).toBe(12);
    // How often it was changed is its owner's.
    expect([report.version, (await open("esi", form.id)).report.version]).toEqual([2, 1]);
    expect(history.map(({ action }) => action)).toEqual(["displaced_report.edit", "displaced_report.log"]);
  });
});

describe("who reads a report of a partner", () => {
  test("the table decides, and generalised means district, week and no words", async () => {
    const ref = await log(reportOf(), "bilal");
    expect((await open("ada", ref)).report).toMatchObject({ level: "full", own: false });
    expect((await open("esi", ref)).report.level).toBe("full");
    for (const who of ["dawit", "femi", "grace", "ines", "jon", "zoe"] as const)
      expect(
        (await overview(who).catch(() => ({ reports: [] }))).reports.filter(
          (each) => each.owner === "Partner A",
        ),
      ).toEqual([]);
    const copy = (await overview("carla")).reports.find((each) => each.owner === "Partner A")!;
    expect(copy).toMatchObject({
      level: "generalised",
      people: 9,
      from: "2019-11-04",
      to: "2019-11-10",
      lon: null,
    });
    expect(copy.areas.map(({ code }) => code)).toEqual(["SQ11", "SQ1", "SQ"]);
    const told = JSON.stringify(await open("carla", copy.ref));
    expect(told).not.toMatch(/-WORD/);
    expect((await refusal(open("carla", ref))).code).toBe("not_found");
  });
  test("the source note is for the right to sources, in the owner organisation only", async () => {
    const ref = await log(reportOf({ agencyWithheld: true }), "bilal");
    expect((await open("bilal", ref)).report).toMatchObject({
      agency: "AGENCY-WORD A",
      sourceNote: "SOURCE-WORD",
    });
    expect((await open("ada", ref)).report).toMatchObject({
      agency: null,
      agencyWithheld: true,
      sourceNote: null,
    });
  });
  test("nobody reads without the people's consent, and no person may release it there", async () => {
    const ref = await log(reportOf({ consent: ["protection_core"] }), "bilal");
    expect((await open("ada", ref)).report.level).toBe("full");
    expect((await refusal(open("esi", ref))).code).toBe("not_found");
    const form = {
      id: newId(),
      kind: "displaced_report" as const,
      refs: [await log(reportOf({ consent: ["protection_core"] }))],
    };
    const release = {
      ...form,
      community: "cmcoord" as const,
      level: "generalised" as const,
      purpose: "poc" as const,
    };
    const no = await refusal(world.as("ada").sharing.release.mutate({ operation, form: release }));
    expect(no.fields).toEqual([{ path: "form.refs.0", reason: "more_than_agreed" }]);
  });
  test("people who agree to less take back what was handed over and accepted before", async () => {
    const form = reportOf({ consent: ["protection_core", "cmcoord"], sensitivity: "high" });
    const ref = await log(form);
    const to = { community: "cmcoord" as const, level: "generalised" as const, purpose: "poc" as const };
    const [made] = await world.as("ada").sharing.release.mutate({
      operation,
      form: { id: newId(), kind: "displaced_report", refs: [ref], ...to },
    });
    await world.as("carla").sharing.answer.mutate({ operation, ref: made!.ref, accept: true });
    const held = async () =>
      (await world.as("carla").displacement.overview.query({ operation })).reports.length;
    const before = await held();
    const less = { ...form, consent: ["protection_core" as const] };
    await world.as("ada").displacement.edit.mutate({ operation, version: 1, form: less });
    expect(await held()).toBe(before - 1);
    const given = await world.as("ada").sharing.register.query({ operation, direction: "given" });
    expect(given.find((row) => row.ref === made!.ref)).toMatchObject({ state: "withdrawn" });
  });
  test("what waits for a day is read by nobody else before it", async () => {
    const late = await log(reportOf({ shareFrom: "2019-12-03" }), "bilal");
    const due = await log(reportOf({ shareFrom: "2019-12-02" }), "bilal");
    expect((await refusal(open("ada", late))).code).toBe("not_found");
    expect((await open("ada", due)).report.level).toBe("full");
    expect((await open("bilal", late)).report.own).toBe(true);
  });
  test("no rule opens it to a party to the harm", async () => {
    const accused = actorOf("Accused");
    await world.as("ada").actors.log.mutate({ operation, form: accused });
    const ref = await log(reportOf({ actorIds: [accused.id] }));
    expect((await open("esi", ref)).report.level).toBe("full");
    const { organisations } = await world.as("ada").access.operation.query({ operation });
    const organisation = organisations.find(({ name }) => name === "Human Rights")!.id;
    const name = (actor: string | null) =>
      world.as("carla").sharing.nameActor.mutate({ operation, organisation, actor });
    await name(accused.id);
    expect((await refusal(open("esi", ref))).code).toBe("not_found");
    await name(null);
    expect((await open("esi", ref)).report.level).toBe("full");
  });
});

describe("deleting", () => {
  test("takes a report and its copies away, for everybody", async () => {
    const ref = await log(reportOf(), "bilal");
    const before = (await overview("carla")).reports.length;
    const input = { operation, kind: "displaced_report" as const, ref, reason: "entered twice by mistake" };
    await world.as("bilal").access.records.delete.mutate(input);
    expect((await overview("carla")).reports).toHaveLength(before - 1);
    for (const who of ["ada", "bilal", "esi"] as const)
      expect((await refusal(open(who, ref))).code).toBe("not_found");
  });
});

describe("a case of another organisation's report", () => {
  test("is held back from whoever is bound to the report, though its maker does not read the actor named", async () => {
    const form = { role: "reporter" as const, rights: [] };
    const second = { name: "Second lead", community: "protection_core" as const };
    await world.as("jon").access.people.set.mutate({
      operation,
      person: world.people.adele.personId,
      organisation: second,
      ...form,
    });
    const [hidden, later, last] = ["one", "two", "three"].map((which) =>
      actorOf(`Hidden ${which}`, { sensitivity: "severe" }),
    ) as [ActorForm, ActorForm, ActorForm];
    for (const actor of [hidden, later, last])
      await world.as("ada").actors.log.mutate({ operation, form: actor });
    const name = async (person: PersonName, actor: string) => {
      const { you } = await world.as(person).access.operation.query({ operation });
      await world.as("ada").sharing.nameActor.mutate({ operation, organisation: you.organisationId, actor });
    };
    await name("esi", hidden.id);
    const open = (person: PersonName, ref: string) =>
      world.as(person).displacement.case.query({ operation, ref });
    for (const [actor, ofWhom] of [
      [hidden, "at once"],
      [later, "later"],
      [last, "after the report was deleted"],
    ] as const) {
      const report = await log(reportOf({ actorIds: [actor.id] }));
      const made = caseOf([report], { triangulation: "triangulated" });
      await world.as("adele").displacement.makeCase.mutate({ operation, form: made });
      expect((await open("adele", made.id)).case.actors).toEqual([]);
      if (ofWhom === "after the report was deleted")
        await world.as("ada").access.records.delete.mutate({
          ...{ operation, kind: "displaced_report", ref: report, reason: "entered twice by mistake" },
        });
      if (ofWhom !== "at once") {
        expect((await open("esi", made.id)).case.level, ofWhom).toBe("full");
        await name("esi", actor.id);
      }
      expect((await refusal(open("esi", made.id))).code, ofWhom).toBe("not_found");
    }
  });
});
