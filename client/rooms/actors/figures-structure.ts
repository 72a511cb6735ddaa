/**
 * The structure on one day, ready to be drawn: tree, graph and list are three readings of this one preparation. And what
 * is not known: chains of command that are unclear, commanders nobody told.
 */
import type { ActorKind } from "../../../shared/rooms/actors.ts";
import type { AttributeCode, ClaimValue } from "../../../shared/rooms/actors-attributes.ts";
import { type BestClaim, bestOf } from "../../../shared/rooms/actors-claims.ts";
import type { LinkAnswer, NodeClaim, StructureAnswer } from "../../../shared/rooms/actors-events.ts";
import {
  type Branch,
  type Edge,
  edgesOf,
  type Line,
  linesOf,
  type Structure,
  standsOn,
  structureAt,
  treeOf,
} from "../../../shared/rooms/actors-structure.ts";
import { dayOf, isoOf } from "../../../shared/time.ts";

/** Of a unit in the tree, pixels. */
export const BOX = { width: 212, height: 46, gapX: 44, gapY: 12 };

export interface UnitNode {
  ref: string;
  /** As it is called on that day. */
  name: string;
  kind: ActorKind;
  communal: boolean;
  illustrative: boolean;
  sensitivity: string;
  commander: ClaimValue | null;
  echelon: string | null;
  clarity: ClaimValue | null;
  /** Attributes of which two good claims disagree. */
  contested: AttributeCode[];
}
export type DayEdge = LinkAnswer & Edge;

export interface DayStructure {
  day: string;
  nodes: Map<string, UnitNode>;
  structure: Structure<DayEdge>;
  roots: Branch[];
  lines: Line[];
  /** Relations of that day that are no command. */
  relations: LinkAnswer[];
  unclear: UnitNode[];
  uncommanded: UnitNode[];
}

/** Days on which something begins, or is over for the first time, in order: where the slider stops. */
export const changeDays = (intervals: readonly { from: string; to: string | null }[]): string[] =>
  turnsOf(intervals);

function turnsOf(intervals: readonly { from: string | null; to: string | null }[]): string[] {
  const days = intervals.flatMap(({ from, to }) => [from ?? [], to ? isoOf(dayOf(to) + 1) : []].flat());
  return [...new Set(days)].sort();
}

/** May a drawing stay as it is? Who may move and what is called by a click stay the same while a page is open. */
export const sameDrawing = <Props extends { on: DayStructure; symbols: string; selected: string | null }>(
  before: Props,
  next: Props,
): boolean =>
  before.on.nodes === next.on.nodes && before.symbols === next.symbols && before.selected === next.selected;

/** An answer sorted by who it is about: once, and not again for every day that the slider passes. */
interface Prepared {
  edges: DayEdge[];
  /** Edges above and below an actor, and relations from it. */
  mine: Map<string, DayEdge[]>;
  outward: Map<string, LinkAnswer[]>;
  claims: Map<string, NodeClaim[]>;
  /** Who has a place in a chain of command on any day. */
  placed: Set<string>;
  /** Days from which something is different; what is shown is the same from one to the next. */
  turns: string[];
  /** By the number of turns that have come. */
  shown: Map<number, Omit<DayStructure, "day">>;
}
const known = new WeakMap<StructureAnswer, Prepared>();

function prepared(answer: StructureAnswer): Prepared {
  const before = known.get(answer);
  if (before) return before;
  const edges: DayEdge[] = edgesOf(answer.links);
  const mine = new Map<string, DayEdge[]>();
  for (const edge of edges)
    for (const ref of [edge.child, edge.parent]) (mine.get(ref) ?? mine.set(ref, []).get(ref)!).push(edge);
  const alone = answer.claims.filter(({ attribute }) => attribute === "top_level");
  const made = {
    ...{ edges, mine, outward: Map.groupBy(answer.links, ({ fromActor }) => fromActor) },
    claims: Map.groupBy(answer.claims, ({ actor }) => actor),
    placed: new Set([...mine.keys(), ...alone.map(({ actor }) => actor)]),
    turns: turnsOf([
      ...answer.links,
      ...answer.claims,
      ...answer.actors.map(({ activeFrom, activeTo }) => ({ from: activeFrom, to: activeTo })),
    ]),
    shown: new Map(),
  };
  known.set(answer, made);
  return made;
}

/** The same parts for days between which nothing happens, so that a drawing sees that nothing has to be drawn anew. */
export function structureOn(answer: StructureAnswer, day: string): DayStructure {
  const { turns, shown } = prepared(answer);
  const turn = turns.findLastIndex((one) => one <= day);
  const parts = shown.get(turn) ?? partsOn(answer, day);
  shown.set(turn, parts);
  return { ...parts, day };
}

