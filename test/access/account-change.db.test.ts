/** The own name and e-mail address: the password is asked, another address ends other sessions, and the log says so. */
import { describe, expect, test } from "vitest";
import { readChain } from "../support/audit.ts";
import { openDevice } from "../support/device.ts";
import { PASSWORD, withPasswords } from "../support/factors.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
const { app, database, people } = world;

withPasswords(world);

const enter = async (email: string) => {
  const device = openDevice(app);
  return { device, status: (await device.signIn(email, PASSWORD)).status };
};

describe("changing them", () => {
  test("needs the password", async () => {
    const { device } = await enter(people.femi.email);
    const changes = { name: "Femi", email: people.femi.email, password: "not the password" };
    const told = await device.mutate("access.account.change", changes);
    expect([told.code, told.fields]).toEqual([
      "not_allowed",
      [{ path: "password", reason: "wrong_password" }],
    ]);
  });
  test("a name keeps every session; an address ends the others and is what one signs in with", async () => {
    const { device } = await enter(people.femi.email);
    const other = (await enter(people.femi.email)).device;
    const change = (name: string, email: string) =>
      device.mutate("access.account.change", { name, email, password: PASSWORD });
    expect((await change("Femi A.", people.femi.email)).status).toBe(200);
    expect(await other.isIn()).toBe(true);
    expect((await change("Femi A.", "Femi.New@Test.example")).status).toBe(200);
    expect([await device.isIn(), await other.isIn()]).toEqual([true, false]);
    const { data } = await device.query("access.account.get");
    expect(data).toMatchObject({ name: "Femi A.", email: "femi.new@test.example" });
    expect((await enter(people.femi.email)).status).toBe(401);
    expect((await enter("femi.new@test.example")).status).toBe(200);
    const lines = await readChain(database, world.operation.operationId);
    const acts = lines.filter(({ actor }) => actor === people.femi.personId).map(({ action }) => action);
    expect(acts.filter((action) => action.startsWith("person."))).toEqual([
      "person.rename",
      "person.readdress",
    ]);
  });
  test("an address that somebody has is refused, and a session is needed, not a token", async () => {
    const { device } = await enter(people.grace.email);
    const told = await device.mutate("access.account.change", {
      ...{ name: "Grace", email: people.ada.email.toUpperCase(), password: PASSWORD },
    });
    expect([told.code, told.fields]).toEqual([
      "invalid_input",
      [{ path: "email", reason: "address_unusable" }],
    ]);
    expect((await enter(people.grace.email)).status).toBe(200);
    const none = await openDevice(app).mutate("access.account.change", {
      ...{ name: "X", email: "x@test.example", password: PASSWORD },
    });
    expect(none.code).toBe("not_signed_in");
  });
});
