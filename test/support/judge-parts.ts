/**
 * The parts of records that generated worlds have, judged for one reader: who told us, counts by group, parties, the
 * areas of patrols, and the register of releases. Parts are read with their record and never without it.
 */
import { partId } from "./generated-ids.ts";
import { ASK_KEPT, dueOf, KEPT, mayReadSources } from "./generated-kept.ts";
import { authorOf, reviewed, sameAs } from "./generated-reviews.ts";
import type { Runs } from "./generated-rows.ts";
import type { Eyes, Places, Verdict } from "./judge.ts";
import { judgeSame } from "./judge-same.ts";
import {
  knowsOf,
  levelFor,
  type Model,
  type ModelRecord,
  type ModelRelease,
  organisationOf,
  type Reader,
  type Seen,
} from "./oracle.ts";
import { shownFor } from "./oracle-same.ts";

/** A part's record, and what it leads to: an actor, an area, the record of a release. */
export const PARTS = `select 'source' as kind, ref, null::uuid as other, '' as word from app.incident_source_seen union all
  select 'harm', ref, null, '' from app.incident_harm_seen union all
  select 'displaced', ref, null, '' from app.incident_displacement_seen union all
  select 'more', ref, null, '' from app.incident_more_seen union all
  select 'damage', ref, site_ref, coalesce(site_name, '') from app.incident_damage_seen union all
  select 'party', ref, actor_ref, '' from app.incident_party_seen union all
  select 'party', ref, actor_ref, '' from app.displaced_report_party_seen union all
  select 'party', ref, actor_ref, '' from app.displaced_case_party_seen union all
  select 'told', ref, null, '' from app.displaced_report_source_seen union all
  select 'made', ref, report_ref, '' from app.displaced_case_report_seen union all
  select 'review', record_ref, null, question from app.incident_review_seen union all
  select 'comment', record_ref, null, said from app.incident_comment_seen union all
  select 'callback', record_ref, null, who from app.incident_callback_seen union all
  select 'finding', ref, null, '' from app.incident_finding_seen union all
  select 'same', record_ref, other_ref, '' from app.incident_same_seen union all
  select 'agreement', cycle_id, ref, act from app.cycle_agreement_seen union all
  select 'merged', ref, into_ref, '' from app.incident_merged_seen union all
  select 'merge', gone_ref, kept_ref, '' from app.incident_merge_seen union all
  select 'record', ref, null, level from app.actor_record_seen union all
  select 'stands', record_ref, ref, '' from app.actor_stands_seen union all
  select 'told_of', ref, record_ref, stands_ref::text from app.actor_told_of_seen union all
  select 'release', ref, record_id, state || case when record_id is null
           and coalesce(second_by::text, second_at::text, bound) is not null then ', of a second person' else '' end
    from app.release_seen union all
  select 'entered', ref, area_ref, '' from app.patrol_area_seen`;

export type PartKind =
  | ("source" | "harm" | "displaced" | "more" | "damage" | "party" | "release" | "entered")
  | ("told" | "made" | "review" | "comment" | "callback" | "finding" | "same" | "agreement")
  | ("merged" | "merge" | "record" | "stands" | "told_of");

export interface Part {
  kind: PartKind;
  ref: string;
  other: string | null;
  word: string;
}
export interface Got {
  places: Places;
  refs: Map<string, string>;
  levels: Map<ModelRecord, Seen>;
}

