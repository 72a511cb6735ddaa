/** Without a mouse: in through a door, to an area, through the list, a report logged; the focus is always seen. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enterAs, mapDrawn, visit } from "./support.ts";

const MOST_TABS = 60;

/** Tabs to what has this name; every stop on the way is on the screen, and looked different while it had the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    await page.keyboard.press("Tab");
    const { at, left } = await page.evaluate(nextStop);
    expect(at.onScreen, `${at.name} is on the screen`).toBe(true);
    if (left) expect(left.seen, `focus was seen on ${left.name}`).toBe(true);
    if (name.test(at.name)) return;
    passed.push(at.name);
  }
  throw new Error(`Tab never came to ${name}, only to: ${passed.join(", ")}`);
}

/** Runs in the page: what has the focus now, and whether the stop before looks any different without it. */
function nextStop() {
  const page = window as { keyStop?: { element: HTMLElement; name: string; look: string } };
  const lookOf = (element: HTMLElement) => {
    // What is drawn around the focused thing may be drawn by a part beside or around it.
    const around = [
      element.parentElement,
      element.parentElement?.parentElement,
      element.closest("[class*=Input-input]"),
    ];
    const look = () =>
      [element, ...around, element.nextElementSibling, ...element.children]
        .filter((one) => one instanceof Element)
        .map((one) => getComputedStyle(one))
        .map((style) => [style.outline, style.boxShadow, style.borderColor, style.backgroundColor])
        .join();
    look();
    for (const change of document.getAnimations()) change.finish();
    return look();
  };
  const element = document.activeElement as HTMLElement;
  const label = (element as HTMLInputElement).labels?.[0]?.textContent;
  const name = (element.getAttribute("aria-label") ?? label ?? element.textContent ?? "").trim();
  // A switch shows its label in the place of the radio button.
  const drawn = element.offsetWidth === 0 ? (element as HTMLInputElement).labels?.[0] : element;
  const place = (drawn ?? element).getBoundingClientRect();
  const onScreen = place.bottom > 0 && place.top < innerHeight && place.width > 0;
  const before = page.keyStop;
  // A date has stops inside; what is gone from the page has no look.
  const hasLeft = before && before.element !== element && before.element.isConnected;
  const left = hasLeft ? { name: before.name, seen: lookOf(before.element) !== before.look } : null;
  page.keyStop = { element, name, look: lookOf(element) };
  return { at: { name, onScreen }, left };
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Chooses in a list that has the focus. */
async function pick(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  // Only once the list is down to what was typed does the arrow come to it.
  await page.getByRole("option").first().filter({ hasText: text }).waitFor();
  await press(page, "ArrowDown");
  await page.locator("[role=option][data-combobox-selected]", { hasText: text }).waitFor();
  await press(page, "Enter");
  await page.getByRole("option").first().waitFor({ state: "hidden" });
}

describe("keyboard only", () => {
  test("through a door, over Ctrl+K to an area, and Escape leads back one layer at a time", async () => {
    const { page } = await visit();
    await page.goto("/sign-in");
    await page.getByRole("button", { name: /Cluster coordinator/ }).waitFor();
    await tabTo(page, /^Cluster coordinator/);
    await page.keyboard.press("Enter");
    await mapDrawn(page);
    // Typed at once, as a fast person does, before the field has the focus: "n" and "[" would be the page's own.
    await page.keyboard.press("Control+k");
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

  test("an incident is logged", async () => {
    const { page } = await enterAs("partner");
    await page.getByRole("heading", { name: "60 incidents selected" }).waitFor();
    await press(page, "n");
    await page.waitForURL(/\/incidents\/new/);
    await page.getByRole("heading", { name: "Log an incident" }).waitFor();
    await tabTo(page, /^Kind of incident/);
    await pick(page, "Siege");
    await tabTo(page, /^Place/);
    await pick(page, "Obo");
    await page.getByText(/^Obo.*; (exact|known to the district)$/).waitFor();
    await tabTo(page, /^First day/);
    await page.keyboard.type("11282019");
    await tabTo(page, /^Kind of source/);
    await pick(page, "NGO");
    await page.getByText("28 Nov 2019").waitFor();
    await tabTo(page, /^Low/);
    await press(page, "Space");
    // What was chosen without need is emptied again, and the focus goes on in the field.
    await tabTo(page, /^Circumstances, tactic, weapon/);
    await press(page, "Enter");
    await tabTo(page, /^Tactic/);
    await pick(page, "Ambush");
    await tabTo(page, /^Clear this field/);
    await press(page, "Enter");
    await page.locator("#log-tactic:focus").waitFor();
    await expect.poll(() => page.locator("#log-tactic").inputValue()).toBe("");
    await press(page, "Control+Enter");
    await page.getByRole("heading", { name: "Siege, Obo" }).waitFor();
  });
});
