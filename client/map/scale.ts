/** Arithmetic of the scale bar: a round distance that fits a given width at a latitude and zoom. */

/** Length of the equator on the sphere of web mercator, km. */
const EQUATOR_KM = 40_075.017;
const TILE = 512;

/** Km that a CSS pixel covers at a latitude and zoom. */
const kmOfPixel = (lat: number, zoom: number): number =>
  (EQUATOR_KM * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** zoom);

/** CSS pixels by which a hand misses what it points at. */
const HAND = 8;

/** Metres by which a point put on the map by hand may be off. */
export const missedBy = (lat: number, zoom: number): number => kmOfPixel(lat, zoom) * HAND * 1000;

/** A round distance in km and its width in CSS pixels, at most `widest` wide. Latitude in degrees. */
export function scaleBar(lat: number, zoom: number, widest: number): { km: number; width: number } {
  const kmPerPixel = kmOfPixel(lat, zoom);
  const most = kmPerPixel * widest;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = [5, 2, 1].map((digit) => digit * power).find((step) => step <= most) ?? power;
  return { km, width: km / kmPerPixel };
}
