/** Both sides' word on a planning cycle: agreed with the second, over with the first who says so; never by another. */
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { newId } from "../../shared/ids.ts";
import { type Areas, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

const propose = async (person: PersonName = "ada") => {
  const form = {
    id: newId(),
    name: newId(),
    from: "2019-01-01",
    to: "2019-12-31",
    sensitivity: "low" as const,
  };
  return (await world.as(person).priorities.propose.mutate({ operation, form })).ref;
};
const agree = (cycleId: string, person: PersonName) =>
  world.as(person).priorities.agree.mutate({ operation, form: { id: newId(), cycleId } });
const close = (cycleId: string, person: PersonName) =>
  world.as(person).priorities.close.mutate({ operation, form: { id: newId(), cycleId } });
const cycleOf = async (ref: string, person: PersonName = "ada") =>
  (await world.as(person).priorities.matrix.query({ operation, cycle: ref })).cycle;
const rowsAgreed = async (ref: string) => {
  const { rows } = await world.database.admin.query<{ agreed: boolean }>(
    "select distinct agreed from app.priority_row where cycle_id = $1",
    [ref],
  );
  return rows.map(({ agreed }) => agreed);
};

describe("a cycle", () => {
  test("is agreed once both sides said so, whoever owns it; who and when is told to its readers", async () => {
    const ref = await propose("bilal");
    await agree(ref, "dawit");
    expect(await cycleOf(ref)).toMatchObject({
      state: "proposed",
      said: [{ act: "agree", side: "mission" }],
    });
    expect(await rowsAgreed(ref)).toEqual([false]);
    await agree(ref, "ada");
    const { state, said } = await cycleOf(ref, "bilal");
    expect(state).toBe("agreed");
    expect(said.map(({ side, by }) => [side, by.organisation, by.name])).toEqual([
      ["mission", "PoC section", "dawit"],
      ["humanitarian", "Cluster lead", "ada"],
    ]);
    expect(said[0]!.at).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(await rowsAgreed(ref)).toEqual([true]);
  });
  test("is agreed when both say so at the same moment", async () => {
    const ref = await propose();
    await Promise.all([agree(ref, "ada"), agree(ref, "dawit")]);
    expect((await cycleOf(ref)).state).toBe("agreed");
  });
  test("keeps a word that is said twice as it was said first", async () => {
    const ref = await propose();
    const first = await agree(ref, "ada");
    expect(await agree(ref, "ada")).toEqual({ ref: first.ref, already: true });
    expect((await cycleOf(ref)).said.length).toBe(1);
  });
  test("is not agreed by partners, by other parts of the mission, nor by who only reports", async () => {
    const ref = await propose();
    for (const person of ["adele", "bilal", "carla", "femi", "hugo", "ines", "jon"] as const) {
      expect((await refusal(agree(ref, person))).code).toBe("not_allowed");
      expect((await refusal(close(ref, person))).code).toBe("not_allowed");
    }
    expect((await refusal(agree(ref, "zoe"))).code).toBe("not_found");
  });
  test("that is over takes no agreement, decision or assessment", async () => {
    const ref = await propose();
    await close(ref, "dawit");
    expect(await cycleOf(ref)).toMatchObject({ state: "closed", said: [{ act: "close", side: "mission" }] });
    expect((await refusal(agree(ref, "ada"))).code).toBe("conflict");
    const form = {
      ...{
        id: newId(),
        cycleId: ref,
        areaId: areas.district,
        category: "must" as const,
        sensitivity: "low" as const,
      },
      ...{ reason: "A second market was attacked twice", reviewOn: "2020-01-15" },
    };
    const told = await refusal(
      world.as("ada").priorities.overrideCategory.mutate({ operation, form, basedOn: null }),
    );
    expect(told.fields).toEqual([{ path: "cycleId", reason: "cycle_closed" }]);
  });
  test("leaves each word in the audit and in the revisions of the organisation that said it", async () => {
    const ref = await propose();
    const said = await agree(ref, "dawit");
    const audit = await world.database.admin.query<{ action: string; detail: unknown }>(
      "select action, detail from app_priv.audit where record_id = $1 and action <> 'priority.propose'",
      [ref],
    );
    expect(audit.rows).toEqual([{ action: "priority.agree", detail: {} }]);
    const entry = { secret: world.people.dawit.secret, operation };
    const revisions = await asPrincipal(world.database.pool, entry, (tx) =>
      tx.query<{ label: string; before: unknown }>(
        "select person_label as label, before from app.revision where record_id = $1",
        [said.ref],
      ),
    );
    expect(revisions).toEqual([{ label: "dawit", before: { state: "proposed" } }]);
  });
});

describe("in the database", () => {
  const insert = (person: PersonName, cycle: string, side: string) =>
    asPrincipal(world.database.pool, { secret: world.people[person].secret, operation }, (tx) =>
      tx.query(
        `insert into app.cycle_agreement (id, operation_id, cycle_id, side, act, organisation_id, person_id)
         values ($1, $2, $3, $4, 'agree', $5, $6)`,
        [newId(), tx.principal.operationId, cycle, side, tx.principal.organisationId, tx.principal.personId],
      ),
    );
  test("nobody speaks for the other side, and nobody without a side speaks", async () => {
    const ref = await propose();
    await expect(insert("dawit", ref, "humanitarian")).rejects.toThrow(/row-level security/);
    await expect(insert("bilal", ref, "humanitarian")).rejects.toThrow(/row-level security/);
  });
  test("nobody speaks of a cycle they do not read", async () => {
    const form = {
      id: newId(),
      name: newId(),
      from: "2019-01-01",
      to: "2019-12-31",
      sensitivity: "severe" as const,
    };
    const { ref } = await world.as("bilal").priorities.propose.mutate({ operation, form });
    await expect(insert("dawit", ref, "mission")).rejects.toThrow(/row-level security/);
  });
});
