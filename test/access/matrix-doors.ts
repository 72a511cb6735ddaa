/**
 * Every door by which a record could be read, found out about or touched: how it is asked, and what then must show. The
 * matrix (matrix.db.test.ts) asks each of them as every person. A call, an address or a command without a row here fails
 * the test, so that nothing new is opened without being asked.
 */
import { newId } from "../../shared/ids.ts";
import { RULED_KINDS } from "../../shared/rooms/releases.ts";
import { actorOf, incidentOf } from "../support/builders.ts";
import { districtOf, type MatrixModel } from "../support/matrix-world.ts";
import { COPIED_KINDS, type ModelKind } from "../support/oracle.ts";
import { TODAY } from "../support/world.ts";
import { ACTOR_READS, ACTOR_WRITES } from "./matrix-doors-actors.ts";
import { DUPLICATES } from "./matrix-doors-duplicates.ts";
import type { Ground } from "./procedures.ts";
import { INCIDENT_PROCEDURES } from "./procedures-incidents.ts";

type Input = Record<string, unknown>;

export interface Door {
  /** Asked about everything at once, with these inputs. */
  ask?: (model: MatrixModel) => Input[];
  /** Kinds of which every record that the reader has shows in those answers, by its reference. */
  shows?: readonly ModelKind[];
  /** Asked about one record of these kinds, by a reference. */
  kinds?: readonly ModelKind[];
  input?: (ref: string, kind: ModelKind, model: MatrixModel) => Input;
  /** Which references it answers: what the reader has, what the reader's organisation wrote, none of such a kind ever. */
  opens?: "seen" | "own" | "none";
  /** Changes something: asked only about what the asker does not have. */
  writes?: true;
  /** Asked about a release instead of a record. */
  ofRelease?: true;
  /** Takes no record's reference and gives none; where it is tested instead. */
  holdsNone?: string;
}

const nothing = () => [{}];
const LISTED: Door = { ask: nothing };
const CALLED = { holdsNone: "procedures.db.test.ts: who may call it" } as const;
/** Whose eyes: of records in turn. */
const communitiesOf = (ref: string) => [
  parseInt(ref[0]!, 16) % 2 === 0 ? "protection_core" : "mission_military",
];
const form = { id: newId(), sensitivity: "low" };
const claim = { confidence: "medium", asOf: TODAY, sensitivity: "low" };
/** With a split screen told in short. */
const SPLIT: ModelKind[] = [
  ...COPIED_KINDS.filter((kind) => kind !== "incident" && kind !== "actor"),
  ...RULED_KINDS,
];
const CYCLE: Door = { kinds: ["priority_cycle"], input: (cycle) => ({ cycle }), opens: "seen" };
const RELEASE: Door = { ofRelease: true, writes: true, input: (ref) => ({ ref }) };

