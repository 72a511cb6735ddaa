// Cases: reports of the same violation put together by a coordinator. What a case says of place, time, consent and
// sensitivity follows from its reports and is never more open than any of them.
import { createHash } from "node:crypto";
import type { Tx } from "../../../db/tx.ts";
import type { CaseOutcomeForm, DisplacedCaseForm } from "../../../shared/rooms/displacement.ts";
import type { ReportAnswer } from "../../../shared/rooms/displacement-answers.ts";
import { peopleReporting } from "../../../shared/rooms/displacement-rules.ts";
import { strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refuseGone } from "../../access/deletion.ts";
import { readToday } from "../../access/today.ts";
import { writeAudited } from "../../access/write.ts";
import { readReport } from "./read.ts";
import {
  type Columns,
  changesOf,
  type Grant,
  insertOnce,
  keep,
  lockOwn,
  recordsNamed,
  refused,
  update,
  writeParties,
} from "./write.ts";

/**
 * Makes a case of reports that this person reads in full.
 * @throws AppError invalid_input: a report that is not there or in another case, violations that differ, an overlap
 *   larger than what the agencies could share; conflict when the id is taken.
 */
export async function makeCase(
  tx: Tx,
  grant: Grant,
  form: DisplacedCaseForm,
  illustrative = false,
): Promise<StoredAnswer> {
  await refuseGone(tx, [form.id]);
  const members = await membersOf(tx, form);
  const columns = { ...columnsOf(form, members), illustrative: illustrative || areIllustrative(members) };
  if (!(await insertOnce(tx, "displaced_case", form.id, columns))) return { ref: form.id, already: true };
  const copies = { kind: "displaced_case", ids: [form.id] } as const;
  const detail = { reports: members.length };
  return writeAudited(
    tx,
    grant,
    { action: "displaced_case.make", recordId: form.id, detail, copies },
    async () => {
      await writeMembers(tx, form.id, members);
      await keep(tx, form.id, 1, "displaced_case.make", [], null);
      return { ref: form.id, already: false };
    },
  );
}

/** A case that holds an illustrative report tells of nothing in the world either. */
const areIllustrative = (members: readonly ReportAnswer[]) =>
  members.some(({ illustrative }) => illustrative);

/** Changes a case of the caller's organisation: its reports, or its words. @throws AppError as makeCase, and conflict */
export async function editCase(
  tx: Tx,
  grant: Grant,
  version: number,
  form: DisplacedCaseForm,
): Promise<StoredAnswer> {
  const before = await lockOwn(tx, "displaced_case", form.id, version);
  const members = await membersOf(tx, form);
  const columns = columnsOf(form, members);
  const changed = changesOf(before, columns);
  const copies = { kind: "displaced_case", ids: [form.id] } as const;
  const entry = { action: "displaced_case.edit", recordId: form.id, detail: { changed }, copies };
  return writeAudited(tx, grant, entry, async () => {
    const mark = areIllustrative(members) ? { illustrative: true } : {};
    await update(tx, "displaced_case", form.id, { ...columns, ...mark });
    await tx.query("delete from app.displaced_case_report where case_id = $1", [form.id]);
    await tx.query(
      "delete from app.displaced_case_party where case_id = $1 and actor_id in (select record_id from app.actor_link)",
      [form.id],
    );
    await writeMembers(tx, form.id, members);
    await keep(tx, form.id, version + 1, "displaced_case.edit", changed, before);
    return { ref: form.id, already: false };
  });
}

/** Decides to share what is critical though it is not triangulated. */
export async function shareNow(tx: Tx, grant: Grant, ref: string, version: number, reason: string) {
  const [now] = await tx.query<{ at: Date }>("select app_gate.moment() as at");
  const columns = { share_now: true, share_reason: reason, share_at: now!.at };
  return turn(tx, grant, "displaced_case.share_now", ref, version, columns);
}

/** Records what became of a case. @throws AppError invalid_input for a later case that is not there */
export async function recordOutcome(tx: Tx, grant: Grant, form: CaseOutcomeForm): Promise<StoredAnswer> {
  if (form.on > (await readToday(tx))) throw refused([{ path: "on", reason: "in_future" }]);
  const recurred = form.recurred ? await caseBehind(tx, form.recurred) : null;
  return turn(tx, grant, "displaced_case.outcome", form.ref, form.version, {
    outcome: form.outcome,
    outcome_on: form.on,
    outcome_note: form.note || null,
    recurred_id: recurred,
  });
}

async function caseBehind(tx: Tx, ref: string): Promise<string> {
  const [link] = await tx.query<{ id: string }>(
    "select record_id as id from app.displaced_case_link where ref = $1",
    [ref],
  );
  if (!link) throw refused([{ path: "recurred", reason: "not_in_list" }]);
  return link.id;
}

