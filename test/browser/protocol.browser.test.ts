/**
 * Agreeing on the sharing protocol: the coordinator proposes, sees beforehand what it would change, the mission's PoC
 * section reads the same and signs; and in an emergency one side closes everything at once.
 */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { cellsOf } from "../../shared/rooms/protocol.ts";
import { tableOf } from "../../shared/rooms/protocol-table.ts";
import { accessibilityFaults, choose, enterAs, picture } from "./support.ts";

const PAGE = "/CAF/protocol";

/** An incident of the cluster's, so that a change has an example. */
async function logIncident(page: Page): Promise<void> {
  await page.goto("/CAF/incidents/new");
  await choose(page, "Kind of incident", "Extortion");
  await choose(page, "Place", "sous-préfecture de Zemio", "Zémio");
  await page.getByLabel("First day").fill("2019-12-01");
  await choose(page, "Kind of source", "NGO");
  await page.getByRole("radio", { name: "Moderate" }).check();
  await page.getByText(/As district and week: cluster members, .* UN Police and the Force\./).waitFor();
  await picture(page, "who-sees");
  await page.getByRole("radio", { name: "High" }).check();
  await page.getByText("As district and month: CMCoord", { exact: false }).waitFor();
  await page.getByRole("radio", { name: "Moderate" }).check();
  await page.getByRole("button", { name: /^Save to the log of/ }).click();
  await page.waitForURL(/incidents\/[0-9a-f-]{36}/);
}

async function giveReason(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Why/ }).fill(text);
}

interface Told {
  effective: { id: string; version: number; preset: string; changed: number };
}

/** The version in effect, as the page asks for it. */
async function told(page: Page): Promise<Told["effective"]> {
  const input = encodeURIComponent(JSON.stringify({ operation: "CAF" }));
  const answer = await page.request.get(`/trpc/sharing.protocol?input=${input}`);
  const { result } = (await answer.json()) as { result: { data: Told } };
  return result.data.effective;
}

/** Begins with the default table, also when the story is told again. Answers the number of the version. */
async function beginIntegrated(page: Page): Promise<number> {
  const now = await told(page);
  if (now.preset === "integrated" && now.changed === 0) return now.version;
  const form = {
    ...{ id: newId(), basedOn: now.id, preset: "integrated", table: tableOf(cellsOf("integrated")) },
    ...{ purpose: "", onward: "", reason: "The story begins again", reviewOn: "2020-03-01" },
  };
  const post = (at: Page, call: string, data: object) =>
    at.request.post(`/trpc/sharing.${call}`, { data: { operation: "CAF", ...data } });
  await post(page, "proposeProtocol", { form });
  const poc = (await enterAs("poc", "/healthz")).page;
  await post(poc, "signProtocol", { id: form.id, basedOn: now.id });
  return (await told(page)).version;
}

/** The page says that this version is in effect, by the operation's clock. */
const inEffect = (page: Page, version: number) =>
  page
    .getByRole("paragraph")
    .filter({ hasText: `Version ${version} is in effect since 2 Dec 2019` })
    .waitFor();

describe("the sharing protocol", () => {
  test("is tightened by one, loosened by two, and closed in an emergency", async () => {
    const { page } = await enterAs("coordinator", "/healthz");
    const first = await beginIntegrated(page);
    await logIncident(page);
    await page.goto(PAGE);
    await inEffect(page, first);
    await picture(page, "protocol");
    expect(await accessibilityFaults(page)).toEqual([]);

    // At arm's length: less than before, so one signature does.
    await page.getByRole("button", { name: "Propose a change" }).click();
    await page.getByRole("radio", { name: "At arm’s length" }).check();
    const changes = page.getByRole("region", { name: "What this would change" });
    await changes
      .getByText(/^The Force would no longer read \d+ of your organisation’s incidents of low and moderate/)
      .first()
      .waitFor();
    await picture(page, "protocol-tighter");
    await giveReason(page, "The Force asked for distance for the time being");
    await page.getByLabel("To be reviewed on").fill("2020-03-01");
    await page.getByRole("button", { name: "Put into effect now (tighter)" }).click();
    await inEffect(page, first + 1);

    // Back again shows more: it waits for the mission.
    await page.getByRole("button", { name: "Propose a change" }).click();
    await page.getByRole("radio", { name: "Integrated" }).check();
    await changes
      .getByText(/^The Force would newly read \d+ of your organisation’s incidents/)
      .first()
      .waitFor();
    await changes
      .getByText(/For example: .+ → .+, weeks? .+ district\./)
      .first()
      .waitFor();
    await changes.scrollIntoViewIfNeeded();
    await picture(page, "protocol-looser");
    expect(await accessibilityFaults(page)).toEqual([]);
    await giveReason(page, "The Force is back in the working group");
    await page.getByLabel("To be reviewed on").fill("2020-03-01");
    await page.getByRole("button", { name: "Propose and sign for the humanitarian side" }).click();
    await page.getByRole("heading", { name: `Version ${first + 2} is proposed` }).waitFor();
    await page.getByText("It waits for the signature of the mission’s side.").waitFor();

    // The mission's side is told wherever it is.
    const poc = (await enterAs("poc", "/CAF/releases")).page;
    await poc
      .getByText(`Version ${first + 2} of the sharing protocol waits for your side’s signature.`)
      .waitFor();
    await picture(poc, "protocol-waits");
    await poc.getByRole("link", { name: "Read it, then sign or refuse" }).click();
    await poc.getByRole("heading", { name: `Version ${first + 2} is proposed` }).waitFor();
    await picture(poc, "protocol-sign");
    await poc.getByRole("button", { name: "Refuse" }).click();
    await poc.getByRole("button", { name: "Refuse" }).last().click();
    await poc
      .getByText(/at least/i)
      .first()
      .waitFor();
    await poc.keyboard.press("Escape");
    await poc.getByRole("button", { name: /^Sign for the mission’s side/ }).click();
    await inEffect(poc, first + 2);

    // The coordinator's open page follows by itself; then the emergency.
    await inEffect(page, first + 2);
    await page.getByRole("button", { name: "Close everything to …" }).click();
    await choose(page, "Closed to", "Mission military");
    await page.keyboard.press("Escape");
    await giveReason(page, "A laptop of the Force was taken at a checkpoint");
    await picture(page, "protocol-emergency");
    await page.getByRole("button", { name: "Close now" }).click();
    await inEffect(page, first + 3);
    await page
      .getByRole("paragraph")
      .filter({ hasText: "It was closed in an emergency: A laptop" })
      .waitFor();
    await picture(page, "protocol-closed");
  });

  test("is read by those who sign nothing, version by version, and printed", async () => {
    const { page } = await enterAs("force", "/CAF/map");
    await page.getByRole("button", { name: /^You see as/ }).click();
    await page.getByText(/Of others, by version \d+ of the sharing protocol/).waitFor();
    await picture(page, "protocol-see-as");
    await page.getByRole("link", { name: "The sharing protocol" }).click();
    await page.getByRole("heading", { name: "Sharing protocol", exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Propose a change" }).count()).toBe(0);
    const cell = page.getByRole("button", {
      name: /^Incidents of humanitarian organisations, read by the Force/,
    });
    await cell.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing by rule; a person may release").first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Open version 1" }).click();
    await page.waitForURL(/open=version:1/);
    await page.emulateMedia({ media: "print" });
    await page.getByRole("heading", { name: /^Information-sharing protocol, version/ }).waitFor();
    await picture(page, "protocol-print");
  });
});