const READS: Record<string, Door> = {
  "access.me": LISTED,
  "access.deviceTicket": LISTED,
  "access.deviceStands": { ask: () => [{ ticket: "not one of ours" }] },
  "access.watch": LISTED,
  "access.notices": LISTED,
  "access.operation": LISTED,
  "access.glasses": LISTED,
  "access.audit": LISTED,
  "access.auditPeople": LISTED,
  "access.people.list": LISTED,
  "access.people.invitations": LISTED,
  "access.records.deleted": LISTED,
  "access.retention.get": LISTED,
  "access.tokens.list": LISTED,
  "actors.list": { ask: nothing, shows: ["actor"] },
  "actors.get": { kinds: ["actor"], input: (ref) => ({ ref }), opens: "seen" },
  ...ACTOR_READS,
  "actors.seenBy": {
    kinds: ["actor"],
    input: (ref) => ({ ref, communities: communitiesOf(ref) }),
    opens: "own",
  },
  // An engagement shows with its actor only.
  "actors.engagements": LISTED,
  "actors.briefs": { ask: nothing, shows: ["operation_brief"] },
  "actors.missions": { ask: nothing, shows: ["field_mission"] },
  "coverage.bases": { ask: () => [{ date: TODAY }] },
  "coverage.patrols": { ask: () => [{ from: "2019-01-01", to: TODAY }], shows: ["patrol"] },
  "coverage.entered": { ask: () => [{ from: "2019-01-01", to: TODAY }] },
  "coverage.forArea": { ask: (model) => [{ code: districtOf(model) }] },
  // Words on information coverage are no kind of the generated worlds; of incidents they tell a district and a day.
  "coverage.information": LISTED,
  "coverage.informationWords": { ask: (model) => [{ code: districtOf(model) }] },
  "coverage.deployment": CYCLE,
  "coverage.years": CYCLE,
  "coverage.patrolCoverage": CYCLE,
  "displacement.overview": { ask: nothing, shows: ["displaced_report", "displaced_case"] },
  "displacement.report": { kinds: ["displaced_report"], input: (ref) => ({ ref }), opens: "seen" },
  "displacement.case": { kinds: ["displaced_case"], input: (ref) => ({ ref }), opens: "seen" },
  "incidents.get": { kinds: ["incident"], input: (ref) => ({ ref }), opens: "seen" },
  "incidents.seenBy": {
    kinds: ["incident"],
    input: (ref) => ({ ref, communities: communitiesOf(ref) }),
    opens: "own",
  },
  // No attachment is in the generated worlds: a record's reference must open nothing of its own here.
  "incidents.attachments.list": { ask: (model) => model.records.slice(0, 3).map(({ id }) => ({ ref: id })) },
  "incidents.review.queue": LISTED,
  "incidents.review.pairs": { ask: () => [{ from: "2019-01-01", to: TODAY }], shows: ["incident"] },
  "incidents.review.get": { kinds: ["incident"], input: (ref) => ({ ref }), opens: "seen" },
  "exchange.intake.list": LISTED,
  // Messages are no records: an incident's reference must open nothing there.
  "exchange.intake.get": { kinds: ["incident"], input: (ref) => ({ ref }), opens: "none" },
  "places.gazetteer": LISTED,
  "places.along": LISTED,
  "places.local": { kinds: ["site"], input: (ref) => ({ ref }), opens: "seen" },
  "places.areas": LISTED,
  "places.shapes": { ask: () => [{ level: 2 }] },
  "places.shapeOf": { ask: (model) => [{ code: districtOf(model) }] },
  "places.search": { ask: () => [{ text: "LEAK" }, { text: "Area" }] },
  "places.area": { ask: (model) => [{ code: districtOf(model) }] },
  "priorities.cycles": { ask: nothing, shows: ["priority_cycle"] },
  "priorities.matrix": CYCLE,
  "priorities.history": {
    ...CYCLE,
    input: (cycle, _, model) => ({ cycle, area: districtOf(model) }),
  },
  "priorities.diff": { ...CYCLE, input: (cycle) => ({ cycle, from: "2019-01-01", to: "2019-06-30" }) },
  "priorities.forArea": { ask: (model) => [{ code: districtOf(model) }] },
  "sharing.protocol": LISTED,
  "sharing.protocols": LISTED,
  "sharing.protocolVersion": { ask: () => [{ version: 1 }] },
  "sharing.register": LISTED,
  "sharing.offices": LISTED,
  "sharing.counts": LISTED,
  "sharing.terms": { kinds: COPIED_KINDS, input: (ref, kind) => ({ kind, ref }), opens: "own" },
  "sharing.outcome": {
    kinds: COPIED_KINDS,
    input: (ref, kind) => ({ kind, refs: [ref], community: "mission_military" }),
    opens: "own",
  },
  "sharing.own": { kinds: SPLIT, input: (ref, kind) => ({ kind, ref }), opens: "own" },
  "sharing.seenBy": {
    kinds: SPLIT,
    input: (ref, kind) => ({ kind, ref, communities: communitiesOf(ref) }),
    opens: "own",
  },
  "sharing.renewal": { ofRelease: true, input: (ref) => ({ ref }) },
  "views.list": LISTED,
  "views.news": LISTED,
  "GET /facts/incidents": LISTED,
  "GET /facts/incidents/refs": { ask: nothing, shows: ["incident"] },
};

/** The reviewed input of a step of verification, about this incident. */
function reviewing(step: string): Door {
  const input = (incident: string) => {
    const whole = INCIDENT_PROCEDURES[`incidents.review.${step}`]!.input(NO_GROUND);
    const { form: inner } = whole as { form?: Input };
    return inner ? { ...whole, form: { ...inner, incident } } : { ...whole, incident };
  };
  return { kinds: ["incident"], writes: true, input };
}
/** Those steps speak of no thing of the ground. */
const NO_GROUND = {} as Ground;

