/**
 * The looks in which every screen must hold (a laptop, a phone, in the dark, from right to left), and what a person
 * could not read or hit in one.
 */
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { Door } from "../../shared/rooms/access.ts";
import { accessibilityFaults, COLOUR_RULES, enterAs, LAPTOP, mapDrawn, PHONE, picture } from "./support.ts";

/** A screen, and what is there when it is. */
export interface Screen {
  path: string;
  ready: string;
  map?: boolean;
  /** What is opened from there, one after the other: the first of each pair, and what is there then. */
  opens?: [string, string][];
  /** Who is there; nothing = the mission's PoC section. */
  door?: Door;
}

interface Look {
  lang?: string;
  options: BrowserContextOptions;
}
export const LOOKS: Record<string, Look> = {
  laptop: { options: { viewport: LAPTOP } },
  phone: { options: { viewport: PHONE, hasTouch: true } },
  dark: { options: { viewport: LAPTOP, colorScheme: "dark" } },
  "right-to-left": { lang: "pseudo", options: { viewport: LAPTOP } },
};

/** Runs in the page: what a person could not read or hit. */
function misfits(): string[] {
  const found: string[] = [];
  const sideways = document.documentElement.scrollWidth - innerWidth;
  if (sideways > 0) found.push(`the page is ${sideways} px too wide`);
  const shown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 2;
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${String(element.className).split(" ").slice(0, 2).join(".")} ` +
    `"${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}"`;
  const targets = [...document.querySelectorAll("button, a[href], select, summary, [role=tab]")].filter(
    shown,
  );
  for (const element of targets) {
    const { x, y, width, height } = element.getBoundingClientRect();
    // Smaller is no fault inside a sentence or where nothing else is within 24 px (WCAG 2.5.8, inline and spacing).
    const inline = element.matches("a, .plain-link") && getComputedStyle(element).display === "inline";
    const near = (other: Element) => {
      const box = other.getBoundingClientRect();
      const gapX = Math.max(box.left - (x + width / 2), x + width / 2 - box.right, 0);
      const gapY = Math.max(box.top - (y + height / 2), y + height / 2 - box.bottom, 0);
      return Math.hypot(gapX, gapY) < 12;
    };
    const crowded = targets.some(
      (other) => !element.contains(other) && !other.contains(element) && near(other),
    );
    const small = width < 23.5 || height < 23.5;
    if (small && !inline && (crowded || element.matches("button:not(.plain-link)"))) {
      found.push(`small: ${nameOf(element)} ${Math.round(width)}×${Math.round(height)}`);
    }
  }
  for (const element of document.querySelectorAll("body *:not(svg *, option, script, style, textarea)")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const { overflowX, textOverflow } = getComputedStyle(element);
    const cut =
      element.scrollWidth > element.clientWidth + 1 && overflowX !== "visible" && overflowX !== "auto";
    const told = element.closest("[title], [aria-label]") !== null || textOverflow === "ellipsis";
    const heard = element.closest(".visually-hidden") !== null;
    if (own && cut && !told && !heard && shown(element)) found.push(`cut: ${nameOf(element)}`);
  }
  return found;
}

/** Where nothing is: what a screen leaves behind is gone there, and nothing of the next one stands yet. */
const NOWHERE = "/CAF/nowhere";

/** Goes on inside the page as a link does, by way of nowhere: the client is not loaded anew for every screen. */
async function goOn(page: Page, path: string, lang?: string): Promise<void> {
  const address = (to: string) => (lang ? `${to}${to.includes("?") ? "&" : "?"}lang=${lang}` : to);
  const go = (to: string) => page.evaluate((there) => history.pushState(null, "", there), address(to));
  const lost = page.locator("[role=alert] a[href='/']");
  await go(NOWHERE);
  // Where even nowhere does not come, no screen will: said at once, not after a minute for each of them.
  await lost.waitFor({ timeout: 20_000 });
  await go(path);
  await lost.waitFor({ state: "detached" });
}

async function show(page: Page, { ready, map, opens = [] }: Screen): Promise<void> {
  await page.locator(ready).first().waitFor();
  for (const [what, then] of opens) {
    await page.locator(what).first().click();
    await page.locator(then).first().waitFor();
  }
  if (map) await mapDrawn(page);
}

/** One page per look and person, as a person would walk through; each screen's faults stand under its name. */
export async function walk(screens: Record<string, Screen>, look: string): Promise<void> {
  const { lang, options } = LOOKS[look]!;
  const pages = new Map<Door, Page>();
  const found: Record<string, string[]> = {};
  for (const [screen, about] of Object.entries(screens)) {
    const { door = "poc" } = about;
    const page = pages.get(door) ?? (await enterAs(door, NOWHERE, options)).page;
    pages.set(door, page);
    await goOn(page, about.path, lang);
    // A screen that does not come is a fault like another, so that one hides none of the rest.
    const lost = await show(page, about).catch((error: Error) => error.message);
    await picture(page, `${screen}-${look}`);
    const faults = [...(lost ? [lost] : []), ...(await page.evaluate(misfits))];
    // Structure is the same on a phone and from right to left; contrast is not in the dark.
    if (look === "laptop") faults.push(...(await accessibilityFaults(page)));
    if (look === "dark") faults.push(...(await accessibilityFaults(page, COLOUR_RULES)));
    if (faults.length > 0) found[screen] = faults;
  }
  expect(found).toEqual({});
}
