/** Who may import whom: the floors of the house, the doors of outside libraries, and no cycles. */
import { describe, expect, test } from "vitest";
import { type Import, roomOf, SOURCES, type Source } from "./sources.ts";

/** Floors from the ground up; a file imports its own floor and those below. First match counts. */
const SERVER_FLOORS: [RegExp, number][] = [
  [/^shared\//, 0],
  [/^db\//, 1],
  // The builders of procedures and the service's parts are what every router stands on.
  [/^server\/(access\/|rpc\/(trpc|context|errors)\.ts|(config|log|service|changes)\.ts)/, 2],
  [/^server\/(rooms|facts|tiles|ogc)\//, 3],
  [/^server\/main\.ts/, 5],
  [/^server\//, 4],
];
const CLIENT_FLOORS: [RegExp, number][] = [
  [/^shared\//, 0],
  [/^client\/words\//, 1],
  [/^client\/(main|routes|shell|search)\.tsx$/, 5],
  [/^client\/map\//, 3],
  [/^client\/(rooms|access)\//, 4],
  [/^client\//, 2],
];

/** Outside libraries that have one door, and where it is. */
const DOORS: { library: RegExp; door: RegExp }[] = [
  { library: /^maplibre-gl/, door: /^client\/map\// },
  { library: /^recharts/, door: /^client\/ui\/charts\// },
  { library: /^intl-messageformat/, door: /^client\/words\// },
  { library: /^temporal-polyfill/, door: /^shared\/time/ },
  { library: /^@uwdata\/flechette/, door: /^shared\/rooms\/facts-wire\.ts$/ },
  // What opens files from outside stands in one place.
  { library: /^(sharp|@cantoo\/pdf-lib)(\/|$)/, door: /^server\/attachments\// },
  { library: /^better-auth/, door: /^server\/access\/auth\.ts$/ },
  // changes.ts holds a listening connection of its own.
  {
    library: /^(pg|pg-copy-streams|drizzle-orm)(\/|$)/,
    door: /^(db\/|server\/(access|facts|tiles)\/|server\/changes\.ts|server\/rooms\/[a-z]+\/(read|write)[a-z-]*\.ts)/,
  },
];
const SHARED_LIBRARIES =
  /^(zod|temporal-polyfill|uuid|flatbush|h3-js|mgrs|@turf\/|@uwdata\/flechette|geojson)/;

const all = SOURCES.flatMap((from) => from.imports.map((to) => ({ from, to })));
const line = ({ from, to }: { from: Source; to: Import }) => `${from.path} → ${to.target}`;
const floorOf = (floors: [RegExp, number][], path: string) =>
  floors.find(([where]) => where.test(path))?.[1] ?? Number.POSITIVE_INFINITY;

describe("floors", () => {
  test("the server's files import only their own floor and those below", () => {
    const wrong = all.filter(({ from, to }) => {
      if (!to.own || from.path.startsWith("client/")) return false;
      return floorOf(SERVER_FLOORS, to.target) > floorOf(SERVER_FLOORS, from.path);
    });
    expect(wrong.map(line)).toEqual([]);
  });
  test("the client's files import only their own floor and those below", () => {
    const wrong = all.filter(({ from, to }) => {
      if (!to.own || !from.path.startsWith("client/") || to.target.startsWith("server/")) return false;
      return floorOf(CLIENT_FLOORS, to.target) > floorOf(CLIENT_FLOORS, from.path);
    });
    expect(wrong.map(line)).toEqual([]);
  });
  test("the client knows of the server one type, in one file", () => {
    const known = all.filter(
      ({ from, to }) => from.path.startsWith("client/") && /^(server|db)\//.test(to.target),
    );
    expect([...new Set(known.map(line))]).toEqual(["client/api.ts → server/rpc/router.ts"]);
    expect(known.every(({ to }) => to.typeOnly)).toBe(true);
  });
  test("a room reads other rooms through their read files only; exchange also writes through theirs", () => {
    const wrong = all.filter(({ from, to }) => {
      const [here, there] = [roomOf(from.path), roomOf(to.target)];
      if (here?.floor !== "server" || !there || here.room === there.room) return false;
      return !(here.room === "exchange" ? /^(read|write)/ : /^read/).test(there.name);
    });
    expect(wrong.map(line)).toEqual([]);
  });
});

describe("doors", () => {
  test("an outside library is imported behind its door only", () => {
    const wrong = all.filter(({ from, to }) =>
      DOORS.some(({ library, door }) => !to.own && library.test(to.target) && !door.test(from.path)),
    );
    // Types of a library vanish before running; a handle may be passed through.
    expect(wrong.filter(({ to }) => !to.typeOnly).map(line)).toEqual([]);
  });
  test("shared imports pure libraries only", () => {
    const wrong = all.filter(
      ({ from, to }) => from.path.startsWith("shared/") && !to.own && !SHARED_LIBRARIES.test(to.target),
    );
    expect(wrong.map(line)).toEqual([]);
  });
});

describe("cycles", () => {
  const graph = new Map(
    SOURCES.map((source) => [
      source.path,
      source.imports.filter((to) => to.own && !to.typeOnly).map((to) => to.target),
    ]),
  );
  test("no file leads back to itself", () => {
    expect(cycles(graph)).toEqual([]);
  });
  test("no room of the server leads back to itself", () => {
    const rooms = new Map<string, string[]>();
    for (const { from, to } of all) {
      const [here, there] = [roomOf(from.path), roomOf(to.target)];
      if (here?.floor !== "server" || !there || here.room === there.room || to.typeOnly) continue;
      // What is read of areas is the ground of all rooms, so the area page, which reads all rooms, stands apart.
      const name = from.path === "server/rooms/places/read-area.ts" ? "area page" : here.room;
      rooms.set(name, [...(rooms.get(name) ?? []), there.room]);
    }
    expect(cycles(rooms)).toEqual([]);
  });
});

/** Each cycle once, as `a → b → a`. */
function cycles(graph: Map<string, string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (node: string, path: string[]) => {
    const at = path.indexOf(node);
    if (at >= 0) found.push([...path.slice(at), node].join(" → "));
    if (at >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return found;
}
