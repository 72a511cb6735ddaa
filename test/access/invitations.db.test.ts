/** Invitations: from the administrator's link to the member, without telling whether an address is known. */
import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { refusal } from "../support/callers.ts";
import { openDevice } from "../support/device.ts";
import { PASSWORD, withPasswords } from "../support/factors.ts";
import { OPERATION, OTHER_OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const { app } = world;
const operation = OPERATION;
const { asOwner, asGate } = withPasswords(world);
beforeEach(() => asOwner("delete from app_priv.attempt"));

const partner = { name: "Partner B", community: "protection_member" } as const;
const invite = async (email: string) =>
  (
    await world.as("jon").access.people.invite.mutate({
      operation,
      email,
      organisation: partner,
      role: "reporter",
      rights: ["export"],
    })
  ).secret;

describe("an invitation", () => {
  test("of somebody new: link, name and password, signed in, member with that role", async () => {
    const secret = await invite("New.One@test.example");
    const device = openDevice(app);
    const look = await device.mutate("access.invitation.look", { secret });
    expect(look.data).toMatchObject({
      ...{ operation, organisation: "Partner B", community: "protection_member", role: "reporter" },
      ...{ email: "new.one@test.example", invitedBy: "jon", answered: false },
    });
    const form = { secret, name: "New One", password: PASSWORD };
    expect((await device.mutate("access.invitation.answer", { ...form, password: "short" })).code).toBe(
      "invalid_input",
    );
    expect((await device.mutate("access.invitation.answer", form)).status).toBe(200);
    expect((await device.signIn("new.one@test.example", PASSWORD)).status).toBe(200);
    const { data } = await device.query("access.operation", { operation });
    expect(data).toMatchObject({
      you: {
        role: "reporter",
        organisation: "Partner B",
        rights: ["export"],
        community: "protection_member",
      },
    });
    // Pressing the last button again changes nothing.
    expect((await device.mutate("access.invitation.accept", { secret })).data).toEqual({ operation });
    const lines = await asOwner<{ action: string }>(
      "select action from app_priv.audit where operation_id = $1 and action like 'invitation.%' order by seq",
      [world.operation.operationId],
    );
    expect(lines.map(({ action }) => action).slice(-2)).toEqual(["invitation.make", "invitation.accept"]);
    expect(await world.as("jon").access.people.invitations.query({ operation })).toEqual([]);
  });

  test("of somebody known: signs in and accepts; their password stays", async () => {
    const email = world.people.zoe.email;
    const secret = await invite(email);
    const device = openDevice(app);
    await device.signIn(email, PASSWORD);
    expect((await device.mutate("access.invitation.accept", { secret })).data).toEqual({ operation });
    const me = (await device.query("access.me")).data as { operations: { code: string; role: string }[] };
    expect(me.operations.map(({ code, role }) => [code, role])).toEqual([
      [OPERATION, "reporter"],
      [OTHER_OPERATION, "coordinator"],
    ]);
  });

  test("is not accepted by anybody else, nor by a guess", async () => {
    const secret = await invite("third@test.example");
    const device = openDevice(app);
    await device.signIn(world.people.bilal.email, PASSWORD);
    const other = await device.mutate("access.invitation.accept", { secret });
    expect([other.code, other.fields]).toEqual(["not_allowed", [{ path: "email", reason: "other_address" }]]);
    for (const guess of ["", "x", secret.slice(0, -1), `${secret}A`, newId()]) {
      const told = await device.mutate("access.invitation.accept", { secret: guess });
      expect(["not_found", "invalid_input"]).toContain(told.code);
    }
  });

  test("ends when taken back, after seven days, and when the address is invited again", async () => {
    const look = async (secret: string) =>
      (await openDevice(app).mutate("access.invitation.look", { secret })).code;
    const first = await invite("fourth@test.example");
    const again = await invite("fourth@test.example");
    expect([await look(first), await look(again)]).toEqual(["not_found", null]);
    const [waiting] = await world.as("jon").access.people.invitations.query({ operation });
    const days = (Date.parse(waiting!.expiresAt) - Date.parse(waiting!.createdAt)) / 86_400_000;
    expect(days).toBe(7);
    await world.as("jon").access.people.revokeInvitation.mutate({ operation, invitation: waiting!.id });
    expect(await look(again)).toBe("not_found");
    const late = await invite("fifth@test.example");
    await asOwner(
      "update app_priv.invitation set expires_at = now() - interval '1 second' where revoked_at is null",
    );
    expect(await look(late)).toBe("not_found");
  });

  test("the link is kept nowhere", async () => {
    const secret = await invite("sixth@test.example");
    const kept = await asOwner("select encode(token_hash, 'escape') as hash, i.* from app_priv.invitation i");
    expect(JSON.stringify(kept)).not.toContain(secret);
  });
});

describe("whether an address is known", () => {
  test("is told by no answer on the way: link, name and password, link again", async () => {
    const known = await invite("bystander@test.example");
    await openDevice(app).mutate("access.invitation.answer", {
      ...{ secret: known, name: "By", password: "first password of theirs" },
    });
    await world.as("jon").access.people.end.mutate({
      operation,
      person: (await asGate<{ id: string }>("select id from app.person where name = 'By'"))[0]!.id,
    });
    const walk = async (email: string) => {
      const secret = await invite(email);
      const device = openDevice(app);
      const steps = [
        await device.mutate("access.invitation.look", { secret }),
        await device.mutate("access.invitation.answer", { secret, name: "X", password: PASSWORD }),
        await device.mutate("access.invitation.look", { secret }),
        await device.mutate("access.invitation.answer", { secret, name: "Y", password: PASSWORD }),
      ];
      return steps.map(({ status, code, data }) => {
        const { expiresAt: _, ...rest } = { ...(data as { expiresAt?: string } | null) };
        return { status, code, data: JSON.stringify(rest).replaceAll(email, "ADDRESS") };
      });
    };
    expect(await walk("bystander@test.example")).toEqual(await walk("unheard.of@test.example"));
    // The known one keeps their password, and joins only by signing in.
    const device = openDevice(app);
    expect((await device.signIn("bystander@test.example", PASSWORD)).code).toBe("not_signed_in");
    expect((await device.signIn("bystander@test.example", "first password of theirs")).status).toBe(200);
    expect(((await device.query("access.me")).data as { operations: unknown[] }).operations).toEqual([]);
  });
});

describe("whom one may invite", () => {
  const jon = () => world.as("jon").access.people.invite;
  const form = { operation, email: "seventh@test.example", role: "reporter", rights: [] } as const;
  test("not a member again, not into the public, not an administrator with rights", async () => {
    const told = async (change: object) =>
      (await refusal(jon().mutate({ ...form, organisation: partner, ...change } as never))).fields;
    expect(await told({ email: world.people.ada.email })).toEqual([
      { path: "email", reason: "already_member" },
    ]);
    expect(await told({ role: "administrator", rights: ["source"] })).toEqual([
      { path: "rights", reason: "administrator_without_rights" },
    ]);
    expect(await told({ organisation: { id: world.operation.publicOrganisationId } })).toEqual([
      { path: "organisation", reason: "organisation_unknown" },
    ]);
    expect(await told({ organisation: { id: world.operation.deskOrganisationId } })).toEqual([
      { path: "organisation", reason: "organisation_unknown" },
    ]);
    expect(await told({ organisation: { id: world.other.deskOrganisationId } })).toEqual([
      { path: "organisation", reason: "organisation_unknown" },
    ]);
    expect(await told({ organisation: { name: "Partner A", community: "cmcoord" } })).toEqual([
      { path: "organisation", reason: "organisation_in_other_community" },
    ]);
    expect(
      (await refusal(jon().mutate({ ...form, organisation: { name: "P", community: "public" } } as never)))
        .code,
    ).toBe("invalid_input");
  });
});
