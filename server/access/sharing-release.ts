// Handing records over, and what becomes of it: a second person agrees, the receiver answers, the owner withdraws or
// renews. The database decides each step (app_gate.release…); this says why not in words, tells both sides and logs.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { derivedId } from "../../shared/ids.ts";
import type { NoticeCode } from "../../shared/rooms/access-notices.ts";
import {
  keepsExact,
  RELEASE_LEVELS,
  type ReleaseForm,
  type ReleaseKind,
  type RenewForm,
} from "../../shared/rooms/releases.ts";
import { doorOf } from "./sharing-read.ts";
import { tellOwner, tellReceivers } from "./sharing-tell.ts";
import { checkSending } from "./sharing-text.ts";
import type { CopiedKind } from "./write.ts";

/** A release that now stands. `held`: a second person must agree first. */
export interface Released {
  ref: string;
  state: string;
}

/** Whose data version moves on when what may be read of a kind changes. */
const TOUCHED: Record<CopiedKind, string> = {
  incident: "incident",
  displaced_report: "displaced_report",
  displaced_case: "displaced_report",
  actor: "actor",
  actor_relation: "actor",
  control_zone: "actor",
  actor_claim: "actor",
  engagement: "actor",
  field_mission: "actor",
  operation_brief: "actor",
  mitigation: "actor",
  patrol: "patrol",
  priority_override: "priority",
  priority_score: "priority",
};

/**
 * Releases all of these records or none.
 * @throws AppError not_found: not the caller's organisation's; not_allowed; invalid_input: more than the protocol lets
 *   a person hand over, an office that is not there, a text that must not be sent.
 */
export async function releaseRecords(tx: Tx, form: ReleaseForm): Promise<Released[]> {
  const known = await knownReleases(tx, form);
  if (known) return known;
  await checkSending(tx, { conditions: form.conditions, message: form.message }, form.confirmed);
  const terms = { ...(await termsOf(tx, form)), level: form.level, replaces: null };
  if (form.level === "full") await refuseExact(tx, form.kind, form.refs, (at) => `form.refs.${at}`);
  const done: Released[] = [];
  for (const [at, ref] of form.refs.entries()) {
    const id = derivedId(form.id, ref);
    const state = await releaseOne(tx, { id, kind: form.kind, record: ref }, terms, `form.refs.${at}`);
    done.push({ ref: id, state });
  }
  await close(tx, form.kind, done, "release.offer", { to: form.community, level: form.level });
  return done;
}

/** Exact zones and movements of high and severe records go to nobody. @throws AppError invalid_input */
async function refuseExact(
  tx: Tx,
  kind: ReleaseKind,
  refs: readonly string[],
  path: (at: number) => string,
): Promise<void> {
  const rows = await tx.query<{ ref: string; sensitivity: string }>(
    `select ref, sensitivity from ${doorOf(kind)} where ref = any($1)`,
    [refs],
  );
  const kept = rows.find(({ sensitivity }) => keepsExact(kind, sensitivity));
  if (kept)
    throw new AppError("invalid_input", {
      fields: [{ path: path(refs.indexOf(kept.ref)), reason: "more_than_agreed" }],
    });
}

/** What the same act made before, when it is repeated. */
async function knownReleases(tx: Tx, form: ReleaseForm): Promise<Released[] | null> {
  const ids = form.refs.map((ref) => derivedId(form.id, ref));
  const rows = await tx.query<Released>(
    "select ref, state from app.release_seen where ref = any($1) and owner_org_id = $2",
    [ids, tx.principal.organisationId],
  );
  return rows.length === ids.length ? rows : null;
}

async function termsOf(
  tx: Tx,
  { community, officeId, purpose, conditions, message, until }: Omit<ReleaseForm, "id" | "kind" | "refs">,
) {
  const office = officeId ?? null;
  return { community, office, purpose, conditions, message, until: await endOf(tx, until ?? null) };
}

/** The end of a day of the operation. */
async function endOf(tx: Tx, day: string | null): Promise<string | null> {
  if (!day) return null;
  const [row] = await tx.query<{ until: string; past: boolean }>(
    `select (((($1::date + 1)::timestamp) at time zone time_zone)::timestamptz)::text as until,
            $1::date < app_gate.today() as past from app.operation`,
    [day],
  );
  if (row!.past)
    throw new AppError("invalid_input", { fields: [{ path: "form.until", reason: "until_past" }] });
  return row!.until;
}

interface What {
  id: string;
  kind: ReleaseKind;
  record: string;
}

async function releaseOne(tx: Tx, what: What, terms: object, path: string): Promise<string> {
  const [row] = await tx.query<{ state: string }>("select app_gate.release($1, $2, $3, $4) as state", [
    what.id,
    what.kind,
    what.record,
    JSON.stringify(terms),
  ]);
  const state = row!.state;
  if (state === "absent") throw new AppError("not_found", { fields: [{ path, reason: "record_unknown" }] });
  if (state === "not_allowed") throw new AppError("not_allowed");
  if (state === "too_much")
    throw new AppError("invalid_input", { fields: [{ path, reason: "more_than_agreed" }] });
  if (state === "not_there")
    throw new AppError("invalid_input", { fields: [{ path: "form.officeId", reason: "office_unknown" }] });
  return state;
}

