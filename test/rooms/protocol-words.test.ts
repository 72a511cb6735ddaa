/** The sentences about sharing say what the table says: of every reader, in the part of the sentence that is its level. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asWord, changesSaid, sentenceOf, whoSees } from "../../client/access/protocol-words.ts";
import { translator } from "../../client/words/index.tsx";
import { COMMUNITIES } from "../../shared/rooms/access.ts";
import {
  cellsOf,
  changesBetween,
  isLooser,
  LEVELS,
  PRESETS,
  PROTOCOL_KINDS,
  READING_COMMUNITIES,
} from "../../shared/rooms/protocol.ts";
import type { CellChangeSeen } from "../../shared/rooms/protocol-answers.ts";
import { levelIn, tableOf } from "../../shared/rooms/protocol-table.ts";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";

const words = { t: translator("en"), tag: "en-GB" };
const writers = COMMUNITIES.filter(({ side }) => side === "humanitarian" || side === "mission");
const written = fc.record({
  kind: fc.constantFrom(...PROTOCOL_KINDS),
  community: fc.constantFrom(...writers.map(({ code }) => code)),
  sensitivity: fc.constantFrom(...SENSITIVITIES),
  organisation: fc.constant("Partner A"),
});

describe("who will see it", () => {
  test("names every community at the level of its cell, and nobody else", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRESETS), written, (preset, record) => {
        const table = tableOf(cellsOf(preset));
        const { kind, sensitivity } = record;
        const side = writers.find(({ code }) => code === record.community)!.side as
          | "humanitarian"
          | "mission";
        const sentences = whoSees(words, table, record);
        const begins = {
          full: words.t("protocol.seen.full", { who: "" }),
          generalised: words.t(`protocol.seen.as.${asWord(kind, sensitivity)}`, { who: "" }),
          aggregate: words.t("protocol.seen.aggregate", { who: "" }),
          person: words.t("protocol.seen.person", { who: "" }),
        };
        for (const community of READING_COMMUNITIES) {
          const level = levelIn(table, { kind, side, sensitivity, community });
          const name = words.t(`protocol.who.${community}`);
          const naming = sentences.filter((sentence) => sentence.includes(name));
          expect(naming.length).toBe(level === "none" ? 0 : 1);
          if (level !== "none") {
            expect(naming[0]!.startsWith(begins[level].slice(0, begins[level].indexOf(":") + 1))).toBe(true);
          }
        }
      }),
    );
  });
  test("says what holds without a protocol and outside both sides", () => {
    const record = { kind: "incident", sensitivity: "low", organisation: "Partner A" } as const;
    expect(whoSees(words, null, { ...record, community: "protection_member" })[0]).toBe(
      "No sharing protocol is agreed, so nobody outside Partner A reads it.",
    );
    const table = tableOf(cellsOf("integrated"));
    expect(whoSees(words, table, { ...record, community: "state_authority" })[0]).toBe(
      "Nobody outside Partner A reads it.",
    );
  });
  test("reads as one would say it", () => {
    const table = tableOf(cellsOf("integrated"));
    const record = { kind: "incident", community: "protection_member", organisation: "Partner A" } as const;
    expect(whoSees(words, table, { ...record, sensitivity: "moderate" }).join(" ")).toBe(
      "In full: the cluster’s core team, CMCoord and Mission Human Rights. As district and week: cluster members, " +
        "the mission’s PoC section, UN Police and the Force. In counts only: Mission civilian components and " +
        "observers. Nobody else by rule. No rule shows it to a party to the harm. The source stays with Partner A.",
    );
  });
});

describe("what a change would mean", () => {
  const changes = (records: number | null, from: "integrated" | "arms_length", to: typeof from) =>
    changesBetween(cellsOf(from), cellsOf(to)).map(
      (change): CellChangeSeen => ({
        ...change,
        records: change.side === "humanitarian" ? records : null,
        example:
          change.kind === "incident" && records
            ? { what: "extortion", from: "2019-11-12", to: "2019-11-12", place: "Ndélé", area: "Ndélé" }
            : null,
      }),
    );
  test("covers every changed cell that somebody reads, looser ones as such", () => {
    const all = changes(1, "arms_length", "integrated");
    const said = changesSaid(words, all, "protection_core");
    expect(said.every(({ looser }) => looser)).toBe(true);
    expect(all.every(isLooser)).toBe(true);
    const places = said.reduce((sum, { records }) => sum + records, 0);
    expect(places).toBe(all.filter(({ side }) => side === "humanitarian").length);
  });
  test("names own records with an example as it is and as it would be read", () => {
    const said = changesSaid(words, changes(6, "arms_length", "integrated"), "protection_core");
    const force = said.find(({ key }) => key.startsWith("mission_military incident humanitarian aggregate"))!;
    expect(force.text).toBe(
      "The Force would newly read 12 of your organisation’s incidents of low and moderate sensitivity as district and week.",
    );
    expect(force.example).toMatch(
      /^For example: Extortion.*, 12 Nov 2019, Ndélé → .*week of 11 Nov 2019, Ndélé district\.$/,
    );
  });
  test("does not count what others own, and says so of one's own community", () => {
    const said = changesSaid(words, changes(null, "arms_length", "integrated"), "mission_military");
    const force = said.find(({ key }) => key.startsWith("mission_military incident humanitarian aggregate"))!;
    expect(force.records).toBe(0);
    expect(force.text).toBe(
      "Your community (the Force) would newly read incidents of low and moderate sensitivity of humanitarian organisations as district and week.",
    );
  });
  test("has a sentence for every step", () => {
    for (const from of LEVELS) {
      for (const to of LEVELS) {
        if (from === to) continue;
        const text = words.t(`protocol.changes.${sentenceOf({ from, to })}`, {
          who: "A",
          what: "B",
          as: "C",
        });
        expect(text).toContain("B");
      }
    }
  });
});
