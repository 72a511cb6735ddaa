// Operations and people cannot be made in a form that breaks or opens them later: unknown time zones, demonstration
// persons in real operations, one set-up code for two administrators; and of two editors at once only one wins.
import { expect, test } from "vitest";
import { addOperation, addPerson } from "../../server/access/operations.ts";
import { offerSetUp, setUp } from "../../server/access/setup.ts";
import { incidentAt } from "../support/builders.ts";
import { openTestDatabase } from "../support/database.ts";
import { OPERATION, openService, openWorld } from "../support/world.ts";

const world = await openWorld();

test("a time zone nobody knows makes no operation", async () => {
  const wanted = { code: "NOZONE", name: "No zone", timeZone: "Mars/Base" };
  await expect(addOperation(world.database.admin, wanted)).rejects.toMatchObject({ code: "invalid_input" });
  const { rows } = await world.database.pool.query("select app_gate.facts_of_installation() as facts");
  expect(rows[0].facts.operations).toBe(2);
});

test("a demonstration person is never a member of a real operation", async () => {
  const person = {
    email: "door@concord.example",
    name: "Door",
    passwordHash: "",
    demonstration: true,
    membership: {
      operationCode: OPERATION,
      organisation: "Cluster lead",
      community: "protection_core" as const,
      role: "coordinator" as const,
      rights: [],
    },
  };
  await expect(addPerson(world.database.admin, person)).rejects.toMatchObject({ code: "not_allowed" });
});

test("one set-up code makes one administrator, and is good for another try when the first fails", async () => {
  const database = await openTestDatabase();
  const { service, close } = await openService(database);
  const code = (await offerSetUp(database))!;
  const wanted = { code, name: "First", password: "correct horse battery" };
  const broken = setUp(database, service.auth, { ...wanted, email: "nul\u0000@test.example" });
  await expect(broken).rejects.toThrow();
  const tries = ["one@test.example", "two@test.example", "three@test.example"];
  const done = await Promise.allSettled(
    tries.map((email) => setUp(database, service.auth, { ...wanted, email })),
  );
  expect(done.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  const { rows } = await database.pool.query("select app_gate.facts_of_installation() as facts");
  expect(rows[0].facts.people).toBe(1);
  await close();
  await database.close();
});

test("of two editors at once one wins and the other is told the version", async () => {
  const operation = OPERATION;
  const form = incidentAt("high");
  await world.as("ada").incidents.log.mutate({ operation, form });
  const edits = (["ada", "adele"] as const).map((name) =>
    world.as(name).incidents.edit.mutate({ operation, version: 1, form: { ...form, description: name } }),
  );
  const done = await Promise.allSettled(edits);
  const refused = done.find((each) => each.status === "rejected");
  expect(done.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  expect(refused?.reason.data).toMatchObject({ code: "conflict", details: { version: 2 } });
});