export async function judgeParts(client: Runs, eyes: Eyes, who: string, seen: Got, verdict: Verdict) {
  const { rows } = await client.query<Part>({ name: "judge-parts", text: PARTS });
  const of = (kind: Part["kind"]) => rows.filter((row) => row.kind === kind);
  const leak = (text: string) => verdict.leaks.push(`${who}: ${text}`);
  const deny = (text: string) => verdict.denials.push(`${who}: ${text}`);
  const tell = { leak, deny };
  judgeRegister(eyes, of("release"), tell);
  judgeSources(eyes, new Set(of("source").map(({ ref }) => ref)), tell);
  judgeHarms(eyes, new Set(of("harm").map(({ ref }) => seen.places.get(ref)?.record)), tell);
  for (const kind of ["displaced", "more", "damage"] as const) judgeWith(kind, of(kind), seen, tell);
  judgeLinked(of("party"), dueParties(eyes, seen), seen, tell);
  judgeLinked(of("entered"), dueAreas(eyes.model, seen), seen, tell);
  for (const [kind, due] of Object.entries(dueSayings(eyes, seen)) as [PartKind, Set<string>][]) {
    const got = new Set(of(kind).map(({ ref, other }) => (other ? `${ref} ${other}` : ref)));
    for (const one of got.difference(due)) leak(`${kind} of ${one}`);
    for (const one of due.difference(got)) deny(`${kind} of ${one}`);
    if (due.size > 0) verdict.tally.count(`part: ${kind}`);
  }
  if (judgeSame(eyes, of, seen, tell)) verdict.tally.count("part: stands");
  await judgeKept(client, eyes, tell, verdict);
  await judgeTables(client, eyes, seen, leak);
}

/** What people keep for their organisation or themselves: exactly what is theirs. */
async function judgeKept(client: Runs, eyes: Eyes, { leak, deny }: Tells, verdict: Verdict) {
  const { rows } = await client.query<{ kind: string; key: string }>({ name: "judge-kept", text: ASK_KEPT });
  for (const kept of KEPT) {
    const got = new Set(rows.filter(({ kind }) => kind === kept.kind).map(({ key }) => key));
    const due = dueOf(kept, eyes);
    for (const one of got.difference(due)) leak(`${kept.kind} ${one}`);
    for (const one of due.difference(got)) deny(`${kept.kind} ${one}`);
    if (due.size > 0) verdict.tally.count(`part: ${kept.kind}`);
  }
}

/** Tables of parts, asked past their views as no statement of the product does, by the key of what they belong to. */
const TABLES: [table: string, key: string][] = [
  ...["party", "harm", "displacement", "damage", "source", "finding", "original"].map(
    (part): [string, string] => [`incident_${part}`, "incident_id"],
  ),
  ...["incident_general_party", "incident_general_harm", "incident_general_damage"].map(
    (table): [string, string] => [table, "copy_id"],
  ),
  ...["displaced_report_general_party", "displaced_case_general_party", "patrol_general_area"].map(
    (table): [string, string] => [table, "copy_id"],
  ),
  ["displaced_report_party", "report_id"],
  ["displaced_report_source", "report_id"],
  ["displaced_case_party", "case_id"],
  ["displaced_case_report", "case_id"],
  ["patrol_area", "patrol_id"],
  ["actor_claim_source", "claim_id"],
  ["control_zone_shape", "zone_id"],
  ["incident_arrival", "copy_id"],
];
const ASK_TABLES = TABLES.map(
  ([table, key]) => `select distinct '${table}' as part, ${key} as ref from app.${table}`,
).join(" union all ");

/** The tables themselves give no part of what the reader does not have; what was deleted is for the views to hold back. */
async function judgeTables(client: Runs, { model, reader }: Eyes, { places }: Got, leak: Tells["leak"]) {
  const { rows } = await client.query<{ part: string; ref: string }>({
    name: "judge-tables",
    text: ASK_TABLES,
  });
  for (const { part, ref } of rows) {
    const place = places.get(ref);
    const record = place?.record;
    if (record?.deleted && model.records.includes(record)) continue;
    const isOurs = record && model.records.includes(record);
    const level = isOurs ? levelFor(model, reader, record) : "none";
    if (level === "none" || (level === "generalised" && !place?.isCopy)) leak(`table ${part} of ${ref}`);
  }
}

export interface Tells {
  leak(text: string): void;
  deny(text: string): void;
}