/** Tells, moves the data on, and logs each release by itself. */
async function close(
  tx: Tx,
  kind: ReleaseKind,
  done: readonly Released[],
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  for (const { ref, state } of done) {
    if (state === "offered") await tellReceivers(tx, ref, "release_received");
  }
  await touch(tx, kind);
  for (const { ref, state } of done) await audit(tx, action, ref, { kind, state, ...detail });
}

/** What changes who reads a kind moves its data on. */
export async function touch(tx: Tx, kind: ReleaseKind): Promise<void> {
  await tx.query("select app_gate.touch('release'), app_gate.touch($1)", [TOUCHED[kind]]);
}

/** One line about one release. */
export const audit = (tx: Tx, action: string, ref: string, detail: Record<string, unknown>) =>
  tx.query("select app_gate.audit($1, 'release', $2, $3)", [action, ref, detail]);

/** One step of a release. Not there for this reader, or not theirs to take now: each told as such. */
async function step(
  tx: Tx,
  ref: string,
  gate: { sql: string; given: unknown[] },
  told: { action: string; receivers?: NoticeCode; owner?: NoticeCode },
): Promise<void> {
  const [row] = await tx.query<{ kind: ReleaseKind }>("select kind from app.release_seen where ref = $1", [
    ref,
  ]);
  if (!row) throw new AppError("not_found");
  const [done] = await tx.query<{ done: boolean }>(gate.sql, [ref, ...gate.given]);
  if (!done?.done) throw new AppError("not_allowed");
  if (told.receivers) await tellReceivers(tx, ref, told.receivers);
  if (told.owner) await tellOwner(tx, ref, told.owner);
  await touch(tx, row.kind);
  await audit(tx, told.action, ref, { kind: row.kind });
}

/** A second person of the owner organisation agrees. @throws AppError not_allowed to the author and to whoever may not */
export const agreeToRelease = (tx: Tx, ref: string): Promise<void> =>
  step(
    tx,
    ref,
    { sql: "select app_gate.release_agree($1) as done", given: [] },
    { action: "release.agree", receivers: "release_received" },
  );

/** What somebody says with an answer or a withdrawal, and that they have read again what may name a person or a day. */
export interface Said {
  said: string;
  confirmed: boolean;
}

/** The receiver accepts, or refuses with a reason, which crosses to the owner. */
export async function answerRelease(
  tx: Tx,
  ref: string,
  accept: boolean,
  { said, confirmed }: Said,
): Promise<void> {
  if (!accept && said === "") throw required("said");
  await checkSending(tx, { said }, confirmed, "");
  const owner = accept ? "release_accepted" : "release_refused";
  const action = accept ? "release.accept" : "release.refuse";
  await step(
    tx,
    ref,
    { sql: "select app_gate.release_answer($1, $2, $3) as done", given: [accept, said] },
    { action, owner },
  );
}

/** The owner takes it back and says why. */
export async function withdrawRelease(tx: Tx, ref: string, { said, confirmed }: Said): Promise<void> {
  if (said === "") throw required("said");
  await checkSending(tx, { said }, confirmed, "");
  await step(
    tx,
    ref,
    { sql: "select app_gate.release_withdraw($1, $2) as done", given: [said] },
    { action: "release.withdraw", receivers: "release_withdrawn" },
  );
}

const required = (path: string) => new AppError("invalid_input", { fields: [{ path, reason: "required" }] });

interface Old {
  kind: ReleaseKind;
  record: string;
  level: (typeof RELEASE_LEVELS)[number];
  terms: Record<string, unknown>;
}

/**
 * Releases the record as it is now in place of an older release, under the same purpose and conditions.
 * @throws AppError as releaseRecords; invalid_input on `form.level` when it hands over more and nobody said so
 */
export async function renewRelease(tx: Tx, form: RenewForm): Promise<Released> {
  const old = await readOld(tx, form.ref);
  const rises = RELEASE_LEVELS.indexOf(form.level) > RELEASE_LEVELS.indexOf(old.level);
  if (rises && !form.raise)
    throw new AppError("invalid_input", { fields: [{ path: "form.level", reason: "raises_level" }] });
  const until = await endOf(tx, form.until ?? null);
  if (form.level === "full") await refuseExact(tx, old.kind, [old.record], () => "form.ref");
  const terms = { ...old.terms, level: form.level, until, replaces: form.ref };
  const what = { id: form.id, kind: old.kind, record: old.record };
  const state = await releaseOne(tx, what, terms, "form.ref");
  const done = { ref: form.id, state };
  await close(tx, old.kind, [done], "release.renew", { level: form.level, replaces: form.ref });
  return done;
}

async function readOld(tx: Tx, ref: string): Promise<Old> {
  const [row] = await tx.query<Old>(
    `select kind, record_id as record, level, jsonb_build_object('community', to_community, 'office', office_id,
            'purpose', purpose, 'conditions', conditions, 'message', message) as terms
       from app.release_seen where ref = $1 and record_id is not null`,
    [ref],
  );
  if (!row) throw new AppError("not_found");
  return row;
}
