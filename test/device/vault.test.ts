/**
 * What lies on the device is sealed under the PIN: nothing of it is readable without, ten wrong PINs take it away, a try
 * counts even when the page is ended in the middle, and an entry that was tampered with or swapped does not open.
 */
import "fake-indexeddb/auto";
import { openDB } from "idb";
import { describe, expect, test } from "vitest";
import { MOST_TRIES, openVault, type Vault } from "../../client/device/vault.ts";

const PIN = "harbour-7";
/** The count of rounds is for attackers; here it only costs time. */
const ROUNDS = 1000;
let made = 0;
const PERSON = "0190a000-0000-7000-8000-000000000001";
const SECRET = "LEAK-description: three stalls";

async function filled(): Promise<{ vault: Vault; name: string }> {
  made += 1;
  const name = `vault-${made}`;
  const vault = await openVault(name, ROUNDS);
  await vault.begin(PIN, PERSON);
  await vault.put({ id: "1", kind: "draft", value: { name: "incident", value: SECRET } });
  await vault.put({ id: "2", kind: "report", value: { name: "report", value: 1 } });
  return { vault, name };
}
/** Everything as it lies in the database. */
async function raw(name: string) {
  const db = await openDB(name, 1);
  const rows = await db.getAll("sealed");
  const lock = await db.get("lock", "lock");
  return { db, rows, lock };
}
const asText = (value: unknown): string =>
  value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? Buffer.from(value as ArrayBuffer).toString("latin1")
    : typeof value === "object" && value !== null
      ? Object.values(value).map(asText).join("|")
      : String(value);

describe("a device with a PIN", () => {
  test("gives back what was put, after the PIN and only then", async () => {
    const { vault } = await filled();
    vault.lock();
    await expect(vault.all()).rejects.toThrow("locked");
    expect(await vault.count("report")).toBe(1);
    expect(await vault.unlock(PIN)).toBe("open");
    expect(await vault.all()).toContainEqual({
      ...{ id: "1", kind: "draft" },
      value: { name: "incident", value: SECRET },
    });
  });

  test("is opened by a passkey too, which only its PIN lets in and which is taken away again", async () => {
    const { vault, name } = await filled();
    const bytes = (of: number) => new Uint8Array(32).fill(of);
    const answer = { credential: bytes(1), salt: bytes(2), secret: bytes(3) };
    expect(await vault.addPasskey("not the PIN", answer)).toBe(MOST_TRIES - 1);
    expect(await vault.unlockBySecret(answer.secret)).toBe(false);
    expect(await vault.addPasskey(PIN, answer)).toBe("open");
    vault.lock();
    expect(await vault.unlockBySecret(bytes(4))).toBe(false);
    expect(vault.isOpen()).toBe(false);
    expect(await vault.unlockBySecret(answer.secret)).toBe(true);
    expect(await vault.all()).toHaveLength(2);
    const { lock } = await raw(name);
    expect(asText(lock)).not.toContain(asText(answer.secret));
    await vault.dropPasskey();
    expect(await vault.unlockBySecret(answer.secret)).toBe(false);
    expect(await vault.unlock(PIN)).toBe("open");
  });

  test("holds nothing of it in clear, and no key that could be taken out", async () => {
    const { name } = await filled();
    const { rows, lock, db } = await raw(name);
    const all = [...rows, lock].map(asText).join("\n");
    expect(all).not.toContain("LEAK");
    expect(all).not.toContain("incident");
    expect(all).not.toContain(PIN);
    expect(Object.values(lock).some((value) => value instanceof CryptoKey)).toBe(false);
    db.close();
  });

  test("uses another number each time, also for the same text", async () => {
    const { vault, name } = await filled();
    const before = (await raw(name)).rows[0];
    await vault.put({ id: "1", kind: "draft", value: { name: "incident", value: SECRET } });
    const after = (await raw(name)).rows[0];
    expect(asText(after.iv)).not.toBe(asText(before.iv));
    expect(asText(after.sealed)).not.toBe(asText(before.sealed));
  });

  test("takes everything away at the tenth wrong PIN, and not before", async () => {
    const { vault, name } = await filled();
    vault.lock();
    for (let left = MOST_TRIES - 1; left > 0; left--) expect(await vault.unlock("wrong")).toBe(left);
    expect((await raw(name)).rows).toHaveLength(2);
    expect(await vault.unlock("wrong")).toBe(0);
    const { rows, lock } = await raw(name);
    expect([rows, lock]).toEqual([[], undefined]);
    expect(await vault.unlock(PIN)).toBe(0);
  });

  test("counts a try before it is made, and anew after the right PIN", async () => {
    const { vault, name } = await filled();
    vault.lock();
    const trying = vault.unlock("wrong");
    while ((await vault.lockRow())?.left === MOST_TRIES) await new Promise((resolve) => setTimeout(resolve));
    expect((await raw(name)).lock.left).toBe(MOST_TRIES - 1);
    await trying;
    expect(await vault.unlock(PIN)).toBe("open");
    expect((await raw(name)).lock.left).toBe(MOST_TRIES);
  });

  test("opens no entry that was changed, or put in another's place", async () => {
    const { vault, name } = await filled();
    const { db, rows } = await raw(name);
    const [draft, report] = rows;
    new Uint8Array(draft.sealed)[3]! ^= 1;
    await db.put("sealed", draft);
    await db.put("sealed", { ...report, id: "3" });
    expect((await vault.all()).map(({ id }) => id)).toEqual(["2"]);
  });

  test("keeps the ticket through tries, and loses it with everything else", async () => {
    const { vault, name } = await filled();
    await vault.keepTicket("a ticket");
    vault.lock();
    await vault.unlock("wrong");
    await vault.unlock(PIN);
    expect((await raw(name)).lock.ticket).toBe("a ticket");
    await vault.wipe();
    await vault.keepTicket("another");
    expect((await raw(name)).lock).toBeUndefined();
  });

  test("a new PIN begins with nothing", async () => {
    const { vault } = await filled();
    await vault.begin("another-7", PERSON);
    expect(await vault.all()).toEqual([]);
    vault.lock();
    expect(await vault.unlock(PIN)).toBe(MOST_TRIES - 1);
  });
});
