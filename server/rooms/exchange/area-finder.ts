/**
 * Which areas a place lies in: by point in polygon where the source's precision allows it, by name where not. Names
 * differ in accents, suffixes and now and then in one letter, so one letter is forgiven where the answer is unique.
 */
import { placeKey, pointInArea } from "../../../shared/geo.ts";
import type { LocationPrecision } from "../../../shared/rooms/incidents.ts";
import type { AreaChain } from "../incidents/write-import.ts";
import type { IncidentDraft } from "./drafts.ts";
import type { KnownArea } from "./read.ts";

export type PlaceToFind = Pick<
  IncidentDraft,
  "lon" | "lat" | "locationPrecision" | "adm1Name" | "adm2Name" | "countryIso3"
>;

const NOWHERE: AreaChain = { adm0_id: null, adm1_id: null, adm2_id: null, adm3_id: null };
/** Deepest level a point may be placed in, by precision of the point. */
const DEEPEST: Partial<Record<LocationPrecision, number>> = { exact: 3, near: 3, adm2: 2, adm1: 1 };
/** Places repeat; remembering them makes a long import several times faster. */
const REMEMBERED = 50_000;

export class AreaFinder {
  readonly #byLevel: KnownArea[][];
  readonly #byRef: Map<string, KnownArea>;
  readonly #countries: string[];
  readonly #remembered = new Map<string, AreaChain | null>();
  readonly #named = new Map<string, KnownArea | null>();

  /** @param countries the operation's countries, ISO 3166-1 alpha-3 */
  constructor(areas: KnownArea[], countries: string[]) {
    this.#byLevel = [0, 1, 2, 3].map((level) => areas.filter((area) => area.level === level));
    this.#byRef = new Map(areas.map((area) => [area.ref, area]));
    this.#countries = countries;
  }

  get isEmpty(): boolean {
    return this.#byRef.size === 0;
  }

  /** The areas of a place; all null where nothing is known. */
  find(place: PlaceToFind): AreaChain {
    const { lon, lat, locationPrecision: precision } = place;
    const deepest = DEEPEST[precision];
    // The point of an event known to its first-order unit only is that unit's middle: its name says more.
    if (deepest === 1) return this.#firstOrderByName(place) ?? this.at(lon, lat, 1) ?? this.#country(place);
    if (deepest !== undefined)
      return this.at(lon, lat, deepest) ?? this.#byNames(place) ?? this.#country(place);
    if (precision === "unclear") return this.#firstOrderByName(place) ?? this.#country(place);
    return this.#country(place);
  }

  /** The areas a point lies in, down to the level given; null where it lies in none. */
  at(lon: number | null, lat: number | null, deepest: number): AreaChain | null {
    if (lon === null || lat === null) return null;
    const key = `${lon},${lat},${deepest}`;
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const found = this.#locate(lon, lat, deepest);
    if (this.#remembered.size < REMEMBERED) this.#remembered.set(key, found);
    return found;
  }

  #locate(lon: number, lat: number, deepest: number): AreaChain | null {
    for (let level = Math.min(deepest, 2); level >= 0; level -= 1) {
      const area = this.#containing(this.#byLevel[level] ?? [], lon, lat);
      if (!area) continue;
      const parts = (this.#byLevel[3] ?? []).filter((part) => part.parent_id === area.ref);
      const part = deepest === 3 ? this.#containing(parts, lon, lat) : undefined;
      return this.#chainOf(part ?? area);
    }
    return null;
  }

  #containing(areas: KnownArea[], lon: number, lat: number): KnownArea | undefined {
    return areas.find(({ shape, min_lon, min_lat, max_lon, max_lat }) =>
      pointInArea(lon, lat, shape, [min_lon, min_lat, max_lon, max_lat]),
    );
  }

  #chainOf(area: KnownArea): AreaChain {
    const chain = { ...NOWHERE };
    for (
      let at: KnownArea | undefined = area;
      at;
      at = at.parent_id ? this.#byRef.get(at.parent_id) : undefined
    ) {
      chain[`adm${at.level}_id` as keyof AreaChain] = at.ref;
    }
    return chain;
  }

  #byNames(place: PlaceToFind): AreaChain | null {
    const first = place.adm1Name ? this.#named1(place.adm1Name) : null;
    const second = place.adm2Name ? this.#named2(place.adm2Name, first) : null;
    const area = second ?? first;
    return area ? this.#chainOf(area) : null;
  }

  #firstOrderByName(place: PlaceToFind): AreaChain | null {
    const area = place.adm1Name ? this.#named1(place.adm1Name) : null;
    return area ? this.#chainOf(area) : null;
  }

  /** An operation with one country knows it also where a source gives neither point nor names. */
  #country(place: PlaceToFind): AreaChain {
    const [only, ...more] = this.#byLevel[0] ?? [];
    const ours = place.countryIso3 === null || this.#countries.includes(place.countryIso3);
    return only && more.length === 0 && ours ? this.#chainOf(only) : NOWHERE;
  }

  #named1(name: string): KnownArea | null {
    return this.#byName(`1/${name}`, name, this.#byLevel[1] ?? []);
  }

  #named2(name: string, within: KnownArea | null): KnownArea | null {
    const all = this.#byLevel[2] ?? [];
    const candidates = within ? all.filter((area) => area.parent_id === within.ref) : all;
    return this.#byName(`2/${within?.ref}/${name}`, name, candidates);
  }

  #byName(memory: string, name: string, candidates: KnownArea[]): KnownArea | null {
    const known = this.#named.get(memory);
    if (known !== undefined) return known;
    const key = placeKey(name);
    const same = candidates.filter((area) => area.name_key === key);
    const close = candidates.filter((area) => key.length >= 6 && oneLetterApart(area.name_key, key));
    const found = same.length > 0 ? same : close;
    const only = found.length === 1 ? (found[0] ?? null) : null;
    this.#named.set(memory, only);
    return only;
  }
}

/** True where one letter was changed, added or left out: "Nana-Gribizi" for "Nana-Grébizi". */
export function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restA = a.slice(a.length >= b.length ? start + 1 : start);
  const restB = b.slice(b.length >= a.length ? start + 1 : start);
  return restA === restB;
}
