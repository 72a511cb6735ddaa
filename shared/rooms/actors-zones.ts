/**
 * Zones as GeoJSON, in and out. A feature names its actor by any of its names, says what is claimed and how surely, and
 * never lacks the day it stands for. What it says goes through the same form as on screen. Our own export reads back.
 */
import { z } from "zod";
import { derivedId } from "../ids.ts";
import { type ZoneForm, zoneForm } from "./actors.ts";
import { actorNamed, rowFault } from "./actors-sheet.ts";
import { type FieldIssue, type FormIssue, fieldIssues, type Sensitivity } from "./records.ts";

export const MOST_ZONES = 500;
/** One feature as a file has it; what is wrong with it is told by feature and field, not by the whole file. */
export const zoneFeature = z.object({
  properties: z.record(z.string().max(60), z.unknown()).nullish(),
  geometry: z.unknown().optional(),
});
export type ZoneFeature = z.infer<typeof zoneFeature>;
export const zoneFeatures = z.array(zoneFeature).min(1, "too_few").max(MOST_ZONES, "too_many");

/** `row` of a fault is the number of the feature, from 1. Nothing is written while any feature has a fault. */
export const zonesAnswer = z.strictObject({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  faults: z.array(rowFault),
});
export type ZonesAnswer = z.infer<typeof zonesAnswer>;

/** What features are read with. */
export interface ZoneBook {
  actors: readonly { ref: string; name: string; aliases: readonly string[]; alsoNamed?: readonly string[] }[];
  /** Reference of an area by its P-code. */
  areas: ReadonlyMap<string, string>;
  /** Ids of zones that are the writer's own already. */
  own: ReadonlySet<string>;
  /** Keeps ids of one organisation apart from another's. */
  salt: string;
  /** Where a feature says none. */
  sensitivity: Sensitivity | null;
}

/** The feature as the form takes it, or what is wrong with it. The same feature has the same id. */
export function zoneOfFeature(feature: ZoneFeature, book: ZoneBook): ZoneForm | FieldIssue[] {
  const cell = cellsOf(feature.properties ?? {});
  const actorId = actorNamed(book.actors, cell("actor") ?? "");
  if (!actorId) return fault("actor", cell("actor") ? "not_in_list" : "required");
  if (!cell("asof")) return fault("asOf", "required");
  // What no world has must not come back without its mark.
  if (feature.properties?.illustrative === true && !book.own.has(cell("ref", "id") ?? ""))
    return fault("illustrative", "illustrative_only");
  const ground = groundOf(feature, cell, book);
  if (Array.isArray(ground)) return ground;
  const told = {
    ...{ actorId, ...ground, controlKind: cell("controlkind", "kind"), ground: cell("ground") },
    ...{ confidence: cell("confidence"), asOf: cell("asof"), note: cell("note") },
    ...{ validFrom: cell("validfrom", "from"), fromPrecision: cell("fromprecision") },
    ...{ validTo: cell("validto", "to"), toPrecision: cell("toprecision") },
    sensitivity: cell("sensitivity") ?? book.sensitivity ?? undefined,
  };
  const parsed = zoneForm.safeParse({ ...told, id: idOf(cell("ref", "id"), told, book) });
  return parsed.success ? parsed.data : fieldIssues(parsed.error);
}

type Cell = (...names: string[]) => string | undefined;

/** Cells by name, in whatever case and with or without underscores: files differ in that only too often. */
function cellsOf(properties: Record<string, unknown>): Cell {
  const cells = new Map(
    Object.entries(properties).map(([name, value]) => [name.toLowerCase().replaceAll("_", ""), value]),
  );
  return (...names) => {
    const text = names.map((name) => cells.get(name)).find((value) => value != null && value !== "");
    return typeof text === "string" || typeof text === "number"
      ? String(text).trim() || undefined
      : undefined;
  };
}

/** A zone of our own under its id; any other under one that its own id, or all it says, always gives. */
function idOf(id: string | undefined, told: object, { own, salt }: ZoneBook): string {
  if (id && own.has(id)) return id;
  return derivedId(salt, `zone ${id ?? JSON.stringify(told)}`);
}

const fault = (field: string, code: FormIssue): FieldIssue[] => [{ path: [field], code }];
const polygon = z.object({ type: z.literal("Polygon"), coordinates: z.array(z.unknown()).length(1) });
const ring = z.array(z.tuple([z.number(), z.number()]).rest(z.unknown()));

/** A whole area by its code, or one ring, drawn. A shape that only repeats its area (our export: `drawn` is false) is not drawn. */
function groundOf({ properties, geometry }: ZoneFeature, cell: Cell, { areas }: ZoneBook) {
  const code = cell("areacode", "pcode");
  const isDrawn = geometry != null && properties?.drawn !== false;
  if (!isDrawn) {
    const areaId = areas.get(code ?? "");
    return areaId ? { areaId } : fault("areaId", code ? "area_unknown" : "required");
  }
  const shape = polygon.safeParse(geometry);
  const corners = ring.safeParse(shape.data?.coordinates[0]);
  if (!corners.success) return fault("outline", "not_one_ring");
  const outline = corners.data.map(([lon, lat]) => [lon, lat]);
  const [first, last] = [outline[0], outline.at(-1)];
  return { outline: outline.length > 1 && String(first) === String(last) ? outline.slice(0, -1) : outline };
}