/** One step in the life of a case. */
async function turn(
  tx: Tx,
  grant: Grant,
  action: string,
  ref: string,
  version: number,
  columns: Columns,
): Promise<StoredAnswer> {
  const before = await lockOwn(tx, "displaced_case", ref, version);
  const copies = { kind: "displaced_case", ids: [ref] } as const;
  return writeAudited(tx, grant, { action, recordId: ref, copies }, async () => {
    await update(tx, "displaced_case", ref, columns);
    await keep(tx, ref, version + 1, action, Object.keys(columns), before);
    return { ref, already: false };
  });
}

/** The reports, each read in full, of one violation, in no other case. */
async function membersOf(tx: Tx, form: DisplacedCaseForm): Promise<ReportAnswer[]> {
  const members: ReportAnswer[] = [];
  for (const [at, ref] of form.reportRefs.entries()) {
    const report = await readReport(tx, ref).then(
      (found) => found.report,
      () => null,
    );
    const path = `reportRefs.${at}`;
    if (report?.level !== "full") throw refused([{ path, reason: "report_unknown" }]);
    if (report.caseRef !== null && report.caseRef !== form.id)
      throw refused([{ path, reason: "already_in_case" }]);
    if (members[0] && members[0].violation !== report.violation)
      throw refused([{ path, reason: "not_same_violation" }]);
    members.push(report);
  }
  return members;
}

function columnsOf(form: DisplacedCaseForm, members: readonly ReportAnswer[]): Columns {
  const people = peopleReporting(members.map(tellingOf), form.overlap);
  if (form.overlap > people.high - people.low)
    throw refused([{ path: "overlap", reason: "overlap_too_large" }]);
  return {
    ...inherited(members),
    ...{ people_low: people.low, people_best: people.best, people_high: people.high, overlap: form.overlap },
    ...{ reports: people.reports, agencies: people.agencies },
    ...{ unit: form.unit || null, role: form.role || null, method: form.method || null },
    ...{ summary: form.summary || null, triangulation: form.triangulation, urgency: form.urgency },
    content: createHash("sha256").update(JSON.stringify(form)).digest("hex"),
  };
}

const tellingOf = ({ people, agency }: ReportAnswer) => ({ people: people ?? 1, agency });

/** What follows from the reports: the span of days, the area they share, who was targeted, the strictest of each rule. */
function inherited(members: readonly ReportAnswer[]): Columns {
  const first = members[0]!;
  const from = members.map((each) => each.from).sort()[0]!;
  const to = members
    .map((each) => each.to)
    .sort()
    .at(-1)!;
  const shared = first.areas.filter(({ ref }) =>
    members.every(({ areas }) => areas.some((area) => area.ref === ref)),
  );
  const at = (level: number) => shared.find((area) => area.level === level)?.ref ?? null;
  const isOnePlace = members.every(({ placeName }) => placeName === first.placeName);
  return {
    sensitivity: strictest(...members.map((each) => each.sensitivity)),
    violation: first.violation,
    ...{ occurred_from: from, occurred_to: to, date_precision: from === to ? "day" : first.datePrecision },
    place_name: isOnePlace ? first.placeName : null,
    location_precision: precisionOf(shared[0]?.level),
    ...{ adm0_id: at(0), adm1_id: at(1), adm2_id: at(2), adm3_id: at(3) },
    hexagon: members.every(({ hexagon }) => hexagon === first.hexagon) ? first.hexagon : null,
    targeted: [...new Set(members.flatMap((each) => each.targeted))],
    consent: first.consent.filter((code) => members.every(({ consent }) => consent.includes(code))),
    share_from:
      members
        .map((each) => each.shareFrom ?? "")
        .sort()
        .at(-1) || null,
  };
}

/** How finely a case without a point is placed, from the finest level of area its reports share. */
const precisionOf = (level: number | undefined): string =>
  level === undefined ? "unclear" : level >= 2 ? "adm2" : level === 1 ? "adm1" : "country";

async function writeMembers(tx: Tx, id: string, members: readonly ReportAnswer[]): Promise<void> {
  await tx.query(
    "insert into app.displaced_case_report (case_id, report_id, owner_org_id) select $1, unnest($2::uuid[]), $3",
    [id, members.map(({ ref }) => ref), tx.principal.organisationId],
  );
  const shown = members.flatMap((member) => member.actors.map(({ ref }) => ref));
  const actors = await recordsNamed(
    tx,
    members.map(({ ref }) => ref),
    shown,
  );
  await writeParties(tx, "displaced_case", "case_id", id, actors);
}
