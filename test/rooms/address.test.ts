/** The address: what is set can be read back, what cannot be read is dropped, the usual state leaves it empty. */
import { describe, expect, test } from "vitest";
import { MAP_LAYERS } from "../../client/ui/dashboard-types.ts";
import * as url from "../../client/url.ts";
import { dayOf, isoOf } from "../../shared/time.ts";

const TODAY = "2019-12-02";
const PRIMARY = "ucdp-ged";
const filterOf = (search: url.Search) => url.filterOf(search, TODAY, PRIMARY);

describe("period", () => {
  test("an address without period is the twelve months before the operation's today", () => {
    const { from, to } = filterOf({});
    expect([isoOf(from ?? 0), isoOf(to ?? 0)]).toEqual(["2018-12-02", "2019-12-01"]);
  });

  test("all of time is said, and the usual period is not", () => {
    expect(url.searchOfFilter({ from: null, to: null }, TODAY, PRIMARY)).toEqual({
      from: "all",
      to: undefined,
    });
    expect(url.searchOfFilter(url.defaultPeriod(TODAY), TODAY, PRIMARY)).toEqual({});
    expect(filterOf({ from: "all" })).toMatchObject({ from: null, to: null });
  });

  test("a period steps by its own length and lands on whole months", () => {
    const year = { from: dayOf("2018-12-02"), to: dayOf("2019-12-01") };
    const { from, to } = url.stepPeriod(year, -1);
    expect([isoOf(from ?? 0), isoOf(to ?? 0)]).toEqual(["2017-12-02", "2018-12-01"]);
    expect(url.stepPeriod({ from: null, to: null }, 1)).toEqual({});
  });

  test("dates that do not exist are dropped, and a period turned round is put right", () => {
    expect(filterOf({ from: "2019-02-30" }).from).toBe(dayOf("2018-12-02"));
    expect(filterOf({ from: "2019-05-01", to: "2019-01-01" })).toMatchObject({
      from: dayOf("2019-01-01"),
      to: dayOf("2019-05-01"),
    });
  });
});

describe("filter", () => {
  test("every filter reads back as it was set", () => {
    const change = {
      from: dayOf("2013-01-01"),
      to: dayOf("2014-12-31"),
      dataset: "awsd",
      kinds: ["killing", "armed_clash"],
      actors: ["a", "b"],
      perpetrators: ["fighting_between_parties"],
      areas: ["c"],
      verification: ["verified"],
      precisions: ["exact", "adm2"],
      civiliansOnly: true,
      includeIllustrative: true,
    } as const;
    const text = url.stringifySearch(url.searchOfFilter(change, TODAY, PRIMARY));
    expect(filterOf(url.readSearch(url.parseSearch(text)))).toMatchObject(change);
  });

  test("unknown codes and keys are dropped", () => {
    const search = url.readSearch({ kind: "killing,nonsense", verification: "certain", other: "x", area: 5 });
    expect(search).toEqual({ kind: "killing,nonsense", verification: "certain" });
    expect(filterOf(search)).toMatchObject({ kinds: ["killing"], verification: undefined });
  });
});

describe("view", () => {
  test("selection, camera and layers read back", () => {
    const open = { kind: "area", code: "CF:43" } as const;
    expect(url.selectionOf(url.searchOfSelection(open))).toEqual(open);
    expect(url.selectionOf({ open: "person:1" })).toBeUndefined();
    const camera = { lon: 20.5, lat: 6.25, zoom: 5.5 };
    expect(url.cameraOf(url.searchOfCamera(camera))).toEqual(camera);
    expect(url.cameraOf({ view: "1,2" })).toBeUndefined();
    expect(url.layersOf(url.searchOfLayers(MAP_LAYERS))).toEqual([...MAP_LAYERS]);
    expect(url.layersOf(url.searchOfLayers([]))).toEqual([]);
    expect(url.searchOfLayers(url.layersOf({}))).toEqual({ layers: undefined });
  });
});
