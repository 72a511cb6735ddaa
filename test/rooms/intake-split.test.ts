/** Pastes as messages: WhatsApp of both telephones and the web in two languages, mail, text messages, and several events. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openGazetteer } from "../../shared/places/gazetteer.ts";
import { MAX_ORIGINAL } from "../../shared/rooms/intake.ts";
import { reportsIn } from "../../shared/rooms/intake-events.ts";
import { proposeOf } from "../../shared/rooms/intake-propose.ts";
import { splitPaste } from "../../shared/rooms/intake-split.ts";

const gazetteer = openGazetteer(JSON.parse(readFileSync("test/fixtures/gazetteer.json", "utf8")));
const split = (text: string) =>
  splitPaste(text).map(({ channel, original, body, sentOn }) => [
    channel,
    sentOn,
    original.slice(body.from, body.to),
  ]);

describe("WhatsApp", () => {
  test.each([
    ["Android, English", "02/12/2019, 14:05 - Jean: Deux morts"],
    ["Android, French", "02/12/2019 à 14:05 - Jean: Deux morts"],
    ["Android, older French", "02/12/2019 14:05 - +236 75 00 00 00: Deux morts"],
    ["iOS", "[02/12/2019, 14:05:33] Jean: Deux morts"],
    ["iOS, French, with its marks", "\u200e[02/12/2019 à 14:05:33] ~ Jean: Deux morts"],
    ["the web", "[14:05, 02/12/2019] Jean: Deux morts"],
    ["American", "12/2/19, 2:05\u202fPM - Jean: Deux morts"],
    ["year first", "2019-12-02, 14:05 - Jean: Deux morts"],
  ])("%s", (_, text) => expect(split(text)).toEqual([["whatsapp", "2019-12-02", "Deux morts"]]));
  test("a number above twelve tells which is the month, for the whole export", () => {
    const text = "3/2/19, 14:05 - A: Un\n2/25/19, 14:06 - B: Deux";
    expect(split(text).map(([, day]) => day)).toEqual(["2019-03-02", "2019-02-25"]);
  });
  test("lines go on, system lines and left-out media are no messages", () => {
    const text = [
      "02/12/2019, 14:00 - Messages and calls are end-to-end encrypted.",
      "02/12/2019, 14:05 - Jean: Pillage à Ippy",
      "trois maisons: toutes brûlées",
      "",
      "02/12/2019, 14:06 - Jean: <Médias omis>",
      "02/12/2019, 14:07 - Marie a ajouté Paul",
      "02/12/2019, 14:08 - Marie: This message was deleted",
    ].join("\n");
    expect(split(text)).toEqual([
      ["whatsapp", "2019-12-02", "Pillage à Ippy\ntrois maisons: toutes brûlées"],
    ]);
  });
});

describe("mail and text messages", () => {
  test("the words between the head and what was answered to", () => {
    const text =
      "De : Relais Ippy <relais@exemple.cf>\nEnvoyé : lundi 2 décembre 2019 08:14\nÀ : Protection\nObjet : Incident\n\nHier, 2 morts à Ippy.\n\nLe dim. 1 déc. 2019, Paul a écrit :\n> Des nouvelles ?";
    expect(split(text)).toEqual([["email", "2019-12-02", "Hier, 2 morts à Ippy."]]);
    expect(splitPaste(text)[0]?.original).toContain("relais@exemple.cf");
  });
  test("several text messages after each other", () => {
    const text =
      "From: +23675000000\nDate: 2019-12-01\nTwo killed\n\nFrom: +23672000000\nDate: 2019-12-02\nRoad cut";
    expect(split(text)).toEqual([
      ["sms", "2019-12-01", "Two killed"],
      ["sms", "2019-12-02", "Road cut"],
    ]);
  });
  test("plain words are one message, undated", () =>
    expect(split("  Attaque: trois morts\nà Bria ")).toEqual([
      ["text", null, "Attaque: trois morts\nà Bria"],
    ]));
});

test("nothing of any paste is lost inside a message, and nothing is longer than an item", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      for (const { original, body } of splitPaste(`02/12/2019, 14:05 - A: x${text}`)) {
        expect(original.length).toBeLessThanOrEqual(MAX_ORIGINAL);
        expect(body.from).toBeLessThanOrEqual(body.to);
        expect(body.to).toBeLessThanOrEqual(original.length);
      }
    }),
  );
});

describe("several reports in one message", () => {
  const reports = (original: string) =>
    reportsIn({ original, body: { from: 0, to: original.length } }, gazetteer).map(({ from, to }) =>
      original.slice(from, to),
    );
  test("points of a list are a report each, sentences only where the place changes", () => {
    expect(
      reports("Situation d'hier:\n1. Ippy: 2 morts\n2. Bambari: pillage du marché\nBonne journée"),
    ).toEqual(["1. Ippy: 2 morts", "2. Bambari: pillage du marché\nBonne journée"]);
    expect(
      reports("Deux personnes tuées à Ippy hier. Le même jour, trois commerçants enlevés à Bria."),
    ).toHaveLength(2);
    expect(reports("Attaque à Ippy hier. Deux personnes ont été tuées. La population a fui.")).toHaveLength(
      1,
    );
  });
});

describe("a proposal", () => {
  const today = "2019-12-02";
  const propose = (original: string, sentOn: string | null = today) =>
    proposeOf(
      { original, part: { from: 0, to: original.length }, sentOn },
      { gazetteer, actors: [], today, near: null },
    );
  test("reads a whole message, with the words each thing came from", () => {
    const text =
      "Hier soir au PK 26 axe Ippy, des hommes armés ont tué au moins 3 personnes. Appeler Jean au +236 75 12 34 56";
    const read = propose(text);
    const words = (span: { from: number; to: number } | null) => span && text.slice(span.from, span.to);
    expect(read.dates[0]).toMatchObject({ from: "2019-12-01", rule: "yesterday" });
    expect(words(read.dates[0]!.span)).toBe("Hier soir");
    expect(words(read.places[0]?.span ?? null)).toMatch(/PK 26 axe Ippy$/);
    expect(read.harms).toMatchObject([{ harm: "killed", range: { low: 3, best: 3, high: null } }]);
    expect(read.kinds[0]?.kind).toBe("killing");
    expect(read.description.text).not.toContain("236");
  });
  test("a message without a day has that of its sending, and says so; without either none", () => {
    expect(propose("Pillage à Bria").dates).toMatchObject([{ from: today, rule: "sent_day", span: null }]);
    expect(propose("Pillage à Bria", null).dates).toEqual([]);
  });
  test("what stands before a list counts for each of its points", () => {
    const original = "Hier à Ippy:\n- 2 morts\n- un enlèvement";
    const at = original.indexOf("- 2");
    const read = proposeOf(
      { original, part: { from: at, to: at + 9 }, sentOn: today },
      { gazetteer, actors: [], today, near: null },
    );
    expect(read.dates[0]?.from).toBe("2019-12-01");
    expect(read.places[0]?.text).toBe("Ippy");
  });
});

test("a document is one report, and a list of villages does not hold up the paste", () => {
  const original = "au PK 26 axe Bria, deux morts. ".repeat(600);
  const from = performance.now();
  expect(reportsIn({ original, body: { from: 0, to: original.length } }, gazetteer)).toHaveLength(1);
  expect(performance.now() - from).toBeLessThan(200);
});
