/** Each of the users logs from day one, and what is logged reaches everybody who may see it, and nobody else. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { choose, enterAs, picture } from "./support.ts";

/** The operation's own log, all of it. */
const LOG = "/CAF/incidents?dataset=log&from=all";

interface Report {
  kind: string;
  area: string;
  sensitivity: "Low" | "Moderate" | "High" | "Severe";
}

/** The short log as a person fills it in. */
async function logIncident(page: Page, { kind, area, sensitivity }: Report): Promise<void> {
  await page.getByRole("button", { name: "Log", exact: true }).click();
  await choose(page, "Kind of incident", kind);
  await choose(page, "Place", `district of ${area}`, area);
  await page.getByLabel("First day").fill("2019-11-28");
  await choose(page, "Kind of source", "NGO");
  await page.getByRole("radio", { name: sensitivity }).check();
  await page.locator(".who-sees").waitFor();
  await page.getByRole("button", { name: /^Save to the log of/ }).click();
  await page.waitForURL(/\/incidents\/[0-9a-f-]{36}/);
}

/** Everyone who looks on has the operation's log open. */
const lookOn = async (door: "coordinator" | "partner" | "poc") => (await enterAs(door, LOG)).page;
const rowOf = (page: Page, kind: string, area: string) =>
  page.getByRole("row", { name: new RegExp(`${kind}.*${area}`) });

describe("an incident that is logged", () => {
  test("at severe reaches the own organisation at once and nobody else; at low it reaches the mission", async () => {
    const [colleague, mission] = [await lookOn("coordinator"), await lookOn("poc")];
    const { page } = await enterAs("coordinator");
    await logIncident(page, { kind: "Extortion", area: "Obo", sensitivity: "Severe" });
    await page.getByRole("heading", { name: "Extortion, Obo" }).waitFor();
    await rowOf(colleague, "Extortion", "Obo").waitFor();
    await logIncident(page, { kind: "Siege", area: "Obo", sensitivity: "Low" });
    await rowOf(mission, "Siege", "Obo").waitFor();
    await rowOf(colleague, "Siege", "Obo").waitFor();
    expect(await rowOf(mission, "Extortion", "Obo").count()).toBe(0);
    await mission.reload();
    await rowOf(mission, "Siege", "Obo").waitFor();
    expect(await rowOf(mission, "Extortion", "Obo").count()).toBe(0);
    await picture(page, "logged-laptop");
  });

  test("stands in map, charts and area page, in its own dataset and never added to another", async () => {
    const map = (await enterAs("partner", "/CAF/map?dataset=log&from=all&kind=weapons_in_site")).page;
    await map.getByRole("heading", { name: "0 incidents selected" }).waitFor();
    const { page } = await enterAs("partner");
    await logIncident(page, { kind: "Weapons in a site", area: "Bambari", sensitivity: "Low" });
    await map
      .getByText(/1 incident stands at other levels|Reported 1 incident/)
      .first()
      .waitFor();
    await page.goto("/CAF/areas/CF431?from=all");
    await page.getByRole("row", { name: /Own log.*1 event at other levels/ }).waitFor();
    await page.goto("/CAF/map?from=all");
    await page.getByRole("heading", { name: "1,848 incidents selected" }).waitFor();
  });

  test("what one may not log is not offered", async () => {
    const { page } = await enterAs("observer");
    await page.getByRole("heading", { name: /incidents selected/ }).waitFor();
    expect(await page.getByRole("button", { name: "Log", exact: true }).count()).toBe(0);
    await page.goto("/CAF/incidents/new");
    await page.getByText("Your role in this operation reads and does not log.").waitFor();
  });
});
