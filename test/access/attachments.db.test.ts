/**
 * Photos and documents: who reads them (the own organisation, and like a source where somebody can be recognised),
 * nobody else by rule, release or broken glass; what is stored of them; how much; and how they go.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { purge } from "../../server/access/purge.ts";
import { newId } from "../../shared/ids.ts";
import { ATTACHMENT_LIMITS } from "../../shared/rooms/attachments.ts";
import { attaching, CAPTION, saidOf } from "../support/attachments.ts";
import { readChain } from "../support/audit.ts";
import { type Areas, addAreas } from "../support/builders.ts";
import { cookieOf, refusal } from "../support/callers.ts";
import { deletingIn } from "../support/deleting.ts";
import { asVerified } from "../support/factors.ts";
import { CANARY, documentWithNotes, photoWithNotes } from "../support/files.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openService, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;
beforeAll(async () => {
  areas = await addAreas(world);
  await asVerified(world, "ada");
});
const { logged, remove: removeRecord, bringBack, backdate, asOwner } = deletingIn(world, () => areas);
const { send, add, look, list, remove } = attaching(world);
const release = releaseCalls(world);

const OWN: PersonName[] = ["ada", "adele", "hugo"];
const OTHERS = PERSON_NAMES.filter((name) => !OWN.includes(name) && name !== "zoe");
const partsOf = async (id: string) =>
  (await asOwner("select part, content from app.attachment_part where attachment_id = $1", [id])).rows as {
    content: Buffer;
  }[];

/** Who gets its bytes, out of everybody. */
async function readersOf(ref: string): Promise<PersonName[]> {
  const found: PersonName[] = [];
  for (const name of PERSON_NAMES) if ((await look(name, ref)).statusCode === 200) found.push(name);
  return found;
}

