/**
 * A device whose session has ended finds out whether access has, by a ticket: shut out or sent away means no, a session
 * that merely ended does not; who shows no ticket of ours learns nothing of anybody.
 */
import { expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { callerFor } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { openWorld, OPERATION as operation } from "../support/world.ts";

const world = await openWorld();
const nobody = callerFor(world.app, null);
const ticketOf = async (name: PersonName) => (await world.as(name).access.deviceTicket.query({}))!;
const stands = (ticket: string) => nobody.access.deviceStands.query({ ticket });

test("a member's device stands, also when the session has ended", async () => {
  const ticket = await ticketOf("bilal");
  await asDefiner(world.database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query(`delete from auth.session where token = $1`, [world.people.bilal.secret]);
  });
  expect(await world.as("bilal").access.me.query()).toBeNull();
  expect(await stands(ticket)).toBe(true);
});

test("whose membership ended, or who was shut out, is told to let go", async () => {
  const tickets = { carla: await ticketOf("carla"), dawit: await ticketOf("dawit") };
  await world.as("jon").access.people.end.mutate({ operation, person: world.people.carla.personId });
  await world
    .as("jon")
    .access.people.disable.mutate({ operation, person: world.people.dawit.personId, disabled: true });
  expect(await stands(tickets.carla)).toBe(false);
  expect(await stands(tickets.dawit)).toBe(false);
});

test("a ticket made up, or made for another person, tells nothing", async () => {
  const { personId } = world.people.carla;
  const [, hash] = (await ticketOf("ada")).split(".");
  for (const forged of ["", "x", personId, `${personId}.${hash}`, `${personId}.${"A".repeat(43)}`])
    expect(await stands(forged)).toBe(true);
});
