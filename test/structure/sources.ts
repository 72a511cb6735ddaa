// The product's source files as the structure tests see them: path, text, imports, syntax tree.
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface Import {
  /** A path from the root for our own files, else the package as written. */
  target: string;
  own: boolean;
  /** Erased before running: `import type`, or only types named. */
  typeOnly: boolean;
}

export interface Source {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
  imports: Import[];
}

/** Paths of files below `folder` whose name ends as given. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length).replaceAll("\\", "/"), entry.name))
    .sort();
}

export const readText = (path: string) => readFileSync(join(ROOT, path), "utf8");

export const parse = (path: string, text: string) => parseSync(path, text);

/** Every TypeScript file of shared, db, server and client. */
export const SOURCES: readonly Source[] = ["shared", "db", "server", "client"]
  .flatMap((folder) => filesBelow(folder, [".ts", ".tsx"]))
  .map((path) => {
    const text = readText(path);
    return { path, text, imports: importsOf(path, text) };
  });

function importsOf(path: string, text: string): Import[] {
  const { module } = parse(path, text);
  const make = (request: string, typeOnly: boolean): Import => {
    const own = request.startsWith(".");
    return { target: own ? posix.join(posix.dirname(path), request) : request, own, typeOnly };
  };
  const isTypeOnly = (entries: { isType: boolean }[], statement: string) =>
    /^(import|export)\s+type\b/.test(statement) ||
    (entries.length > 0 && entries.every((entry) => entry.isType));
  const imported = module.staticImports.map(({ moduleRequest, entries, start, end }) =>
    make(moduleRequest.value, isTypeOnly(entries, text.slice(start, end))),
  );
  const passedOn = module.staticExports.flatMap(({ entries, start, end }) =>
    entries
      .filter((entry) => entry.moduleRequest)
      .map((entry) => make(entry.moduleRequest!.value, isTypeOnly([entry], text.slice(start, end)))),
  );
  // A request that is put together at run time (the programs of this platform) is no file of ours.
  const onDemand = module.dynamicImports
    .map(({ moduleRequest }) => text.slice(moduleRequest.start, moduleRequest.end))
    .filter((request) => /^["']/.test(request))
    .map((request) => make(request.slice(1, -1), false));
  return [...imported, ...passedOn, ...onDemand];
}

/** `server/rooms/incidents/read.ts` → { floor: "server", room: "incidents", name: "read.ts" }; null outside rooms. */
export function roomOf(path: string): { floor: string; room: string; name: string } | null {
  const [, floor, room, name] = /^(server|client)\/rooms\/([a-z]+)\/(.+)$/.exec(path) ?? [];
  return floor && room && name ? { floor, room, name } : null;
}
