/**
 * The second factor as a person meets it: an invitation, the own account, an app set up with codes computed here, signing
 * in with it, and a source that only then can be read. Also a passkey, on a made-up key of the browser.
 */
import { generateSync } from "otplib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startServer } from "./server.ts";
import { accessibilityFaults, choose, enterAs, forgive, LAPTOP, PHONE, picture, visit } from "./support.ts";

let empty: Server;
const baseURL = () => empty.base;
beforeAll(async () => {
  empty = await startServer({ CONCORD_DEMO: "off" });
});
afterAll(() => empty?.stop());

const PASSWORD = "a sentence that is easy to keep";
const ADMIN = "admin@example.org";
const OFFICER = "officer@example.org";
const INCIDENT = "0190a000-0000-7000-8000-000000000001";
/** The app's secret, the invitation's link, and codes shown once: what the person keeps between the stories. */
const kept = { secret: "", link: "", codes: [] as string[] };

const passwordOf = (page: Page) => page.locator("input[type=password]").first();
async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await passwordOf(page).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
/** A code counts once, so the next is that of the step after. */
const code = (steps = 0) =>
  generateSync({ secret: kept.secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

describe("from an invitation to a source", () => {
  test("the administrator makes an operation and a link", async () => {
    const { page } = await visit({ baseURL: baseURL() });
    await page.goto("/setup");
    await page.getByLabel("One-time code").fill(/one-time code (\S+)/.exec(empty.printed())?.[1] ?? "");
    await page.getByLabel("Your name").fill("Administrator");
    await page.getByLabel("E-mail").fill(ADMIN);
    await passwordOf(page).fill(PASSWORD);
    await page.getByRole("button", { name: "Create the administrator" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await signIn(page, ADMIN);
    await page.getByLabel("Name").fill("An operation");
    await page.getByLabel("Code").fill("test-1");
    await page.getByRole("button", { name: "Create the operation" }).click();
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "People" }).click();
    await page.getByRole("heading", { name: "People of An operation" }).waitFor();
    await page.getByRole("button", { name: "Invite somebody" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail address").fill(OFFICER);
    await choose(page, "Organisation", "A new organisation");
    await dialog.getByLabel("Name of the organisation").fill("Cluster lead");
    await choose(page, "Community", "Protection cluster, core team");
    await choose(page, "Role", "Coordinator");
    await dialog.getByLabel(/^Read sources/).check();
    await picture(page, "invite-form");
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make the link" }).click();
    await page.getByText("Concord sends no invitations").waitFor();
    await picture(page, "invite-link");
    kept.link = (await page.locator(".shown-once").textContent()) ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByText("Invitations that wait").waitFor();
    await picture(page, "people");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("the invited person sets name and password, signs in and accepts", async () => {
    const { page } = await visit({ baseURL: baseURL() });
    await page.goto(kept.link);
    await page.getByRole("heading", { name: "You are invited" }).waitFor();
    await picture(page, "invitation");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Your name").fill("Officer");
    await passwordOf(page).fill(PASSWORD);
    await page.getByRole("button", { name: "Go on" }).click();
    await page
      .getByText("your password")
      .or(page.getByText("its password has not changed"))
      .first()
      .waitFor();
    await passwordOf(page).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: "Accept and open TEST-1" }).click();
    await page.waitForURL(/\/TEST-1\/map/);
  });

  test("a colleague logs an incident with its source", async () => {
    const { page } = await visit({ baseURL: baseURL() });
    const send = async (path: string, data: object) => {
      const answer = await page.request.post(path, { data });
      expect(answer.ok(), path).toBe(true);
      return (await answer.json()).result?.data;
    };
    const email = "reporter@example.org";
    const organisation = { name: "Cluster lead", community: "protection_core" };
    await send("/auth/sign-in/email", { email: ADMIN, password: PASSWORD });
    const member = { operation: "TEST-1", organisation, role: "reporter", rights: [] };
    const { secret } = await send("/trpc/access.people.invite", { email, ...member });
    await send("/auth/sign-out", {});
    await send("/trpc/access.invitation.answer", { secret, name: "Reporter", password: PASSWORD });
    await send("/auth/sign-in/email", { email, password: PASSWORD });
    const when = { occurredFrom: "2019-11-10", occurredTo: "2019-11-10", datePrecision: "day" };
    await send("/trpc/incidents.log", {
      operation: "TEST-1",
      form: {
        ...{ id: INCIDENT, kind: "attack_on_civilians", place: { precision: "country" }, ...when },
        ...{ verification: "reported", sensitivity: "moderate", sources: [{ type: "community_leader" }] },
        harms: [{ harm: "killed", status: "civilian", low: 1, best: 2, high: 3 }],
      },
    });
  });

  test("lacks a second factor, learns why, and sets up an app", async () => {
    const visited = await visit({ baseURL: baseURL() });
    const { page } = visited;
    await page.goto("/sign-in");
    await signIn(page, OFFICER);
    await page.getByRole("button", { name: /^Account of/ }).waitFor();
    await page.goto(`/TEST-1/incidents/${INCIDENT}`);
    await page.getByText("Your account page says what you lack").waitFor();
    expect(await page.getByText("Community leader").count()).toBe(0);
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Your account" }).click();
    await page.getByText("Sources stay closed until you set up a second factor").waitFor();
    await picture(page, "account-lacking");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Set up an app" }).click();
    const dialog = page.getByRole("dialog");
    await passwordOf(dialog as unknown as Page).fill("not my password");
    await dialog.getByRole("button", { name: "Go on" }).click();
    await dialog.getByText("This is not your password.").waitFor();
    forgive(visited, /^403 .*beginTotp/);
    await passwordOf(dialog as unknown as Page).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Go on" }).click();
    await dialog.getByRole("img", { name: /QR code/ }).waitFor();
    await picture(page, "account-app");
    expect(await accessibilityFaults(page)).toEqual([]);
    kept.secret = ((await dialog.locator(".shown-once").textContent()) ?? "").replaceAll(" ", "");
    await dialog.getByLabel(/Type the code/).fill("000000");
    await dialog.getByRole("button", { name: "Confirm the code" }).click();
    await dialog.getByText("This code is not right").waitFor();
    forgive(visited, /^403 .*confirmTotp/);
    await dialog.getByLabel(/Type the code/).fill(code(-1));
    await dialog.getByRole("button", { name: "Confirm the code" }).click();
    await page.getByText("Your recovery codes").waitFor();
    await picture(page, "account-codes");
    kept.codes = ((await page.locator(".shown-once").textContent()) ?? "").split("\n");
    expect(kept.codes.length).toBe(10);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("On. Sources are open in this session.").waitFor();
    await picture(page, "account");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("signs in with it and reads the source; a recovery code opens too", async () => {
    const visited = await visit({ baseURL: baseURL() });
    const { page } = visited;
    await page.goto("/sign-in");
    await signIn(page, OFFICER);
    await page.getByRole("heading", { name: "Second step" }).waitFor();
    await picture(page, "second-step");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Code").fill("000000");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("This code is not right").waitFor();
    forgive(visited, /^403 .*signIn\.finish/);
    await page.getByLabel("Code").fill(code());
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(/\/TEST-1\/map/);
    await page.goto(`/TEST-1/incidents/${INCIDENT}`);
    await page.getByText("Community leader").waitFor();
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await signIn(page, OFFICER);
    await page.getByRole("button", { name: "Recovery code" }).click();
    await page.getByLabel("Recovery code").fill(kept.codes[0]!.toLowerCase());
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(/\/TEST-1\/map/);
  });
});

describe("a passkey", () => {
  test("is added, used for signing in, and taken away", async () => {
    const { page } = await visit({ baseURL: baseURL() });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport: "usb", hasResidentKey: false, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await page.goto("/sign-in");
    await signIn(page, ADMIN);
    await page.getByRole("button", { name: /^Account of/ }).waitFor();
    await page.goto("/account");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Blue key");
    await passwordOf(dialog as unknown as Page).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("Blue key").waitFor();
    await picture(page, "account-passkey");
    await page.getByRole("button", { name: "Sign out everywhere, here too" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await signIn(page, ADMIN);
    await page.getByRole("button", { name: "Use my passkey" }).click();
    await page.getByRole("button", { name: /^Account of/ }).waitFor();
    await page.goto("/account");
    await page.getByRole("button", { name: "Remove the passkey Blue key" }).click();
    await passwordOf(page.getByRole("dialog") as unknown as Page).fill(PASSWORD);
    await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("Blue key").waitFor({ state: "detached" });
  });
});

describe("tokens and the demonstration", () => {
  test("a token is shown once and revoked", async () => {
    const { page } = await enterAs("im", "/account");
    await page.getByText("This is a person of the demonstration").waitFor();
    await page.getByRole("button", { name: "Make a token" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Weekly export");
    await dialog.getByRole("button", { name: "Make the token" }).click();
    await page.getByText(/^concord_/).waitFor();
    await picture(page, "token");
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByText("Weekly export").waitFor();
    await page.getByRole("button", { name: "Revoke the token Weekly export" }).click();
    await page.getByText("No token in this operation.").waitFor();
  });
  test.each([
    ["laptop", { viewport: LAPTOP }, ""],
    ["phone", { viewport: PHONE, hasTouch: true }, ""],
    ["dark", { viewport: LAPTOP, colorScheme: "dark" as const }, ""],
    ["right-to-left", { viewport: LAPTOP }, "?lang=pseudo"],
  ])("account and people fit: %s", async (look, options, search) => {
    const { page } = await enterAs("admin", `/account${search}`, options);
    for (const [name, path, ready] of [
      ["account-demonstration", "/account", ".account-section"],
      ["people-demonstration", "/CAF/people", ".people-table tbody tr"],
    ] as const) {
      await page.goto(`${path}${search}`);
      await page.locator(ready).first().waitFor();
      await picture(page, `${name}-${look}`);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways).toBeLessThanOrEqual(0);
      if (look === "laptop" || look === "dark") expect(await accessibilityFaults(page)).toEqual([]);
    }
  });
});
