/**
 * Every code a person can meet has words: labels of the code lists, sentences for faults of forms and of the server.
 * Messages must be valid ICU, and the test language must keep their arguments.
 */
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { codes } from "../../client/words/en/codes.ts";
import { errors } from "../../client/words/en/errors.ts";
import { en } from "../../client/words/en.ts";
import { pseudo } from "../../client/words/pseudo.ts";
import { ERROR_STATUS } from "../../shared/errors.ts";
import { COMMUNITY_CODES, ROLES } from "../../shared/rooms/access.ts";
import { ACTOR_KINDS, ACTOR_RELATIONS, CONTROL_KINDS } from "../../shared/rooms/actors.ts";
import { BASE_KINDS, PATROL_FACETS, PATROL_STATES } from "../../shared/rooms/coverage.ts";
import * as incidents from "../../shared/rooms/incidents.ts";
import { SITE_KINDS } from "../../shared/rooms/places.ts";
import { PRIORITY_CATEGORIES } from "../../shared/rooms/priorities.ts";
import { CONFIDENCE, FORM_ISSUES, SENSITIVITIES } from "../../shared/rooms/records.ts";

const LISTS: Record<string, readonly string[]> = {
  incidentKind: incidents.INCIDENT_KINDS,
  tactic: incidents.TACTICS,
  weapon: incidents.WEAPONS,
  harmKind: incidents.HARM_KINDS,
  victimStatus: incidents.VICTIM_STATUS,
  sex: incidents.SEX,
  ageGroup: incidents.AGE_GROUPS,
  verification: incidents.VERIFICATION_LEVELS,
  sourceType: incidents.SOURCE_TYPES,
  reliability: incidents.RELIABILITY,
  credibility: incidents.CREDIBILITY,
  locationPrecision: incidents.LOCATION_PRECISIONS,
  datePrecision: incidents.DATE_PRECISIONS,
  partyRole: incidents.PARTY_ROLES,
  attribution: incidents.ATTRIBUTIONS,
  nexus: incidents.NEXUS,
  graveViolation: incidents.GRAVE_VIOLATIONS,
  damageKind: incidents.DAMAGE_KINDS,
  damageDegree: incidents.DAMAGE_DEGREES,
  functioning: incidents.FUNCTIONING,
  populationGroup: incidents.POPULATION_GROUPS,
  sensitivity: SENSITIVITIES,
  confidence: CONFIDENCE,
  community: COMMUNITY_CODES,
  role: ROLES,
  actorKind: ACTOR_KINDS,
  actorRelation: ACTOR_RELATIONS,
  controlKind: CONTROL_KINDS,
  baseKind: BASE_KINDS,
  patrolState: PATROL_STATES,
  priorityCategory: PRIORITY_CATEGORIES,
  siteKind: SITE_KINDS,
};

const messages = Object.entries(en).flatMap(([part, words]) =>
  Object.entries(words).map(([key, text]) => [`${part}.${key}`, text] as const),
);
const argumentsOf = (text: string) => [...text.matchAll(/\{\s*(\w+)/g)].map(([, name]) => name).sort();

describe("words", () => {
  test.each(Object.entries(LISTS))("every code of %s has a label", (list, all) => {
    expect(all.filter((code) => !(`${list}.${code}` in codes))).toEqual([]);
  });

  test("every facet of a patrol has labels", () => {
    const lists = Object.values(PATROL_FACETS).flat();
    const labelled = Object.keys(codes).map((key) => key.slice(key.indexOf(".") + 1));
    expect(lists.filter((code) => !labelled.includes(code))).toEqual([]);
  });

  test("every fault has a sentence", () => {
    const missing = [
      ...FORM_ISSUES.map((code) => `issue.${code}`),
      ...Object.keys(ERROR_STATUS).map((code) => `code.${code}`),
    ].filter((key) => !(key in errors));
    expect(missing).toEqual([]);
  });

  test("every message is valid and keeps its arguments in the test language", () => {
    for (const [key, text] of messages) {
      expect(() => new IntlMessageFormat(text, "en-GB"), key).not.toThrow();
      expect(() => new IntlMessageFormat(pseudo(text), "en-GB"), key).not.toThrow();
      expect(argumentsOf(pseudo(text)), key).toEqual(argumentsOf(text));
    }
  });

  test("no message shouts or blames", () => {
    expect(messages.filter(([, text]) => text.includes("!")).map(([key]) => key)).toEqual([]);
  });
});
