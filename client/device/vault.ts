/**
 * What lies on the device, sealed: each entry is AES-GCM under one key, which itself lies wrapped under the person's PIN
 * (PBKDF2-SHA-256). The open key is in memory only and cannot be taken out of it. Ten wrong PINs take everything away;
 * each try is counted before it is made. Whoever copies the disk can try PINs without that count, so a long PIN is better.
 */
import { type IDBPDatabase, openDB } from "idb";

/** More than OWASP asks for (600,000, Password Storage Cheat Sheet 2023): about a second on a cheap phone. */
const ROUNDS = 1_000_000;
export const MOST_TRIES = 10;
export const SHORTEST_PIN = 6;

const KEY = { name: "AES-GCM", length: 256 } as const;

/** What is known without the PIN: whose it is, how the key is wrapped, how many tries are left. */
export interface LockRow {
  id: "lock";
  /** Person whose entries these are. */
  person: string;
  /** By which the server says whether their access has ended; "" until it was given. */
  ticket: string;
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: ArrayBuffer;
  left: number;
}

/** `kind` is readable without the PIN, so that what waits can be counted; the rest is not. */
interface SealedRow {
  id: string;
  kind: string;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

export interface Entry {
  id: string;
  kind: string;
  value: unknown;
}

export type Vault = Awaited<ReturnType<typeof openVault>>;

const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const textOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
/** An entry cannot be put in another's place. */
const bound = ({ id, kind }: { id: string; kind: string }) => new TextEncoder().encode(`${kind}|${id}`);

/** @param name of the database; @param rounds fewer only in tests */
export async function openVault(name = "concord-device", rounds = ROUNDS) {
  const db = await openDB(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("lock", { keyPath: "id" });
      fresh.createObjectStore("sealed", { keyPath: "id" });
    },
    // Another tab wipes, or brings a newer version.
    blocking: () => db.close(),
  });
  let key: CryptoKey | null = null;
  const opened = (): CryptoKey => {
    if (!key) throw new Error("the device is locked");
    return key;
  };
  return {
    isOpen: () => key !== null,
    lockRow: (): Promise<LockRow | undefined> => db.get("lock", "lock"),
    /** Begins: a new key under this PIN. What lay here before is gone. */
    async begin(pin: string, person: string): Promise<void> {
      await wipe(db);
      const fresh = await crypto.subtle.generateKey(KEY, true, ["encrypt", "decrypt"]);
      const row = await wrap(fresh, pin, person, rounds);
      await db.put("lock", row);
      key = await unwrap(row, pin);
    },
    async keepTicket(ticket: string): Promise<void> {
      const one = db.transaction("lock", "readwrite");
      const row: LockRow | undefined = await one.store.get("lock");
      if (row) await one.store.put({ ...row, ticket });
      await one.done;
    },
    /** Opens with the PIN; answers how many tries are left after a wrong one, 0 = everything is gone. */
    async unlock(pin: string): Promise<"open" | number> {
      const row = await countTry(db);
      if (!row) return 0;
      key = await unwrap(row, pin).catch(() => null);
      if (key) {
        await db.put("lock", { ...row, left: MOST_TRIES } satisfies LockRow);
        return "open";
      }
      if (row.left <= 0) await wipe(db);
      return Math.max(0, row.left);
    },
    /** Forgets the key. */
    lock() {
      key = null;
    },
    async put({ id, kind, value }: Entry): Promise<void> {
      const iv = bytes(12);
      const how = { name: "AES-GCM", iv, additionalData: bound({ id, kind }) };
      const sealed = await crypto.subtle.encrypt(how, opened(), textOf(value));
      await db.put("sealed", { id, kind, iv, sealed } satisfies SealedRow);
    },
    remove: (id: string): Promise<void> => db.delete("sealed", id),
    /** Every entry that can be read; one that was tampered with is left out. */
    async all(): Promise<Entry[]> {
      const rows: SealedRow[] = await db.getAll("sealed");
      const read = await Promise.all(rows.map((row) => unseal(row, opened()).catch(() => null)));
      return read.filter((entry) => entry !== null);
    },
    async count(kind: string): Promise<number> {
      const rows: SealedRow[] = await db.getAll("sealed");
      return rows.filter((row) => row.kind === kind).length;
    },
    async wipe(): Promise<void> {
      key = null;
      await wipe(db);
    },
    close: () => db.close(),
  };
}

async function wipe(db: IDBPDatabase): Promise<void> {
  const all = db.transaction(["lock", "sealed"], "readwrite");
  await Promise.all([all.objectStore("lock").clear(), all.objectStore("sealed").clear(), all.done]);
}

/** One try fewer, written down before the PIN is tried: who ends the page in between has used it up all the same. */
async function countTry(db: IDBPDatabase): Promise<LockRow | null> {
  const one = db.transaction("lock", "readwrite", { durability: "strict" });
  const row: LockRow | undefined = await one.store.get("lock");
  const next = row && { ...row, left: row.left - 1 };
  if (next) await one.store.put(next);
  await one.done;
  return next ?? null;
}

async function unseal(row: SealedRow, key: CryptoKey): Promise<Entry> {
  const how = { name: "AES-GCM", iv: row.iv, additionalData: bound(row) };
  const plain = await crypto.subtle.decrypt(how, key, row.sealed);
  return { id: row.id, kind: row.kind, value: JSON.parse(new TextDecoder().decode(plain)) };
}

async function wrap(key: CryptoKey, pin: string, person: string, rounds: number): Promise<LockRow> {
  const [salt, iv] = [bytes(16), bytes(12)];
  const outer = await keyOfPin(pin, salt, rounds);
  const wrapped = await crypto.subtle.wrapKey("raw", key, outer, { name: "AES-GCM", iv });
  return { id: "lock", person, ticket: "", salt, rounds, iv, wrapped, left: MOST_TRIES };
}

/** @throws where the PIN is another one */
async function unwrap({ salt, rounds, iv, wrapped }: LockRow, pin: string): Promise<CryptoKey> {
  const outer = await keyOfPin(pin, salt, rounds);
  const how = { name: "AES-GCM", iv };
  return crypto.subtle.unwrapKey("raw", wrapped, outer, how, KEY, false, ["encrypt", "decrypt"]);
}

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const words = new TextEncoder().encode(pin.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, base, KEY, false, ["wrapKey", "unwrapKey"]);
}
