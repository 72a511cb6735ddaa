/** Pasted rows on their way to patrols, and the what-if of imagined bases: what the client works out by itself. */
import { describe, expect, test } from "vitest";
import { coverStates, imagine } from "../../client/rooms/coverage/figures.ts";
import { headerMap, headersOf, readPasted, serverFaults, toForms } from "../../client/rooms/coverage/rows.ts";
import { patrolForm } from "../../shared/rooms/coverage.ts";
import type { AreaCover, DeploymentAnswer } from "../../shared/rooms/coverage-answers.ts";
import type { AreaAnswer } from "../../shared/rooms/places-answers.ts";

const areaOf = (code: string, name: string, level: number): AreaAnswer => ({
  ...{
    ref: `01900000-0000-7000-8000-${code
      .padStart(12, "0")
      .toLowerCase()
      .replace(/[^0-9a-f]/g, "0")}`,
  },
  ...{ code, pcode: code, name, level, parentId: null, lon: 0, lat: 0, population: null },
});
const AREAS = [
  areaOf("A1", "Mbrès", 2),
  areaOf("A11", "Mbrès", 3),
  areaOf("A2", "Paoua", 2),
  areaOf("A3", "Twice", 3),
  areaOf("A4", "Twice", 3),
];
const DATES = { order: null, today: "2019-12-02" };
const read = (text: string) => readPasted(text, headerMap(headersOf(text), {}), DATES, AREAS);

describe("pasted rows", () => {
  test("find districts by name without accents, and smaller areas by P-code", () => {
    const { rows, faults } = read("unit\tdate\tareas\tstate\nU 1\t2019-11-02\tmbres; A11\tcompleted");
    expect(faults).toEqual([]);
    expect(rows[0]?.found.map(({ code }) => code)).toEqual(["A1", "A11"]);
  });
  test("name line and value of an area that is unknown or means several", () => {
    const { rows, faults } = read(
      "unit\tdate\tareas\tstate\nU\t2019-11-02\tNowhere\tcompleted\nU\t2019-11-02\tTwice\tpartial",
    );
    expect(rows).toEqual([]);
    expect(faults).toEqual([
      { line: 2, column: "areas", code: "area_unknown", value: "Nowhere" },
      { line: 3, column: "areas", code: "ambiguous", value: "Twice" },
    ]);
  });
  test("tell all faults of a row in one round, those of its areas too", () => {
    const { rows, faults } = read("unit\tdate\tareas\tstate\n\t2019-13-02\tNowhere; Twice\tdone");
    expect(rows).toEqual([]);
    expect(faults.map(({ column, code }) => `${column} ${code}`).sort()).toEqual([
      "areas ambiguous",
      "areas area_unknown",
      "date not_a_date",
      "state not_in_list",
      "unit required",
    ]);
  });
  test("use what a person said of a column before, where the sheet has it", () => {
    const text = "Callsign;Day;Where;Result\nU;2019-11-02;Paoua;completed";
    const map = headerMap(headersOf(text), { Callsign: "unit", Where: "areas", Elsewhere: "note" });
    expect(map).toEqual({ Callsign: "unit", Day: "date", Where: "areas", Result: "state" });
    expect(readPasted(text, map, DATES, AREAS).faults).toEqual([]);
  });
  test("become forms that the server accepts, and its faults find their line again", () => {
    const { rows } = read("unit,date,areas,state\n\nU,2019-11-02,Paoua,completed\nU,2019-11-03,Paoua,denied");
    const forms = toForms(rows, "moderate");
    for (const form of forms) expect(patrolForm.safeParse(form).error).toBeUndefined();
    expect(serverFaults([{ path: "rows.1.date", reason: "in_future" }], rows)).toEqual([
      { line: 4, column: "date", code: "in_future", value: "" },
    ]);
  });
});

describe("an imagined base", () => {
  const cover = (code: string, lon: number, changes: Partial<AreaCover> = {}): AreaCover => ({
    ...{ areaRef: code, code, name: code, lon, lat: 0, category: "must", residual: null },
    ...{ events: 0, civiliansKilled: 0, unknownKilled: 0, covered: false, nearest: null },
    ...changes,
  });
  const answer = {
    areas: [cover("A", 0), cover("B", 1), cover("C", 5, { category: "monitor" })],
    bases: [],
  } as unknown as DeploymentAnswer;

  test("covers its area and comes nearer to the others", () => {
    const { areas, changes, imagined } = imagine(answer, ["A"], (name) => `base ${name}`);
    expect(changes).toEqual([{ category: "must", areas: 2, before: 0, after: 1 }]);
    expect(imagined.map(({ code }) => code)).toEqual(["A"]);
    expect(areas[1]?.nearest).toMatchObject({ name: "base A" });
    expect(Math.round(areas[1]!.nearest!.km)).toBe(111);
  });
  test("changes no share where no presence is asked for, and nothing when taken away", () => {
    expect(imagine(answer, ["C"], String).changes).toEqual([]);
    expect(imagine(answer, [], String).areas).toEqual(answer.areas);
  });
  test("the map marks only areas that ask for presence, and nothing on a day the list does not reach", () => {
    const recorded = [
      cover("A", 0, { covered: true }),
      cover("B", 1),
      cover("C", 5, { category: "monitor" }),
    ];
    const drawn = coverStates({ wording: "incomplete_list" }, recorded);
    expect([...drawn]).toEqual([
      ["A", "covered"],
      ["B", "not"],
    ]);
    expect(coverStates({ wording: "outside_list" }, recorded).size).toBe(0);
    expect(coverStates({ wording: "no_list" }, recorded).size).toBe(0);
  });
});
