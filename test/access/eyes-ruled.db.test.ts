/**
 * See as they see, of what crosses whole by rule or not at all (bases, saved places, words on information coverage): each
 * pane is what people of that community read, and nobody but the record's own organisation looks.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { SENSITIVITIES, type Sensitivity } from "../../shared/rooms/records.ts";
import { RULED_KINDS, type RuledKind } from "../../shared/rooms/releases.ts";
import { type Areas, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { deletingIn } from "../support/deleting.ts";
import { PEOPLE, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;
beforeAll(async () => {
  areas = await addAreas(world);
});
const { as } = deletingIn(world, () => areas);

const READERS = ["bilal", "carla", "dawit", "esi", "femi", "grace", "ines"] as const;

/** How the owner writes one of a kind. */
const MAKE: Record<RuledKind, (who: PersonName, sensitivity: Sensitivity) => Promise<string>> = {
  async base(who, sensitivity) {
    const id = newId();
    await as(
      who,
      `insert into app.base (id, operation_id, owner_org_id, sensitivity, name, lon, lat)
       select $1, o.operation_id, o.id, $2, 'Post at the ford', 20, 5 from app.organisation o
        where o.id = (select (app_gate.me()).organisation_id)`,
      [id, sensitivity],
    );
    return id;
  },
  async site(who, sensitivity) {
    const form = { id: newId(), name: "Market", aliases: ["Souk"], lon: 20.25, lat: 5.5, sensitivity };
    await world.as(who).places.save.mutate({ operation, form });
    return form.id;
  },
  async information_coverage(who, sensitivity) {
    const form = {
      ...{ id: newId(), areaId: areas.district, on: "2019-11-28", channel: "call" as const, sensitivity },
      ...{ said: "nothing_to_report" as const, contact: "Chair of the market committee" },
    };
    await world.as(who).coverage.logInformation.mutate({ operation, form });
    return form.id;
  },
};
/** A mission's section keeps no places of its own. */
const OWNERS: Record<RuledKind, PersonName[]> = {
  base: ["dawit"],
  site: ["ada"],
  information_coverage: ["ada", "dawit"],
};

const panes = (who: PersonName, kind: RuledKind, ref: string, readers: readonly PersonName[] = READERS) =>
  world.as(who).sharing.seenBy.query({
    ...{ operation, kind, ref },
    communities: readers.map((name) => PEOPLE[name].community),
  });

describe.each(RULED_KINDS)("%s", (kind) => {
  test.each(SENSITIVITIES)("%s: each pane is what they read", async (sensitivity) => {
    for (const owner of OWNERS[kind]) {
      const ref = await MAKE[kind](owner, sensitivity);
      const own = await world.as(owner).sharing.own.query({ operation, kind, ref });
      const readers = READERS.filter((name) => name !== owner);
      for (const [at, { now, after, most, rule }] of (await panes(owner, kind, ref, readers)).entries()) {
        const reader = readers[at]!;
        const found = await as(reader, `select ref from app.${kind}_seen where ref = $1`, [ref]);
        expect([reader, now]).toEqual([reader, found.length > 0 ? own : null]);
        expect([reader, rule === "full"]).toEqual([reader, now !== null]);
        expect([after, most]).toEqual([null, null]);
      }
    }
  });
  test("is looked at by its own organisation only", async () => {
    const owner = OWNERS[kind][0]!;
    const ref = await MAKE[kind](owner, "low");
    for (const who of [...READERS, "zoe", "jon"] as const) {
      if (who === owner) continue;
      expect([who, (await refusal(panes(who, kind, ref))).code]).toEqual([who, "not_found"]);
      const own = world.as(who).sharing.own.query({ operation, kind, ref });
      expect([who, (await refusal(own)).code]).toEqual([who, "not_found"]);
    }
  });
});
