// The reviewed table of all addresses that are no remote calls: what each answers members, people of another operation
// and those who are not signed in. An address without a row here fails the test.
import { newId } from "../../shared/ids.ts";

export interface RouteRow {
  /** Status for a member, for a member of another operation, for nobody. */
  member: number;
  outsider: number;
  nobody: number;
  /** Asked with this body. */
  body?: () => Record<string, unknown>;
  /** Not asked here, and where it is instead. */
  elsewhere?: string;
}

const everybody = (status: number, more: Partial<RouteRow> = {}): RouteRow => ({
  ...{ member: status, outsider: status, nobody: status },
  ...more,
});
/** Records: an operation that is another's looks like one that does not exist. */
const RECORDS: RouteRow = { member: 200, outsider: 404, nobody: 401 };

export const ROUTES: Record<string, RouteRow> = {
  "GET /healthz": everybody(200),
  "GET /readyz": everybody(200),
  // Of another address each time, because guesses at one are slowed down.
  "POST /auth/sign-in/email": everybody(401, {
    body: () => ({ email: `${newId()}@test.example`, password: "not this one" }),
  }),
  "POST /auth/sign-out": everybody(200, { elsewhere: "http.db.test.ts: it ends the session" }),
  "POST /attachments": { member: 404, outsider: 404, nobody: 401, elsewhere: "attachments.db.test.ts" },
  // Of an id that nobody has; who reads which is asked there too.
  "GET /attachments/:ref": { member: 404, outsider: 404, nobody: 401 },
  "GET /facts/incidents": RECORDS,
  "GET /facts/incidents/refs": RECORDS,
  "GET /facts/stream": { ...RECORDS, elsewhere: "people.db.test.ts: it does not end" },
};
/** Remote calls have a table of their own (procedures.ts); the files of the client hold no records. */
export const NOT_RECORDS =
  /^[A-Z]+ \/trpc\/|^HEAD |^GET \/\*?$|^GET \/(assets|basemap|fonts|icons)\/|^GET \/(worker\.js|manifest\.webmanifest)$/;
