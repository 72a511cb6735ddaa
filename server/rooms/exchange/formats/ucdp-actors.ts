/**
 * UCDP Actor Dataset: who the sides of UCDP events are. ActorId equals side_a_new_id and side_b_new_id of GED. Of an
 * actor its names (former and later ones as aliases: the list has no day of a change), its kind, whether it is a communal
 * group, and whom it split from, joined or allied with.
 */
import type { ActorKind, ActorRelation } from "../../../../shared/rooms/actors.ts";
import { codeOf, keep, needText, textOf } from "../cells.ts";
import type { ActorDraft, Reader, RelationDraft } from "../drafts.ts";
import type { Row } from "../records.ts";

/** Org: 1 formally organised, 2 and 3 informally organised groups or supporters, 4 government (actor codebook 22.1). */
const ORG: Record<string, ActorKind> = {
  "1": "nsag_rebel",
  "2": "militia_community",
  "3": "militia_community",
  "4": "state_military",
  "8": "unidentified_armed",
  "": "unidentified_armed",
};

/** Named after a people although UCDP lists them as formally organised: Peuhl militia (Zemio). */
const COMMUNAL_BY_HAND = new Set(["6982"]);
const NAMES = [
  "NameOrig",
  "NameOrigFull",
  "NameOrigFullEng",
  "NewName",
  "NewNameFullMotherTongue",
  "NewNameFullEng",
];
/** Columns with the ids of others (actor codebook 22.1); a split that was taken back later is a split all the same. */
const RELATIONS: Record<string, ActorRelation> = {
  ActorIdPrev: "splinter_of",
  ActorIdSplitTemp: "splinter_of",
  ActorIdAlliance: "allied_with",
  ActorIdGroup: "merged_into",
};

export const ucdpActors: Reader<ActorDraft> = {
  idColumn: "ActorId",
  needed: ["ActorId", "NameData", "Org"],
  dataset: (file) => ({
    name: "ucdp-actors",
    title: "UCDP Actor Dataset",
    publisher: "UCDP",
    version: /actor\D*(\d{2})(\d)/i.exec(file)?.slice(1).join(".") ?? null,
    licence: "CC BY 4.0",
    citation: "UCDP Actor Dataset, Uppsala Conflict Data Program, Uppsala University",
    url: "https://ucdp.uu.se",
    measures: [],
    civilianRange: false,
  }),
  read(row, notes) {
    const externalId = needText(row, "ActorId", notes);
    const name = needText(row, "NameData", notes);
    const kind = codeOf(row, "Org", ORG, notes);
    if (!externalId || !name || !kind) return null;
    return {
      line: row.line,
      externalId,
      name,
      aliases: aliasesOf(row, name),
      kind,
      communal: kind === "militia_community" || COMMUNAL_BY_HAND.has(externalId),
      joint: false,
      relations: relationsOf(row, externalId),
      raw: keep(row, ["Org", "Location", "GWNOLoc", "Version"]),
    };
  },
};

function aliasesOf(row: Row, name: string): string[] {
  const names = NAMES.map((column) => textOf(row, column)).filter((alias) => alias !== null);
  return [...new Set(names)].filter((alias) => alias !== name);
}

function relationsOf(row: Row, id: string): RelationDraft[] {
  const told = Object.entries(RELATIONS).flatMap(([column, relation]) =>
    (textOf(row, column) ?? "").split(/[,;\s]+/).map((other) => ({ relation, other })),
  );
  const known = new Map(told.map((one) => [`${one.relation} ${one.other}`, one]));
  return [...known.values()].filter(({ other }) => /^\d+$/.test(other) && other !== id);
}

/** A side of an event that the actor list does not have: several groups acting as one, a government, or not known. */
export function unlistedActor(line: number, externalId: string, name: string): ActorDraft {
  const joint = name.includes(", ");
  const government = name.startsWith("Government of ");
  return {
    line,
    externalId,
    name,
    aliases: [],
    kind: government && !joint ? "state_military" : "unidentified_armed",
    communal: COMMUNAL_BY_HAND.has(externalId),
    joint,
    relations: [],
    raw: {},
  };
}
