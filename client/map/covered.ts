/** How much of a map lies under the sheet of a phone, so that what is brought into view is seen. */

/** Pixels at the foot of the map that a sheet over it hides; 0 where there is none. */
export function coveredBelow(map: HTMLElement): number {
  const sheet = map.closest(".workspace")?.querySelector(".sheet");
  if (!sheet) return 0;
  return Math.max(0, map.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top);
}
