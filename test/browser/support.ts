// What every browser story needs: a Chromium, a page that remembers everything that went wrong in it, and the
// demonstration's doors. Waits are for things to appear, never for a time to pass.
import { accessSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import type { Door } from "../../shared/rooms/access.ts";
import { type Server, startServer } from "./server.ts";

export const LAPTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** How long a story waits for what must appear, milliseconds: a slow machine with other work. */
const PATIENCE = 60_000;

/** Where pictures go when CONCORD_SCREENSHOTS names a folder. */
const PICTURES = process.env.CONCORD_SCREENSHOTS;

/** CHROMIUM, else Playwright's own, else the system's. @throws with the sentence how to get one. */
export function findChromium(): string {
  const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const onPath = (process.env.PATH ?? "").split(delimiter);
  const system = programs.flatMap((program) => onPath.map((folder) => join(folder, program)));
  const found = [process.env.CHROMIUM, chromium.executablePath(), ...system].find(isProgram);
  if (found) return found;
  throw new Error(
    "There is no Chromium for the browser tests. Install one (Debian: apt-get install chromium, elsewhere: " +
      "npx playwright-core install chromium) or name it in CHROMIUM.",
  );
}

function isProgram(path: string | undefined): path is string {
  try {
    accessSync(path ?? "");
    return Boolean(path);
  } catch {
    return false;
  }
}

/** A page, and what must not happen in it. */
export interface Visit {
  page: Page;
  /** Console errors, exceptions, content policy violations, refused and failed requests. */
  faults: string[];
}

let server: Server;
let browser: Promise<Browser> | null = null;
const open: Visit[] = [];

const launch = () =>
  chromium.launch({
    executablePath: findChromium(),
    // Only the map draws with WebGL, in software; pages are painted without a graphics card's pretence, which costs
    // a third of the time. Root has no sandbox.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--enable-unsafe-swiftshader",
      // Nothing outside this machine can be reached, and asking for it is a fault (below).
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
  });

/** A fresh page that nobody is signed in on; closed after the test. */
export async function visit(options: BrowserContextOptions = {}): Promise<Visit> {
  browser ??= launch();
  const context = await (await browser).newContext({
    baseURL: server.base,
    viewport: LAPTOP,
    locale: "en-GB",
    timezoneId: "Africa/Bangui",
    // What is halfway faded in has no contrast to judge, and what fades out is still found.
    reducedMotion: "reduce",
    // Each story would take all files anew; those about working without a network ask for it.
    serviceWorkers: "block",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI}`),
    ),
  );
  const leaving = watchRequests(context, options.baseURL ?? server.base);
  const page = await context.newPage();
  const made = { page, faults: faultsOf(page, leaving) };
  open.push(made);
  return made;
}

/** Adds everything that goes wrong in a page from now on. */
function faultsOf(page: Page, faults: string[]): string[] {
  page.on("console", (message) => {
    // Told below with the address, which this message leaves out.
    const isAnswer = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isAnswer) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error.stack ?? error)));
  page.on("requestfailed", (request) => {
    // What a page leaves behind when it goes elsewhere is no failure.
    const text = request.failure()?.errorText;
    if (text !== "net::ERR_ABORTED") faults.push(`${text} ${request.url()}`);
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400) faults.push(`${answer.status()} ${decodeURIComponent(answer.url())}`);
  });
  return faults;
}

/** Every request of page, workers and windows it opens: what leaves for anywhere but our own address is a fault. */
function watchRequests(context: BrowserContext, base: string): string[] {
  const faults: string[] = [];
  const host = new URL(base).host;
  const look = (address: string) => {
    const { protocol, host: asked } = new URL(address);
    if (!/^(data|blob|about):$/.test(protocol) && asked !== host) faults.push(`third party: ${address}`);
  };
  context.on("request", (request) => look(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => look(socket.url())));
  return faults;
}

/** Takes out faults that the story itself provoked. @throws when there is none of that kind. */
export function forgive({ faults }: Visit, kind: RegExp): void {
  const others = faults.filter((fault) => !kind.test(fault));
  expect(others.length, `no fault like ${kind}`).toBeLessThan(faults.length);
  faults.splice(0, faults.length, ...others);
}

/** As visit(), entered through a door of the demonstration; `path` is where to go, `/CAF/map` by default. */
export async function enterAs(
  door: Door,
  path = "/CAF/map",
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const visited = await visit(options);
  const { page } = visited;
  const entered = await page.request.post("/trpc/access.enter", { data: { door } });
  expect(entered.ok()).toBe(true);
  await page.goto(path);
  return visited;
}

/** Waits until the map has drawn everything it was asked for. */
export const mapDrawn = (page: Page) => page.locator("[data-drawn] canvas.maplibregl-canvas").waitFor();

/** Chooses from a field that offers a list: types, waits for the offer, takes it. */
export async function choose(page: Page, label: string, text: string, option = text): Promise<void> {
  const field = page.getByRole("combobox", { name: label });
  await field.click();
  if (await field.isEditable()) await field.fill(text);
  await page.getByRole("option", { name: option }).first().click();
}

/** A picture for people to look at, only when asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** Pages of a PDF that Chromium wrote. */
export const pagesOf = (pdf: Buffer): number =>
  pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What can be wrong in one colour scheme and right in the other. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Faults against WCAG 2.2 A and AA, or against the rules named, as `rule: where`. */
export async function accessibilityFaults(page: Page, rules?: string[]): Promise<string[]> {
  // It is large and stays in the page: given once to each.
  const given = await page.evaluate(() => "axe" in window);
  const axe = new AxeBuilder({ page, ...(given ? { axeSource: ";" } : {}) })
    .options({ runOnly: rules ?? WCAG, resultTypes: ["violations"] })
    // The parts of the timeline's brush lie on one another; the period's fields do the same (2.5.8, "equivalent").
    .exclude("[data-grip]")
    // There are no frames to look into, for which a second page would be opened each time.
    .setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}

/** Each file of stories has a server of its own. */
beforeAll(async () => {
  server = await startServer({}, inject("home"));
});

/** Every story ends with a clean console: nothing failed, nothing was blocked by the content policy. */
afterEach(async () => {
  const visits = open.splice(0);
  const faults = visits.flatMap((one) => one.faults);
  await Promise.all(visits.map(({ page }) => page.context().close()));
  expect(faults).toEqual([]);
});

afterAll(async () => {
  await (await browser)?.close();
  browser = null;
  await server?.stop();
});