describe("who reads a photo", () => {
  test("its organisation; to all others it does not exist, whatever the protocol opens", async () => {
    const { id } = await logged("ada");
    const ref = await add("adele", id);
    expect(await readersOf(ref)).toEqual(OWN);
    for (const name of OWN)
      expect(await list(name, id)).toMatchObject([{ ref, caption: CAPTION, by: "adele" }]);
    for (const name of OTHERS) {
      expect(await list(name, id)).toEqual([]);
      const [hidden, absent] = [await look(name, ref), await look(name, newId())];
      expect(hidden.statusCode).toBe(404);
      const bare = (body: string) => ({ ...JSON.parse(body), requestId: "" });
      expect(bare(hidden.body)).toEqual(bare(absent.body));
      expect((await refusal(remove(name, ref))).code).toMatch(/not_found|not_allowed/);
    }
    expect((await look("ada", ref)).headers).toMatchObject({
      "content-type": "image/jpeg",
      "content-disposition": `attachment; filename="photo-${ref.slice(0, 8)}.jpg"`,
      "content-security-policy": expect.stringContaining("default-src 'none'; sandbox"),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });
  test.each([
    ["somebody can be recognised", {}, { pictured: "agreed" }],
    ["nobody was asked", {}, { pictured: "not_asked" }],
    ["it is severe by itself", {}, { sensitivity: "severe" }],
    ["its record is severe", { sensitivity: "severe" }, {}],
    ["its record tells of a grave violation against a child", { mrm: ["abduction"] }, {}],
  ])("only those with the right to sources and its author when %s", async (_why, report, said) => {
    const { id } = await logged("ada", report as Parameters<typeof logged>[1]);
    const hers = await add("ada", id, said);
    const his = await add("adele", id, said);
    expect(await readersOf(hers)).toEqual(["ada"]);
    expect(await readersOf(his)).toEqual(["ada", "adele"]);
    expect(await list("hugo", id)).toEqual([]);
    expect((await list("adele", id)).map(({ ref }) => ref)).toEqual([his]);
  });
  test("is never less sensitive than its record, now and later", async () => {
    const form = await logged("ada");
    const ref = await add("adele", form.id, { sensitivity: "moderate" });
    const levelOf = async () => (await list("ada", form.id))[0]!.sensitivity;
    expect(await levelOf()).toBe("moderate");
    const edit = (version: number, sensitivity: "high" | "severe") =>
      world
        .as("ada")
        .incidents.edit.mutate({ operation, version, form: { ...form, sources: [], sensitivity } });
    await edit(1, "high");
    expect(await levelOf()).toBe("high");
    expect(await readersOf(ref)).toEqual(OWN);
    await edit(2, "severe");
    expect(await readersOf(ref)).toEqual(["ada", "adele"]);
  });
  test("crosses by no release and no look, and opens to no broken glass", async () => {
    const { id } = await logged("ada", { sensitivity: "moderate" });
    const ref = await add("ada", id);
    const given = await release.release("ada", [id], { level: "full" });
    expect(given).toBeDefined();
    for (const { ref: handed } of await release.register("femi"))
      await release.answer("femi", handed).catch(() => 0);
    const held = (await release.register("femi"))
      .map(({ recordRef }) => recordRef)
      .filter((one) => one !== null);
    for (const known of [id, ...held]) expect(await list("femi", known)).toEqual([]);
    await world.as("jon").access.glassOpen.mutate({
      ...{ operation, id: newId(), minutes: 60 },
      reason: "Court order 12/2019 asks for this record",
    });
    expect((await world.as("jon").incidents.get.query({ operation, ref: id })).ref).toBe(id);
    expect(await list("jon", id)).toEqual([]);
    expect(await readersOf(ref)).toEqual(OWN);
    const seen = await world
      .as("ada")
      .incidents.seenBy.query({ operation, ref: id, communities: ["mission_hr"] });
    expect(JSON.stringify(seen)).not.toContain(ref);
  });
  test("stands in the log when it is read like a source, or taken as a file, once in ten minutes", async () => {
    const { id } = await logged("ada");
    const [open, guarded] = [await add("ada", id), await add("ada", id, { pictured: "agreed" })];
    const before = (await readChain(world.database, world.operation.operationId, "attachment.read")).length;
    for (let again = 0; again < 3; again++) {
      await look("adele", open, "preview");
      await look("ada", guarded, "preview");
      await look("adele", guarded, "preview");
    }
    const lines = (await readChain(world.database, world.operation.operationId, "attachment.read")).slice(
      before,
    );
    expect(lines.map(({ actor, record_id }) => [actor, record_id])).toEqual([
      [world.people.ada.personId, guarded],
    ]);
    await look("adele", open);
    const after = await readChain(world.database, world.operation.operationId, "attachment.read");
    expect(after.at(-1)).toMatchObject({ record_id: open, detail: { incident: id, part: "file" } });
  });
});

describe("what is stored", () => {
  test("are pixels and pages, and no word of the file in any table or line", async () => {
    const { id } = await logged("ada");
    const photo = saidOf(id);
    const paper = saidOf(id, { pictured: "agreed" });
    expect((await send("ada", photo, await photoWithNotes())).body).toEqual({ state: "stored" });
    expect((await send("ada", paper, await documentWithNotes())).body).toEqual({ state: "stored" });
    expect(await partsOf(photo.id)).toHaveLength(2);
    for (const { content } of [...(await partsOf(photo.id)), ...(await partsOf(paper.id))])
      expect(content.toString("latin1")).not.toContain(CANARY);
    expect(await list("ada", id)).toMatchObject([
      { kind: "photo", width: 600, height: 800, pages: null, guarded: false },
      { kind: "document", pages: 1, guarded: true },
    ]);
    const chain = JSON.stringify(await readChain(world.database, world.operation.operationId));
    expect(chain).not.toContain(CAPTION);
    expect(chain).not.toContain(CANARY);
  });
  test("once, however often it is sent; another's id is refused", async () => {
    const { id } = await logged("ada");
    const said = saidOf(id);
    const file = await photoWithNotes(50, 50);
    const many = await Promise.all(Array.from({ length: 6 }, () => send("ada", said, file)));
    expect(many.map(({ body }) => body.state ?? body.code).sort()).toEqual(
      expect.arrayContaining(["stored"]),
    );
    expect(many.filter(({ body }) => body.state === "stored")).toHaveLength(1);
    expect((await send("ada", said, file)).body).toEqual({ state: "repeated" });
    expect((await send("ada", said, await photoWithNotes(51, 50))).status).toBe(409);
    expect((await send("adele", said, file)).status).toBe(409);
    const theirs = await logged("bilal");
    expect((await send("bilal", saidOf(theirs.id, { id: said.id }), file)).status).toBe(409);
    expect(await list("ada", id)).toHaveLength(1);
  });
});

describe("sending", () => {
  test("is for members who write the record's organisation's reports", async () => {
    const { id } = await logged("ada");
    const told = async (name: PersonName, incident = id) => (await send(name, saidOf(incident))).status;
    expect(await told("hugo")).toBe(403);
    expect(await told("jon")).toBe(403);
    expect(await told("ines")).toBe(403);
    for (const name of ["bilal", "dawit", "zoe"] as const) expect(await told(name)).toBe(404);
    expect(await told("ada", newId())).toBe(404);
    const nobody = await world.app.inject({ method: "POST", url: `/attachments?operation=${operation}` });
    expect(nobody.statusCode).toBe(401);
  });
  test.each([
    ["no caption", { caption: " " }, "caption", "required"],
    ["a telephone number in the caption", { caption: "Call +236 72 00 00 00" }, "caption", "holds_contact"],
    ["nothing said of who is on it", { pictured: undefined }, "pictured", "required"],
    ["a field that is not known", { fileName: "jean.jpg" }, "", "unknown_field"],
  ])("with %s is refused", async (_what, changes, path, reason) => {
    const { id } = await logged("ada");
    const { status, body } = await send("ada", saidOf(id, changes));
    expect([status, body.fields]).toEqual([400, [{ path, reason }]]);
  });
  test("from another page, of another type, or of too many bytes is refused", async () => {
    const { id } = await logged("ada");
    const url = `/attachments?operation=${operation}`;
    const cookie = cookieOf(world.people.ada.secret);
    const post = (headers: Record<string, string>, payload: Buffer) =>
      world.app.inject({ method: "POST", url, headers: { cookie, ...headers }, payload });
    const type = "application/octet-stream";
    const evil = await post({ origin: "https://evil.example", "content-type": type }, Buffer.from("x"));
    expect(evil.statusCode).toBe(403);
    expect(
      (await post({ "content-type": "multipart/form-data; boundary=x" }, Buffer.from("--x"))).statusCode,
    ).toBe(415);
    const large = Buffer.alloc(ATTACHMENT_LIMITS.sent + 1, 1);
    expect((await send("ada", saidOf(id), large)).status).toBe(413);
    expect((await send("ada", saidOf(id), Buffer.from("MZ"))).body.fields).toEqual([
      { path: "file", reason: "kind_unknown" },
    ]);
  });
  test("stops when the record or the organisation has no room left", async () => {
    const { id } = await logged("ada");
    for (let n = 0; n < ATTACHMENT_LIMITS.files; n++) await add("ada", id);
    const full = await send("ada", saidOf(id));
    expect(full.body.fields).toEqual([{ path: "file", reason: "incident_full" }]);
    const small = await openService(world.database, { attachmentMb: 0 });
    const { send: sendThere } = attaching(world, small.app);
    const other = await logged("ada");
    expect((await sendThere("ada", saidOf(other.id))).body.fields[0].reason).toBe("organisation_full");
    expect((await sendThere("bilal", saidOf((await logged("bilal")).id))).body.fields[0].reason).toBe(
      "organisation_full",
    );
    await small.close();
  });
});

describe("taking away", () => {
  test("takes the bytes and the caption at once; a line stays, and the id is never taken again", async () => {
    const { id } = await logged("ada");
    const ref = await add("adele", id);
    expect((await refusal(remove("ada", ref, "x"))).code).toBe("invalid_input");
    expect((await refusal(remove("hugo", ref))).code).toBe("not_allowed");
    await remove("ada", ref);
    expect(await partsOf(ref)).toEqual([]);
    expect((await look("ada", ref)).statusCode).toBe(404);
    expect(await list("adele", id)).toMatchObject([
      { ref, caption: "", removed: { reason: "Shows a face", said: "coordinator, Cluster lead" } },
    ]);
    expect((await send("adele", saidOf(id, { id: ref }))).status).toBe(409);
    expect((await refusal(remove("ada", ref))).code).toBe("not_found");
    const lines = await readChain(world.database, world.operation.operationId, "attachment.remove");
    expect(lines.at(-1)).toMatchObject({ record_id: ref, detail: { incident: id } });
    expect(JSON.stringify(lines)).not.toContain("Shows a face");
  });
  test("is for whoever may read it", async () => {
    const { id } = await logged("ada");
    const ref = await add("ada", id, { pictured: "agreed" });
    expect((await refusal(remove("adele", ref))).code).toBe("not_found");
    await remove("ada", ref);
  });
  test("follows the record: hidden with it, back with it, gone with it", async () => {
    const { id } = await logged("ada");
    const ref = await add("ada", id);
    await removeRecord("ada", "incident", id);
    expect((await look("ada", ref)).statusCode).toBe(404);
    expect(await list("ada", id)).toEqual([]);
    await bringBack("ada", "incident", id);
    expect((await look("ada", ref)).statusCode).toBe(200);
    await removeRecord("ada", "incident", id);
    await backdate("incident", id, 31);
    await purge(world.database, operation, false);
    expect(await partsOf(ref)).toEqual([]);
    expect((await asOwner("select from app.attachment where id = $1", [ref])).rowCount).toBe(0);
  });
  test("happens by itself when a report turns out to be of sexual violence, which takes none", async () => {
    const form = await logged("ada");
    const ref = await add("ada", form.id);
    await world.as("ada").incidents.edit.mutate({
      ...{ operation, version: 1 },
      form: { ...form, sources: [], mrm: ["sexual_violence"], sensitivity: "high" },
    });
    expect(await partsOf(ref)).toEqual([]);
    expect(await list("ada", form.id)).toMatchObject([
      { ref, caption: "", removed: { reason: "sexual_violence" } },
    ]);
    const { body } = await send("ada", saidOf(form.id));
    expect(body.fields).toEqual([{ path: "file", reason: "sexual_violence" }]);
  });
});
