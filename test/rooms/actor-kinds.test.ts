/** Under which word the kind of a party of a source stands: nobody's not recording is somebody's not being known. */
import { describe, expect, test } from "vitest";
import { kindOf } from "../../client/words/codes.ts";
import { codes } from "../../client/words/en/codes.ts";

const DATASET = "UCDP Actor Dataset 22.1";
const shown = (actor: Parameters<typeof kindOf>[0]) =>
  (codes as Record<string, string>)[`actorKind.${kindOf(actor)}`];

describe("an actor's kind in words", () => {
  test.each([
    [
      "several groups as one",
      { kind: "unidentified_armed", joint: true, dataset: DATASET },
      "Joint party, kind not recorded",
    ],
    [
      "one the source's list lacks",
      { kind: "unidentified_armed", joint: false, dataset: DATASET },
      "Kind not recorded",
    ],
    [
      "said by a report",
      { kind: "unidentified_armed", joint: false, dataset: null },
      "Unidentified armed men",
    ],
    [
      "recorded by the source",
      { kind: "nsag_rebel", joint: false, dataset: DATASET },
      "Opposition armed group",
    ],
  ])("%s", (_, actor, words) => {
    expect(shown(actor)).toBe(words);
  });
});