const WRITES: Record<string, Door> = {
  "access.records.delete": {
    ...{ kinds: COPIED_KINDS, writes: true },
    input: (ref, kind) => ({ kind, ref, reason: "Logged twice by mistake" }),
  },
  "access.records.undelete": { kinds: COPIED_KINDS, writes: true, input: (ref, kind) => ({ kind, ref }) },
  "actors.edit": {
    ...{ kinds: ["actor"], writes: true },
    input: (id) => ({ version: 1, form: actorOf("A group", { id }) }),
  },
  "actors.addZone": {
    ...{ kinds: ["actor"], writes: true },
    input: (actorId, _, model) => ({
      form: { ...form, actorId, areaId: districtOf(model), controlKind: "nsag", ...claim },
    }),
  },
  "actors.addRelation": {
    ...{ kinds: ["actor"], writes: true },
    input: (ref) => ({
      form: { ...form, fromActorId: ref, toActorId: newId(), relation: "rival_of", ...claim },
    }),
  },
  ...ACTOR_WRITES,
  "incidents.edit": {
    ...{ kinds: ["incident"], writes: true },
    input: (id) => ({ version: 1, form: incidentOf({ id }) }),
  },
  ...Object.fromEntries(
    ["ask", "decide", "act", "comment", "callBack", "same"].map((step) => [
      `incidents.review.${step}`,
      reviewing(step),
    ]),
  ),
  "priorities.agree": {
    kinds: ["priority_cycle"],
    writes: true,
    input: (cycleId) => ({ form: { id: form.id, cycleId } }),
  },
  "priorities.close": {
    kinds: ["priority_cycle"],
    writes: true,
    input: (cycleId) => ({ form: { id: form.id, cycleId } }),
  },
  "priorities.overrideCategory": {
    ...{ kinds: ["priority_cycle"], writes: true },
    input: (cycleId, _, model) => ({
      basedOn: null,
      form: {
        ...{ ...form, cycleId, areaId: districtOf(model), category: "must" },
        ...{ reason: "Displacement towards the town is expected", reviewOn: "2020-01-31" },
      },
    }),
  },
  "priorities.score": {
    ...{ kinds: ["priority_cycle"], writes: true },
    input: (cycleId, _, model) => ({
      basedOn: null,
      form: {
        ...{ ...form, cycleId, areaId: districtOf(model), likelihood: 3, impact: 4, vulnerability: 4 },
        ...{ capacity: 2, capacityWithMission: 3, assessedOn: TODAY },
      },
    }),
  },
  "sharing.release": {
    ...{ kinds: COPIED_KINDS, writes: true },
    input: (ref, kind) => ({
      form: {
        id: form.id,
        kind,
        refs: [ref],
        community: "mission_military",
        level: "generalised",
        purpose: "poc",
      },
    }),
  },
  "sharing.agree": RELEASE,
  "sharing.answer": { ...RELEASE, input: (ref) => ({ ref, accept: true }) },
  "sharing.withdraw": { ...RELEASE, input: (ref) => ({ ref, said: "No longer so" }) },
  "sharing.renew": { ...RELEASE, input: (ref) => ({ form: { id: form.id, ref, level: "generalised" } }) },
  "sharing.nameActor": {
    ...{ kinds: ["actor"], writes: true },
    input: (actor, _, { organisations }) => ({ organisation: organisations[3]!.id, actor }),
  },
};

/** Forms that make a record of their own, under an id that may be another's. */
const OWN_ID = { holdsNone: "visibility.db.test.ts: an id that is taken" } as const;

const ATTACHED = { holdsNone: "attachments.db.test.ts: who reads, sends and takes away" } as const;

const VIEWED = { holdsNone: "views.db.test.ts: whose views they are" } as const;

const DISPLACED = { holdsNone: "displacement.db.test.ts: who may, and what they must not find" } as const;

export const DOORS: Record<string, Door> = {
  ...READS,
  ...WRITES,
  ...DUPLICATES,
  "incidents.attachments.remove": ATTACHED,
  "POST /attachments": ATTACHED,
  "GET /attachments/:ref": ATTACHED,
  "incidents.review.calledBack": CALLED,
  "incidents.review.setRule": CALLED,
  "incidents.review.setHub": CALLED,
  "places.save": OWN_ID,
  "places.edit": { holdsNone: "gazetteer.db.test.ts: whose place it is" },
  "incidents.log": OWN_ID,
  "actors.log": OWN_ID,
  "actors.logMission": CALLED,
  "coverage.logPatrol": OWN_ID,
  "coverage.logPatrols": OWN_ID,
  "coverage.logInformation": { holdsNone: "information.db.test.ts: who may, and an id that is taken" },
  "priorities.propose": OWN_ID,
  "sharing.preview": CALLED,
  ...Object.fromEntries(
    ["log", "edit", "makeCase", "editCase", "shareNow", "outcome"].map((act) => [
      `displacement.${act}`,
      DISPLACED,
    ]),
  ),
  ...Object.fromEntries(
    ["paste", "rows", "accept", "setAside", "undo"].map((act) => [
      `exchange.intake.${act}`,
      { holdsNone: "intake.db.test.ts: whose queue it is" },
    ]),
  ),
  ...Object.fromEntries(["save", "delete", "tell", "mark"].map((act) => [`views.${act}`, VIEWED])),
  "GET /facts/stream": { holdsNone: "stream-eyes.db.test.ts: who is told of what" },
  "GET /healthz": { holdsNone: "routes.db.test.ts" },
  "GET /readyz": { holdsNone: "routes.db.test.ts" },
  "POST /auth/sign-in/email": { holdsNone: "routes.db.test.ts" },
  "POST /auth/sign-out": { holdsNone: "http.db.test.ts" },
};

/** Calls about people, sessions, the operation and the protocol: no record is named in them. */
export const ABOUT_OTHERS =
  /^access\.(account|invitation|people|signIn|tokens|retention)\.|^access\.(doors|enter|setUp|setUpNeeded|addOperation|moveClock|glassOpen|glassClose|setLock|markRead|noteDownload)$|^sharing\.(proposeProtocol|signProtocol|dropProtocol|setPosture|addOffice|setReportingChannel|setReferralPathway)$/;
