/** Events of UCDP GED as they are published, in all versions, and rows that cannot be. */
import { describe, expect, test } from "vitest";
import { ucdpGed } from "../../server/rooms/exchange/formats/ucdp-ged.ts";
import { EVENT, type EventColumn, eventsCsv, readAll, scratchFolder } from "../support/import-files.ts";
import { dataPath, readCsv, sum } from "../support/raw.ts";

const write = scratchFolder();
const readEvent = (row: Partial<Record<EventColumn, string>>) =>
  readAll(write("events.csv", eventsCsv([row])), ucdpGed);
const event = async (row: Partial<Record<EventColumn, string>>) => (await readEvent(row)).drafts[0];

describe("UCDP GED", () => {
  test("one-sided violence: side A is the alleged perpetrator, Civilians is no actor", async () => {
    const draft = await event({});
    expect(draft).toMatchObject({
      kind: "attack_on_civilians",
      verification: "corroborated",
      countryIso3: "CAF",
    });
    expect(draft?.parties).toMatchObject([
      { externalId: "999977", name: "Group", role: "alleged_perpetrator" },
    ]);
  });

  test("fighting: both sides are parties and nobody a perpetrator", async () => {
    for (const type_of_violence of ["1", "2"]) {
      const draft = await event({ type_of_violence, side_b: "Other", side_b_new_id: "78" });
      expect(draft?.kind).toBe("armed_clash");
      expect(draft?.parties.map(({ role }) => role)).toEqual(["party", "party"]);
    }
  });

  test("civilians and dead of unknown status stand apart, without a range of their own", async () => {
    const draft = await event({});
    expect(draft?.killed).toEqual({ low: 4, best: 4, high: 6 });
    const count = (status: string) => draft?.harms.find((harm) => harm.status === status);
    expect(count("civilian")).toMatchObject({ low: null, best: 3, high: null });
    expect(count("unknown")).toMatchObject({ best: 1 });
  });

  test("-1 sources is not recorded, and NA is unknown, not nought", async () => {
    expect((await event({ number_of_sources: "-1" }))?.raw).not.toHaveProperty("number_of_sources");
    const draft = await event({ low: "NA", high: "", deaths_unknown: "NA" });
    expect(draft?.killed).toEqual({ low: null, best: 4, high: null });
    expect(draft?.harms.some(({ status }) => status === "unknown")).toBe(false);
  });

  test("the codes of place and date, and a midnight after a day", async () => {
    const read = async (rows: Partial<Record<EventColumn, string>>[]) =>
      (await readAll(write("codes.csv", eventsCsv(rows)), ucdpGed)).drafts;
    const places = await read(["1", "2", "3", "4", "5", "6", "7"].map((where_prec) => ({ where_prec })));
    expect(places.map(({ locationPrecision }) => locationPrecision)).toEqual([
      ...["exact", "near", "adm2", "adm1", "unclear", "country", "cross_border"],
    ]);
    const dates = await read(["1", "2", "3", "4", "5"].map((date_prec) => ({ date_prec })));
    expect(dates.map(({ datePrecision }) => datePrecision)).toEqual([
      "day",
      "range_2_6d",
      "week",
      "month",
      "year",
    ]);
    const draft = await event({ date_start: "2017-01-01T00:00:00", date_end: "2017-01-03 00:00:00.000" });
    expect([draft?.occurredFrom, draft?.occurredTo]).toEqual(["2017-01-01", "2017-01-03"]);
  });

  test("a source that contradicts itself is kept as published, marked and warned about", async () => {
    for (const row of [{ low: "5" }, { best: "7" }]) {
      const { drafts, warnings, errors } = await readEvent(row);
      const killed = { low: Number(row.low ?? 4), best: Number(row.best ?? 4), high: 6 };
      expect(drafts[0]).toMatchObject({ asPublished: true, killed });
      expect([warnings.length, errors.length]).toEqual([1, 0]);
      expect(warnings[0]?.line).toBe(2);
    }
  });

  test("without coordinates nothing is more precise than the area named", async () => {
    expect((await event({ latitude: "", longitude: "" }))?.locationPrecision).toBe("adm2");
    expect((await event({ latitude: "", longitude: "", adm_2: "" }))?.locationPrecision).toBe("adm1");
  });

  test("version 2.0: best_est, no ids, no split, no coordinates", async () => {
    const columns = [
      "id",
      "type_of_violence",
      "side_a",
      "side_b",
      "adm_1",
      "date_start",
      "date_end",
    ] as const;
    const text = eventsCsv([{ date_end: "2018-05-04" }], [...columns]);
    const path = write(
      "old.csv",
      text.replace("date_end", "date_end,best_est").replace(/\n1(.*)\n/, "\n1$1,9\n"),
    );
    const { drafts, errors } = await readAll(path, ucdpGed);
    expect(errors).toEqual([]);
    expect(drafts[0]).toMatchObject({
      killed: { low: null, best: 9, high: null },
      harms: [],
      datePrecision: "range_2_6d",
    });
    expect(drafts[0]?.parties[0]?.externalId).toBeNull();
  });

  const bad: [row: Partial<Record<EventColumn, string>>, column: EventColumn, says: RegExp][] = [
    [{ latitude: "95" }, "latitude", /between -90 and 90/],
    [{ longitude: "181" }, "longitude", /between -180 and 180/],
    [{ latitude: "five" }, "latitude", /decimal degrees/],
    [{ latitude: "" }, "latitude", /half of the point/],
    [{ date_start: "2019-02-30" }, "date_start", /not a date that exists/],
    [{ date_start: "30/01/2019" }, "date_start", /2019-12-02/],
    [{ date_end: "" }, "date_end", /missing/],
    [{ date_end: "2018-04-01" }, "date_end", /before it starts/],
    [{ deaths_civilians: "-3" }, "deaths_civilians", /below zero/],
    [{ best: "-1" }, "best", /below zero/],
    [{ best: "2.5" }, "best", /whole number/],
    [{ best: "many" }, "best", /whole number/],
    [{ type_of_violence: "4" }, "type_of_violence", /not one of the codes/],
    [{ where_prec: "9" }, "where_prec", /not one of the codes/],
    [{ id: "" }, "id", /empty/],
  ];
  test.each(bad)("refuses %o", async (row, column, says) => {
    const { drafts, errors } = await readEvent(row);
    expect(drafts).toEqual([]);
    expect(errors[0]).toMatchObject({ line: 2, column });
    expect(errors[0]?.message).toMatch(new RegExp(`events\\.csv, line 2, column ${column}: `));
    expect(errors[0]?.message).toMatch(says);
  });

  test("the whole country file: every row read, totals as published", async () => {
    const raw = readCsv(dataPath("caf-ged231.csv.gz"));
    const { drafts, errors, warnings } = await readAll(dataPath("caf-ged231.csv.gz"), ucdpGed);
    expect([drafts.length, errors.length, warnings.length]).toEqual([raw.length, 0, 20]);
    const total = (pick: (draft: (typeof drafts)[number]) => number | null) =>
      drafts.reduce((all, draft) => all + (pick(draft) ?? 0), 0);
    expect(total(({ killed }) => killed.best)).toBe(sum(raw, "best"));
    const byStatus = (status: string) =>
      total(({ harms }) => harms.find((harm) => harm.status === status)?.best ?? 0);
    expect(byStatus("civilian")).toBe(sum(raw, "deaths_civilians"));
    expect(ucdpGed.dataset("caf-ged231.csv.gz").version).toBe("23.1");
  });
});

test("the example event is what the tests say it is", () => {
  expect(Number(EVENT.best)).toBe(Number(EVENT.deaths_civilians) + Number(EVENT.deaths_unknown));
});
