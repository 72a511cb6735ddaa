/**
 * Structure over time: who stands under whom on a day, from relations that hold for intervals. Accounts of different
 * organisations may contradict each other; of each actor the best told superior is shown, others are named as contested,
 * and a circle that only several accounts together make is cut where it is told worst. One organisation's own account
 * holds no two superiors of one kind on one day and no circle; the database holds that too (0032-structure.sql).
 */

import { dayOf, isoOf } from "../time.ts";
import { CONFIDENCE, type Confidence } from "./records.ts";

export const HIERARCHY_KINDS = ["part_of", "commands"] as const;
export type HierarchyKind = (typeof HIERARCHY_KINDS)[number];

/** One superior of one actor. Days are ISO, both ends inside; `to` null: no known end. */
export interface Edge {
  ref: string;
  child: string;
  parent: string;
  kind: HierarchyKind;
  from: string;
  to: string | null;
  confidence: Confidence;
  asOf: string | null;
}

/** A relation between two actors as it is stored. */
export interface StoredRelation extends Omit<Edge, "child" | "parent" | "kind"> {
  fromActor: string;
  toActor: string;
  kind: string;
}

/** Relations of command as edges from the lower to the upper; others are left out. */
export function edgesOf<R extends StoredRelation>(relations: readonly R[]): (R & Edge)[] {
  return relations.flatMap((relation): (R & Edge)[] => {
    const { kind, fromActor, toActor } = relation;
    if (kind === "part_of") return [{ ...relation, kind, child: fromActor, parent: toActor }];
    return kind === "commands" ? [{ ...relation, kind, child: toActor, parent: fromActor }] : [];
  });
}

export const standsOn = ({ from, to }: Pick<Edge, "from" | "to">, day: string): boolean =>
  from <= day && (to === null || day <= to);

export const overlaps = (a: Pick<Edge, "from" | "to">, b: Pick<Edge, "from" | "to">): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/** Better told first: belonging before command, then confidence, then the later day it stands for; a total order. */
export function compareEdges(a: Edge, b: Edge): number {
  const kind = HIERARCHY_KINDS.indexOf(a.kind) - HIERARCHY_KINDS.indexOf(b.kind);
  if (kind !== 0) return kind;
  const confidence = CONFIDENCE.indexOf(a.confidence) - CONFIDENCE.indexOf(b.confidence);
  if (confidence !== 0) return confidence;
  for (const field of ["asOf", "from"] as const) {
    const [one, other] = [a[field] ?? "", b[field] ?? ""];
    if (one !== other) return one < other ? 1 : -1;
  }
  return a.ref < b.ref ? -1 : Number(a.ref > b.ref);
}

export interface Structure<E extends Edge> {
  /** The superior shown of each actor that has one. */
  over: Map<string, E>;
  /** Other superiors of the same kind that somebody tells of the same actor. */
  contested: Map<string, E[]>;
  /** Left out because they would close a circle. */
  cut: E[];
}

/** Who stands under whom on a day. */
export function structureAt<E extends Edge>(edges: readonly E[], day: string): Structure<E> {
  const over = new Map<string, E>();
  const contested = new Map<string, E[]>();
  for (const edge of edges.filter((each) => standsOn(each, day)).sort(compareEdges)) {
    const shown = over.get(edge.child);
    if (!shown) over.set(edge.child, edge);
    else if (shown.kind === edge.kind && shown.parent !== edge.parent)
      contested.set(edge.child, [...(contested.get(edge.child) ?? []), edge]);
  }
  return { over, contested, cut: cutCircles(over) };
}

/** Everybody has one superior at most, so that circles have nothing in common: of each, the worst told is left out. */
function cutCircles<E extends Edge>(over: Map<string, E>): E[] {
  const cut: E[] = [];
  const done = new Set<string>();
  for (const start of over.keys()) {
    const path: string[] = [];
    const at = new Map<string, number>();
    let actor: string | undefined = start;
    while (actor !== undefined && !done.has(actor) && !at.has(actor)) {
      at.set(actor, path.length);
      path.push(actor);
      actor = over.get(actor)?.parent;
    }
    if (actor !== undefined && at.has(actor)) {
      const circle = path.slice(at.get(actor)).map((one) => over.get(one)!);
      cut.push(circle.sort(compareEdges).at(-1)!);
    }
    for (const one of path) done.add(one);
  }
  for (const edge of cut) over.delete(edge.child);
  return cut;
}