/** The register: releases one knows of, with the record's id only for its owner. */
function judgeRegister({ model, reader }: Eyes, rows: readonly Part[], { leak, deny }: Tells) {
  const register = new Map(rows.map((row) => [row.ref, row]));
  for (const release of model.releases) {
    const row = register.get(release.id);
    register.delete(release.id);
    const isDue = knowsOf(model, reader, release);
    if ((row !== undefined) !== isDue) (isDue ? deny : leak)(`release ${release.id} at ${release.state}`);
    if (!row || !isDue) continue;
    if (row.word !== stateOf(release))
      deny(`release ${release.id} reads ${row.word}, not ${stateOf(release)}`);
    const isOwner = reader?.organisation === release.record.owner;
    if ((row.other !== null) !== isOwner) (isOwner ? deny : leak)(`the record of release ${release.id}`);
  }
  for (const ref of register.keys()) leak(`a stranger release ${ref}`);
}

const stateOf = ({ state, isOver }: ModelRelease) =>
  isOver && (state === "offered" || state === "active") ? "expired" : state;

const incidents = (model: Model) => model.records.filter(({ kind }) => kind === "incident");

/** Sources only of published records and, with the right to, of one's own organisation. */
function judgeSources({ model, reader, person }: Eyes, refs: Set<string>, { leak, deny }: Tells) {
  for (const record of incidents(model)) {
    const hasRight = person !== null && record.owner === person.organisation && mayReadSources(person);
    const isPublic = organisationOf(model, record.owner).isPublic;
    const isDue = levelFor(model, reader, record) === "full" && (isPublic || hasRight);
    if (refs.delete(record.id) !== isDue) (isDue ? deny : leak)(`source of ${record.id}`);
  }
  for (const ref of refs) leak(`source of a stranger ${ref}`);
}

/** Counts by group go with a full record, its own or a full copy, and with nothing less. */
function judgeHarms(
  { model, reader }: Eyes,
  harms: Set<ModelRecord | null | undefined>,
  { leak, deny }: Tells,
) {
  for (const record of incidents(model)) {
    const isDue = levelFor(model, reader as Reader | null, record) === "full";
    if (harms.delete(record) !== isDue) (isDue ? deny : leak)(`harm of ${record.id}`);
  }
  for (const record of harms) leak(`harm of a stranger ${record?.id}`);
}

/** Where people fled goes with the record itself; what was damaged with its copies too, without the name of the site. */
function judgeWith(
  kind: "displaced" | "more" | "damage",
  rows: readonly Part[],
  seen: Got,
  { leak, deny }: Tells,
) {
  const due = [...seen.refs].filter(([ref, of]) => {
    const place = seen.places.get(ref);
    return of === "incident" && (kind === "damage" || place?.isCopy === false);
  });
  const got = new Map(rows.map((row) => [row.ref, row]));
  for (const [ref] of due) {
    const row = got.get(ref);
    if (!got.delete(ref)) deny(`${kind} of ${ref}`);
    else if (row?.word && seen.places.get(ref)?.isCopy) leak(`the name of what was damaged of ${ref}`);
  }
  for (const ref of got.keys()) leak(`${kind} of ${ref}`);
}

/** Parts that lead somewhere, as `record leads-to`. */
function judgeLinked(rows: readonly Part[], due: Set<string>, { places, refs }: Got, { leak, deny }: Tells) {
  const got = new Set<string>();
  for (const { kind, ref, other } of rows) {
    const record = places.get(ref)?.record;
    const isStranger = !refs.has(ref) || (kind === "party" && !refs.has(other!));
    if (!record || isStranger) leak(`${kind} of ${ref} without what it belongs to`);
    else got.add(`${kind} ${record.id} ${places.get(other!)?.record?.id ?? other}`);
  }
  for (const one of got.difference(due)) leak(one);
  for (const one of due.difference(got)) deny(one);
}

