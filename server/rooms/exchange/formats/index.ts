/**
 * The one list of formats: which reader takes which. Areas are no table and have a reader of their own (geojson.ts).
 */
import type { ImportFormat } from "../../../../shared/rooms/exchange.ts";
import type { ActorDraft, BaseYearDraft, IncidentDraft, Reader } from "../drafts.ts";
import { awsd } from "./awsd.ts";
import { geopko } from "./geopko.ts";
import { radpko } from "./radpko.ts";
import { ucdpActors } from "./ucdp-actors.ts";
import { ucdpGed } from "./ucdp-ged.ts";

export const INCIDENT_READERS: Partial<Record<ImportFormat, Reader<IncidentDraft>>> = {
  "ucdp-ged": ucdpGed,
  awsd,
};
export const BASE_READERS: Partial<Record<ImportFormat, Reader<BaseYearDraft>>> = { radpko, geopko };
export const ACTOR_READERS: Partial<Record<ImportFormat, Reader<ActorDraft>>> = { "ucdp-actors": ucdpActors };
