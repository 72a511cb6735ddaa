/** The method page: every part has sentences, every number in them is given, and the examples say what they claim. */
import { describe, expect, test } from "vitest";
import { EXAMPLES, methodNumbers } from "../../client/rooms/analysis/figures-method.ts";
import { METHOD_PARTS } from "../../client/ui/method-link.tsx";
import { method } from "../../client/words/en/method.ts";
import { priorities } from "../../client/words/en/priorities.ts";
import { translator } from "../../client/words/index.tsx";
import { EVENT_RULE } from "../../shared/rooms/priorities-rules.ts";
import { compare } from "../../shared/rooms/trend.ts";

const t = translator("en");
const numbers = methodNumbers(t, "en-GB", { today: "2019-12-02", headlineLevels: ["corroborated"] });

describe("method page", () => {
  test("every part has a title and a first sentence, and no sentence belongs to no part", () => {
    const numbered = Object.keys(method).filter((key) => /\.\d+$/.test(key));
    expect(METHOD_PARTS.filter((part) => !(`${part}.title` in method && `${part}.1` in method))).toEqual([]);
    const parts: readonly string[] = METHOD_PARTS;
    expect(numbered.filter((key) => !parts.includes(key.split(".")[0]!))).toEqual([]);
  });
  test("sentences are numbered without a gap, or the page would stop at it", () => {
    for (const part of METHOD_PARTS) {
      const found = Object.keys(method).filter((key) => new RegExp(`^${part}\\.\\d+$`).test(key));
      expect(found, part).toEqual(found.map((_, at) => `${part}.${at + 1}`));
    }
  });
  test("every value that a sentence names is given", () => {
    const rules = Object.entries(priorities).filter(([key]) =>
      /^rule\.(must|should|could|counts|score)$/.test(key),
    );
    const sentences = [...Object.entries(method).filter(([key]) => /\.\d+$/.test(key)), ...rules];
    const missing = sentences.flatMap(([, text]) =>
      [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name!).filter((name) => numbers[name] == null),
    );
    expect(sentences.length).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });
  test("levels and day are those of the operation", () => {
    expect(t("method.levels.1", numbers)).toContain("Headline levels of this operation: corroborated.");
    expect(t("method.time.4", numbers)).toContain("2 Dec 2019");
  });
  test("numbers are those of the rules", () => {
    const { must, should } = EVENT_RULE;
    expect(t("priorities.rule.must", numbers)).toContain(`${must.civiliansKilled} or more people`);
    expect(t("priorities.rule.should", numbers)).toContain(
      `${should.oneSided} to ${must.oneSided - 1} one-sided`,
    );
    expect(t("priorities.rule.score", numbers)).toContain("Could from 1.5");
    expect(t("method.distance.1", numbers)).toContain("6,371");
  });
  test("the three examples are three different verdicts", () => {
    const verdicts = Object.values(EXAMPLES).map(([now, before]) => compare(now, before).verdict);
    expect(verdicts).toEqual(["too_few", "no_clear_change", "rise"]);
  });
});
