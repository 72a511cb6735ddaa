/**
 * Agreeing on the sharing protocol through the real server: who may propose, sign and refuse, when a version comes into
 * effect, that readers' answers follow it at their next request, and what a preview counts.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { addOperation, addPerson, asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { decodeFacts } from "../../shared/rooms/facts-wire.ts";
import { cellsOf, type Preset } from "../../shared/rooms/protocol.ts";
import { closedTo, type Table, tableOf } from "../../shared/rooms/protocol-table.ts";
import { addAreas, incidentAt } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld, TODAY } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const tableFor = (preset: Preset) => tableOf(cellsOf(preset));
const reviewOn = "2020-06-01";

beforeAll(async () => {
  await addAreas(world);
  const form = incidentAt("low", { kind: "extortion" });
  await world.as("ada").incidents.log.mutate({ operation, form });
  await world.as("ada").incidents.log.mutate({ operation, form: incidentAt("moderate") });
});

const protocol = (name: PersonName = "ada") => world.as(name).sharing.protocol.query({ operation });

async function propose(name: PersonName, table: Table, changes: object = {}) {
  const now = (await protocol()).effective;
  const words = { purpose: now?.purpose ?? "", onward: now?.onward ?? "" };
  const form = {
    ...{ id: newId(), basedOn: now?.id ?? null, preset: "integrated" as const, table, ...words },
    ...{ reason: "Agreed at the meeting", reviewOn, ...changes },
  };
  const { state } = await world.as(name).sharing.proposeProtocol.mutate({ operation, form });
  return { id: form.id, state, basedOn: form.basedOn };
}
const sign = (name: PersonName, { id, basedOn }: { id: string; basedOn: string | null }) =>
  world.as(name).sharing.signProtocol.mutate({ operation, id, basedOn });

const waitsFor = async (name: PersonName) =>
  (await world.as(name).access.watch.query({ operation })).waits.protocol;

async function factsOf(name: PersonName) {
  const answer = await world.get(name, `/facts/incidents?operation=${operation}`);
  return { rows: decodeFacts(new Uint8Array(answer.rawPayload)).rows, etag: answer.headers.etag };
}

describe("the version in effect", () => {
  test("is read by every member, with its table, its signatures and who may sign", async () => {
    const seen = await protocol("ines");
    expect(seen.effective).toMatchObject({
      version: 1,
      preset: "integrated",
      state: "effective",
      changed: 0,
    });
    expect(seen.effective!.table).toEqual(tableFor("integrated"));
    expect(seen.effective!.signatures.map(({ side }) => side).sort()).toEqual(["humanitarian", "mission"]);
    // Dated by the operation's clock, not by the machine's.
    expect(seen.effective!.effectiveAt!.slice(0, 10)).toBe(TODAY);
    expect(seen.open).toBeNull();
    expect(seen.you).toEqual({ signsFor: null, side: null, mayPosture: false });
    for (const [name, side] of [
      ["ada", "humanitarian"],
      ["dawit", "mission"],
    ] as const)
      expect((await protocol(name)).you).toEqual({ signsFor: side, side, mayPosture: name === "ada" });
    expect((await protocol("jon")).you).toMatchObject({ signsFor: null, mayPosture: true });
  });
});

describe("agreeing", () => {
  test("what is only tighter is in effect at once with one signature, and the reader's next answer follows", async () => {
    const before = await factsOf("femi");
    const done = await propose("ada", tableFor("arms_length"), { preset: "arms_length" });
    expect(done.state).toBe("effective");
    const after = await factsOf("femi");
    // Low and moderate went from generalised to counts only.
    expect([before.rows, after.rows]).toEqual([2, 0]);
    expect(after.etag).not.toBe(before.etag);
    expect((await protocol()).effective).toMatchObject({ version: 2, preset: "arms_length" });
    const notices = await world.as("femi").access.notices.query({ operation });
    expect(notices.map(({ code }) => code)).toContain("protocol_tightened");
  });
  test("what is looser waits for the other side; then it is in effect", async () => {
    const done = await propose("ada", tableFor("integrated"));
    expect(done.state).toBe("proposed");
    expect((await factsOf("femi")).rows).toBe(0);
    const open = (await protocol("dawit")).open!;
    expect(open.signatures.map(({ side }) => side)).toEqual(["humanitarian"]);
    const notices = await world.as("dawit").access.notices.query({ operation });
    expect(notices.map(({ code }) => code)).toContain("protocol_proposed");
    // Every page tells whoever could sign.
    expect([await waitsFor("dawit"), await waitsFor("ada")]).toEqual([open.version, null]);
    // Twice from one side is still one side.
    expect(await sign("ada", done)).toEqual({ state: "proposed" });
    expect(await sign("dawit", done)).toEqual({ state: "effective" });
    expect(await waitsFor("dawit")).toBeNull();
    expect((await factsOf("femi")).rows).toBe(2);
    expect((await protocol()).effective!.signatures.map(({ said }) => said)).toEqual([
      "ada, Cluster lead",
      "dawit, PoC section",
    ]);
  });
  test("no third community signs, no administrator, no reporter of the same house, nobody from elsewhere", async () => {
    const done = await propose("dawit", { ...tableFor("integrated"), ...loosened() });
    expect(done.state).toBe("proposed");
    for (const name of ["carla", "esi", "femi", "grace", "bilal", "adele", "hugo", "ines", "jon"] as const) {
      expect((await refusal(sign(name, done))).code).toBe("not_allowed");
      expect((await refusal(propose(name, tableFor("party_to_conflict")))).code).toBe("not_allowed");
    }
    expect((await refusal(sign("zoe", done))).code).toBe("not_found");
    expect((await protocol()).open!.id).toBe(done.id);
  });
  test("the other side refuses with a reason that stays readable", async () => {
    const open = (await protocol()).open!;
    const said = "The Force asked for more than we agreed";
    await world.as("ada").sharing.dropProtocol.mutate({ operation, id: open.id, said });
    expect((await protocol()).open).toBeNull();
    const notices = await world.as("dawit").access.notices.query({ operation });
    expect(notices.map(({ code }) => code)).toContain("protocol_refused");
    const listed = await world.as("dawit").sharing.protocols.query({ operation });
    expect(listed[0]).toMatchObject({ state: "withdrawn", dropped: { side: "humanitarian", said } });
    expect(
      (await refusal(sign("ada", { id: open.id, basedOn: (await protocol()).effective!.id }))).code,
    ).toBe("not_found");
  });
  test("words that both agreed are not changed by one", async () => {
    const { effective } = await protocol();
    const done = await propose("ada", effective!.table, { onward: "Pass on whatever you like" });
    expect(done.state).toBe("proposed");
  });
  test("nobody signs against a version that is not in effect any more", async () => {
    const open = (await protocol()).open!;
    expect((await refusal(sign("dawit", { id: open.id, basedOn: newId() }))).code).toBe("conflict");
  });
});

/** A line of the table with one cell opened: the Force reads actors of humanitarian owners. */
function loosened(): Table {
  const line = tableFor("integrated")["actor.humanitarian"]!.split(" ");
  line[7] = "F---";
  return { "actor.humanitarian": line.join(" ") };
}

