/**
 * Canaries: every text of a generated world that must not cross is a token of its own, and every reference stands for a
 * record. A watch looks through the bytes of each answer to one person for tokens and references that are not theirs.
 */
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { dueTokens, KEPT_FIELDS } from "./generated-kept.ts";
import {
  levelFor,
  type Model,
  type ModelPerson,
  type ModelRecord,
  organisationOf,
  readerOf,
  type Seen,
} from "./oracle.ts";

/** The record behind a reference, and whether the reference is a copy's. */
export type Behind = Map<string, { record: string; isCopy: boolean }>;

export interface Answer {
  rawPayload: Buffer;
  headers: Record<string, unknown>;
}

/** Bytes as they were before packing, and the 16 bytes of references as text. */
export function unpacked(answer: Answer): string {
  const packing = String(answer.headers["content-encoding"] ?? "");
  const unpack = { zstd: zstdDecompressSync, gzip: gunzipSync, br: brotliDecompressSync }[packing];
  const bytes = unpack ? unpack(answer.rawPayload) : answer.rawPayload;
  const type = String(answer.headers["content-type"] ?? "");
  return /octet-stream/.test(type)
    ? bytes.toString("hex").replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/g, "$1-$2-$3-$4-$5 ")
    : `${bytes.toString("latin1")} ${JSON.stringify(answer.headers)}`;
}

const TOKEN = /LEAK-([a-z-]+)-([0-9a-f]{8}-[0-9a-f-]{27})/g;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
/** Fields that stay with the owner organisation, in the hands of whoever may read sources. */
const SOURCES = new Set(["who", "reference", "later"]);
/** Columns of a database that no answer needs, not even to the owner. */
const NEVER = new Set(["content", "raw", "cell"]);
/** An organisation's own log of acts and register of releases name records by their ids, and nothing else of them. */
const NAMES_OWN_IDS = /^access\.audit|^audit |^sharing\.|^access\.notices|^access\.records/;

export class Watch {
  readonly seen: Map<string, Seen>;
  readonly faults: string[] = [];
  readonly model: Model;
  readonly person: ModelPerson;
  readonly behind: Behind;
  private readonly records: Map<string, ModelRecord>;
  private readonly kept: Set<string>;
  scanned = 0;
  bytes = 0;
  /** Tokens this person may read and did: without any, nothing would have been looked at. */
  rightly = 0;
  constructor(model: Model, person: ModelPerson, behind: Behind) {
    this.model = model;
    this.person = person;
    this.behind = behind;
    const reader = readerOf(model, person);
    // Whoever answers here came with a web session, not with a token made for reading.
    this.kept = dueTokens({ model, reader, person: { ...person, scope: "write" } });
    this.records = new Map(model.records.map((record) => [record.id, record]));
    this.seen = new Map(model.records.map((record) => [record.id, levelFor(model, reader, record)]));
  }
  scan(door: string, text: string) {
    this.scanned += 1;
    this.bytes += text.length;
    for (const [token, field, id] of text.matchAll(TOKEN))
      if (this.kept.has(token) || this.mayRead(field!, id!)) this.rightly += 1;
      else this.faults.push(`${this.person.role} ${door}: ${token}`);
    if (/SECRET-/.test(text)) this.faults.push(`${door}: a session's secret`);
    if (NAMES_OWN_IDS.test(door)) return;
    for (const [id] of text.matchAll(ID)) {
      const place = this.behind.get(id);
      const level = place && (this.seen.get(place.record) ?? "none");
      if (place && (level === "none" || (!place.isCopy && level === "generalised")))
        this.faults.push(`${this.person.role} ${door}: reference of a record at ${level}: ${id}`);
    }
  }
  private mayRead(field: string, id: string): boolean {
    if (NEVER.has(field) || KEPT_FIELDS.has(field) || this.seen.get(id) !== "full") return false;
    if (!SOURCES.has(field)) return true;
    const record = this.records.get(id)!;
    const { rights, hasFactor, organisation } = this.person;
    const isOwn = record.owner === organisation && rights.includes("source") && hasFactor;
    return isOwn || organisationOf(this.model, record.owner).isPublic;
  }
}
