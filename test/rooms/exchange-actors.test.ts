/** Looking parties up among known actors: by id, by name and short form, and never by guess. */
import { describe, expect, test } from "vitest";
import { ActorBook } from "../../server/rooms/exchange/actor-book.ts";
import type { ActorDraft, PartyDraft } from "../../server/rooms/exchange/drafts.ts";

const known = [
  { ref: "r-fprc", dataset: "ucdp-actors", external_id: "4007", name: "FPRC", aliases: ["ex-Seleka"] },
  {
    ref: "r-upc",
    dataset: "ucdp-actors",
    external_id: "5999",
    name: "UPC",
    aliases: ["Union pour la Paix en Centrafrique"],
  },
  {
    ref: "r-lra",
    dataset: "ucdp-actors",
    external_id: "488",
    name: "LRA",
    aliases: ["Lord's Resistance Army"],
  },
  { ref: "r-a", dataset: null, external_id: null, name: "Alpha", aliases: ["Same"] },
  { ref: "r-b", dataset: null, external_id: null, name: "Beta", aliases: ["Same"] },
];
const written: ActorDraft[] = [];
const write = async (actors: ActorDraft[]) => {
  written.push(...actors);
  return new Map(actors.map(({ externalId }) => [externalId, `new-${externalId}`]));
};
const book = new ActorBook(known, write);
const named = (name: string): PartyDraft => ({
  externalId: null,
  name,
  role: "alleged_perpetrator",
  knownOnly: true,
});

describe("parties named by another recorder", () => {
  test.each([
    ["UPC", "r-upc"],
    ["Unite pour la Paix en Centrafrique (UPC)", "r-upc"],
    ["LORDS RESISTANCE ARMY", "r-lra"],
    ["Ex-Seleka", null],
    ["Coalition (CPC/UPC)", null],
    ["A person's name", null],
    ["Same", null],
  ])("%s", (name, ref) => expect(book.refOf(named(name))).toBe(ref));

  test("an unknown one is not made", async () => {
    await book.makeKnown([named("A person's name")]);
    expect(written).toEqual([]);
  });
});

test("sides of UCDP events are made from UCDP's list, each once", async () => {
  const side = (externalId: string | null, name: string): PartyDraft => ({
    externalId,
    name,
    role: "party",
    knownOnly: false,
  });
  const parties = [
    side("86", "Government of Central African Republic"),
    side("7000", "anti-Balaka, FPRC-AK"),
    side(null, "Seleka"),
    side("488", "LRA"),
  ];
  await book.makeKnown([...parties, ...parties]);
  expect(written.map(({ externalId, kind, joint }) => [externalId, kind, joint])).toEqual([
    ["86", "state_military", false],
    ["7000", "unidentified_armed", true],
    ["554", "nsag_rebel", false],
  ]);
  expect(parties.map((party) => book.refOf(party))).toEqual(["new-86", "new-7000", "new-554", "r-lra"]);
});
