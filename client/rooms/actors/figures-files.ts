/** Structure, relations, claims and zones as tables and GeoJSON, from what the server let out. Codes, not labels: files are read again. */
import { CARRIED_COLUMNS, type ExportAnswer, rowOfClaim } from "../../../shared/rooms/actors-sheet.ts";
import type { DayStructure } from "./figures-structure.ts";

type Cell = string | number | null;

/** One line a unit, in the order of the tree. */
export function unitTable({ lines, nodes, structure }: DayStructure): Cell[][] {
  const head = [
    "level",
    "unit",
    "under",
    "kind",
    "size",
    "commander_role",
    "commander_rank",
    "chain_of_command",
  ];
  const rest = ["since", "until", "confidence", "contested", "owner", "illustrative"];
  const rows = lines.map(({ ref, depth }) => {
    const { name, kind, echelon, commander, clarity, illustrative } = nodes.get(ref)!;
    const edge = structure.over.get(ref);
    const upper = edge ? (nodes.get(edge.parent)?.name ?? null) : null;
    const who = [commander?.role ?? null, commander?.rank ?? null, clarity?.code ?? null];
    const link = [edge?.from ?? null, edge?.to ?? null, edge?.confidence ?? null];
    const marks = [structure.contested.has(ref) ? "yes" : "", edge?.owner ?? null, illustrative ? "yes" : ""];
    return [depth + 1, name, upper, kind, echelon, ...who, ...link, ...marks];
  });
  return [[...head, ...rest], ...rows];
}

export function relationTable({ structure: { links, actors } }: ExportAnswer): Cell[][] {
  const names = new Map(actors.map(({ ref, name }) => [ref, name]));
  const head = ["from", "relation", "to", "since", "since_precision", "until", "until_precision", "as_of"];
  const rows = links.map((link) => [
    ...[names.get(link.fromActor) ?? null, link.kind, names.get(link.toActor) ?? null],
    ...[link.from, link.fromPrecision, link.to, link.toPrecision, link.asOf, link.confidence, link.owner],
    link.illustrative ? "yes" : "",
  ]);
  return [[...head, "confidence", "owner", "illustrative"], ...rows];
}

/** In the columns in which claims are taken in. */
export function claimTable({ claims }: ExportAnswer): Cell[][] {
  const rows = claims.map((claim) => rowOfClaim(claim));
  return [[...CARRIED_COLUMNS], ...rows.map((row) => CARRIED_COLUMNS.map((column) => row[column] ?? null))];
}

type Shape = GeoJSON.Polygon | GeoJSON.MultiPolygon;

/** Zones of a day: drawn ones with their outline, others with the shape of their area. */
export function zoneCollection(
  zones: ExportAnswer["ground"]["zones"],
  areas: ReadonlyMap<string, Shape>,
): GeoJSON.FeatureCollection<Shape | null> {
  return {
    type: "FeatureCollection",
    features: zones.map(({ actor, area, outline, note: _, ...zone }) => ({
      type: "Feature",
      geometry: outline
        ? { type: "Polygon", coordinates: [[...outline, outline[0]!]] }
        : (areas.get(area.ref) ?? null),
      properties: {
        ...zone,
        drawn: outline !== null,
        actor: actor.name,
        area: area.name,
        areaCode: area.code,
      },
    })),
  };
}

const PAINT = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-size",
  "font-weight",
  "color",
] as const;

/** Writes what the style sheet says onto the drawing, so that it looks the same where there is none. */
export function withPaint(svg: SVGSVGElement): SVGSVGElement {
  for (const each of svg.querySelectorAll<SVGElement>("path, rect, circle, text, g")) {
    const style = getComputedStyle(each);
    for (const name of PAINT) each.setAttribute(name, style.getPropertyValue(name));
  }
  return svg;
}

const ROW = 16;
const EDGE = 12;

/** A copy of the drawing that says above what it is and of which day, and below how it is meant, wherever it is opened. */
export function withText(
  svg: SVGSVGElement,
  { title, scope, notes }: { title: string; scope: string; notes: readonly string[] },
  ink: string,
): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { width, height } = svg.viewBox.baseVal;
  const top = ROW * 3;
  const whole = [Math.max(width, 720), top + height + ROW * (notes.length + 1)] as const;
  const line = (text: string, y: number, size: number) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "text");
    element.textContent = text;
    for (const [name, value] of Object.entries({ x: EDGE, y, fill: ink, "font-size": size }))
      element.setAttribute(name, String(value));
    copy.append(element);
  };
  line(title, EDGE - top + 4, 15);
  line(scope, EDGE - top + ROW + 8, 12);
  for (const [at, note] of notes.entries()) line(note, height + ROW * (at + 1), 11);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("font-family", "Noto Sans, sans-serif");
  copy.setAttribute("viewBox", `0 ${-top} ${whole.join(" ")}`);
  copy.setAttribute("width", String(whole[0]));
  copy.setAttribute("height", String(whole[1]));
  return copy;
}