describe("an emergency", () => {
  test("closes everything to a community at once, and opens nothing", async () => {
    const { effective } = await protocol();
    const table = closedTo(effective!.table, "humanitarian", ["mission_military"], true);
    const wrong = { ...table, ...loosened() };
    expect((await refusal(propose("ada", wrong, { emergency: true }))).fields).toEqual([
      { path: "table", reason: "invalid" },
    ]);
    expect((await propose("ada", table, { emergency: true })).state).toBe("effective");
    expect((await factsOf("femi")).rows).toBe(0);
    expect((await factsOf("dawit")).rows).toBe(2);
    expect((await protocol()).effective).toMatchObject({ emergency: true, preset: "integrated" });
  });
});

describe("what is refused", () => {
  test("a table that is not whole, or more open for being more sensitive", async () => {
    const { "incident.mission": _gone, ...part } = tableFor("integrated");
    const odd = tableFor("integrated");
    odd["incident.mission"] = odd["incident.mission"]!.replace("FGA-", "GFA-");
    for (const table of [part, odd]) {
      expect((await refusal(propose("ada", table))).code).toBe("invalid_input");
    }
  });
  test("a review in the past, and no reason", async () => {
    const table = tableFor("integrated");
    const past = await refusal(propose("ada", table, { reviewOn: "2019-12-01" }));
    expect(past.fields).toEqual([{ path: "reviewOn", reason: "review_before_decision" }]);
    expect((await refusal(propose("ada", table, { reason: "so" }))).fields[0]!.reason).toBe(
      "reason_too_short",
    );
  });
});

