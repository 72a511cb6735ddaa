/** What the rules of intake read in messages: numbers, harm, days, kinds, actors, and what they must not read. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNIDENTIFIED } from "../../shared/rooms/incidents.ts";
import { readActors } from "../../shared/rooms/intake-actors.ts";
import { cleanText } from "../../shared/rooms/intake-clean.ts";
import { readDates } from "../../shared/rooms/intake-dates.ts";
import { readHarm } from "../../shared/rooms/intake-harm.ts";
import { readKinds } from "../../shared/rooms/intake-kinds.ts";
import { unreadNumbers } from "../../shared/rooms/intake-numbers.ts";
import { foldText } from "../../shared/rooms/intake-text.ts";

/** `killed 3-3-5 range`, one a harm; groups after it. */
const harm = (text: string) =>
  readHarm(foldText(text)).map(({ harm: kind, range: { low, best, high }, groups }) =>
    [
      kind,
      `${low ?? "?"}/${best ?? "?"}/${high ?? "+"}`,
      ...groups.map(({ sex, age, range }) => `${sex} ${age} ${range.best}`),
    ].join(" "),
  );

/** Numbers that no rule takes, as they stand, beside those of harm. */
const unread = (text: string) => {
  const folded = foldText(text);
  const held = readHarm(folded).map(({ span }) => span);
  return unreadNumbers(folded, held).map(({ from, to }) => text.slice(from, to));
};

describe("numbers that no proposal holds", () => {
  test.each([
    [
      "27 maisons brûlées, 1 vieux tué, on compte au moins 600 personnes en brousse",
      ["27 maisons", "au moins 600 personnes"],
    ],
    ["5 morts hier, 3 morts aujourd'hui", ["3 morts"]],
    ["2 femmes et 3 enfants tués", []],
    ["1. Pillage à Ippy\n2) Un homme blessé", []],
    ["12 hommes armés ont tué deux civils", ["12 hommes"]],
    ["no one was hurt, a man fled", []],
  ])("%s", (text, expected) => expect(unread(text)).toEqual(expected));
});

describe("harm", () => {
  test.each([
    ["5 morts et 3 blessés", ["killed 5/5/5", "injured 3/3/3"]],
    [
      "Des hommes armés ont tué au moins 5 civils et enlevé deux femmes",
      ["killed 5/5/+", "abducted 2/2/2 female adult 2"],
    ],
    ["killed 3 men and 2 women", ["killed 5/5/5 male adult 3 female adult 2"]],
    ["3 people were killed and 5 injured", ["killed 3/3/3", "injured 5/5/5"]],
    [
      "5 personnes, dont 2 femmes et un enfant, ont été tuées hier",
      ["killed 5/5/5 female adult 2 unknown child 1"],
    ],
    ["Killed: 3; injured: 5", ["killed 3/3/3", "injured 5/5/5"]],
    ["killed 3 injured 5", ["killed 3/3/3", "injured 5/5/5"]],
    ["plusieurs blessés", ["injured ?/?/+"]],
    ["aucun mort", ["killed 0/0/0"]],
    ["No one was killed, 2 wounded", ["killed 0/0/0", "injured 2/2/2"]],
    ["une dizaine de personnes enlevées", ["abducted 10/10/10"]],
    ["3 à 5 morts", ["killed 3/3/5"]],
    ["between 3 and 5 people killed", ["killed 3/3/5"]],
    ["plus de 500 personnes ont fui vers Bria", ["displaced 500/500/+"]],
    ["tuant 2 personnes, 3 autres blessées", ["killed 2/2/2", "injured 3/3/3"]],
    ["vingt-cinq personnes déplacées", ["displaced 25/25/25"]],
    ["Le bilan fait état de 7 morts et d’au moins 12 blessés", ["killed 7/7/7", "injured 12/12/+"]],
    ["مقتل خمسة اشخاص وجرح ثلاثة", ["killed 5/5/5", "injured 3/3/3"]],
    ["قُتل ٣ أشخاص وجُرح خمسة", ["killed 3/3/3", "injured 5/5/5"]],
    ["قتل ٥ مدنيين", ["killed 5/5/5"]],
  ])("%s", (text, expected) => expect(harm(text)).toEqual(expected));
  test.each([
    ["attackers are no victims", "10 hommes armés ont tué 5 personnes", ["killed 5/5/5"]],
    ["nor in English", "10 gunmen killed 5 civilians", ["killed 5/5/5"]],
    ["unless they were killed", "5 éléments UPC ont été tués", ["killed 5/5/5"]],
    ["animals are no people", "20 boeufs volés, 1 berger tué", ["killed 1/1/1"]],
    ["households are no number of people", "200 ménages déplacés", []],
    ["a threat of death killed nobody", "menaces de mort contre 3 personnes", []],
  ])("%s", (_, text, expected) => expect(harm(text)).toEqual(expected));
  test("a number that was written is the number that is read, however sure", () => {
    const sure = fc.constantFrom(
      ["", "exact"],
      ["au moins ", "least"],
      ["at least ", "least"],
      ["plus de ", "least"],
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9_999 }),
        sure,
        fc.constantFrom("morts", "blessés", "civilians were killed"),
        (n, [words, rule], what) => {
          const [found] = readHarm(foldText(`À Ippy, ${words}${n} ${what}.`));
          expect(found?.rule).toBe(rule);
          expect(found?.range).toEqual({ low: n, best: n, high: rule === "least" ? null : n });
        },
      ),
    );
  });
});

