/**
 * What generated worlds covered: how many worlds had which event, and for how many pairs of reader and record which
 * reason decided. A run that never met a reason has proved nothing about it.
 */
import type { Eyes } from "./judge.ts";
import {
  handedTo,
  isBound,
  isEarly,
  isSexual,
  levelFor,
  type Model,
  type ModelRecord,
  organisationOf,
  type Reader,
  ruleLevel,
  type Seen,
} from "./oracle.ts";

export class Tally {
  private readonly counts = new Map<string, number>();

  count(feature: string): void {
    this.counts.set(feature, (this.counts.get(feature) ?? 0) + 1);
  }

  add(other: Tally): void {
    for (const [feature, count] of other.counts)
      this.counts.set(feature, (this.counts.get(feature) ?? 0) + count);
  }

  of(feature: string): number {
    return this.counts.get(feature) ?? 0;
  }

  /** What happened in a world, after its last act. */
  world(model: Model): void {
    for (const event of model.events) this.count(`world: ${event}`);
    this.count(`world: lock ${model.lock}`);
    if (!model.cells) this.count("world: no protocol");
    for (const { state, level, isOver } of model.releases)
      this.count(
        `release: ${level} ${isOver && (state === "offered" || state === "active") ? "expired" : state}`,
      );
  }

  /** One reader and one record. */
  pair(model: Model, { reader, person }: Eyes, record: ModelRecord, seen: Seen): void {
    this.count(`kind: ${record.kind} ${seen}`);
    this.count(`sensitivity: ${record.sensitivity} ${seen}`);
    if (reader) this.count(`community: ${reader.community} ${seen}`);
    this.count(`reader: ${person?.role ?? "look"} ${seen}`);
    this.count(`why ${seen}: ${whyOf(model, reader, record, seen)}`);
  }

  /** One line a group, in the order of the alphabet. */
  lines(): string[] {
    const groups = new Map<string, string[]>();
    for (const [feature, count] of [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [group, what] = feature.includes(": ") ? feature.split(": ") : ["other", feature];
      groups.set(group!, [...(groups.get(group!) ?? []), `${what} ${count}`]);
    }
    return [...groups].map(([group, parts]) => `${group}: ${parts.join(", ")}`);
  }
}

/** The reason that decided, in a few words. */
function whyOf(model: Model, reader: Reader | null, record: ModelRecord, seen: Seen): string {
  if (!reader) return "nobody enters";
  if (record.deleted) return "deleted";
  if (organisationOf(model, record.owner).isPublic) return "published";
  if (reader.hasGlass) return "broken glass";
  if (reader.isBlind) return "administrator";
  if (reader.only && record.owner !== reader.only) return "look at what is not one's own";
  if (record.owner === reader.organisation) return "own";
  if (record.barred.includes(reader.community)) return "a source did not agree";
  if (record.unchecked) return "nobody checked it";
  if (isEarly(model, record)) return "those who told wait";
  const rule = ruleLevel(model, record, reader.community);
  if (seen === "none") return whyNot(model, reader, record, rule);
  const bare = { ...model, releases: [] };
  if (levelFor(bare, reader, record) === seen) return `rule${agreedOr(record)}`;
  const [handed] = handedTo(model, reader, record);
  const isOld = handed && handed.wording < record.wording ? " of a record that changed" : "";
  return `${handed?.isBound ? "release agreed by a second person" : "release"}${isOld}`;
}

const agreedOr = ({ kind, agreed }: ModelRecord) =>
  kind === "priority_row" || kind === "priority_cycle" ? (agreed ? " agreed" : " proposed") : "";

function whyNot(model: Model, reader: Reader, record: ModelRecord, rule: string): string {
  const near = model.releases.filter(
    (one) => one.record === record && one.community === reader.community && one.state !== "held",
  );
  const isNamed = near.some(({ organisation }) => organisation && organisation !== reader.organisation);
  if (isNamed) return "released to another organisation";
  const last = near.at(-1);
  if (last) return last.isOver ? "release expired" : `release ${last.state}`;
  const held = model.releases.some((one) => one.record === record && one.community === reader.community);
  if (held) return "release waits for a second person";
  if (isSexual(record) && (rule === "full" || rule === "generalised")) return "sexual violence";
  if (isBound(model, record, reader.community)) return "party to the harm";
  if (record.stale && rule === "generalised") return "copy out of date";
  return `rule says ${rule}`;
}
