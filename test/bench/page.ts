// The built client in a real browser against a real server with the demonstration: how long the program takes to
// start, when the first thing is painted, and when the dashboard can be used. Not run where there is no Chromium.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { ensureBuilt } from "../../server/build.ts";
import { openLog } from "../../server/log.ts";
import { openChromium } from "./chromium.ts";
import { type Served, serve } from "./served.ts";
import { type Line, line, median, ms, number, say } from "./table.ts";

const VISITS = 5;
const CALM_MS = 500;

export async function measurePage(): Promise<Line[]> {
  const browser = await openChromium();
  if (!browser) return [line("page in a browser", "not run here: no Chromium (set CHROMIUM)")];
  const folder = await mkdtemp(join(tmpdir(), "concord-bench-page-"));
  await chmod(folder, 0o755);
  let server: Served | null = null;
  try {
    await ensureBuilt(openLog(), false);
    say("starting the program on an empty folder, then again");
    server = await serve(join(folder, "data"));
    const firstStart = server.readyMs;
    await server.stop();
    server = await serve(join(folder, "data"));
    const secondStart = server.readyMs;
    say("visiting the dashboard");
    const lines = await measureVisits(browser, server.base);
    return [
      line("start on an empty folder, client built", ms(firstStart), "15 s, < 60 s"),
      line("second start", ms(secondStart), "< 3,000 ms"),
      ...lines,
    ];
  } finally {
    await browser.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Visit {
  firstPaint: number;
  interactive: number;
  /** Bytes over the wire: the map's library, and all else. */
  mapBytes: number;
  otherBytes: number;
}

async function measureVisits(browser: Browser, base: string): Promise<Line[]> {
  const cold: Visit[] = [];
  const warm: Visit[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    const signedIn = await enter(context, base);
    warm.push(await visitDashboard(context, base));
    await context.close();
    const fresh = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      storageState: signedIn,
    });
    cold.push(await visitDashboard(fresh, base));
    await fresh.close();
  }
  const of = (visits: Visit[], what: keyof Visit) => ms(median(visits.map((visit) => visit[what])));
  const kilobytes = (visits: Visit[], what: keyof Visit) =>
    `${number(median(visits.map((visit) => visit[what])) / 1000)} kB`;
  return [
    line(`dashboard, nothing cached: first paint, median of ${VISITS}`, of(cold, "firstPaint")),
    line(`dashboard, nothing cached: time to interactive, median of ${VISITS}`, of(cold, "interactive")),
    line("dashboard, nothing cached: fetched without the map's library", kilobytes(cold, "otherBytes")),
    line("dashboard, nothing cached: fetched, map's library", kilobytes(cold, "mapBytes")),
    line(`dashboard, files cached: first paint, median of ${VISITS}`, of(warm, "firstPaint")),
    line(`dashboard, files cached: time to interactive, median of ${VISITS}`, of(warm, "interactive")),
  ];
}

/** Through the coordinator's door; answers with the cookies a fresh browser needs to be the same person. */
async function enter(context: BrowserContext, base: string) {
  const page = await context.newPage();
  await page.goto(`${base}/sign-in?door=coordinator`);
  await page.waitForURL(/\/CAF\//);
  await usable(page);
  await page.close();
  return context.storageState();
}

async function visitDashboard(context: BrowserContext, base: string): Promise<Visit> {
  const page = await context.newPage();
  await page.addInitScript(watchLongTasks);
  await page.goto(`${base}/CAF/map`);
  await usable(page);
  const shownAt = await page.evaluate(() => performance.now());
  await page.waitForTimeout(CALM_MS);
  const visit = await page.evaluate(readTimes, shownAt);
  await page.close();
  return visit;
}

/** The dashboard can be used when the map is drawn and the timeline's handles, made from the facts, are there. */
async function usable(page: Page): Promise<void> {
  await page.locator("canvas.maplibregl-canvas").waitFor();
  await page.getByRole("slider").first().waitFor();
}

/** Runs in the page before anything else. */
function watchLongTasks() {
  const held = window as unknown as { longTaskEnd: number };
  held.longTaskEnd = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) held.longTaskEnd = startTime + duration;
  }).observe({ type: "longtask", buffered: true });
}

/** Interactive: shown, and no task longer than 50 ms holds the page any more. Milliseconds since the visit began. */
function readTimes(shownAt: number) {
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
  const { longTaskEnd } = window as unknown as { longTaskEnd: number };
  let [mapBytes, otherBytes] = [0, 0];
  for (const entry of performance.getEntriesByType("resource") as PerformanceResourceTiming[]) {
    if (/maplibre|map-view/.test(entry.name)) mapBytes += entry.encodedBodySize;
    else otherBytes += entry.encodedBodySize;
  }
  return { firstPaint: paint, interactive: Math.max(shownAt, longTaskEnd), mapBytes, otherBytes };
}
