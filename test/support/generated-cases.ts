// What the people who told, and those who speak for a side, said in a generated world: whom they agree to tell, until when
// they wait, which cases were made of which reports, and which side has agreed to a planning cycle.
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { isoOf } from "../../shared/time.ts";
import type { Chance } from "./chance.ts";
import { isSexual, type Model, type ModelRecord, type ModelSaying } from "./oracle.ts";

/** 2 December 2019, in days since 1970. */
export const TODAY = 18_232;

/** Who told may say whom they do not agree to tell; of published records nobody does. */
export const mayBar = (model: Model, record: ModelRecord) =>
  (record.kind === "incident" || record.kind === "displaced_report") && !isPublished(model, record);
export const isPublished = (model: Model, { owner }: ModelRecord) =>
  model.organisations.some(({ id, isPublic }) => id === owner && isPublic);

/** Of some cycles one side has said yes already. */
export function sayings(model: Model, chance: Chance): ModelSaying[] {
  const people = model.people.filter(({ isDesk }) => !isDesk);
  const cycles = model.records.filter(({ kind }) => kind === "priority_cycle");
  return cycles.flatMap((cycle) => {
    if (!chance.is(0.4)) return [];
    const person = chance.one(people);
    const side = chance.one(["humanitarian", "mission"] as const);
    const by = { person: person.id, organisation: person.organisation };
    return [{ id: chance.id(), cycle: cycle.id, side, act: "agree" as const, ...by }];
  });
}

/** Reports that wait for a day, cases that are not checked, and cases made of reports: never more open than those. */
export function holdCases(model: Model, chance: Chance): void {
  const own = model.records.filter((record) => !isPublished(model, record));
  const reports = own.filter(({ kind }) => kind === "displaced_report");
  for (const record of reports)
    if (chance.is(0.25)) record.shareFrom = isoOf(TODAY + chance.one([-3, 0, 1, 20]));
  const free = [...reports];
  for (const record of own.filter(({ kind }) => kind === "displaced_case")) {
    record.unchecked = chance.is(0.3);
    if (free.length === 0) continue;
    const [report] = free.splice(chance.below(free.length), 1) as [ModelRecord];
    record.made = report.id;
    record.barred = [...report.barred];
    record.shareFrom = report.shareFrom;
    if (rankOf(report) > rankOf(record)) record.sensitivity = report.sensitivity;
  }
}

/** In every second world two reports of one organisation were of one event: one of them stands for the other. */
export function mergeSome(model: Model, chance: Chance): void {
  if (!chance.is(0.5)) return;
  const free = model.records.filter(
    (record) =>
      record.kind === "incident" && !record.deleted && !isPublished(model, record) && !isSexual(record),
  );
  const pairs = free.flatMap((gone) =>
    free
      .filter((kept) => kept !== gone && kept.owner === gone.owner && gone.barred.length === 0)
      .map((kept) => ({ gone, kept })),
  );
  if (pairs.length === 0) return;
  const { gone, kept } = chance.one(pairs);
  Object.assign(gone, { deleted: true, mergedInto: kept.id });
  kept.wasGuarded = kept.sensitivity === "severe";
  model.events.add("reports merged");
}

export const rankOf = ({ sensitivity }: Pick<ModelRecord, "sensitivity">) =>
  SENSITIVITIES.indexOf(sensitivity);
