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
export function changeDays(intervals: readonly { from: string; to: string | null }[]): string[] {
  const days = intervals.flatMap(({ from, to }) => (to ? [from, isoOf(dayOf(to) + 1)] : [from]));
  return [...new Set(days)].sort();
}

export function structureOn(answer: StructureAnswer, day: string): DayStructure {
  const edges: DayEdge[] = edgesOf(answer.links);
  const structure = structureAt(edges, day);
  const claims = Map.groupBy(answer.claims, ({ actor }) => actor);
  const mine = new Map<string, DayEdge[]>();
  for (const edge of edges)
    for (const ref of [edge.child, edge.parent]) (mine.get(ref) ?? mine.set(ref, []).get(ref)!).push(edge);
  const outward = Map.groupBy(answer.links, ({ fromActor }) => fromActor);
  const there = answer.actors.filter((actor) =>
    isThere(actor, outward.get(actor.ref) ?? [], mine.get(actor.ref) ?? [], day),
  );
  const nodes = new Map(
    there.map((actor) => [actor.ref, nodeOf(actor, claims.get(actor.ref) ?? [], day)] as const),
  );
  const roots = treeOf(structure, [...nodes.keys()]);
  const lines = linesOf(roots);
  const relations = answer.links.filter(
    (link) => standsOn(link, day) && !isCommand(link) && nodes.has(link.fromActor) && nodes.has(link.toActor),
  );
  const all = lines.map(({ ref }) => nodes.get(ref)!);
  const leading = new Set(lines.flatMap(({ parent }) => parent ?? []));
  return {
    ...{ day, nodes, structure, roots, lines, relations },
    unclear: all.filter(({ clarity }) => clarity?.code === "unclear" || clarity?.code === "partly"),
    uncommanded: all.filter(({ ref, commander }) => !commander && leading.has(ref)),
  };
}

const isCommand = ({ kind }: Pick<LinkAnswer, "kind">) => kind === "part_of" || kind === "commands";

/**
 * Who is in any chain of command at all, and neither before its beginning nor after its end.
 * @param outward relations from this actor
 * @param mine edges above and below it
 */
function isThere(
  { activeFrom, activeTo }: StructureAnswer["actors"][number],
  outward: readonly LinkAnswer[],
  mine: readonly DayEdge[],
  day: string,
): boolean {
  if (mine.some((edge) => standsOn(edge, day))) return true;
  if (mine.length === 0) return false;
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
