// The seal of a backup: a passphrase becomes a key (scrypt), the file a row of authenticated chunks (AES-256-GCM in
// the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). A chunk that is missing, moved, repeated,
// changed or cut off no longer opens, and neither does a file whose last chunk is gone. Format, version 1:
//
//   head, 52 bytes    "CONCORDB" · version 1 · log2 N · r · p (one byte each) · salt 16 · nonce prefix 7 ·
//                     key check 16 (scrypt bytes 32–47) · one zero byte
//   chunk 0, 1, 2 …   at most 64 KiB sealed, each followed by its tag of 16 bytes;
//                     nonce = prefix 7 · number of the chunk 4 (big endian) · 1 for the last chunk, else 0;
//                     the head is authenticated with every chunk
import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { OperatorError } from "../../shared/errors.ts";

export const HEAD_BYTES = 52;
const MAGIC = Buffer.from("CONCORDB", "latin1");
const VERSION = 1;
const CHUNK = 64 * 1024;
const TAG = 16;
/** Cost of one guess: 128 MiB of memory and about half a second. Files may ask for more, up to a gigabyte. */
const COST = { log2n: 17, r: 8, p: 1 };
const DEAREST = { log2n: 20, r: 8, p: 1 };
const MOST_CHUNKS = 2 ** 32;

/** Answers the key of a file from its head. @throws OperatorError when the passphrase is not the file's. */
export type Opener = (head: Buffer) => Promise<Buffer>;

/** Opens with a passphrase; remembers the last key, since a file is read more than once. */
export function withPassphrase(passphrase: string): Opener {
  let known: { salt: string; key: Buffer } | null = null;
  return async (head) => {
    const salt = head.toString("hex", 8, 28);
    if (known?.salt === salt) return known.key;
    const made = await derive(passphrase, head);
    if (!timingSafeEqual(made.subarray(32), head.subarray(35, 51))) {
      throw new OperatorError(
        "The passphrase does not open this backup, or its first bytes are damaged. Nothing was changed.",
      );
    }
    known = { salt, key: made.subarray(0, 32) };
    return known.key;
  };
}

/** 48 bytes: the key and the key check. Passphrases are compared as people type them: NFKC, without outer spaces. */
function derive(passphrase: string, head: Buffer): Promise<Buffer> {
  const [N, r, p] = [2 ** head[9]!, head[10]!, head[11]!];
  const options = { N, r, p, maxmem: 192 * N * r };
  const text = passphrase.normalize("NFKC").trim();
  return new Promise((resolve, reject) => {
    scrypt(text, head.subarray(12, 28), 48, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** A new head, its key check filled in, and its key. */
export async function newHead(passphrase: string): Promise<{ head: Buffer; key: Buffer }> {
  const { log2n, r, p } = COST;
  const fixed = Buffer.from([VERSION, log2n, r, p]);
  const head = Buffer.concat([MAGIC, fixed, randomBytes(16), randomBytes(7), Buffer.alloc(17)]);
  const made = await derive(passphrase, head);
  made.copy(head, 35, 32, 48);
  return { head, key: made.subarray(0, 32) };
}

/** Head and sealed chunks of what `source` says. */
export async function* seal(
  head: Buffer,
  key: Buffer,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  yield head;
  let number = 0;
  for await (const { bytes, last } of pieces(source, CHUNK)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(head, number, last));
    cipher.setAAD(head);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number++;
  }
}

/** What a sealed file says, chunk by chunk; nothing of a chunk is handed over before it is proven. */
export async function* unseal(source: AsyncIterable<Uint8Array>, open: Opener): AsyncGenerator<Buffer> {
  const { head, rest } = await splitHead(source);
  const key = await open(head);
  let number = 0;
  for await (const { bytes, last } of pieces(rest, CHUNK + TAG))
    yield openChunk(head, key, number++, bytes, last);
}

function openChunk(head: Buffer, key: Buffer, number: number, bytes: Buffer, last: boolean): Buffer {
  try {
    const at = bytes.length - TAG;
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(head, number, last), {
      authTagLength: TAG,
    });
    decipher.setAAD(head);
    decipher.setAuthTag(bytes.subarray(at));
    return Buffer.concat([decipher.update(bytes.subarray(0, at)), decipher.final()]);
  } catch {
    throw new OperatorError(
      `The backup is cut off or damaged near byte ${HEAD_BYTES + number * (CHUNK + TAG)}. Nothing was changed; take another copy.`,
    );
  }
}

function nonceOf(head: Buffer, number: number, last: boolean): Buffer {
  if (number >= MOST_CHUNKS) throw new OperatorError("The backup is larger than its format allows.");
  const nonce = Buffer.alloc(12);
  head.copy(nonce, 0, 28, 35);
  nonce.writeUInt32BE(number, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Reads the head off a file and answers with the bytes behind it. */
async function splitHead(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  while (held.length < HEAD_BYTES) {
    const { value, done } = await iterator.next();
    if (done) break;
    held = Buffer.concat([held, value]);
  }
  const head = held.subarray(0, HEAD_BYTES);
  checkHead(head);
  const first = held.subarray(HEAD_BYTES);
  async function* rest() {
    yield first;
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) yield step.value;
  }
  return { head, rest: rest() };
}

function checkHead(head: Buffer) {
  if (head.length < HEAD_BYTES || !head.subarray(0, 8).equals(MAGIC))
    throw new OperatorError(
      "This file is no backup of Concord, or its beginning is missing. Nothing was changed.",
    );
  if (head[8] !== VERSION)
    throw new OperatorError(
      `The backup has format ${head[8]}; this Concord reads format ${VERSION}. Update it.`,
    );
  const [log2n, r, p] = [head[9]!, head[10]!, head[11]!];
  // A forged head must not make the reader spend memory without end, nor weaken what a guess costs.
  if (log2n < COST.log2n || log2n > DEAREST.log2n || r !== DEAREST.r || p !== DEAREST.p || head[51] !== 0)
    throw new OperatorError("The head of the backup is damaged. Nothing was changed; take another copy.");
}

/** Cuts a flow of bytes into pieces of one size, and knows which is the last. */
async function* pieces(source: AsyncIterable<Uint8Array>, size: number) {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of source) {
    held.push(bytes);
    length += bytes.length;
    if (length <= size) continue;
    const all = Buffer.concat(held);
    let at = 0;
    // One piece stays back: only at the end is it known to be the last.
    for (; all.length - at > size; at += size) yield { bytes: all.subarray(at, at + size), last: false };
    held = [all.subarray(at)];
    length = all.length - at;
  }
  yield { bytes: Buffer.concat(held), last: true };
}
