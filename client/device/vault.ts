/**
 * What lies on the device, sealed: each entry is AES-GCM under one key, which itself lies wrapped under the person's PIN
 * (PBKDF2-SHA-256) and, where they want it, once more under a secret that only their passkey can tell (passkey.ts). The
 * open key is in memory only and cannot be taken out of it. Ten wrong PINs take everything away; each try is counted
 * before it is made. Whoever copies the disk can try PINs without that count, so a long PIN is better.
 */
import { type IDBPDatabase, openDB } from "idb";

/** More than OWASP asks for (600,000, Password Storage Cheat Sheet 2023): about a second on a cheap phone. */
const ROUNDS = 1_000_000;
export const MOST_TRIES = 10;
export const SHORTEST_PIN = 6;

const KEY = { name: "AES-GCM", length: 256 } as const;

/** A key as it lies wrapped. */
interface Wrapped {
  iv: Uint8Array<ArrayBuffer>;
  wrapped: ArrayBuffer;
}

/** The passkey that opens too: its id, and what it is asked about. */
export interface PasskeyRow extends Wrapped {
  credential: Uint8Array<ArrayBuffer>;
  salt: Uint8Array<ArrayBuffer>;
}

/** What is known without the PIN: whose it is, how the key is wrapped, how many tries are left. */
export interface LockRow extends Wrapped {
  id: "lock";
  /** Person whose entries these are. */
  person: string;
  /** By which the server says whether their access has ended; "" until it was given. */
  ticket: string;
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  left: number;
  passkey?: PasskeyRow;
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

/** A passkey that answered: its id, what it was asked about, and the secret it tells each time it is asked that. */
export interface PasskeyAnswer extends Pick<PasskeyRow, "credential" | "salt"> {
  secret: BufferSource;
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
      key = await unwrap(row, pin, false);
    },
    async keepTicket(ticket: string): Promise<void> {
      const one = db.transaction("lock", "readwrite");
      const row: LockRow | undefined = await one.store.get("lock");
      if (row) await one.store.put({ ...row, ticket });
      await one.done;
    },
    /** Opens with the PIN; answers how many tries are left after a wrong one, 0 = everything is gone. */
    async unlock(pin: string): Promise<"open" | number> {
      const told = await tryPin(db, pin, false);
      if (typeof told === "number") return told;
      key = told;
      return "open";
    },
    /**
     * Lets a passkey open too. The PIN is asked for again: who finds a device open must not add a key of their own.
     * Answers as `unlock`. @param secret what the passkey tells, 32 bytes
     */
    async addPasskey(pin: string, { secret, ...how }: PasskeyAnswer): Promise<"open" | number> {
      const told = await tryPin(db, pin, true);
      if (typeof told === "number") return told;
      const row: LockRow | undefined = await db.get("lock", "lock");
      if (!row) return 0;
      const passkey = { ...how, ...(await wrapUnder(await keyOfSecret(secret), told)) };
      await db.put("lock", { ...row, passkey } satisfies LockRow);
      return "open";
    },
    async dropPasskey(): Promise<void> {
      const row: LockRow | undefined = await db.get("lock", "lock");
      if (!row) return;
      const { passkey: _, ...without } = row;
      await db.put("lock", without);
    },
    /** Opens with what the passkey told; answers whether it did. Not counted: nobody guesses 32 bytes. */
    async unlockBySecret(secret: BufferSource): Promise<boolean> {
      const row: LockRow | undefined = await db.get("lock", "lock");
      if (!row?.passkey) return false;
      const outer = await keyOfSecret(secret);
      key = await unwrapUnder(outer, row.passkey, false).catch(() => null);
      if (key && row.left < MOST_TRIES) await db.put("lock", { ...row, left: MOST_TRIES } satisfies LockRow);
      return key !== null;
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

/** The key, or how many tries are left; at 0 everything is gone. @param extractable to wrap it once more */
async function tryPin(db: IDBPDatabase, pin: string, extractable: boolean): Promise<CryptoKey | number> {
  const row = await countTry(db);
  if (!row) return 0;
  const key = await unwrap(row, pin, extractable).catch(() => null);
  if (key) {
    await db.put("lock", { ...row, left: MOST_TRIES } satisfies LockRow);
    return key;
  }
  if (row.left <= 0) await wipe(db);
  return Math.max(0, row.left);
}

async function unseal(row: SealedRow, key: CryptoKey): Promise<Entry> {
  const how = { name: "AES-GCM", iv: row.iv, additionalData: bound(row) };
  const plain = await crypto.subtle.decrypt(how, key, row.sealed);
  return { id: row.id, kind: row.kind, value: JSON.parse(new TextDecoder().decode(plain)) };
}

async function wrap(key: CryptoKey, pin: string, person: string, rounds: number): Promise<LockRow> {
  const salt = bytes(16);
  const wrapped = await wrapUnder(await keyOfPin(pin, salt, rounds), key);
  return { id: "lock", person, ticket: "", salt, rounds, ...wrapped, left: MOST_TRIES };
}

/** @throws where the PIN is another one */
const unwrap = async (row: LockRow, pin: string, extractable: boolean): Promise<CryptoKey> =>
  unwrapUnder(await keyOfPin(pin, row.salt, row.rounds), row, extractable);

async function wrapUnder(outer: CryptoKey, key: CryptoKey): Promise<Wrapped> {
  const iv = bytes(12);
  return { iv, wrapped: await crypto.subtle.wrapKey("raw", key, outer, { name: "AES-GCM", iv }) };
}

/** @throws where it was wrapped under another key */
const unwrapUnder = (outer: CryptoKey, { iv, wrapped }: Wrapped, extractable: boolean): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey("raw", wrapped, outer, { name: "AES-GCM", iv }, KEY, extractable, [
    "encrypt",
    "decrypt",
  ]);

/** What a passkey tells is as good as random; HKDF (RFC 5869) makes a key for this use of it. */
async function keyOfSecret(secret: BufferSource): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("concord device");
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info };
  return crypto.subtle.deriveKey(how, base, KEY, false, ["wrapKey", "unwrapKey"]);
}

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const words = new TextEncoder().encode(pin.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, base, KEY, false, ["wrapKey", "unwrapKey"]);
}
