// The brush in a real browser over all facts: does the timeline follow every frame in which the pointer moved, does the
// map, and how far behind are the charts? Counted from outside: what the handles say, what the map sends its worker,
// what the charts' subtitle reads. Not run where there is no Chromium.
import { type Browser, type BrowserContext, errors, type Page } from "playwright-core";
import { formatSpan } from "../../client/words/format.ts";
import { isoOf } from "../../shared/time.ts";
import { cookieOf } from "../support/callers.ts";
import { DRAWING, openChromium } from "./chromium.ts";
import { type Home, OPERATION } from "./home.ts";
import { type Line, line, median, ms, number, quantile, say } from "./table.ts";

const VIEWPORT = { width: 1366, height: 768 };
const LANGUAGE = "en-GB";
/** Steps of the pointer in one drag, each of them wider than a quarter, and how often it is dragged. */
const STEPS = 40;
const DRAGS = 2;
/** Charts that come to rest after the last move are waited for this long. */
const CALM_MS = 1000;
/** A busy machine draws its first map late. */
const PATIENCE_MS = 120_000;

/** What the page wrote down while the brush moved. Times in milliseconds of the page. */
interface DragLog {
  /** Frames in which the pointer moved. */
  frames: number;
  /** Each new period of the handles, days since 1970-01-01. */
  periods: { at: number; from: number; to: number }[];
  /** When the map was given new incidents. */
  drawn: number[];
  /** Each new subtitle of the first chart, which ends with its period in words. */
  charts: { at: number; scope: string }[];
}

/** `rows` is only told. A machine too busy to drag on says so in one line; the rest of the table stands. */
export async function measureDrag(home: Home, rows: number): Promise<Line[]> {
  const browser = await openChromium(DRAWING);
  const label = `brush dragged in a browser, ${number(rows)} rows`;
  if (!browser) return [line(label, "not run here: no Chromium (set CHROMIUM)")];
  try {
    say("dragging the brush");
    return linesOf(label, await dragged(await openDashboard(browser, home)));
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return [line(label, `not measured: ${error.message.split("\n")[0]}`)];
  } finally {
    await browser.close();
  }
}

async function openDashboard(browser: Browser, home: Home): Promise<Page> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: LANGUAGE,
    serviceWorkers: "block",
  });
  await signIn(context, home);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.addInitScript(watchDrag);
  await page.goto(`${home.base}/${OPERATION}/map?from=all&by=quarter`);
  await page.locator("canvas.maplibregl-canvas").waitFor();
  await page.getByRole("slider").first().waitFor();
  await page.locator("[data-drawn]").waitFor();
  return page;
}

async function signIn(context: BrowserContext, { base, secret }: Home): Promise<void> {
  const [name, value] = cookieOf(secret).split("=") as [string, string];
  await context.addCookies([{ name, value, url: base }]);
}

/** The start of the period to the middle of all years and back, some times; the first time warms up. */
async function dragged(page: Page): Promise<{ log: DragLog; workMs: number }> {
  const drag = async (share: number) => {
    const [plot, handle] = [page.locator(".timeline-plot"), page.locator('[data-grip="from"]')];
    const [frame, grip] = [(await plot.boundingBox())!, (await handle.boundingBox())!];
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(frame.x + frame.width * share, grip.y + grip.height / 2, { steps: STEPS });
    await page.waitForTimeout(CALM_MS);
    await page.mouse.up();
  };
  await drag(0.5);
  await drag(0.1);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const work = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "ThreadTime")!.value;
  };
  await page.evaluate(startLog);
  const before = await work();
  for (let turn = 0; turn < DRAGS; turn++) await drag(turn % 2 === 0 ? 0.6 : 0.1);
  const workMs = (await work()) - before;
  return { log: await page.evaluate(readLog), workMs };
}

function linesOf(label: string, { log, workMs }: { log: DragLog; workMs: number }): Line[] {
  const share = (count: number) => `${number((100 * count) / log.frames)} %`;
  const behind = delays(log);
  return [
    line(`${label}: frames with a move that the timeline followed`, share(log.periods.length), "100 %"),
    line(`${label}: frames with a move that the map followed`, share(log.drawn.length), "100 %"),
    line(`${label}: work of the page per frame with a move`, ms(workMs / log.frames)),
    line(`${label}: charts behind the brush, p50 of ${behind.length}`, ms(median(behind))),
    line(
      `${label}: charts behind the brush, p95 of ${behind.length}`,
      ms(quantile(behind, 0.95)),
      "≤ 150 ms",
    ),
  ];
}

/** For each period of the brush, how long it took until the charts showed it or a later one. */
function delays({ periods, charts }: DragLog): number[] {
  const plain = (text: string) => text.replaceAll(/\s/g, " ");
  const spans = periods.map(({ from, to }) => plain(formatSpan(isoOf(from), isoOf(to), LANGUAGE)));
  const shown = charts.map(({ at, scope }) => ({
    at,
    period: spans.findLastIndex((span, index) => periods[index]!.at <= at && plain(scope).includes(span)),
  }));
  return periods.flatMap(({ at }, index) => {
    const first = shown.find(({ period }) => period >= index);
    return first ? [first.at - at] : [];
  });
}

interface Watched {
  dragLog: DragLog;
}

/** Runs in the page before anything else: counts what the map sends its worker. */
function watchDrag() {
  const watched = window as unknown as Watched;
  watched.dragLog = { frames: 0, periods: [], drawn: [], charts: [] };
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...sent: [unknown]) {
    const { type, data } = sent[0] as { type?: string; data?: { source?: string } };
    if (type === "LD" && data?.source === "incidents") watched.dragLog.drawn.push(performance.now());
    postMessage.apply(this, sent);
  } as Worker["postMessage"];
}

/** Runs in the page: from here on moves, handles and charts are written down. */
function startLog() {
  const log: DragLog = { frames: 0, periods: [], drawn: [], charts: [] };
  (window as unknown as Watched).dragLog = log;
  // The browser tells of a moving pointer once per frame, and sometimes of one that stands still.
  let lastX = 0;
  const moved = ({ buttons, clientX }: PointerEvent) => {
    if (buttons > 0 && clientX !== lastX) log.frames++;
    lastX = clientX;
  };
  document.addEventListener("pointermove", moved, { capture: true });
  const day = (grip: string) =>
    Number(document.querySelector(`[data-grip="${grip}"]`)?.getAttribute("aria-valuenow"));
  new MutationObserver(() => {
    const [from, to] = [day("from"), day("to")];
    const last = log.periods.at(-1);
    if (last?.from !== from || last.to !== to) log.periods.push({ at: performance.now(), from, to });
  }).observe(document.querySelector(".timeline-plot")!, {
    subtree: true,
    attributeFilter: ["aria-valuenow"],
  });
  new MutationObserver(() => {
    const scope = document.querySelector(".figure-scope")?.textContent ?? "";
    if (log.charts.at(-1)?.scope !== scope) log.charts.push({ at: performance.now(), scope });
  }).observe(document.querySelector(".harm-summary")!.closest("section")!, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

/** Runs in the page. */
function readLog(): DragLog {
  return (window as unknown as Watched).dragLog;
}
