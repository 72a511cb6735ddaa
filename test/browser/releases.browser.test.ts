/**
 * Need to know, on screen: the tour's split screen, where raising the sensitivity empties the panes of those under arms
 * until a person releases it; releasing many at once; and abuse by own personnel, which stops the form.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { derivedId } from "../../shared/ids.ts";
import { accessibilityFaults, choose, enterAs, picture } from "./support.ts";

const REPORT = derivedId("illustrative-month", "w45");
const LOG = "dataset=log&from=all&illustrative=1";
const pane = (page: Page, name: string) => page.getByRole("article", { name });

test("the tour: cluster, PoC section and Force beside one another, before and after a release", async () => {
  const { page } = await enterAs("coordinator", `/CAF/incidents/${REPORT}?${LOG}`);
  await page.getByRole("link", { name: "See as they see" }).click();
  const own = pane(page, "You: Protection cluster lead");
  await own.getByText("Firewood path near Illustrative site 1").waitFor();
  for (const name of ["Mission PoC section", "Mission military"]) {
    const theirs = pane(page, name);
    await theirs.getByText("Within a week").waitFor();
    await expect.poll(() => theirs.getByText("District only").count()).toBe(1);
    expect(await theirs.getByText("Firewood path").count()).toBe(0);
  }
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "seen-moderate");

  await page.getByRole("link", { name: "Back to the record" }).click();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByRole("heading", { name: "Edit the report" }).waitFor();
  await page.getByRole("radio", { name: /High/ }).click();
  await page.getByRole("button", { name: /^Save the change/ }).click();
  await page.getByRole("link", { name: "See as they see" }).click();
  for (const name of ["Mission PoC section", "Mission military"]) {
    await pane(page, name).getByText("Nothing, until a person releases it").waitFor();
  }
  await picture(page, "seen-high");

  const force = pane(page, "Mission military");
  await force.getByText("After a release").click();
  await force.getByText("Nobody reads this yet").waitFor();
  await force.getByRole("button", { name: "Release…" }).click();
  await page.getByRole("dialog").getByText("1 – 30 Nov 2019").waitFor();
  await choose(page, "For what", "protection of civilians");
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("Near 5.7634, 20.6671");
  const send = page.getByRole("button", { name: "Release to Mission military" });
  await page.getByText("In your text: coordinates.").waitFor();
  await expect.poll(() => send.isDisabled()).toBe(true);
  await message.fill("In the mornings, please");
  await picture(page, "release-dialog");
  await send.click();
  await page.getByText("Offered. They read a preview until they accept.").waitFor();

  const other = await enterAs("force", "/CAF/releases?list=waiting");
  const card = other.page.getByRole("listitem").filter({ hasText: "Offered" });
  expect(await card.getByText("In the mornings").count()).toBe(0);
  await card.getByRole("button", { name: "Accept" }).click();
  await other.page.getByRole("tab", { name: "Received" }).click();
  const received = other.page.getByRole("listitem").filter({ hasText: "In the mornings" });
  await received.getByRole("link", { name: "Open" }).click();
  await other.page.getByText(/Released to you by Protection cluster lead/).waitFor();
  await picture(other.page, "released-to-force");

  await pane(page, "Mission military").getByText("1 – 30 Nov 2019").waitFor();
  await picture(page, "seen-released");
});

test("many records at once: chosen by keyboard, reviewed, released for one purpose", async () => {
  const { page } = await enterAs("coordinator", `/CAF/incidents?${LOG}`);
  await page.getByRole("button", { name: "Choose to release" }).click();
  await page.getByRole("grid").focus();
  for (const key of ["ArrowDown", "Space", "ArrowDown", "ArrowDown", "Space"]) await page.keyboard.press(key);
  await page.getByText("2 chosen").waitFor();
  await page.getByRole("button", { name: "Review and release" }).click();
  await choose(page, "To", "human", "Mission human rights");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("listitem").nth(1).waitFor();
  await expect.poll(() => dialog.getByRole("listitem").count()).toBe(2);
  await choose(page, "For what", "protection of civilians");
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "bulk-review");
  await dialog.getByRole("button", { name: /^Release 2 records to/ }).click();
  await page.getByText("Offered. They read a preview until they accept.").waitFor();
  await page.goto("/CAF/releases");
  await page.getByRole("listitem").filter({ hasText: "Offered" }).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "register");
});

test("sexual violence is asked about first, and abuse by own personnel stops the form", async () => {
  const { page } = await enterAs("coordinator", "/CAF/incidents/new");
  await choose(page, "Kind of incident", "sexual", "Conflict-related sexual violence");
  const send = page.getByRole("button", { name: /^Save to the log/ });
  await expect.poll(() => send.isDisabled()).toBe(true);
  await page.getByRole("radio", { name: "Yes, or it may be" }).click();
  await page.getByText("This is not logged here").waitFor();
  await expect.poll(() => send.isDisabled()).toBe(true);
  // Where to report stands in sight, above the bar at the foot.
  const [channel, foot] = [await page.getByRole("alert").boundingBox(), await send.boundingBox()];
  expect(channel!.y + channel!.height).toBeLessThan(foot!.y);
  await picture(page, "abuse-stop");
  await page.getByRole("radio", { name: "No", exact: true }).click();
  await expect.poll(() => send.isEnabled()).toBe(true);
});
