/**
 * What people of generated worlds keep for their organisation or for themselves: photos, the message a report was made
 * of, messages that wait, saved views, notices, drawn outlines, what happened to an actor, who told a claim. Of each kind its
 * rows, by whom they are read, and the token that none of the others may meet.
 */
import { BEFORE, CREATED, leak, partId, type Row } from "./generated-ids.ts";
import { authorOf } from "./generated-reviews.ts";
import type { Eyes } from "./judge.ts";
import {
  isSexual,
  levelFor,
  type Model,
  type ModelPerson,
  type ModelRecord,
  organisationOf,
  type Reader,
  standsFor,
} from "./oracle.ts";

export interface Kept {
  kind: string;
  table: string;
  rowsOf(model: Model): Row[];
  /** Asks for all that the reader has of it: `key`, one for each thing and place where it stands. */
  ask: string;
  /** The keys of a row that this reader must get. */
  due(row: Row, eyes: KnownEyes): string[];
  /** The token in it; absent: it holds no text of its own. */
  token?(row: Row, model: Model): string;
}
interface KnownEyes extends Eyes {
  reader: Reader;
}

/** Rows as they were first written: people change their organisation, what they wrote does not. */
const written = new WeakMap<Model, Map<string, Row[]>>();
export function keptRows(model: Model, { kind, rowsOf }: Kept): Row[] {
  const known = written.get(model) ?? new Map<string, Row[]>();
  written.set(model, known);
  const rows = known.get(kind) ?? rowsOf(model);
  known.set(kind, rows);
  return rows;
}

/** What of a kind this reader must get, and nothing else. */
export function dueOf(kept: Kept, eyes: Eyes): Set<string> {
  const { reader } = eyes;
  if (!reader) return new Set();
  return new Set(keptRows(eyes.model, kept).flatMap((row) => kept.due(row, { ...eyes, reader })));
}

/** Tokens of kept things that this reader may meet. */
export function dueTokens(eyes: Eyes): Set<string> {
  const { reader } = eyes;
  if (!reader) return new Set();
  return new Set(
    KEPT.flatMap((kept) => {
      const { token } = kept;
      if (!token) return [];
      const rows = keptRows(eyes.model, kept).filter((row) => kept.due(row, { ...eyes, reader }).length > 0);
      return rows.map((row) => token(row, eyes.model));
    }),
  );
}

/** Fields of tokens that only those meet to whom the thing itself is due. */
export const KEPT_FIELDS = new Set(["caption", "picture", "body", "original", "view", "because"]);

const published = (model: Model, owner: string) => organisationOf(model, owner).isPublic;
const own = (model: Model, kind: ModelRecord["kind"]) =>
  model.records.filter((record) => record.kind === kind && !published(model, record.owner));
const recordOf = (model: Model, id: unknown) => model.records.find((record) => record.id === id)!;
const members = (model: Model) => model.people.filter(({ isDesk }) => !isDesk);
const ids = (model: Model, owner: string) => ({ operation_id: model.operation, owner_org_id: owner });

/** A member of the organisation with a role of their own: administrators and looks keep nothing. */
const isOf = (owner: unknown, { reader, person }: KnownEyes) =>
  person !== null && !reader.isBlind && person.role !== "administrator" && reader.organisation === owner;
export const mayReadSources = ({ rights, scope, hasFactor, isDesk }: ModelPerson) =>
  rights.includes("source") && scope === "write" && (hasFactor || isDesk);
const likeSource = (author: unknown, { person }: KnownEyes) =>
  person !== null && (mayReadSources(person) || person.id === author);

/** Under which reports a part of this one stands: itself, or the one that it was merged into. */
function standing(record: ModelRecord, { model }: Eyes): { under: ModelRecord; isMerged: boolean }[] {
  if (record.mergedInto) {
    const under = recordOf(model, record.mergedInto);
    return under.deleted || isSexual(under) ? [] : [{ under, isMerged: true }];
  }
  return record.deleted ? [] : [{ under: record, isMerged: false }];
}