/** An actor with those under it. */
export interface Branch {
  ref: string;
  under: Branch[];
}

/**
 * The same structure as a tree, in the order of `actors`. Iterative: an order of battle may be deep.
 * @param actors everybody who is there on that day; a superior who is not among them is left out of the tree
 */
export function treeOf<E extends Edge>({ over }: Structure<E>, actors: readonly string[]): Branch[] {
  const branches = new Map(actors.map((ref) => [ref, { ref, under: [] as Branch[] }]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const upper = branches.get(over.get(branch.ref)?.parent ?? "");
    (upper?.under ?? roots).push(branch);
  }
  return roots;
}

/** One line of the same structure as a list. */
export interface Line {
  ref: string;
  /** 0: nobody above. */
  depth: number;
  parent: string | null;
}

export function linesOf(roots: readonly Branch[]): Line[] {
  const lines: Line[] = [];
  const waiting: (Line & { under: Branch[] })[] = roots
    .toReversed()
    .map((root) => ({ ...root, depth: 0, parent: null }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { ref, depth, parent, under } = next;
    lines.push({ ref, depth, parent });
    waiting.push(...under.toReversed().map((one) => ({ ...one, depth: depth + 1, parent: ref })));
  }
  return lines;
}

/** What moving an actor under another from a day on comes to, in one organisation's own account. */
export interface Move {
  child: string;
  /** Null: under nobody from that day on. */
  parent: string | null;
  kind: HierarchyKind;
  from: string;
}
export interface MovePlan<E extends Edge> {
  /** The former superior, which ends the day before. */
  end: { edge: E; to: string } | null;
  /** The new one; its end where another superior is known from a later day on. */
  add: { from: string; to: string | null } | null;
}
export type MoveIssue = "same_actor" | "same_superior" | "same_day" | "would_circle";

/** Plans a move, or says why not. `own` are the edges of the account that is changed. */
export function planMove<E extends Edge>(own: readonly E[], move: Move): MovePlan<E> | { issue: MoveIssue } {
  const { child, parent, kind, from } = move;
  if (child === parent) return { issue: "same_actor" };
  const mine = own.filter((edge) => edge.child === child && edge.kind === kind);
  const former = mine.find((edge) => standsOn(edge, from)) ?? null;
  if (former?.parent === parent) return { issue: "same_superior" };
  if (former?.from === from) return { issue: "same_day" };
  const later = mine
    .map((edge) => edge.from)
    .filter((start) => start > from)
    .sort()[0];
  const to = later ? dayBefore(later) : null;
  const end = former ? { edge: former, to: dayBefore(from) } : null;
  if (parent === null) return { end, add: null };
  const rest = own.map((edge) => (edge === former ? { ...edge, to: end!.to } : edge));
  if (closesCircle(rest, { child, parent, from, to })) return { issue: "would_circle" };
  return { end, add: { from, to } };
}

export const dayBefore = (day: string): string => isoOf(dayOf(day) - 1);

/** Would somebody command themselves, through others, on any day of the new edge? */
export function closesCircle(
  edges: readonly Edge[],
  added: Pick<Edge, "child" | "parent" | "from" | "to">,
): boolean {
  const above = Map.groupBy(edges, ({ child }) => child);
  const seen = new Set<string>();
  const waiting = [{ actor: added.parent, from: added.from, to: added.to }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.actor === added.child) return true;
    const key = `${next.actor} ${next.from} ${next.to}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const edge of above.get(next.actor) ?? [])
      if (overlaps(edge, next)) waiting.push({ actor: edge.parent, ...shared(edge, next) });
  }
  return false;
}

const shared = (a: Pick<Edge, "from" | "to">, b: Pick<Edge, "from" | "to">) => ({
  from: a.from > b.from ? a.from : b.from,
  to: a.to === null ? b.to : b.to === null || a.to < b.to ? a.to : b.to,
});

/** Do edges of one account break a rule: two superiors of one kind on one day, or a circle? For tests and imports. */
export function isLawful(edges: readonly Edge[]): boolean {
  const twice = edges.some((edge, at) =>
    edges
      .slice(0, at)
      .some((other) => other.child === edge.child && other.kind === edge.kind && overlaps(edge, other)),
  );
  return (
    !twice &&
    !edges.some((edge, at) => closesCircle(edges.toSpliced(at, 1), edge) || edge.child === edge.parent)
  );
}