/** Of each record of harm that is seen, those parties whose actor is seen, by the record that is shown for it. */
function dueParties({ model, reader }: Eyes, { levels }: Got): Set<string> {
  const parties = [...levels.keys()].flatMap((record) =>
    record.parties.map(({ actor }) => [record.id, actor] as const),
  );
  const shown = new Map(
    model.records
      .filter((record) => record.kind === "actor" && levelFor(model, reader, record) !== "none")
      .map(({ id }) => [id, shownFor(model, reader, id)]),
  );
  return new Set(
    parties.flatMap(([record, actor]) => (shown.has(actor) ? [`party ${record} ${shown.get(actor)}`] : [])),
  );
}

/** Of each patrol that is seen, the area that was entered; of a copy its district. */
function dueAreas(model: Model, { levels }: Got): Set<string> {
  const patrols = [...levels].filter(([{ kind }]) => kind === "patrol");
  const area = (level: Seen) => partId(model, level === "full" ? "0.1.1.1" : "0.1.1");
  return new Set(patrols.map(([{ id }, level]) => `entered ${id} ${area(level)}`));
}

/**
 * What is said about records. A review, its comments and pairs stay with the owner's members who are no administrators,
 * whom to ask again with those who read sources or wrote it down; what was decided goes with the record itself, as what
 * each side said of a cycle does. Who told, and what a case was made of, is the owner's.
 */
function dueSayings(eyes: Eyes, { refs, places, levels }: Got): Partial<Record<PartKind, Set<string>>> {
  const { model, reader, person } = eyes;
  const isOwn = ({ owner }: ModelRecord) => reader !== null && owner === reader.organisation;
  const read = reviewed(model).filter((record) => levels.get(record) === "full" && refs.has(record.id));
  const own = read.filter((record) => isOwn(record) && person !== null && person.role !== "administrator");
  const ids = (records: readonly ModelRecord[]) => new Set(records.map(({ id }) => id));
  const hasSources = person !== null && mayReadSources(person);
  const asksAgain = (record: ModelRecord) => hasSources || authorOf(model, record) === person?.id;
  const sayings = model.said.filter(({ cycle }) => refs.has(cycle));
  const whole = [...levels.keys()].filter((record) => levels.get(record) === "full" && isOwn(record));
  const cases = whole.filter(({ kind }) => kind === "displaced_case");
  const merged = model.records.flatMap((gone) => {
    const kept = model.records.find(({ id }) => id === gone.mergedInto);
    return kept && isOwn(kept) && levels.get(kept) === "full" ? [{ gone, kept }] : [];
  });
  const isMember = person !== null && person.role !== "administrator";
  const talked = new Set(reviewed(model));
  const under = (isDue: (gone: ModelRecord) => boolean) =>
    isMember ? merged.filter(({ gone }) => talked.has(gone) && isDue(gone)).map(({ kept }) => kept) : [];
  const madeOf = (made: string) => [...refs.keys()].filter((ref) => places.get(ref)?.record?.id === made);
  return {
    review: ids([...own, ...under(() => true)]),
    comment: ids([...own, ...under(() => true)]),
    callback: ids([...own.filter(asksAgain), ...under(asksAgain)]),
    finding: ids(read),
    same: new Set(
      [
        ...own.map((record) => [record.id, sameAs(model, record)]),
        ...(isMember ? merged : [])
          .filter(({ gone }) => talked.has(gone))
          .map(({ gone, kept }) => [kept.id, sameAs(model, gone)]),
      ].flatMap(([id, other]) => (refs.has(other!) ? [`${id} ${other}`] : [])),
    ),
    merged: new Set(merged.map(({ gone, kept }) => `${gone.id} ${kept.id}`)),
    merge: new Set(isMember ? merged.map(({ gone, kept }) => `${gone.id} ${kept.id}`) : []),
    agreement: new Set(sayings.map(({ cycle, id }) => `${cycle} ${id}`)),
    told: ids(whole.filter(({ kind }) => kind === "displaced_report" && hasSources)),
    made: new Set(cases.flatMap(({ id, made }) => (made ? madeOf(made).map((ref) => `${id} ${ref}`) : []))),
  };
}
