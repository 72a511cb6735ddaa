/** Records of facts on their way into columns: in whatever order they come, each is a row and none is lost. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortedColumns } from "../../server/facts/columns.ts";
import { Gathering } from "../../server/facts/gather.ts";
import { Ids, idsOf, isNone, textOf } from "../../server/facts/ids.ts";
import { orderOf } from "../../server/facts/order.ts";
import { LAYOUT, RECORD_BYTES } from "../../server/facts/statement.ts";
import { NO_AREA } from "../../shared/rooms/analysis-facts.ts";

const idOf = (number: number) => `0192f4a0-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const DATASET = idOf(1);
const AREA = idOf(2);

const bytesOf = (...ids: string[]) => {
  const hex = Buffer.from(ids.join("").replaceAll("-", ""), "hex");
  return new DataView(new Uint8Array(hex).buffer);
};

/** One record with a few things set, behind `before` bytes of something else. */
function recordOf(ref: string, set: { day?: number; dataset?: string; area?: string; civilian?: number }) {
  const bytes = Buffer.alloc(5 + RECORD_BYTES);
  const put = (id: string, at: number) => bytes.write(id.replaceAll("-", ""), 5 + at, "hex");
  put(ref, LAYOUT.ref);
  put(set.dataset ?? DATASET, LAYOUT.dataset);
  put(set.area ?? AREA, LAYOUT.area);
  bytes.writeInt32BE(set.day ?? 0, 5 + LAYOUT.day);
  bytes.writeInt32BE(set.civilian ?? -1, 5 + LAYOUT.counts + 16);
  return new DataView(new Uint8Array(bytes).buffer);
}

const gathering = (leftOut: string[] = []) =>
  new Gathering({ datasets: idsOf([DATASET]), areas: idsOf([AREA]), leftOut: idsOf(leftOut) });

describe("ids", () => {
  test("each has its number, however many there are and however alike they look", () => {
    const ids = new Ids();
    const texts = Array.from({ length: 5000 }, (_, at) => (at % 2 === 0 ? idOf(at) : crypto.randomUUID()));
    for (const [at, text] of texts.entries()) expect(ids.add(bytesOf(text), 0)).toBe(at);
    for (const [at, text] of texts.entries()) expect(ids.find(bytesOf(idOf(9), text), 16)).toBe(at);
    expect(ids.find(bytesOf(idOf(5001)), 0)).toBe(-1);
  });
  test("none is none; a text comes back as it was", () => {
    expect(isNone(bytesOf("00000000-0000-0000-0000-000000000000"), 0)).toBe(true);
    expect(isNone(bytesOf("00000000-0000-0000-0000-000000000001"), 0)).toBe(false);
    expect(textOf(Int32Array.of(0x0192f4a0, 0x7000, -1, 15))).toBe("0192f4a0-0000-7000-ffff-ffff0000000f");
  });
});

describe("the order", () => {
  test("is by day, then by reference as bytes compare", () => {
    const some = fc.array(
      fc.tuple(fc.integer({ min: -3, max: 3 }), fc.array(fc.integer(), { minLength: 4, maxLength: 4 })),
      {
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(some, fc.boolean(), (records, isAlike) => {
        const days = Int32Array.from(records, ([day]) => day);
        // References made at one time begin alike.
        const refs = Int32Array.from(
          records.flatMap(([, words]) => (isAlike ? [7, 7, ...words.slice(2)] : words)),
        );
        const key = (at: number) => textOf(refs.subarray(at * 4, at * 4 + 4));
        const expected = [...days.keys()].sort(
          (one, other) =>
            days[one]! - days[other]! || (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0),
        );
        expect(Array.from(orderOf(days, refs), key)).toEqual(expected.map(key));
        expect([...orderOf(days, refs)].sort((a, b) => a - b)).toEqual([...days.keys()]);
      }),
    );
  });
});

describe("gathering", () => {
  test("over more than one block each row keeps its own values", () => {
    const gathered = gathering();
    const many = 40_000;
    for (let at = 0; at < many; at++)
      gathered.take(recordOf(idOf(at + 10), { day: (at * 7919) % 1000, civilian: at }), 5, RECORD_BYTES);
    const { columns, refs } = sortedColumns(gathered);
    expect(columns.day.length).toBe(many);
    const isOwn = (number: number, row: number) =>
      columns.day[row] === (number * 7919) % 1000 && refs[row * 4 + 3] === number + 10;
    expect(columns.civilian.every(isOwn)).toBe(true);
    expect(new Set(columns.civilian).size).toBe(many);
    expect(columns.killedBest.every((value) => value === 0)).toBe(true);
  });
  test("a dataset unknown to the reader and what counts already are left out; an unknown area is none", () => {
    const gathered = gathering([idOf(11)]);
    gathered.take(recordOf(idOf(10), { area: idOf(3) }), 5, RECORD_BYTES);
    gathered.take(recordOf(idOf(11), {}), 5, RECORD_BYTES);
    gathered.take(recordOf(idOf(12), { dataset: idOf(4) }), 5, RECORD_BYTES);
    const { columns, refs } = sortedColumns(gathered);
    expect([...columns.area]).toEqual([NO_AREA]);
    expect(textOf(refs)).toBe(idOf(10));
  });
  test("a record of another length is refused, none at all is a table without rows", () => {
    expect(() => gathering().take(recordOf(idOf(10), {}), 5, RECORD_BYTES - 4)).toThrow(RangeError);
    expect(sortedColumns(gathering()).columns.day.length).toBe(0);
  });
});
