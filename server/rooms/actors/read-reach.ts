// Which Must and Should areas, or which one area, lie in reach of which units on a day: from zones, headquarters, claims
// of reach and threat, and the matrix of the newest cycle, each as this reader sees it. What they do not see of a unit
// does not count, so two readers may be told different things; nobody is told more than the records they read.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ActorAnswer } from "../../../shared/rooms/actors-answers.ts";
import { bestOf } from "../../../shared/rooms/actors-claims.ts";
import { holdsGround } from "../../../shared/rooms/actors-ground.ts";
import { bearsArms, type ReachAnswer, type ReachUnit, reachOf } from "../../../shared/rooms/actors-reach.ts";
import { edgesOf, structureAt } from "../../../shared/rooms/actors-structure.ts";
import { THREAT_BANDS, threatBand } from "../../../shared/rooms/actors-threat.ts";
import type { PriorityCategory } from "../../../shared/rooms/priorities.ts";
import { areaRefOf } from "../places/read.ts";
import { aroundOf, type BareArea, readMiddles } from "../places/read-around.ts";
import { readCycles, readRows } from "../priorities/read.ts";
import { readActors, readAllZones } from "./read.ts";
import { type ActorClaim, readClaims } from "./read-claims.ts";
import { standsFor } from "./read-same.ts";
import { readStructure } from "./read-structure.ts";

interface Asked {
  /** ISO day. */
  on: string;
  /** This actor and all under it on that day; without it, everybody who bears arms. */
  actor?: string | null | undefined;
  /** P-code or reference; without it, the Must and Should areas of the newest cycle. */
  area?: string | null | undefined;
}

/** @throws AppError not_found for an actor or area the reader does not see */
export async function readReach(tx: Tx, asked: Asked): Promise<ReachAnswer> {
  const areas = await readMiddles(tx);
  const { cycle, targets } = await readTargets(tx, areas, asked.area ?? null);
  const actors = await readUnits(tx, asked);
  const claims = await readClaims(tx, null, ["headquarters", "reach", "threat"]);
  const zones = (await readAllZones(tx)).filter((zone) => holdsGround(zone, asked.on));
  const byRef = new Map(areas.map((area) => [area.ref, area]));
  const units = actors.flatMap((actor): ReachUnit[] => {
    const own = claims.filter(({ actorRef }) => actorRef === actor.ref);
    const standing = [
      ...zones
        .filter((zone) => zone.actor.ref === actor.ref)
        .map((zone) => ({ ...zone.area, by: zone.ground, asOf: zone.asOf })),
      ...headquartersOf(own, asked.on),
    ];
    const told = toldOf(own, asked.on);
    if (standing.length === 0 && !told.reach && !told.threat) return [];
    const middles = standing.flatMap(({ ref }) => byRef.get(ref) ?? []);
    const { ref, name, kind, communal, illustrative } = actor;
    return [
      {
        ...{ actor: { ref, name, kind, communal }, illustrative, ...told, places: standing },
        areas: targets.map(({ area, around, category }) => {
          const found = reachOf(area, around, middles, told.reach?.km ?? null);
          const from = found.from === null ? null : (byRef.get(found.from)?.name ?? null);
          return { ref: area.ref, code: area.code, name: area.name, category, ...found, from };
        }),
      },
    ];
  });
  return { cycle, units: units.sort(compareUnits) };
}

interface Target {
  area: BareArea;
  /** The area, those inside it, and those around it but the country, which says nothing of where. */
  around: ReadonlySet<string>;
  category: PriorityCategory | null;
}

async function readTargets(tx: Tx, areas: readonly BareArea[], code: string | null) {
  const cycles = await readCycles(tx);
  const cycle = cycles.find(({ illustrative }) => !illustrative) ?? cycles[0];
  const rows = cycle ? await readRows(tx, cycle.ref) : [];
  const one = code === null ? null : await areaRefOf(tx, code);
  const categories = new Map(rows.map(({ areaRef, category }) => [areaRef, category]));
  const wanted = areas.filter(({ ref }) =>
    one ? ref === one : ["must", "should"].includes(categories.get(ref) ?? ""),
  );
  const targets = wanted.map((area): Target => {
    return { area, around: aroundOf(areas, area), category: categories.get(area.ref) ?? null };
  });
  const order = ["must", "should", "could", "monitor"];
  targets.sort((a, b) => order.indexOf(a.category ?? "monitor") - order.indexOf(b.category ?? "monitor"));
  return { cycle: cycle ? { ref: cycle.ref, name: cycle.name } : null, targets };
}

/** @throws AppError not_found */
async function readUnits(tx: Tx, { actor: asked, on }: Asked): Promise<ActorAnswer[]> {
  const actors = await readActors(tx);
  if (!asked) return actors.filter(({ kind }) => bearsArms(kind));
  const actor = await standsFor(tx, asked);
  if (!actors.some(({ ref }) => ref === actor)) throw new AppError("not_found");
  const { over } = structureAt(edgesOf((await readStructure(tx)).links), on);
  const isUnder = (ref: string): boolean => {
    for (let at: string | undefined = ref; at; at = over.get(at)?.parent) if (at === actor) return true;
    return false;
  };
  return actors.filter(({ ref }) => isUnder(ref));
}

function headquartersOf(claims: readonly ActorClaim[], on: string) {
  const { best } = bestOf(claims, "headquarters", on);
  return best?.place ? [{ ...best.place, by: "headquarters" as const, asOf: best.asOf }] : [];
}

function toldOf(claims: readonly ActorClaim[], on: string): Pick<ReachUnit, "reach" | "threat"> {
  const reach = bestOf(claims, "reach", on).best;
  const threat = bestOf(claims, "threat", on).best;
  const { intent, capability, opportunity } = threat?.value ?? {};
  const isGraded = threat && intent != null && capability != null && opportunity != null;
  return {
    reach:
      reach?.value?.km == null
        ? null
        : { km: reach.value.km, asOf: reach.asOf, grade: `${reach.reliability}${reach.credibility}` },
    threat: isGraded ? { band: threatBand({ intent, capability, opportunity }), asOf: threat.asOf } : null,
  };
}

/** The highest band first, those nobody assessed last; then by name. */
const rank = ({ threat }: ReachUnit) => (threat ? THREAT_BANDS.indexOf(threat.band) : -1);
const compareUnits = (a: ReachUnit, b: ReachUnit): number =>
  rank(b) - rank(a) || (a.actor.name < b.actor.name ? -1 : 1);
