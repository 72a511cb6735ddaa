/**
 * The register of releases as its reader uses it: finding one again, taking it away as a file that the log knows of,
 * refusing in words that may cross; and closing in an emergency with what was released taken back.
 */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { accessibilityFaults, choose, enterAs, PHONE, picture } from "./support.ts";

test("the coordinator searches it and takes it away; the log says so", async () => {
  const { page } = await enterAs("coordinator", "/CAF/releases");
  await page.getByText(/^\d+ releases$/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await choose(page, "State", "Withdrawn");
  await page.getByText("2 releases", { exact: true }).waitFor();
  await page.getByRole("button", { name: "More filters" }).click();
  await choose(page, "From or to", "Mission police");
  expect(page.url()).toContain("who=mission_police");
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByLabel("Find").fill("host forces");
  await page.waitForURL(/text=host/);
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as CSV" }).click();
  const file = await arriving;
  expect(file.suggestedFilename()).toMatch(/^caf-releases-2019-12-02-illustrative\.csv$/);
  const text = await readFile((await file.path())!, "utf8");
  expect(text).toContain("Conditions");
  expect(text).toContain("2019-12-02");
  await page.goto("/CAF/audit?act=exports");
  await page.getByText("Took a figure away as csv: releases").first().waitFor();
});

test("a receiver refuses: a number stops it, a date has to be meant", async () => {
  const { page } = await enterAs("coordinator", "/CAF/releases");
  const asked = encodeURIComponent(JSON.stringify({ operation: "CAF", direction: "given" }));
  const given = await (await page.request.get(`/trpc/sharing.register?input=${asked}`)).json();
  const record = given.result.data.find((row: { community: string }) => row.community === "mission_poc");
  const form = {
    ...{ id: crypto.randomUUID(), kind: "incident", refs: [record.recordRef], community: "mission_poc" },
    ...{ level: "generalised", purpose: "poc", conditions: "REGISTER-STORY" },
  };
  const made = await page.request.post("/trpc/sharing.release", { data: { operation: "CAF", form } });
  expect(made.ok(), await made.text()).toBe(true);
  const receiver = await enterAs("poc", "/CAF/releases?list=waiting", { viewport: PHONE });
  const card = receiver.page.getByRole("listitem").filter({ hasText: "REGISTER-STORY" });
  await card.getByRole("button", { name: "Refuse…" }).click();
  const dialog = receiver.page.getByRole("dialog");
  const refuse = dialog.getByRole("button", { name: "Refuse", exact: true });
  await dialog.getByLabel("Why").fill("Call +236 72 12 34 56 first");
  await dialog.getByText(/This cannot be sent\. In your text: a telephone number/).waitFor();
  await expect.poll(() => refuse.isDisabled()).toBe(true);
  await dialog.getByLabel("Why").fill("No unit there before 12 December");
  await expect.poll(() => refuse.isDisabled()).toBe(true);
  await dialog.getByLabel("I have read this again, and it may go").check();
  expect(await accessibilityFaults(receiver.page)).toEqual([]);
  await picture(receiver.page, "register-refuse");
  await refuse.click();
  await card.waitFor({ state: "detached" });
});

test("closing to a community takes back what persons released to it", async () => {
  const { page } = await enterAs("coordinator", "/CAF/protocol");
  await page.getByRole("button", { name: "Close everything to …" }).click();
  await choose(page, "Closed to", "Mission police");
  await page.keyboard.press("Escape");
  await page.getByText(/released to them: [1-9]\d* of your organisation/).waitFor();
  await page.getByRole("textbox", { name: /^Why/ }).fill("A laptop of theirs was taken");
  await picture(page, "register-emergency");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Close now" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const police = await enterAs("unpol", "/CAF/releases?list=received&act=withdrawn");
  await police.page.getByText("A laptop of theirs was taken").first().waitFor();
  await police.page.goto("/CAF/releases?list=received&act=active");
  await police.page.getByText("No release matches").waitFor();
});
