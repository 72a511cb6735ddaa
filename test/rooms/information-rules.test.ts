// The arithmetic of information coverage: the ladder sentence by sentence, what a day can see, and properties of it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  INFORMATION_LEVELS,
  type InformationLevel,
  type InformationPresence,
  type InformationWord,
  informationLevel,
  informationOn,
  isSilent,
  unknownShare,
} from "../../shared/rooms/coverage-information.ts";
import { dayOf } from "../../shared/time.ts";

const DAY = dayOf("2019-12-01");
const word = (back: number, changes: Partial<InformationWord> = {}): InformationWord => ({
  ...{ areaRef: "a", organisation: "one", day: DAY - back, channel: "call", said: null },
  ...{ presence: null, network: null, access: null, setLevel: null, ...changes },
});
const quiet = { channel: null } as const;
const levelOf = (...words: InformationWord[]) => informationOn(words, DAY).level;
const rank = (level: InformationLevel) => INFORMATION_LEVELS.indexOf(level);

describe("the ladder", () => {
  test("good: a partner there and heard in the last 7 days", () => {
    expect(levelOf(word(7, { presence: "direct" }))).toBe("good");
    expect(levelOf(word(8, { presence: "direct" }))).toBe("fair");
    expect(levelOf(word(3, { presence: "remote" }))).toBe("fair");
    expect(levelOf(word(3))).toBe("fair");
  });
  test("fair: heard within 14 days; weak: within 30, or only from afar; none: nothing in 30 days, or never", () => {
    expect(levelOf(word(14))).toBe("fair");
    expect(levelOf(word(15))).toBe("weak");
    expect(levelOf(word(30))).toBe("weak");
    expect(levelOf(word(31))).toBe("none");
    expect(levelOf(word(10, { ...quiet, presence: "remote" }))).toBe("weak");
    expect(levelOf()).toBe("none");
  });
  test("no network or no access lowers it one step, both together too; a later word takes that back", () => {
    expect(levelOf(word(2, { presence: "direct", network: false }))).toBe("fair");
    expect(levelOf(word(2, { presence: "direct", network: false, access: false }))).toBe("fair");
    expect(levelOf(word(20, { access: false }))).toBe("none");
    expect(levelOf(word(40, { access: false }))).toBe("none");
    expect(levelOf(word(9, { network: false }), word(1, { ...quiet, network: true }))).toBe("fair");
  });
  test("a call without an answer is no contact; an organisation that left is no longer there", () => {
    expect(levelOf(word(1, { said: "no_answer" }))).toBe("none");
    const left = [word(5, { presence: "direct" }), word(1, { ...quiet, presence: "absent" })];
    expect(levelOf(...left)).toBe("fair");
    expect(levelOf(...left, word(2, { organisation: "other", presence: "direct" }))).toBe("good");
  });
  test("a level set by a person ends with its week, or with the next contact", () => {
    const set = { ...quiet, setLevel: "none" } as const;
    expect(levelOf(word(2, set), word(4))).toBe("none");
    expect(levelOf(word(7, set), word(9))).toBe("fair");
    expect(levelOf(word(1), word(2, set))).toBe("fair");
    expect(informationOn([word(2, set), word(4)], DAY).computed).toBe("fair");
  });
});

const words = fc.array(
  fc.record({
    areaRef: fc.constant("a"),
    organisation: fc.constantFrom("one", "two", "three"),
    day: fc.integer({ min: DAY - 60, max: DAY + 10 }),
    channel: fc.constantFrom(null, "report" as const, "visit" as const, "call" as const),
    said: fc.constantFrom(null, "nothing_to_report" as const, "no_answer" as const),
    presence: fc.constantFrom<InformationPresence | null>(null, "direct", "remote", "absent"),
    network: fc.constantFrom(null, true, false),
    access: fc.constantFrom(null, true, false),
    setLevel: fc.constant(null),
  }),
  { maxLength: 12 },
);

describe("any words", () => {
  test("those of later days do not count", () => {
    fc.assert(
      fc.property(words, (all) => {
        const until = all.filter(({ day }) => day <= DAY);
        expect(informationOn(all, DAY)).toEqual(informationOn(until, DAY));
      }),
    );
  });
  test("one contact more never makes an area less known, and ends its silence", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 14 }), (all, back) => {
        const more = informationOn([...all, word(back)], DAY);
        expect(rank(more.computed)).toBeGreaterThanOrEqual(rank(informationOn(all, DAY).computed));
        expect(isSilent(more)).toBe(false);
      }),
    );
  });
  test("the state is what its own grounds say, and an area as silent as can be is none or weak", () => {
    fc.assert(
      fc.property(words, (all) => {
        const state = informationOn(all, DAY);
        expect(state.computed).toBe(informationLevel(state));
        if (isSilent(state)) expect(rank(state.computed)).toBeLessThanOrEqual(1);
      }),
    );
  });
  test("the unknown share is a part of the whole, in areas and in people; people not counted are said", () => {
    const area = fc.record({
      level: fc.constantFrom(...INFORMATION_LEVELS),
      people: fc.option(fc.nat(1_000_000)),
    });
    fc.assert(
      fc.property(fc.array(area), (areas) => {
        const share = unknownShare(areas);
        expect(share.areas).toBe(areas.filter(({ level }) => rank(level) <= 1).length);
        expect(share.all).toBe(areas.length);
        expect(share.people).toBeLessThanOrEqual(share.allPeople);
        expect(share.uncounted).toBe(areas.filter(({ people }) => people === null).length);
      }),
    );
  });
});
