/**
 * A compromised day and an emergency, as people live through them: an administrator breaks the glass and everyone is
 * told; a coordinator locks the operation, open pages are cut, and an administrator opens it again.
 */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityFaults, enterAs, forgive, PHONE, picture } from "./support.ts";

const REASON = "Court order 12/2019 asks for the records of one week";
const stripe = (page: Page) => page.locator(".stripe");

describe("broken glass", () => {
  test("is opened for a reason and a time, told to everyone, and closed", async () => {
    const partner = await enterAs("partner", "/CAF/map", { viewport: PHONE, hasTouch: true });
    const { page } = await enterAs("admin", "/CAF/audit/glass");
    const submit = page.getByRole("button", { name: "Break the glass and tell all organisations" });
    await page.getByLabel("Reason").fill("because");
    await submit.click();
    await page.getByText("at least 20 characters.").last().waitFor();
    await page.getByLabel("Reason").fill(REASON);
    await submit.click();
    await stripe(page).getByText("Glass broken until").waitFor();
    await page.getByText(REASON).waitFor();
    await picture(page, "glass-open");
    expect(await accessibilityFaults(page)).toEqual([]);

    // Whoever is at work elsewhere sees it without reloading.
    const bell = partner.page.getByRole("button", { name: /^Notices, \d+ new$/ });
    await bell.waitFor();
    await bell.click();
    await partner.page.getByText("broke the glass and reads every record until").waitFor();
    await picture(partner.page, "notices-phone");
    await partner.page.getByRole("button", { name: "Mark all as read" }).click();
    await partner.page.getByRole("button", { name: "Notices, none new" }).waitFor();
    await partner.page.goto("/CAF/audit/glass");
    await partner.page.getByText(REASON).waitFor();
    await picture(partner.page, "glass-phone");

    await stripe(page).getByRole("button", { name: "Close it now" }).click();
    await stripe(page).waitFor({ state: "detached" });
    await page.goto("/CAF/audit");
    await page.getByText("Broke the glass for 60 minutes").waitFor();
    await page.getByText("Closed the broken glass").waitFor();
    await picture(page, "log");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("combobox", { name: "What" }).click();
    await page.getByRole("option", { name: "Broken glass" }).click();
    await page.waitForURL(/act=glass/);
    await page.getByText(/^Opened a session/).waitFor({ state: "detached" });
    await page.getByText("Broke the glass for 60 minutes").waitFor();
  });
});

describe("the lock", () => {
  test("makes everything read-only, then shuts it, and an administrator opens it again", async () => {
    const partner = await enterAs("partner", "/CAF/incidents", {
      ...{ viewport: PHONE, hasTouch: true, colorScheme: "dark" },
    });
    await partner.page.locator(".phone-log").waitFor();
    const coordinator = await enterAs("coordinator", "/CAF/audit/lock");
    const { page } = coordinator;
    await page.getByLabel("Reason").fill("A partner's account was taken over");
    await page.getByRole("button", { name: "Make it read-only now" }).click();
    await stripe(page).getByText("Read-only since").waitFor();
    await picture(page, "lock-read-only");
    expect(await accessibilityFaults(page)).toEqual([]);
    await stripe(partner.page).getByText("A partner's account was taken over").waitFor();
    await picture(partner.page, "stripe-phone-dark");
    await partner.page.locator(".phone-log").waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Close it now" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Close it now" }).click();
    await page.getByRole("heading", { name: "CAF is closed" }).waitFor();
    await partner.page.getByRole("heading", { name: "CAF is closed" }).waitFor();
    await picture(partner.page, "closed");
    expect(await accessibilityFaults(partner.page)).toEqual([]);

    const admin = await enterAs("admin", "/CAF/audit/lock");
    await stripe(admin.page).getByText("Closed since").waitFor();
    await picture(admin.page, "lock-closed");
    const open = admin.page.getByRole("button", { name: "Open the operation again" });
    await expect.poll(() => open.isDisabled()).toBe(true);
    await admin.page.getByLabel("Reason").fill("All accounts were checked, passwords are new");
    await open.click();
    await stripe(admin.page).waitFor({ state: "detached" });
    await partner.page.getByRole("button", { name: "Look again" }).click();
    await partner.page.locator(".phone-log").waitFor();
    // What was asked while it was closed was refused, as it must be.
    for (const visited of [partner, coordinator, admin])
      if (visited.faults.some((fault) => /^423 /.test(fault))) forgive(visited, /^423 /);
  });
});
