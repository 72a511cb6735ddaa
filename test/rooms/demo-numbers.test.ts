/**
 * Every figure the demonstration shows of real data, recomputed straight from the raw files: the data are whole and
 * unchanged, and the rules say what the pages claim.
 */
import { describe, expect, test } from "vitest";
import {
  contains,
  dataPath,
  kilometres,
  type RawArea,
  type RawRow,
  readAreas,
  readCsv,
  sum,
} from "../support/raw.ts";

const events = readCsv(dataPath("caf-ged231.csv.gz"));
const awsd = readCsv(dataPath("caf-awsd-without-details.csv"));
const bases = readCsv(dataPath("radpko-bases-year-core.csv.gz")).filter(
  ({ mission }) => mission === "MINUSCA",
);
const districts = readAreas(2);

const day = (text = "") => text.slice(0, 10);
const ended = (from: string, to: string) =>
  events.filter(({ date_end }) => day(date_end) >= from && day(date_end) <= to);
const located = (rows: RawRow[]) => rows.filter(({ where_prec }) => Number(where_prec) <= 3);
const figures = (rows: RawRow[]) => ({
  events: rows.length,
  killed: sum(rows, "best"),
  low: sum(rows, "low"),
  high: sum(rows, "high"),
  civilian: sum(rows, "deaths_civilians"),
  unknown: sum(rows, "deaths_unknown"),
});

describe("events of UCDP GED 23.1", () => {
  test("number, kinds and precision", () => {
    const ofKind = (kind: string) =>
      events.filter(({ type_of_violence }) => type_of_violence === kind).length;
    expect([events.length, ofKind("3"), ofKind("1"), ofKind("2")]).toEqual([1848, 1076, 401, 371]);
    expect(located(events)).toHaveLength(1737);
    const starts = events.map(({ date_start }) => day(date_start)).sort();
    const ends = events.map(({ date_end }) => day(date_end)).sort();
    expect([starts[0], ends.at(-1)]).toEqual(["1991-08-08", "2022-12-31"]);
  });

  test("deaths, all years and 2013 to 2014", () => {
    expect(figures(events)).toMatchObject({
      killed: 14948,
      low: 13721,
      high: 17760,
      civilian: 8931,
      unknown: 4078,
    });
    expect(figures(ended("2013-01-01", "2014-12-31"))).toEqual({
      ...{ events: 647, killed: 6889, low: 6007, high: 8193, civilian: 4858, unknown: 1546 },
    });
  });

  test("the default window, by end date and by start date alike", () => {
    const window = ended("2018-12-02", "2019-12-01");
    expect(figures(window)).toEqual({
      events: 60,
      killed: 420,
      low: 417,
      high: 523,
      civilian: 151,
      unknown: 104,
    });
    expect(located(window)).toHaveLength(56);
    const started = events.filter(
      ({ date_start }) => day(date_start) >= "2018-12-02" && day(date_start) <= "2019-12-01",
    );
    expect(figures(started)).toEqual(figures(window));
  });

  test("November 2019 has no civilian death, and the next is on 1 December", () => {
    const november = ended("2019-11-01", "2019-11-30");
    expect(figures(november)).toEqual({ events: 4, killed: 11, low: 11, high: 17, civilian: 0, unknown: 2 });
    const later = ended("2019-11-01", "2019-12-31").filter((row) => Number(row.deaths_civilians) > 0);
    expect(later.map(({ date_end }) => day(date_end)).sort()[0]).toBe("2019-12-01");
  });

  test("before and after the clock", () => {
    expect([ended("1900-01-01", "2019-12-01").length, ended("2019-12-02", "2100-01-01").length]).toEqual([
      1517, 331,
    ]);
  });

  test("contradictions of the source itself", () => {
    const over = (row: RawRow, a: string, b: string) => Number(row[a]) > Number(row[b]);
    const low = events.filter((row) => over(row, "low", "best"));
    const high = events.filter((row) => over(row, "best", "high"));
    expect([low.length, high.length, new Set([...low, ...high]).size]).toEqual([6, 15, 20]);
  });

  test("where best is nought and high is not, and communal groups", () => {
    expect(events.filter(({ best, high }) => best === "0" && Number(high) > 0)).toHaveLength(101);
    const between = (...ids: string[]) =>
      events.filter((row) => ids.includes(row.side_a_new_id ?? "") || ids.includes(row.side_b_new_id ?? ""));
    expect(between("3555")).toEqual(between("3556"));
    expect(between("3555")).toHaveLength(111);
    expect(between("6982")).toHaveLength(5);
  });

  test("composite sides are absent from the actor list", () => {
    const listed = new Set(readCsv(dataPath("ucdp-actor-221.csv.gz")).map(({ ActorId }) => ActorId));
    const sides = (row: RawRow) => [row.side_a_new_id, row.side_b_new_id];
    const unlisted = new Set(events.flatMap(sides).filter((id) => id !== "1" && !listed.has(id)));
    const joint = events.filter((row) => sides(row).some((id) => unlisted.has(id)));
    expect([unlisted.size, joint.length]).toEqual([6, 53]);
  });
});

