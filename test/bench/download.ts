// What a browser fetches before the first picture, gzipped: the page, its entry script, everything that one imports
// at once, and their style sheets. The map's library and the rooms' own scripts come later and are told apart; what a
// browser really fetches, letters and facts included, is in the part "page".
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { parseSync } from "vite";
import { ensureBuilt } from "../../server/build.ts";
import { CLIENT_FOLDER } from "../../server/client-files.ts";
import { openLog } from "../../server/log.ts";
import { type Line, line, number, say } from "./table.ts";

export async function measureDownload(): Promise<Line[]> {
  say("building the client where needed");
  await ensureBuilt(openLog(), false);
  const entry = await entryFiles();
  const map = (await built()).filter((path) => /maplibre|map-view/.test(path) && /\.m?js$/.test(path));
  const later = (await built()).filter((path) => /\.m?js$/.test(path) && !entry.includes(path));
  return [
    line("first download, gzipped, without the map's library", kilobytes(await size(entry)), "< 450 kB"),
    line("map library and its worker, gzipped", kilobytes(await size(map))),
    line("all other scripts, gzipped, each when first needed", kilobytes(await size(without(later, map)))),
  ];
}

const without = (paths: string[], others: string[]) => paths.filter((path) => !others.includes(path));
const kilobytes = (bytes: number) => `${number(bytes / 1000)} kB`;

async function built(): Promise<string[]> {
  const names = await readdir(CLIENT_FOLDER, { recursive: true });
  return names.map((name) => name.replaceAll("\\", "/"));
}

/** Paths below the built client: index.html, what it names, and what those scripts import statically. */
async function entryFiles(): Promise<string[]> {
  const page = await readFile(join(CLIENT_FOLDER, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="\/?(assets\/[^"]+)"/g)].map(([, path]) => path!);
  const found = new Set(["index.html", ...named]);
  for (const path of found) {
    if (!path.endsWith(".js")) continue;
    for (const one of await staticImports(path)) found.add(one);
  }
  return [...found];
}

async function staticImports(path: string): Promise<string[]> {
  const text = await readFile(join(CLIENT_FOLDER, path), "utf8");
  const { module } = parseSync(path, text);
  const named = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value ?? "")),
  ];
  return named
    .filter((name) => name.startsWith("."))
    .map((name) => relative(CLIENT_FOLDER, join(CLIENT_FOLDER, dirname(path), name)));
}

/** Bytes of the files; scripts, styles and pages gzipped, letters as they are. */
async function size(paths: string[]): Promise<number> {
  let sum = 0;
  for (const path of paths) {
    const bytes = await readFile(join(CLIENT_FOLDER, path));
    sum += /\.(m?js|css|html|svg)$/.test(path) ? gzipSync(bytes).length : bytes.length;
  }
  return sum;
}