function dueAttachment(row: Row, eyes: KnownEyes): string[] {
  const record = recordOf(eyes.model, row.incident_id);
  if (!isOf(record.owner, eyes)) return [];
  const trusted = likeSource(row.created_by, eyes);
  const isOpen = row.pictured === "nobody" && row.sensitivity !== "severe" && record.sensitivity !== "severe";
  if (!trusted && !isOpen) return [];
  return standing(record, eyes)
    .filter(
      ({ under, isMerged }) => !isMerged || trusted || under.sensitivity !== "severe" || under.wasGuarded,
    )
    .map(({ under, isMerged }) => `${row.id} ${under.id} ${isMerged}`);
}

const pictureOf = (attachment: Row) => `LEAK-picture-${attachment.incident_id}`;

const MESSAGE_READERS = new Set(["coordinator", "verifier", "officer", "reporter"]);

export const KEPT: readonly Kept[] = [
  {
    kind: "attachment",
    table: "app.attachment",
    rowsOf: (model) =>
      own(model, "incident")
        .filter((record) => !isSexual(record))
        .map((record, at) => ({
          ...{ id: partId(model, `photo ${record.id}`), ...ids(model, record.owner), incident_id: record.id },
          ...{ kind: "photo", pictured: at % 2 === 0 ? "nobody" : "not_asked", bytes: 4 },
          ...{ sensitivity: at % 3 === 2 ? "severe" : "low", caption: leak("caption", record) },
          ...{ sent: `\\x${"00".repeat(32)}`, created_by: authorOf(model, record), created_at: CREATED },
        })),
    ask: "select ref || ' ' || record_ref || ' ' || merged as key from app.attachment_seen",
    due: dueAttachment,
    token: ({ caption }) => String(caption),
  },
  {
    kind: "attachment_part",
    table: "app.attachment_part",
    rowsOf: (model) =>
      keptRows(model, KEPT[0]!).map((row) => ({
        ...{ attachment_id: row.id, part: "file" },
        content: `\\x${Buffer.from(pictureOf(row)).toString("hex")}`,
      })),
    ask: "select ref::text as key from app.attachment_part_seen",
    due: ({ attachment_id }, eyes) => {
      const row = keptRows(eyes.model, KEPT[0]!).find(({ id }) => id === attachment_id)!;
      return dueAttachment(row, eyes).map(() => String(attachment_id));
    },
    token: ({ attachment_id }, model) =>
      pictureOf(keptRows(model, KEPT[0]!).find(({ id }) => id === attachment_id)!),
  },
  {
    kind: "original",
    table: "app.incident_original",
    rowsOf: (model) =>
      own(model, "incident")
        .filter((record) => !isSexual(record))
        .map((record) => ({
          ...{ incident_id: record.id, channel: "text", body: leak("body", record) },
          created_by: authorOf(model, record),
        })),
    ask: "select ref || ' ' || merged || ' ' || body as key from app.incident_original_seen",
    due: (row, eyes) => {
      const record = recordOf(eyes.model, row.incident_id);
      if (!isOf(record.owner, eyes) || !likeSource(row.created_by, eyes)) return [];
      return standing(record, eyes).map(({ under, isMerged }) => `${under.id} ${isMerged} ${row.body}`);
    },
    token: ({ body }) => String(body),
  },
  {
    kind: "message",
    table: "app.intake_item",
    rowsOf: (model) =>
      model.organisations
        .filter(({ isPublic }) => !isPublic)
        .map(({ id }) => ({
          ...{ id: partId(model, `message ${id}`), ...ids(model, id), version: 1, batch_id: id, position: 0 },
          ...{ created_at: CREATED, updated_at: CREATED, created_by: members(model)[0]!.id },
          ...{ channel: "text", state: "open", external_id: id, original: `LEAK-original-${id}` },
          ...{ part_from: 0, part_to: 5, report_id: partId(model, `report of ${id}`) },
        })),
    ask: "select ref::text as key from app.intake_item_seen",
    due: (row, eyes) =>
      isOf(row.owner_org_id, eyes) && MESSAGE_READERS.has(eyes.person!.role) && eyes.person!.scope === "write"
        ? [String(row.id)]
        : [],
    token: ({ original }) => String(original),
  },
  {
    kind: "view",
    table: "app.saved_view",
    rowsOf: (model) =>
      members(model).map(({ id, organisation }, at) => ({
        ...{ id: partId(model, `view ${id}`), ...ids(model, organisation), person_id: id },
        ...{ name: `LEAK-view-${id}`, address: "", shared: at % 2 === 0 },
        ...{ created_at: CREATED, updated_at: CREATED },
      })),
    ask: "select ref::text as key from app.saved_view_seen",
    due: (row, { reader, person }) => {
      const isShared = row.shared === true && row.owner_org_id === reader.organisation;
      return person && (row.person_id === person.id || isShared) ? [String(row.id)] : [];
    },
    token: ({ name }) => String(name),
  },
  {
    kind: "notice",
    table: "app.notice",
    rowsOf: (model) =>
      members(model).flatMap(({ id, organisation }) =>
        [null, id].map((one) => ({
          ...{ id: partId(model, `notice ${id} ${one}`), operation_id: model.operation, detail: {} },
          ...{ from_org_id: organisation, to_org_id: organisation, to_person_id: one },
          ...{ code: "lock_changed", created_at: CREATED },
        })),
      ),
    ask: "select id::text as key from app.notice where code = 'lock_changed' and created_at < '2019-12-01'",
    due: (row, { reader, person }) => {
      const isTo = row.to_person_id === null || row.to_person_id === person?.id;
      return person && isTo && row.to_org_id === reader.organisation ? [String(row.id)] : [];
    },
  },
  {
    kind: "outline",
    table: "app.control_zone_shape",
    rowsOf: (model) =>
      model.records
        .filter(({ kind }) => kind === "control_zone")
        .map(({ id }) => ({ zone_id: id, shape: { type: "Polygon", coordinates: [OUTLINE] } })),
    ask: "select ref::text as key from app.control_zone_shape_seen",
    due: (row, { model, reader }) => {
      const zone = recordOf(model, row.zone_id);
      const isFor =
        zone.owner === reader.organisation || reader.community === "cmcoord" || published(model, zone.owner);
      const isThere = standsFor(model, reader, zone) === "record";
      return isThere && (isFor || reader.hasGlass) ? [zone.id] : [];
    },
  },
  {
    kind: "event",
    table: "app.actor_event",
    rowsOf: (model) =>
      own(model, "actor").map((record) => ({
        ...{ id: partId(model, `event ${record.id}`), ...ids(model, record.owner), kind: "rename" },
        ...{ actor_id: record.id, happened_on: "2019-11-30", made: {}, created_at: CREATED },
      })),
    ask: "select ref::text as key from app.actor_event_seen",
    due: (row, eyes) => (isOf(row.owner_org_id, eyes) ? [String(row.id)] : []),
  },
  {
    kind: "claimed",
    table: "app.actor_claim_source",
    rowsOf: (model) =>
      model.records
        .filter(({ kind }) => kind === "actor_claim")
        .map((record) => ({
          ...{ id: partId(model, `source ${record.id}`), claim_id: record.id, created_at: BEFORE },
          ...{ source_type: "ngo", said: leak("who", record) },
        })),
    ask: "select ref::text as key from app.actor_claim_source_seen",
    due: (row, { model, reader, person }) => {
      const claim = recordOf(model, row.claim_id);
      const isTheirs = claim.owner === reader.organisation && person !== null && mayReadSources(person);
      return isTheirs && levelFor(model, reader, claim) === "full" ? [claim.id] : [];
    },
  },
  {
    kind: "because",
    table: "app.actor_same_reason",
    rowsOf: (model) =>
      model.records
        .filter(({ kind }) => kind === "actor_same")
        .map((record) => ({ same_id: record.id, reason: leak("because", record) })),
    ask: "select ref::text as key from app.actor_same_reason_seen",
    due: (row, { model, reader, person }) =>
      person &&
      recordOf(model, row.same_id).word === reader.organisation &&
      (!reader.isBlind || reader.hasGlass)
        ? [String(row.same_id)]
        : [],
    token: ({ reason }) => String(reason),
  },
];

/** A ring of a drawn zone, longitude and latitude in degrees. */
const OUTLINE = [
  [20, 5],
  [20.1, 5],
  [20.1, 5.1],
  [20, 5],
];

/** Everything kept that a reader has, of all kinds in one question. */
export const ASK_KEPT = KEPT.map(({ kind, ask }) => `select '${kind}' as kind, key from (${ask}) k`).join(
  " union all ",
);
