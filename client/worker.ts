/**
 * The service worker: the application's own files, so that Concord opens without a network. It keeps what is the same
 * for everybody (program, words, fonts, base map) and nothing else: what lies under /trpc, /facts, /tiles, /ogc or /auth
 * passes it by untouched. A page comes from the network while that answers, else from here.
 */

/** Addresses of all files of this version, and what tells it from others; filled in when the client is built. */
declare const __FILES__: readonly string[];
declare const __VERSION__: string;

/** What the worker needs of its own global scope (Service Workers, W3C); the page's types know nothing of it. */
interface Waits extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Asked extends Waits {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  addEventListener(name: "install" | "activate", hear: (event: Waits) => void): void;
  addEventListener(name: "fetch", hear: (event: Asked) => void): void;
  addEventListener(name: "message", hear: (event: MessageEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
const scope = self as unknown as Scope;

const PREFIX = "concord-files-";
const MINE = PREFIX + __VERSION__;
/** Where the one page of the product lies. */
const PAGE = "/";
/** Longer than this a person does not wait for a page that lies here already. */
const PATIENCE_MS = 4000;
/** Read from here first: files whose name changes with their content, and those that hardly ever change. */
const KEPT = /^\/(assets|basemap|fonts|icons)\//;
const NOT_OURS = /^\/(trpc|facts|tiles|ogc|auth|metrics|healthz|readyz)(\/|$)/;

scope.addEventListener("install", (event) => event.waitUntil(takeAll()));
scope.addEventListener("activate", (event) =>
  event.waitUntil(forgetOthers().then(() => scope.clients.claim())),
);
// A new version waits until its person says so, or until nobody has a page of the old one open.
scope.addEventListener("message", (event) => {
  if (event.data === "go") void scope.skipWaiting();
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || NOT_OURS.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(pageFor(request));
  else if (KEPT.test(pathname)) event.respondWith(fileFor(request));
});

/** Takes every file; what an older version has under the same hashed name is not fetched again. */
async function takeAll(): Promise<void> {
  const cache = await caches.open(MINE);
  await Promise.all([...__FILES__, PAGE].map((path) => takeOne(cache, path)));
}

async function takeOne(cache: Cache, path: string): Promise<void> {
  const known = path.startsWith("/assets/") ? await caches.match(path) : undefined;
  const answer = known ?? (await fetch(path, { cache: "no-cache" }));
  if (!answer.ok) throw new Error(`no ${path}`);
  await cache.put(path, answer);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== MINE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

const keptPage = async () => (await caches.open(MINE)).match(PAGE);

/** The page as the server has it now; without an answer in time, as it was when this version was taken. */
async function pageFor(request: Request): Promise<Response> {
  const fresh = fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([fresh, late]).catch(() => undefined);
  // A server that is being started again answers too, in a way that helps nobody.
  if (first && first.status < 500) return first;
  return (await keptPage()) ?? first ?? fresh;
}

/** Letters of other scripts are too many to take along; those that were shown stay. */
async function fileFor(request: Request): Promise<Response> {
  const known = await caches.match(request, { ignoreVary: true });
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(MINE)).put(request, answer.clone());
  return answer;
}
