/** Zones of a day as shapes to be drawn: the outline where there is one, else the shape of the area; overlaps of control marked. */
import { intersect } from "@turf/turf";
import type { ZoneAnswer } from "../../../shared/rooms/actors-answers.ts";
import { contestedAreas } from "../../../shared/rooms/actors-ground.ts";
import type { GroundShape } from "../../map/ground-map.tsx";

type Shape = GeoJSON.Polygon | GeoJSON.MultiPolygon;
interface Area {
  properties: { ref: string };
  geometry: Shape;
}

/** @param order colours by actor */
export function shapesOf(
  zones: readonly ZoneAnswer[],
  areas: readonly Area[],
  order: ReadonlyMap<string, number>,
): GroundShape[] {
  const byRef = new Map(areas.map(({ properties, geometry }) => [properties.ref, geometry]));
  const contested = contestedAreas(zones);
  const drawn = zones.flatMap((zone) => {
    const geometry = geometryOf(zone, byRef);
    return geometry ? [{ zone, geometry }] : [];
  });
  const named = new Set<string>();
  const shapes = drawn.map(({ zone, geometry }) => ({
    ...{ ref: zone.ref, geometry, colour: order.get(zone.actor.ref) ?? 0, ground: zone.ground },
    contested:
      zone.ground === "control" &&
      (zone.outline ? zone.controlKind === "contested" : contested.has(zone.area.ref)),
    label: labelOf(zone, zones, named),
  }));
  return [...shapes, ...overlapsOf(drawn)];
}

/** An area is named once, with everybody who is there. */
function labelOf(zone: ZoneAnswer, zones: readonly ZoneAnswer[], named: Set<string>): string {
  if (zone.outline) return zone.actor.name;
  if (named.has(zone.area.ref)) return "";
  named.add(zone.area.ref);
  const there = zones.filter(({ area, outline }) => !outline && area.ref === zone.area.ref);
  return [...new Set(there.map(({ actor }) => actor.name))].join(" / ");
}

function geometryOf({ outline, area }: ZoneAnswer, areas: ReadonlyMap<string, Shape>): Shape | undefined {
  if (!outline) return areas.get(area.ref);
  return { type: "Polygon", coordinates: [[...outline, outline[0]!]] };
}

/** Where a drawn zone of control and another actor's control lie over each other. */
function overlapsOf(drawn: readonly { zone: ZoneAnswer; geometry: Shape }[]): GroundShape[] {
  const control = drawn.filter(({ zone }) => zone.ground === "control");
  return control.flatMap((one, at) =>
    control.slice(0, at).flatMap((other) => {
      const isDrawn = one.zone.outline !== null || other.zone.outline !== null;
      if (!isDrawn || one.zone.actor.ref === other.zone.actor.ref) return [];
      const features = [one, other].map(({ geometry }) => ({
        type: "Feature" as const,
        geometry,
        properties: {},
      }));
      const both = intersect({ type: "FeatureCollection", features });
      if (!both) return [];
      const { ref } = one.zone;
      return [
        { ref, geometry: both.geometry, colour: 0, ground: "presence" as const, contested: true, label: "" },
      ];
    }),
  );
}
