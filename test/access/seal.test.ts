/** The seal of backups: what was sealed comes back, and whatever happened to the file in between is noticed. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { HEAD_BYTES, newHead, seal, unseal, withPassphrase } from "../../db/keeping/seal.ts";

const PASSPHRASE = "nine tall birds on a wire";
const CHUNK = 64 * 1024 + 16;
let head: Buffer;
let key: Buffer;
beforeAll(async () => {
  ({ head, key } = await newHead(PASSPHRASE));
});
const open = async () => key;

async function* flow(bytes: Uint8Array, step = 50_000) {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}
const gather = async (source: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
};
const sealed = (bytes: Buffer) => gather(seal(head, key, flow(bytes)));
const unsealed = (bytes: Buffer, step?: number) => gather(unseal(flow(bytes, step), open));
/** Bytes that differ from place to place. */
const someBytes = (length: number) =>
  Buffer.from(Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 255));

describe("sealing", () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])("%i bytes come back", async (length) => {
    const plain = someBytes(length);
    const bytes = await sealed(plain);
    expect(bytes.length).toBe(HEAD_BYTES + length + 16 * Math.max(1, Math.ceil(length / 65_536)));
    expect((await unsealed(bytes)).equals(plain)).toBe(true);
    expect((await unsealed(bytes, 7919)).equals(plain)).toBe(true);
  });
  test("the passphrase opens however its letters are composed and spaced; another does not", async () => {
    const { head: other, key: theirs } = await newHead("caf\u00e9 under the old bridge");
    expect(await withPassphrase(" cafe\u0301 under the old bridge ")(other)).toEqual(theirs);
    await expect(withPassphrase("cafe under the old bridge")(other)).rejects.toThrow(/does not open/);
  });
  test("two files of the same words share no byte but their format", async () => {
    const second = await newHead(PASSPHRASE);
    expect(second.head.subarray(0, 12)).toEqual(head.subarray(0, 12));
    expect(second.head.subarray(12).equals(head.subarray(12))).toBe(false);
    expect(second.key.equals(key)).toBe(false);
  });
});

describe("a sealed file of four chunks", () => {
  let bytes: Buffer;
  const chunk = (number: number) =>
    bytes.subarray(HEAD_BYTES + number * CHUNK, HEAD_BYTES + (number + 1) * CHUNK);
  const built = (...numbers: number[]) => Buffer.concat([head, ...numbers.map(chunk)]);
  beforeAll(async () => {
    bytes = await sealed(someBytes(3 * 65_536 + 1000));
  });
  test.each([
    ["two in each other's place", [1, 0, 2, 3]],
    ["one missing", [0, 2, 3]],
    ["one twice", [0, 1, 1, 2, 3]],
    ["the last missing", [0, 1, 2]],
    ["the last alone", [3]],
    ["the last twice", [0, 1, 2, 3, 3]],
    ["none", []],
  ])("%s: refused", async (_, numbers) => {
    expect((await unsealed(built(0, 1, 2, 3))).length).toBe(3 * 65_536 + 1000);
    await expect(unsealed(built(...numbers))).rejects.toThrow(/Nothing was changed/);
  });
  test("cut anywhere, or one bit flipped anywhere: refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (place, bit) => {
        await expect(unsealed(bytes.subarray(0, place))).rejects.toThrow(/Nothing was changed/);
        const changed = Buffer.from(bytes);
        changed[place]! ^= 1 << bit;
        await expect(unsealed(changed)).rejects.toThrow(/Nothing was changed|Update it/);
      }),
      { numRuns: 60 },
    );
  });
});
