// The part of the reviewed table (procedures.ts) that is about areas, the gazetteer and saved places.
import { newId } from "../../shared/ids.ts";
import type { PersonName } from "../support/people.ts";
import type { Row } from "./procedures.ts";

const nothing = () => ({});
const WRITE_PLACES: PersonName[] = ["ada", "adele", "bilal", "carla"];
const localPlace = () => ({
  ...{ id: newId(), name: "Market", aliases: [], lon: 20, lat: 5, sensitivity: "low" },
});
const NO_PLACE = { ada: "not_found", adele: "not_found", bilal: "not_found", carla: "not_found" } as const;

export const PLACE_PROCEDURES: Record<string, Row> = {
  "places.areas": { who: "member", input: nothing },
  "places.shapes": { who: "member", input: () => ({ level: 2 }) },
  "places.shapeOf": { who: "member", input: () => ({ code: "SQ11" }) },
  "places.search": { who: "member", input: () => ({ text: "square" }) },
  "places.area": { who: "member", input: () => ({ code: "SQ11" }) },
  "places.gazetteer": { who: "member", input: nothing },
  "places.along": { who: "member", input: nothing },
  // Nobody saved one: gazetteer.db.test.ts does.
  "places.local": { who: [], refused: "not_found", input: () => ({ ref: newId() }) },
  "places.save": { who: WRITE_PLACES, input: () => ({ form: localPlace() }) },
  "places.edit": { who: WRITE_PLACES, except: NO_PLACE, input: () => ({ version: 1, form: localPlace() }) },
};
