/**
 * What a receiver is not told of a release: that it waited for a second person, which says that they are bound to the
 * harm, and that a source does not agree any more.
 */
import { expect, test } from "vitest";
import { actorOf, incidentAt } from "../support/builders.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { log, release, answer, register, row, read, setRole, moveClock } = releaseCalls(world);

test("that it waited for a second person shows in no name, day, order or number", async () => {
  const { organisations } = await world.as("ada").access.operation.query({ operation });
  const organisation = organisations.find(({ name }) => name === "Force headquarters")!.id;
  const form = actorOf("The force", { kind: "state_military" });
  await world.as("ada").actors.log.mutate({ operation, form });
  await world.as("ada").sharing.nameActor.mutate({ operation, organisation, actor: form.id });
  await setRole("adele", "verifier");
  const record = await log("ada", "low", { parties: [{ actorId: form.id, role: "alleged_perpetrator" }] });
  const [waited, agreedFirst] = [(await release("ada", [record]))[0]!, (await release("ada", [record]))[0]!];
  expect([waited.state, agreedFirst.state]).toEqual(["held", "held"]);
  await world.as("adele").sharing.agree.mutate({ operation, ref: agreedFirst.ref });
  const [open] = await release("ada", [await log("ada", "high")]);
  await moveClock("2019-12-05T09:00:00+01:00");
  await world.as("adele").sharing.agree.mutate({ operation, ref: waited.ref });
  await answer("femi", waited.ref);
  const seen = (await row("femi", waited.ref))!;
  expect([seen.bound, seen.secondBy, seen.couldAgree]).toEqual([null, null, []]);
  expect(seen.at).toBe("2019-12-05T08:00:00.000Z");
  expect((await register("femi")).map(({ ref }) => ref)).toEqual([waited.ref, open!.ref, agreedFirst.ref]);
  expect([seen.recordVersion, (await row("femi", agreedFirst.ref))!.recordVersion]).toEqual([2, 1]);
  expect((await read("femi", waited.ref))!.release!.version).toBe(2);
  expect(JSON.stringify(await register("femi"))).not.toContain("adele");
  expect(await register("femi", { text: "adele" })).toEqual([]);
  expect((await row("ada", waited.ref))!.secondBy).toBe("adele");
});

test("a source that does not agree any more and a deleted record end it alike", async () => {
  const forms = [incidentAt("low"), incidentAt("low")];
  for (const form of forms) await world.as("ada").incidents.log.mutate({ operation, form });
  const given = await release(
    "ada",
    forms.map(({ id }) => id),
  );
  for (const { ref } of given) await answer("femi", ref);
  const sources = [{ type: "community_leader" as const, consent: ["protection_core" as const] }];
  const form = { ...forms[0]!, sources };
  await world.as("ada").incidents.edit.mutate({ operation, version: 1, form });
  const gone = { kind: "incident" as const, ref: forms[1]!.id, reason: "Logged twice by mistake" };
  await world.as("ada").access.records.delete.mutate({ operation, ...gone });
  const told = async (who: "ada" | "femi") =>
    Promise.all(given.map(async ({ ref }) => (await row(who, ref))!.answer));
  expect(await told("femi")).toEqual(["gone", "gone"]);
  expect(await told("ada")).toEqual(["consent", "deleted"]);
});