describe("old versions", () => {
  test("stay readable with their table and who signed", async () => {
    const listed = await world.as("ines").sharing.protocols.query({ operation });
    expect(listed.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(listed.map(({ state }) => state)).toEqual([
      "effective",
      "withdrawn",
      "withdrawn",
      "past",
      "past",
      "past",
    ]);
    const second = await world.as("ines").sharing.protocolVersion.query({ operation, version: 2 });
    expect(second.table).toEqual(tableFor("arms_length"));
    expect(second.signatures.map(({ said }) => said)).toEqual(["ada, Cluster lead"]);
    const none = world.as("ines").sharing.protocolVersion.query({ operation, version: 99 });
    expect((await refusal(none)).code).toBe("not_found");
  });
  test("are in the log, who and when", async () => {
    const { lines } = await world.as("jon").access.audit.query({ operation, group: "protocol" });
    const acts = lines.map(({ action, person }) => `${person} ${action}`);
    expect(acts).toContain("ada protocol.tighten");
    expect(acts).toContain("dawit protocol.sign");
    expect(acts).toContain("ada protocol.drop");
  });
});

describe("a preview", () => {
  const previewOf = (name: PersonName, table: Table) =>
    world.as(name).sharing.preview.query({ operation, table });
  const cellOf = (preview: Awaited<ReturnType<typeof previewOf>>, sensitivity: string) =>
    preview.changes.find(
      (one) =>
        one.kind === "incident" &&
        one.side === "humanitarian" &&
        one.community === "mission_military" &&
        one.sensitivity === sensitivity,
    );
  test("counts the asker's own records and shows one", async () => {
    const preview = await previewOf("ada", tableFor("integrated"));
    expect(preview).toMatchObject({ needsBoth: true, tighter: 0 });
    expect(cellOf(preview, "low")).toMatchObject({
      from: "person",
      to: "generalised",
      records: 1,
      example: { what: "extortion", from: "2019-11-10" },
    });
    expect(preview.changes.filter(({ records }) => (records ?? 0) > 0).length).toBeGreaterThan(1);
  });
  test("never counts what others own", async () => {
    for (const name of ["dawit", "femi", "ines"] as const) {
      const preview = await previewOf(name, tableFor("integrated"));
      expect(cellOf(preview, "low")).toMatchObject({ records: null, example: null });
    }
    // Of the same side, but another organisation's; and an administrator reads no records of the own one.
    for (const name of ["bilal", "jon"] as const) {
      expect(cellOf(await previewOf(name, tableFor("integrated")), "low")!.records).toBe(0);
    }
  });
  test("says that a tighter table needs one signature", async () => {
    expect(await previewOf("ada", tableFor("party_to_conflict"))).toMatchObject({
      looser: expect.any(Number),
    });
    const { effective } = await protocol();
    const tighter = closedTo(effective!.table, "humanitarian", ["cmcoord"], false);
    expect(await previewOf("ada", tighter)).toMatchObject({ needsBoth: false, looser: 0 });
  });
});

describe("the mission's posture", () => {
  test("is said by coordinators and administrators, and changes no protocol", async () => {
    const before = (await protocol()).effective!.id;
    await world.as("jon").sharing.setPosture.mutate({ operation, posture: "party_to_conflict" });
    expect(await protocol()).toMatchObject({ posture: "party_to_conflict", open: null });
    expect((await protocol()).effective!.id).toBe(before);
    const refused = world.as("dawit").sharing.setPosture.mutate({ operation, posture: "not_party" });
    expect((await refusal(refused)).code).toBe("not_allowed");
  });
});

describe("an operation without a protocol", () => {
  test("shares nothing until both sides signed the first version", async () => {
    const { admin } = world.database;
    await addOperation(admin, { code: "GAMMA", name: "Gamma", clock: `${TODAY}T09:00:00+01:00` });
    for (const name of ["ada", "dawit"] as const) {
      const side = name === "ada" ? ("protection_core" as const) : ("mission_poc" as const);
      const membership = {
        ...{ operationCode: "GAMMA", organisation: `House of ${name}`, community: side },
        ...{ role: "coordinator" as const, rights: [] },
      };
      await addPerson(admin, { email: world.people[name].email, name, passwordHash: "", membership });
    }
    const there = { operation: "GAMMA" };
    const form = incidentAt("low");
    await world.as("ada").incidents.log.mutate({ ...there, form });
    const get = () => world.as("dawit").incidents.get.query({ ...there, ref: form.id });
    expect((await refusal(get())).code).toBe("not_found");
    const first = {
      ...{ id: newId(), basedOn: null, preset: "integrated" as const, table: tableFor("integrated") },
      ...{ purpose: "Protection", onward: "", reason: "The first agreement", reviewOn },
    };
    const done = await world.as("ada").sharing.proposeProtocol.mutate({ ...there, form: first });
    expect(done.state).toBe("proposed");
    await world.as("dawit").sharing.signProtocol.mutate({ ...there, id: first.id, basedOn: null });
    expect((await get()).level).toBe("full");
  });
});

test("words that every community reads carry no number or exact place; old ones hold up no emergency", async () => {
  const bad = { purpose: "Meet at 5.7634, 20.6671", onward: "Ask desk@example.org or +236 70 12 34 56" };
  const { fields } = await refusal(propose("ada", tableFor("integrated"), bad));
  const found = ["form.onward sends_email", "form.onward sends_phone", "form.purpose sends_coordinates"];
  expect(fields.map(({ path, reason }) => `${path} ${reason}`).sort()).toEqual(found);
  const write = "update app.protocol set onward = $1 where state = 'effective'";
  await asDefiner(world.database.admin, (client) => client.query(write, [bad.onward]));
  const closed = closedTo((await protocol()).effective!.table, "humanitarian", ["observer"], true);
  expect((await propose("ada", closed, { emergency: true })).state).toBe("effective");
});
