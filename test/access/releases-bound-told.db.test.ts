/**
 * A release towards somebody bound to the harm waits whatever its author reads; how they are bound is told only by what
 * the asker reads: another organisation's relation, link or actor is that organisation's to tell.
 */
import { beforeAll, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { ActorRelation } from "../../shared/rooms/actors.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { actorOf } from "../support/builders.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { log, release, answer, row, setRole } = releaseCalls(world);

let force: string;
beforeAll(async () => {
  force = await addActor("low");
  await is("Force headquarters", force);
});

async function is(name: string, actor: string): Promise<void> {
  const { organisations } = await world.as("ada").access.operation.query({ operation });
  const organisation = organisations.find((one) => one.name === name)!.id;
  await world.as("carla").sharing.nameActor.mutate({ operation, organisation, actor });
}

async function addActor(sensitivity: Sensitivity): Promise<string> {
  const form = actorOf(newId(), { sensitivity });
  await world.as("carla").actors.log.mutate({ operation, form });
  return form.id;
}

/** What CMCoord says; of severe ones the cluster's core learns nothing, not even that they are there. */
const relate = (fromActorId: string, relation: ActorRelation, toActorId: string, sensitivity: Sensitivity) =>
  world.as("carla").actors.addRelation.mutate({
    operation,
    form: {
      ...{ id: newId(), fromActorId, relation, toActorId, sensitivity },
      ...{ validFrom: "2019-01-01", asOf: "2019-01-01", confidence: "medium" },
    },
  });

const against = (actor: string, who: "ada" | "carla" = "ada") =>
  log(who, "low", { parties: [{ actorId: actor, role: "alleged_perpetrator" }] });

/** How the Force is said to be bound, by every door that says it. */
async function told(record: string, who: "ada" | "carla" = "ada", community = "mission_military" as const) {
  const about = { operation, kind: "incident" as const };
  const terms = await world.as(who).sharing.terms.query({ ...about, ref: record });
  const [outcome] = await world.as(who).sharing.outcome.query({ ...about, refs: [record], community });
  const [pane] = await world
    .as(who)
    .incidents.seenBy.query({ operation, ref: record, communities: [community] });
  return [terms.find((one) => one.community === community)!.bound, outcome!.bound, pane!.bound];
}

test("another organisation's relation that the releaser does not read holds the release and is not named", async () => {
  const alleged = await addActor("low");
  await relate(force, "commands", alleged, "severe");
  const record = await against(alleged);
  expect(await told(record)).toEqual(["unnamed", "unnamed", "unnamed"]);
  const [one] = await release("ada", [record]);
  expect(one!.state).toBe("held");
  expect(await row("ada", one!.ref)).toMatchObject({ state: "held", bound: "unnamed" });
  await setRole("adele", "officer");
  await world.as("adele").sharing.agree.mutate({ operation, ref: one!.ref });
  expect(await row("adele", one!.ref)).toMatchObject({ state: "offered", bound: "unnamed" });
  await answer("femi", one!.ref);
  expect((await row("femi", one!.ref))!.bound).toBeNull();
  const own = await against(alleged, "carla");
  expect(await told(own, "carla")).toEqual(["commands", "commands", "commands"]);
});

test("of several ways to be bound, the one that the releaser reads is named", async () => {
  const alleged = await addActor("low");
  await relate(force, "commands", alleged, "severe");
  await relate(force, "supports", alleged, "low");
  const record = await against(alleged);
  expect(await told(record)).toEqual(["supports", "supports", "supports"]);
  expect(await told(await against(alleged, "carla"), "carla")).toEqual(["commands", "commands", "commands"]);
});

test("a relation between others, through whom the receiver is bound, is not named either", async () => {
  const [between, alleged] = [await addActor("low"), await addActor("low")];
  await relate(force, "commands", between, "low");
  await relate(alleged, "part_of", between, "severe");
  expect(await told(await against(alleged))).toEqual(["unnamed", "unnamed", "unnamed"]);
});

test("who an organisation is, is told to those who read that actor", async () => {
  const hidden = await addActor("severe");
  await is("UN Police", hidden);
  const alleged = await addActor("low");
  await relate(alleged, "allied_with", hidden, "low");
  const record = await against(alleged);
  const terms = await world.as("ada").sharing.terms.query({ operation, kind: "incident", ref: record });
  expect(terms.find(({ community }) => community === "mission_police")!.bound).toBe("unnamed");
});