describe("other datasets", () => {
  test("attacks on aid workers", () => {
    const levels = ["Yes", "Pending", "Archived"].map(
      (level) => awsd.filter(({ Verified }) => Verified === level).length,
    );
    expect([awsd.length, ...levels]).toEqual([147, 131, 9, 7]);
    const date = ({ Year, Month, Day }: RawRow) =>
      `${Year}-${Month?.padStart(2, "0")}-${Day?.padStart(2, "0")}`;
    const window = awsd.filter((row) => date(row) >= "2018-12-02" && date(row) <= "2019-12-01");
    expect(window.map(({ Verified }) => Verified).sort()).toEqual(["Pending", ...Array(13).fill("Yes")]);
    const harm = ["Total killed", "Total wounded", "Total kidnapped"].map((column) => sum(window, column));
    expect(harm).toEqual([5, 14, 4]);
    expect(window.filter((row) => date(row).startsWith("2019-11"))).toEqual([]);
  });

  test("the free text of AWSD is not in the repository", () => {
    expect(Object.keys(awsd[0] ?? {})).not.toContain("Details");
  });

  test("bases of the mission by year", () => {
    const places = (year: number) => bases.filter((row) => row.year === String(year)).length;
    expect([2014, 2015, 2016, 2017, 2018, 2019].map(places)).toEqual([0, 8, 12, 13, 13, 10]);
  });

  test("people of 2015", () => {
    const people = readCsv(dataPath("caf-population-2015.csv"));
    const admin3 = people.filter((row) => row.ADM3_PCODE !== "");
    expect([admin3.length, sum(admin3, "Population")]).toEqual([177, 4953014]);
  });
});

describe("priorities proposed from events", () => {
  const districtOf = (row: RawRow) =>
    districts.find((area) => contains(area, Number(row.longitude), Number(row.latitude)));
  const propose = (rows: RawRow[], civilian = (row: RawRow) => Number(row.deaths_civilians)) => {
    const byArea = new Map<string, RawRow[]>();
    for (const row of located(rows)) {
      const code = districtOf(row)?.pcode ?? "outside";
      byArea.set(code, [...(byArea.get(code) ?? []), row]);
    }
    const category = (inArea: RawRow[]) => {
      const killed = inArea.reduce((total, row) => total + civilian(row), 0);
      const oneSided = inArea.filter(({ type_of_violence }) => type_of_violence === "3").length;
      if (killed >= 25 || oneSided >= 5) return "must";
      return killed >= 3 || oneSided >= 2 ? "should" : "could";
    };
    return new Map([...byArea].map(([code, inArea]) => [code, category(inArea)]));
  };
  const cycle = propose(ended("2018-01-01", "2018-12-31"));
  const codes = (category: string, from = cycle) =>
    [...from]
      .filter(([, one]) => one === category)
      .map(([code]) => code)
      .sort();
  const names = (list: string[]) =>
    list.map((code) => districts.find(({ pcode }) => pcode === code)?.name).sort();

  test("cycle 2019 rests on the events of 2018", () => {
    const of2018 = ended("2018-01-01", "2018-12-31");
    expect([of2018.length, located(of2018).length]).toEqual([88, 87]);
    expect(cycle.has("outside")).toBe(false);
    expect(codes("must")).toEqual(["CF314", "CF422", "CF431", "CF521", "CF612"]);
    expect(codes("should")).toEqual(["CF323", "CF326", "CF523", "CF613", "CF623"]);
    expect(codes("could")).toHaveLength(11);
    expect(districts.length - cycle.size).toBe(51);
  });

  test("the default window would propose another matrix", () => {
    const next = propose(ended("2018-12-02", "2019-12-01"));
    expect(["must", "should", "could"].map((category) => codes(category, next).length)).toEqual([3, 9, 10]);
    expect(names(codes("must", next))).toEqual(["Bambari", "Bocaranga", "Paoua"]);
  });

  test("counting deaths of unknown status as civilian would lift Ndélé and Kouango to must", () => {
    const lifted = propose(
      ended("2018-01-01", "2018-12-31"),
      (row) => Number(row.deaths_civilians) + Number(row.deaths_unknown),
    );
    const added = codes("must", lifted).filter((code) => cycle.get(code) !== "must");
    expect(names(added)).toEqual(["Kouango", "Ndélé"]);
  });

  const covered = (year: number, category: string) => {
    const codesWithBase = new Set(
      bases.filter((row) => row.year === String(year)).map((row) => districtOf(row)?.pcode),
    );
    return codes(category).filter((code) => codesWithBase.has(code));
  };
  test("bases recorded in RADPKO for 2019 and 2018", () => {
    expect(names(covered(2019, "must"))).toEqual(["Bambari", "Bria"]);
    expect(covered(2019, "should")).toEqual([]);
    expect(names(covered(2019, "could"))).toEqual(["Bangassou", "Bangui", "Kaga-Bandoro"]);
    expect(["must", "should", "could"].map((category) => covered(2018, category).length)).toEqual([3, 0, 5]);
  });

  test("distance from an area's centre to the nearest base recorded for 2019", () => {
    const points = bases
      .filter(({ year }) => year === "2019")
      .map((row) => ({ lon: Number(row.longitude), lat: Number(row.latitude) }));
    const nearest = (code: string) => {
      const area = districts.find(({ pcode }) => pcode === code) as RawArea;
      return Math.round(Math.min(...points.map((point) => kilometres(area, point))));
    };
    const expected = {
      CF612: 77,
      CF422: 84,
      CF314: 141,
      CF623: 68,
      CF326: 121,
      CF323: 125,
      CF613: 133,
      CF523: 235,
    };
    expect(Object.fromEntries(Object.keys(expected).map((code) => [code, nearest(code)]))).toEqual(expected);
  });

  test("Bambari and Alindao as the tour tells them", () => {
    const inDistrict = (rows: RawRow[], code: string) =>
      located(rows).filter((row) => districtOf(row)?.pcode === code);
    const window = figures(inDistrict(ended("2018-12-02", "2019-12-01"), "CF431"));
    expect(window).toMatchObject({ events: 9, killed: 61, civilian: 6 });
    const alindao = figures(inDistrict(ended("2018-01-01", "2018-12-31"), "CF612"));
    expect(alindao).toMatchObject({ events: 13, civilian: 74 });
  });
});
