/**
 * Hexagons of the H3 grid for places that lie in no district: everybody's record of one place falls into the same cell,
 * so that no average over records leads back to the point. Resolution 5 has an edge of about 10 km (h3geo.org).
 */
import { latLngToCell } from "h3-js";

const RESOLUTION = 5;

/** The cell of a point. @param lon @param lat degrees, WGS84 */
export const hexagonOf = (lon: number, lat: number): string => latLngToCell(lat, lon, RESOLUTION);
