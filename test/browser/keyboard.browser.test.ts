/** Without a mouse: in through a door, to an area, through the list, a report logged; the focus is always seen. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enterAs, mapDrawn, visit } from "./support.ts";

const MOST_TABS = 60;

/** Tabs to what has this name; every stop on the way must show that it has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    expect(stop.seen, `focus is seen on ${stop.name}`).toBe(true);
    if (name.test(stop.name)) return;
    passed.push(stop.name);
  }
  throw new Error(`Tab never came to ${name}, only to: ${passed.join(", ")}`);
}

/** Runs in the page: name of what has the focus, and whether it looks any different from how it looks without. */
function focused(): { name: string; seen: boolean } {
  const element = document.activeElement as HTMLElement;
  const label = (element as HTMLInputElement).labels?.[0]?.textContent;
  const name = element.getAttribute("aria-label") ?? label ?? element.textContent ?? "";
  // What is drawn around the focused thing may be drawn by a part beside or around it.
  const around = [
    element.parentElement,
    element.parentElement?.parentElement,
    element.closest("[class*=Input-input]"),
  ];
  const near = [element, ...around, element.nextElementSibling, ...element.children];
  const look = () =>
    near
      .filter((one) => one instanceof Element)
      .map((one) => getComputedStyle(one))
      .map((style) => [
        style.outline,
        style.boxShadow,
        style.borderColor,
        style.backgroundColor,
        style.opacity,
      ])
      .join();
  const atRest = () => {
    look();
    for (const change of document.getAnimations()) change.finish();
    return look();
  };
  const place = element.getBoundingClientRect();
  const onScreen = place.bottom > 0 && place.top < innerHeight && place.width > 0;
  // A date has stops inside, which show the focus by themselves and would be left by what follows.
  if (element.matches("input[type=date]")) return { name: name.trim(), seen: onScreen };
  const withFocus = atRest();
  element.blur();
  const without = atRest();
  element.focus();
  return { name: name.trim(), seen: onScreen && withFocus !== without };
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describe("keyboard only", () => {
  test("through a door, over Ctrl+K to an area, and Escape leads back one layer at a time", async () => {
    const { page } = await visit();
    await page.goto("/sign-in");
    await page.getByRole("button", { name: /Cluster coordinator/ }).waitFor();
    await tabTo(page, /^Cluster coordinator/);
    await page.keyboard.press("Enter");
    await mapDrawn(page);
    await press(page, "Control+k");
    // Letters typed before the field has the focus would be shortcuts of the page.
    await page.locator("input[placeholder^='Search areas']:focus").waitFor();
    await page.keyboard.type("Ndele");
    await page.locator(".mantine-Spotlight-action").filter({ hasText: "Ndélé" }).first().waitFor();
    await press(page, "Enter");
    await page.waitForURL(/open=area:CF/);
    await page.getByRole("heading", { name: /Ndélé/ }).waitFor();
    await press(page, "Control+k");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await press(page, "Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("heading", { name: /Ndélé/ }).waitFor();
    await press(page, "Escape");
    await page.waitForURL((address) => !address.search.includes("open="));
    await press(page, "Shift+?");
    await page.getByRole("heading", { name: "Keyboard" }).waitFor();
    await press(page, "Escape");
    await page.getByRole("heading", { name: "Keyboard" }).waitFor({ state: "detached" });
  });

  test("the period steps with brackets, and the brush moves with arrows", async () => {
    const { page } = await enterAs("coordinator");
    await page.getByRole("heading", { name: "60 incidents selected" }).waitFor();
    await press(page, "[");
    await page.waitForURL(/from=2017-12-02&to=2018-12-01/);
    await press(page, "]");
    await page.getByRole("heading", { name: "60 incidents selected" }).waitFor();
    await page.getByRole("slider", { name: "Start of the period" }).focus();
    await press(page, "PageDown");
    await page.waitForURL(/from=2017-12-0[12]&to=2019-12-01/);
  });

  test("through the list by arrows, an incident by Enter, back by Escape", async () => {
    const { page } = await enterAs("coordinator", "/CAF/incidents");
    const list = page.getByRole("grid");
    await list.waitFor();
    await tabTo(page, /^Incidents selected/);
    await press(page, "ArrowDown", "ArrowDown", "ArrowDown", "Enter");
    await page.waitForURL(/\/incidents\/[0-9a-f-]{36}/);
    await page.getByRole("heading", { name: /Armed clash, Bambari/ }).waitFor();
    await press(page, "Escape");
    await page.waitForURL(/\/incidents(\?|$)/);
  });
});
