/** Patrol rows pasted from a spreadsheet. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PATROL_STATES } from "../../shared/rooms/coverage.ts";
import {
  type DateOrder,
  guessHeaders,
  type HeaderMap,
  parsePatrolRows,
} from "../../shared/rooms/patrol-rows.ts";

const headers: HeaderMap = {
  Unit: "unit",
  Date: "date",
  "Areas entered": "areas",
  Status: "state",
  Type: "range",
};
const dates = (order: DateOrder = null) => ({ order, today: "2019-12-02" });
const head = "Unit\tDate\tAreas entered\tStatus\tType\tOfficer";

describe("pasted patrols", () => {
  test("are read with tabs, quotes and unmapped columns", () => {
    const text = `${head}\r\nCoy 1\t2019-11-05\t"Bria; Ippy"\tCompleted\tlong range\tX\r\n\r\nCoy 2\t2019-11-06\t\tcancelled\t\t\r\n`;
    expect(parsePatrolRows(text, headers, dates())).toEqual({
      issues: [],
      named: [
        { line: 2, name: "Bria" },
        { line: 2, name: "Ippy" },
      ],
      rows: [
        {
          line: 2,
          unit: "Coy 1",
          date: "2019-11-05",
          areas: ["Bria", "Ippy"],
          state: "completed",
          range: "long_range",
          time: null,
          mode: null,
          composition: null,
          purpose: null,
          note: null,
        },
        expect.objectContaining({ line: 4, unit: "Coy 2", areas: [], state: "cancelled", range: null }),
      ],
    });
  });

  test("every fault names line, column and code; sound rows are kept", () => {
    const text = [
      head,
      "\t05/11/2019\tBria\tcompleted",
      "Coy 2\t2019-02-30\tBria\tdone\tfar",
      "Coy 3\t2019-11-05\t\tpartial",
      "Coy 4\t2019-11-05\tBria\tcompleted\t\t\tone too many",
      "Coy 5\t2019-11-05\tBria\tcompleted",
      "Coy 6\t30/13/2019\tBria\tcompleted",
    ].join("\n");
    const { rows, issues } = parsePatrolRows(text, headers, dates());
    expect(rows.map(({ unit }) => unit)).toEqual(["Coy 5"]);
    expect(issues.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, "Unit", "required"],
      [2, "Date", "date_ambiguous"],
      [3, "Date", "not_a_date"],
      [3, "Status", "not_in_list"],
      [3, "Type", "not_in_list"],
      [4, "Areas entered", "areas_missing"],
      [5, "", "too_many_cells"],
      [7, "Date", "not_a_date"],
    ]);
  });

  test("a day that has not come and texts too long are told with everything else of the row", () => {
    const sheet = "Unit,Date,Areas entered,Status,Type,Notes";
    const row = `${"U".repeat(121)},2019-12-03,Bria,completed,far,${"n".repeat(2001)}`;
    const { rows, issues, named } = parsePatrolRows(
      `${sheet}\n${row}\nU,2019-12-03,Bria,planned`,
      { ...headers, Notes: "note" },
      dates(),
    );
    expect(rows.map(({ line }) => line)).toEqual([3]);
    expect(issues.map(({ column, code }) => `${column} ${code}`).sort()).toEqual([
      "Date in_future",
      "Notes too_long",
      "Type not_in_list",
      "Unit too_long",
    ]);
    expect(named[0]).toEqual({ line: 2, name: "Bria" });
  });

  test("days before months or after, as told", () => {
    const text = "Unit,Date,Areas entered,Status\nCoy 1,2/11/2019,Bria,completed";
    expect(parsePatrolRows(text, headers, dates("dmy")).rows[0]?.date).toBe("2019-11-02");
    expect(parsePatrolRows(text, headers, dates("mdy")).rows[0]?.date).toBe("2019-02-11");
    expect(parsePatrolRows(text.replace("2/11", "31/11"), headers, dates("dmy")).issues[0]?.code).toBe(
      "not_a_date",
    );
  });

  test("semicolons too, with a line break inside quotes counted", () => {
    const text =
      'Unit;Date;Areas entered;Status\n"Coy ""A""\n1";2019-11-05;Bria, Ippy;completed\nCoy 2;x;Bria;completed';
    const { rows, issues } = parsePatrolRows(text, headers, dates());
    expect(rows[0]).toMatchObject({ line: 2, unit: 'Coy "A"\n1', areas: ["Bria", "Ippy"] });
    expect(issues[0]).toMatchObject({ line: 4, code: "not_a_date", value: "x" });
  });

  test("missing columns, no rows and an open quote are told at once", () => {
    expect(
      parsePatrolRows("Unit\tDate\nCoy\t2019-11-05", headers, dates()).issues.map(({ column }) => column),
    ).toEqual(["areas", "state"]);
    expect(parsePatrolRows("", headers, dates()).issues[0]?.code).toBe("no_rows");
    expect(parsePatrolRows(head, headers, dates()).issues[0]?.code).toBe("no_rows");
    expect(parsePatrolRows(`${head}\n"Coy 1\t2019`, headers, dates()).issues[0]).toMatchObject({
      line: 2,
      code: "quote_unclosed",
    });
  });

  test("headers are guessed where their meaning is plain", () => {
    expect(guessHeaders(["Contingent", "Patrol date", "Areas-visited", "STATUS", "Fuel"])).toEqual({
      Contingent: "unit",
      "Patrol date": "date",
      "Areas-visited": "areas",
      STATUS: "state",
    });
  });

  test("what is written is read again, whatever the text", () => {
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((value) => value.trim() !== "");
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(text, fc.constantFrom(...PATROL_STATES), (unit, state) => {
        const sheet = `Unit,Date,Areas entered,Status\n${quoted(unit)},2019-11-05,Bria,${state}`;
        const { rows } = parsePatrolRows(sheet, headers, dates());
        expect(rows[0]).toMatchObject({ unit: unit.replace(/\r\n?/g, "\n").trim(), state });
      }),
    );
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parsePatrolRows(text, headers, dates());
        parsePatrolRows(`${head}\n${text}`, headers, dates());
      }),
    );
  });
});
