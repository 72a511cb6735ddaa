/**
 * How a version of the sharing protocol comes into effect, as a pure model: who signs for a side, when one side's word
 * is enough, what one side cannot change alone. From the rules of the sharing protocol, not from the SQL.
 */
import { LEVELS, type Level } from "../../shared/rooms/protocol.ts";
import {
  levelFor,
  type Model,
  type ModelPerson,
  type ModelProposal,
  type ModelRecord,
  type ModelSaying,
  organisationOf,
  readerOf,
} from "./oracle.ts";
import { mayWrite } from "./oracle-releases.ts";

type Side = "humanitarian" | "mission";

/** Coordinators of the cluster's core sign for one side; coordinators and officers of the PoC section for the other. */
export function signsFor(model: Model, person: ModelPerson): Side | null {
  if (!mayWrite(model, person)) return null;
  const { community } = organisationOf(model, person.organisation);
  if (community === "protection_core" && person.role === "coordinator") return "humanitarian";
  const isOfficer = person.role === "coordinator" || person.role === "officer";
  return community === "mission_poc" && isOfficer ? "mission" : null;
}

/** @returns the state it is in afterwards; null: this person may not propose */
export function propose(model: Model, person: ModelPerson, wanted: Omit<ModelProposal, "signed">) {
  if (!signsFor(model, person)) return null;
  model.proposal = { ...wanted, signed: new Set() };
  return sign(model, person, wanted.id);
}

/** @returns the state it is in afterwards; null: this person may not sign, or there is no such proposal */
export function sign(model: Model, person: ModelPerson, id: string): "effective" | "proposed" | null {
  const side = signsFor(model, person);
  const { proposal } = model;
  if (!side || proposal?.id !== id) return null;
  proposal.signed.add(side);
  if (needsBoth(model, proposal) && proposal.signed.size < 2) return "proposed";
  model.cells = proposal.cells;
  model.proposal = null;
  return "effective";
}

/** The first version, changed words and a single looser cell need both sides; tightening does not. */
const needsBoth = (model: Model, proposal: ModelProposal) =>
  !model.cells || proposal.isReworded || isLooser(proposal.cells, model.cells);

const isLooser = (next: Map<string, Level>, now: Map<string, Level>) =>
  [...next].some(([key, level]) => LEVELS.indexOf(level) > LEVELS.indexOf(now.get(key) ?? "none"));

/** Either side may take an open proposal off the table. */
export function drop(model: Model, person: ModelPerson): boolean {
  if (!signsFor(model, person) || !model.proposal) return false;
  model.proposal = null;
  return true;
}

/** Of a cycle that one reads, once for one's own side; those who sign the protocol speak for it. */
export function maySay(model: Model, person: ModelPerson, { cycle, side, act }: ModelSaying): boolean {
  const record = model.records.find(({ id }) => id === cycle)!;
  const isRepeated = model.said.some((one) => one.cycle === cycle && one.side === side && one.act === act);
  const isRead = levelFor(model, readerOf(model, person), record) === "full";
  return signsFor(model, person) === side && isRead && !isRepeated;
}

/** A cycle is agreed once both sides have said so, and its rows with it. */
export function settleCycle(model: Model, cycle: ModelRecord): void {
  const said = model.said.filter((one) => one.cycle === cycle.id);
  const agreed = said.filter(({ act }) => act === "agree").length === 2;
  cycle.agreed = agreed;
  const first = model.records.find(({ kind }) => kind === "priority_cycle")!.id;
  for (const record of model.records)
    if (record.kind === "priority_row" && (record.parent ?? first) === cycle.id) record.agreed = agreed;
  if (agreed) model.events.add("cycle agreed by both sides");
  if (said.some(({ act }) => act === "close")) model.events.add("cycle closed");
}
