// The calls that tests of incidents make again and again, by whom: log, edit, get.
import type { IncidentEditInput, IncidentFormInput } from "../../shared/rooms/incidents.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

const operation = OPERATION;

export const incidentCalls = (world: World) => ({
  log: (form: IncidentFormInput, person: PersonName = "ada") =>
    world.as(person).incidents.log.mutate({ operation, form }),
  /** An edit that adds no source, unless `added` says which. */
  edit: (
    version: number,
    form: IncidentEditInput,
    person: PersonName = "ada",
    added: IncidentEditInput["sources"] = [],
  ) => world.as(person).incidents.edit.mutate({ operation, version, form: { ...form, sources: added } }),
  get: (ref: string, person: PersonName = "ada") => world.as(person).incidents.get.query({ operation, ref }),
});
