/**
 * The gazetteer through the real server, as named people: what it holds, saving, changing and deleting a place, and that
 * a place somebody does not see is neither found nor moves anything else.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { type Gazetteer, openGazetteer } from "../../shared/places/gazetteer.ts";
import { readPlace } from "../../shared/places/read.ts";
import { DELETABLE_KINDS } from "../../shared/rooms/access-keeping.ts";
import type { LocalPlaceForm } from "../../shared/rooms/places.ts";
import { addAreas, addPublishedIncident, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const places = (name: PersonName) => world.as(name).places;
const rowsOf = (name: PersonName) => places(name).gazetteer.query({ operation });
const gazetteerOf = async (name: PersonName): Promise<Gazetteer> => openGazetteer(await rowsOf(name));
const found = (gazetteer: Gazetteer, text: string) =>
  readPlace(text, gazetteer).candidates.filter(({ kind }) => kind !== "words");

const placeOf = (name: string, changes: Partial<LocalPlaceForm> = {}): LocalPlaceForm => ({
  ...{ id: newId(), name, aliases: [], lon: 20.1, lat: 5.1, sensitivity: "low", ...changes },
});
const save = async (who: PersonName, form: LocalPlaceForm) => {
  await places(who).save.mutate({ operation, form });
  return form.id;
};

beforeAll(() => addAreas(world));

describe("the gazetteer", () => {
  test("has areas with their parents and the operation's box", async () => {
    const { areas, box } = await rowsOf("ines");
    expect(areas.map(([, pcode, name, level, parent]) => [pcode, name, level, parent])).toEqual([
      ["SQ", "Square SQ", 0, -1],
      ["SQ1", "Square SQ1", 1, 0],
      ["SQ11", "Square SQ11", 2, 1],
    ]);
    expect(box).toEqual([18, 3, 22, 7]);
    expect(found(await gazetteerOf("ines"), "sq11")).toMatchObject([{ kind: "area", precision: "adm2" }]);
  });
  test("names places of published datasets where the point is exact, and none of anybody's log", async () => {
    const ref = await addPublishedIncident(world);
    const set = (name: string, precision: string) =>
      world.database.admin.query(
        `set role app_owner; alter table app.incident no force row level security;
         update app.incident set place_name = '${name}', lon = 20.2, lat = 5.2, location_precision = '${precision}' where id = '${ref}';
         alter table app.incident force row level security; reset role`,
      );
    await set("Zubara town", "near");
    expect(found(await gazetteerOf("bilal"), "Zubara")).toEqual([]);
    await set("Zubara town", "exact");
    expect(found(await gazetteerOf("bilal"), "Zubara")).toMatchObject([
      { kind: "place", precision: "exact", lon: 20.2, sentence: { values: { name: "Zubara" } } },
    ]);
    const place = { lon: 20, lat: 5, precision: "exact", placeName: "Kept quiet village" } as const;
    await world.as("ada").incidents.log.mutate({ operation, form: incidentOf({ place }) });
    for (const name of ["ada", "bilal", "dawit"] as const) {
      expect(found(await gazetteerOf(name), "Kept quiet")).toEqual([]);
    }
  });
});

describe("a saved place", () => {
  test("is found by its name and every other spelling, in its area, by whoever may read it", async () => {
    await save("ada", placeOf("Marché Lakouanga", { aliases: ["Wakuanga", "Kilo Cinq"] }));
    for (const text of ["lakouanga", "Lakwanga", "kilo cinq"]) {
      expect(found(await gazetteerOf("ada"), text)).toMatchObject([{ kind: "place", lon: 20.1 }]);
    }
    const gazetteer = await gazetteerOf("bilal");
    const [entry] = gazetteer.entries.filter(({ kind }) => kind === "local_place");
    expect(entry).toMatchObject({ own: false, name: "Marché Lakouanga" });
    expect(entry!.within.map(({ name }) => name)).toEqual(["Square SQ11", "Square SQ1", "Square SQ"]);
  });
  test("the same write twice is one place; another under its id is a conflict", async () => {
    const form = placeOf("Twice");
    expect(await places("ada").save.mutate({ operation, form })).toEqual({ ref: form.id, already: false });
    expect(await places("ada").save.mutate({ operation, form })).toEqual({ ref: form.id, already: true });
    const other = { ...form, name: "Other" };
    expect((await refusal(places("ada").save.mutate({ operation, form: other }))).code).toBe("conflict");
    expect((await refusal(places("carla").save.mutate({ operation, form }))).code).toBe("conflict");
  });
  test("its organisation changes it by version; nobody else does", async () => {
    const ref = await save("ada", placeOf("Old name"));
    const form = placeOf("New name", { id: ref, lon: 20.4 });
    await places("adele").edit.mutate({ operation, version: 1, form });
    expect(await places("ada").local.query({ operation, ref })).toMatchObject({
      ...{ name: "New name", lon: 20.4, version: 2, own: true, owner: "Cluster lead" },
    });
    const stale = await refusal(places("ada").edit.mutate({ operation, version: 1, form }));
    expect([stale.code, stale.details]).toEqual(["conflict", { version: 2 }]);
    const foreign = await refusal(places("carla").edit.mutate({ operation, version: 2, form }));
    expect(foreign.code).toBe("not_found");
    // How often it was changed is its owner's.
    expect(await places("carla").local.query({ operation, ref })).toMatchObject({ own: false, version: 1 });
    const inArea = async (name: PersonName) =>
      (await places(name).area.query({ operation, code: "SQ" })).sites.find((site) => site.ref === ref);
    expect(await inArea("ada")).toMatchObject({ name: "New name", own: true });
    expect(await inArea("carla")).toMatchObject({ name: "New name", own: false });
  });
  test("deleted it is gone at once, comes back, and its id is never taken again", async () => {
    const ref = await save("ada", placeOf("Short lived"));
    const has = async () => found(await gazetteerOf("ada"), "Short lived").length;
    const reason = "Saved at the wrong place";
    await world.as("ada").access.records.delete.mutate({ operation, kind: "site", ref, reason });
    expect(await has()).toBe(0);
    await world.as("ada").access.records.undelete.mutate({ operation, kind: "site", ref });
    expect(await has()).toBe(1);
    await world.as("ada").access.records.delete.mutate({ operation, kind: "site", ref, reason });
    const again = await refusal(places("ada").save.mutate({ operation, form: placeOf("Anew", { id: ref }) }));
    expect(again.code).toBe("conflict");
    const foreign = placeOf("Theirs");
    await save("carla", foreign);
    const theirs = world
      .as("ada")
      .access.records.delete.mutate({ operation, kind: "site", ref: foreign.id, reason });
    expect((await refusal(theirs)).code).toBe("not_found");
  });
  test("deleted places are purged like every kind that people delete", async () => {
    const { rows } = await world.database.admin.query<{ name: string }>(
      "select name from app_priv.kept_kinds() where name = any($1)",
      [DELETABLE_KINDS],
    );
    expect(rows.map(({ name }) => name).sort()).toEqual([...DELETABLE_KINDS].sort());
  });
  test("bad input is named by field", async () => {
    const bad = { ...placeOf(""), aliases: [" "], lat: 91 };
    const { fields } = await refusal(places("ada").save.mutate({ operation, form: bad }));
    expect(fields.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      "form.name required",
      "form.aliases.0 required",
      "form.lat lat_out_of_range",
    ]);
  });
});

describe("need to know", () => {
  /** Readers of the cluster's places by sensitivity, as the protocol's row for access says. */
  const READERS: Record<LocalPlaceForm["sensitivity"], PersonName[]> = {
    low: ["ada", "adele", "hugo", "bilal", "carla", "esi", "dawit", "femi", "grace"],
    moderate: ["ada", "adele", "hugo", "bilal", "carla"],
    high: ["ada", "adele", "hugo", "carla"],
    severe: ["ada", "adele", "hugo"],
  };

  test.each(Object.entries(READERS))(
    "at %s it is read by these and by nobody else",
    async (level, readers) => {
      const sensitivity = level as LocalPlaceForm["sensitivity"];
      const ref = await save("ada", placeOf(`Hideout ${level}`, { sensitivity }));
      for (const name of PERSON_NAMES.filter((each) => each !== "zoe")) {
        const sees = found(await gazetteerOf(name), `Hideout ${level}`).length > 0;
        expect([name, sees]).toEqual([name, readers.includes(name)]);
        const asked = places(name).local.query({ operation, ref });
        if (!sees) expect((await refusal(asked)).code).toBe("not_found");
        else expect((await asked).name).toBe(`Hideout ${level}`);
      }
    },
  );

  test("a place nobody shows to a reader changes no answer, no order and no assumed start", async () => {
    await save("ada", placeOf("Bogoro", { lon: 20.3, lat: 5.3 }));
    const texts = ["Bogoro", "Bogo", "Bogora", "near Bogoro", "PK 3 axe Bogoro", "20.3 5.3", "Square", "SQ"];
    const answers = async () => {
      const gazetteer = await gazetteerOf("bilal");
      return JSON.stringify(texts.map((text) => readPlace(text, gazetteer, { lon: 20.31, lat: 5.31 })));
    };
    const before = await answers();
    const hidden = {
      sensitivity: "severe",
      lon: 20.31,
      lat: 5.31,
      aliases: ["Bogora", "Square", "SQ"],
    } as const;
    await save("ada", placeOf("Bogoro", { ...hidden, aliases: [...hidden.aliases] }));
    await save("ada", placeOf("Bogo", { ...hidden, aliases: [] }));
    expect(await answers()).toBe(before);
    const own = found(await gazetteerOf("ada"), "Bogo");
    expect(own.length).toBeGreaterThan(1);
  });

  test("another operation has none of it", async () => {
    const { areas, places: rows } = await world.as("zoe").places.gazetteer.query({ operation: "BETA" });
    expect([areas, rows]).toEqual([[], []]);
  });
});