function partsOn(answer: StructureAnswer, day: string): Omit<DayStructure, "day"> {
  const { edges, mine, outward, claims, placed } = prepared(answer);
  const structure = structureAt(edges, day);
  const there = answer.actors.filter((actor) => {
    if (!placed.has(actor.ref)) return false;
    const isAlone = bestOf(claims.get(actor.ref) ?? [], "top_level", day).best?.value?.code === "yes";
    return isThere(actor, outward.get(actor.ref) ?? [], mine.get(actor.ref) ?? [], day, isAlone);
  });
  const nodes = new Map(
    there.map((actor) => [actor.ref, nodeOf(actor, claims.get(actor.ref) ?? [], day)] as const),
  );
  const roots = treeOf(structure, [...nodes.keys()]);
  const lines = linesOf(roots);
  const relations = relationsOn(answer, day).filter(
    ({ fromActor, toActor }) => nodes.has(fromActor) && nodes.has(toActor),
  );
  const all = lines.map(({ ref }) => nodes.get(ref)!);
  const leading = new Set(lines.flatMap(({ parent }) => parent ?? []));
  return {
    ...{ nodes, structure, roots, lines, relations },
    unclear: all.filter(({ clarity }) => clarity?.code === "unclear" || clarity?.code === "partly"),
    uncommanded: all.filter(({ ref, commander }) => !commander && leading.has(ref)),
  };
}

const relationsOn = ({ links }: StructureAnswer, day: string) =>
  links.filter((link) => !isCommand(link.kind) && standsOn(link, day));

/** All above a unit on that day, the nearest first; of a circle nobody twice. */
export function aboveOf({ structure: { over } }: Pick<DayStructure, "structure">, unit: string): string[] {
  const found = new Set<string>();
  for (let at = over.get(unit)?.parent; at && !found.has(at); at = over.get(at)?.parent) found.add(at);
  return [...found];
}

/** Where the slider stops: changes of the order of battle, or of every relation that somebody tells of. */
export function structureChanges(answer: StructureAnswer, withAll: boolean): string[] {
  const { placed } = prepared(answer);
  const links = answer.links.filter(
    ({ fromActor, toActor }) => withAll || (placed.has(fromActor) && placed.has(toActor)),
  );
  const alone = answer.claims.flatMap(({ attribute, from, to }) =>
    attribute === "top_level" && from ? [{ from, to }] : [],
  );
  return changeDays([...links, ...alone]);
}

/** Relations of a day of those who have no place in the order of battle, and who they are. */
export function outsideOn(
  answer: StructureAnswer,
  { day, nodes }: DayStructure,
): { nodes: UnitNode[]; relations: LinkAnswer[] } {
  const relations = relationsOn(answer, day).filter(
    ({ fromActor, toActor }) => !nodes.has(fromActor) || !nodes.has(toActor),
  );
  const named = new Set(relations.flatMap(({ fromActor, toActor }) => [fromActor, toActor]));
  const { claims } = prepared(answer);
  const there = answer.actors.filter(({ ref }) => named.has(ref) && !nodes.has(ref));
  return { nodes: there.map((actor) => nodeOf(actor, claims.get(actor.ref) ?? [], day)), relations };
}

export const isCommand = (kind: LinkAnswer["kind"]) => kind === "part_of" || kind === "commands";

/**
 * Who is in any chain of command at all or said to answer to nobody, and neither before its beginning nor after its end.
 * @param outward relations from this actor
 * @param mine edges above and below it
 * @param isAlone claimed on that day to answer to nobody
 */
function isThere(
  { activeFrom, activeTo }: StructureAnswer["actors"][number],
  outward: readonly LinkAnswer[],
  mine: readonly DayEdge[],
  day: string,
  isAlone: boolean,
): boolean {
  if (mine.some((edge) => standsOn(edge, day))) return true;
  if (mine.length === 0 && !isAlone) return false;
  if ((activeFrom && day < activeFrom) || (activeTo && activeTo < day)) return false;
  return !outward.some(
    ({ kind, from }) => (kind === "splinter_of" && day < from) || (kind === "merged_into" && from <= day),
  );
}

const SHOWN = ["name", "commander", "chain_of_command", "echelon"] as const;

function nodeOf(
  actor: StructureAnswer["actors"][number],
  claims: readonly NodeClaim[],
  day: string,
): UnitNode {
  const best = Object.fromEntries(
    SHOWN.map((attribute) => [attribute, bestOf(claims, attribute, day)]),
  ) as Record<(typeof SHOWN)[number], BestClaim<NodeClaim>>;
  const { ref, name, kind, communal, illustrative, sensitivity } = actor;
  return {
    ...{ ref, kind, communal, illustrative, sensitivity, name: best.name.best?.value?.text ?? name },
    commander: best.commander.best?.value ?? null,
    echelon: best.echelon.best?.value?.code ?? null,
    clarity: best.chain_of_command.best?.value ?? null,
    contested: SHOWN.filter((attribute) => best[attribute].against.length > 0),
  };
}
