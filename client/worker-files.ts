/**
 * A step of the build: tells the service worker (worker.ts) which files there are and which version they make, and puts
 * it at the root of the site, because a worker serves only what lies below its own address.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin, Rolldown } from "vite";

const PUBLIC = fileURLToPath(new URL("./public/", import.meta.url));
/** Of the letters those of the languages on offer; others are kept when a page first shows them. */
const LETTERS = /noto-sans-(latin|latin-ext|arabic-arabic)-\d00-normal-.*\.woff2$/;
const GLYPHS = /\/(0-255|256-511|8192-8447)\.pbf$/;

const isTaken = (path: string): boolean => {
  if (/\.woff2?$/.test(path)) return LETTERS.test(path);
  if (path.endsWith(".pbf")) return GLYPHS.test(path);
  return !/\.(html|txt|map)$|^\/worker\.js$/.test(path);
};

const publicFiles = (): string[] =>
  readdirSync(PUBLIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join("/", entry.parentPath.slice(PUBLIC.length).replaceAll("\\", "/"), entry.name))
    .filter(isTaken);

export const workerFiles = (): Plugin => ({
  name: "worker-files",
  apply: "build",
  // Last: other steps still take files away.
  enforce: "post",
  generateBundle: { order: "post", handler: (_options, bundle) => tellWorker(bundle) },
});

function tellWorker(bundle: Rolldown.OutputBundle): void {
  const worker = bundle["worker.js"];
  if (worker?.type !== "chunk") throw new Error("The service worker was not built.");
  const lying = publicFiles();
  const built = Object.keys(bundle)
    .map((name) => `/${name}`)
    .filter(isTaken);
  const files = [...built, ...lying.map(encodeURI)].sort();
  const page = Object.values(bundle).find(({ fileName }) => fileName === "index.html");
  const made = createHash("sha256").update(JSON.stringify(files));
  // What lies there as it is has no hash in its name.
  for (const path of lying.sort()) made.update(readFileSync(join(PUBLIC, path)));
  made.update(page?.type === "asset" ? page.source : "").update(worker.code);
  worker.code = worker.code
    .replaceAll("__FILES__", JSON.stringify(files))
    .replaceAll("__VERSION__", JSON.stringify(made.digest("hex").slice(0, 16)));
}