describe("any text", () => {
  test("gives spans inside it, and never a number below nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const folded = foldText(text);
        expect(folded.at).toHaveLength(folded.plain.length + 1);
        for (const { span, range } of readHarm(folded)) {
          expect(span.from).toBeGreaterThanOrEqual(0);
          expect(span.to).toBeLessThanOrEqual(text.length);
          expect(range.best ?? 0).toBeGreaterThanOrEqual(0);
        }
        for (const { from, to } of readDates(folded, null, "2019-12-02").found) expect(from <= to).toBe(true);
      }),
    );
  });
});

describe("days", () => {
  const dates = (text: string) =>
    readDates(foldText(text), "2019-12-02", "2019-12-02").found.map(({ from, to, precision }) =>
      from === to ? from : `${from}..${to} ${precision}`,
    );
  test.each([
    ["hier soir à Bria", ["2019-12-01"]],
    ["last night", ["2019-12-01..2019-12-02 range_2_6d"]],
    ["ce matin", ["2019-12-02"]],
    ["اليوم", ["2019-12-02"]],
    ["avant-hier", ["2019-11-30"]],
    ["lundi dernier", ["2019-11-25"]],
    ["samedi", ["2019-11-30"]],
    ["il y a trois jours", ["2019-11-29"]],
    ["two days ago", ["2019-11-30"]],
    ["la semaine dernière", ["2019-11-25..2019-12-01 week"]],
    ["en novembre", ["2019-11-01..2019-11-30 month"]],
    ["le 1er décembre 2019", ["2019-12-01"]],
    ["November 28th", ["2019-11-28"]],
    ["du 28 au 30 novembre", ["2019-11-28..2019-11-30 range_2_6d"]],
    ["dans la nuit du 1 au 2 décembre", ["2019-12-01..2019-12-02 range_2_6d"]],
    ["25/11", ["2019-11-25"]],
    ["le 12 décembre", ["2018-12-12"]],
    ["5 may have been killed", []],
    ["3 à 5 morts", []],
    ["14.30", []],
  ])("%s", (text, expected) => expect(dates(text)).toEqual(expected));
  test("numbers that are two days are asked; what lies ahead is neither", () => {
    const asked = (text: string) =>
      readDates(foldText(text), null, "2019-12-02").asked?.options.map(({ from }) => from) ?? null;
    expect(asked("le 03/11/2019")).toEqual(["2019-11-03", "2019-03-11"]);
    expect(asked("le 25/11/2019")).toBeNull();
    expect(asked("le 05/12/2019")).toBeNull();
  });
  test("no day is read that lies after today", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2018, max: 2021 }),
        (day, month, year) => {
          for (const text of [
            `${day}/${month}/${year}`,
            `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
          ]) {
            const { found, asked } = readDates(foldText(text), null, "2019-12-02");
            for (const { to } of [...found, ...(asked?.options ?? [])]) expect(to <= "2019-12-02").toBe(true);
          }
        },
      ),
    );
  });
});

describe("kinds", () => {
  test.each([
    ["Rumeur d'une attaque sur Bria", "signal_rumour"],
    ["pillage du centre de santé de Bakala", "attack_on_health"],
    ["l'école a été incendiée", "attack_on_school"],
    ["affrontements entre FPRC et MLCJ, 3 morts", "armed_clash"],
    ["trois commerçants enlevés", "abduction"],
    ["two men were shot dead", "killing"],
    ["barrière illégale à PK 26", "movement_restriction"],
    ["nouvelle barrière, racket des voyageurs", "extortion"],
    ["la population a fui", "forced_displacement"],
    ["ils ont menacé le chef", "threat_intimidation"],
    ["mouvements de groupes armés vers Ippy", "signal_movement"],
    ["نهب السوق", "looting_destruction"],
  ])("%s", (text, kind) => expect(readKinds(foldText(text))[0]?.kind).toBe(kind));
  test("a greeting is no event", () =>
    expect(readKinds(foldText("Bonjour à tous, bonne journée"))).toEqual([]));
});

describe("actors", () => {
  const known = [
    { ref: "upc", name: "UPC", aliases: ["Union pour la paix en Centrafrique"] },
    { ref: "mpc", name: "MPC", aliases: [] },
  ];
  const actors = (text: string) => readActors(foldText(text), known).map(({ actor, role }) => [actor, role]);
  test("are found by name and spelling, with a part only where the sentence says one", () => {
    expect(actors("tués par des éléments de l’UPC")).toEqual([["upc", "alleged_perpetrator"]]);
    expect(actors("L'Union pour la Paix en Centrafrique est présente")).toEqual([["upc", null]]);
    expect(actors("affrontements entre UPC et MPC")).toEqual([
      ["upc", "party"],
      ["mpc", null],
    ]);
    expect(actors("Des hommes armés non identifiés ont tué 3 personnes")).toEqual([
      [UNIDENTIFIED, "alleged_perpetrator"],
    ]);
    expect(actors("upc en petits caractères")).toEqual([]);
  });
});

describe("the words of a report", () => {
  test("hold no number to call, no address and no name; known places stay", () => {
    const { text, taken } = cleanText(
      "À Kaga Bandoro, trois morts. Source: M. Jean Ngaya, +236 75 12 34 56, jean@exemple.cf",
      ["Kaga Bandoro"],
    );
    expect(text).toContain("Kaga Bandoro");
    expect(text).not.toMatch(/Ngaya|236|exemple/);
    expect(taken.map(({ what }) => what).sort()).toEqual(["email", "person", "phone"]);
  });
});
