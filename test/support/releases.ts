// What tests of releases do again and again: log a report, release it, answer, and see who reads what.
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import type { Role } from "../../shared/rooms/access.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import type { ReleaseFormInput } from "../../shared/rooms/releases.ts";
import { incidentAt } from "./builders.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

const operation = OPERATION;

/** A generalised release to the Force for the protection of civilians, with what a test changes. */
export const releaseOf = (refs: string[], changes: Partial<ReleaseFormInput> = {}): ReleaseFormInput => ({
  ...{ id: newId(), kind: "incident", refs, community: "mission_military" },
  ...{ level: "generalised", purpose: "poc", targeting: true, ...changes },
});

export function releaseCalls(world: World) {
  const log = async (
    who: PersonName,
    sensitivity: Sensitivity,
    changes: Partial<IncidentFormInput> = {},
  ): Promise<string> => {
    const form = incidentAt(sensitivity, changes);
    await world.as(who).incidents.log.mutate({ operation, form });
    return form.id;
  };
  const release = (who: PersonName, refs: string[], changes: Partial<ReleaseFormInput> = {}) =>
    world.as(who).sharing.release.mutate({ operation, form: releaseOf(refs, changes) });
  const answer = (who: PersonName, ref: string, accept = true, said = "") =>
    world.as(who).sharing.answer.mutate({ operation, ref, accept, said });
  const register = (who: PersonName, filter = {}) =>
    world.as(who).sharing.register.query({ operation, ...filter });
  const row = async (who: PersonName, ref: string) => (await register(who)).find((one) => one.ref === ref);
  /** The one row of a release's record in the reader's hands, or undefined. */
  const read = async (who: PersonName, release: string) => {
    const known = await row(who, release);
    if (!known?.recordRef) return undefined;
    return world.as(who).incidents.get.query({ operation, ref: known.recordRef });
  };
  const notices = async (who: PersonName, code: string) =>
    (await world.as(who).access.notices.query({ operation })).filter((one) => one.code === code);
  /** Gives somebody another role, as an administrator would. */
  const setRole = (who: PersonName, role: Role) =>
    asDefiner(world.database.admin, (client) =>
      client.query("update app.membership set role = $2 where person_id = $1", [
        world.people[who].personId,
        role,
      ]),
    );
  const moveClock = (clock: string) =>
    asDefiner(world.database.admin, (client) =>
      client.query("update app.operation set clock = $2 where code = $1", [operation, clock]),
    );
  return { log, release, answer, register, row, read, notices, setRole, moveClock };
}
