/**
 * Names of actors and sites as they are compared: without accents, case and punctuation. For matching, never for
 * display. Place names have a key of their own in geo.ts, which also leaves out words such as "province".
 */
export function nameKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’‘ʼ`´]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
