/** The two-minute tour: where harm happens and how that changes, who is alleged, which areas come first, where nobody is. */
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enterAs, mapDrawn, picture, visit } from "./support.ts";

/** The figures of the selection that stand above the charts. */
async function figures(page: Page, incidents: string): Promise<string[]> {
  await page.getByRole("heading", { name: `${incidents} incidents selected` }).waitFor();
  return page.locator(".harm-summary dd").allInnerTexts();
}

/** Holds one end of the brush, moves it to `x` and says what the timeline reads before it is let go. */
async function dragTo(page: Page, handle: Locator, x: number): Promise<string> {
  const box = (await handle.boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 8 });
  const read = await page.locator(".timeline-window").innerText();
  await page.mouse.up();
  return read;
}

const middle = async (handle: Locator) => {
  const box = (await handle.boundingBox())!;
  return box.x + box.width / 2;
};

describe("two-minute tour", () => {
  test("through a door to the map of all years, then the brush over 2013 and 2014", async () => {
    const { page } = await visit();
    await page.goto("/");
    await page.getByRole("button", { name: /Cluster coordinator/ }).click();
    await mapDrawn(page);
    await page.getByRole("button", { name: "Choose all years" }).click();
    await expect.poll(() => figures(page, "1,848")).toEqual(["14,948 (13,721–17,760)", "8,931", "4,078"]);
    await mapDrawn(page);
    await picture(page, "tour-all-years");

    const [from, to] = ["Start of the period", "End of the period"].map((name) =>
      page.getByRole("slider", { name }),
    ) as [Locator, Locator];
    const [start, end] = [await middle(from), await middle(to)];
    const yearsIn = (years: number) => start + ((end - start) * years) / 32;
    expect(await dragTo(page, from, yearsIn(22.3))).toMatch(/^1 Jan 2013 …/);
    expect(await dragTo(page, to, yearsIn(23.7))).toBe("1 Jan 2013 … 31 Dec 2014");
    await page.waitForURL(/from=2013-01-01&to=2014-12-31/);
    await expect.poll(() => figures(page, "647")).toEqual(["6,889 (6,007–8,193)", "4,858", "1,546"]);
  });

  test("every chart has its band in numbers: low, best and high", async () => {
    const { page } = await enterAs("coordinator", "/CAF/map?from=2013-01-01&to=2014-12-31&by=year");
    const chart = page.getByRole("figure", { name: "How many people were killed per year?" });
    await chart.getByRole("button", { name: "As a table" }).click();
    const head = await chart.getByRole("columnheader").allInnerTexts();
    expect(head.slice(0, 5)).toEqual(["When", "Killed", "Low", "High", "Recorded as civilian"]);
    const row = await chart.getByRole("row", { name: /^2014/ }).getByRole("cell").allInnerTexts();
    const [best, low, high] = row.map((text) => Number(text.replace(",", "")));
    expect(low! < best! && best! < high!).toBe(true);
  });

  test("back to the last twelve months: who is alleged, according to whom, and Bambari on the map", async () => {
    const { page } = await enterAs("coordinator", "/CAF/map?from=all&view=20.47,5.63,9");
    await figures(page, "1,848");
    await page.getByRole("button", { name: "1 year" }).click();
    await expect.poll(() => figures(page, "60")).toEqual(["420 (417–523)", "151", "104"]);
    const chart = page.getByRole("figure", { name: "Who is alleged to have killed?" });
    await chart.getByText(/according to UCDP Georeferenced Event Dataset/).waitFor();
    await chart.getByRole("button", { name: "As a table" }).click();
    await chart.getByRole("rowheader", { name: "Fighting between parties" }).waitFor();

    await page.getByRole("button", { name: "Hide this summary" }).click();
    await mapDrawn(page);
    await page.locator("canvas.maplibregl-canvas").click();
    await page.waitForURL(/open=area:CF431/);
    await page.getByRole("button", { name: "Open the area page" }).click();
    await page.getByRole("heading", { level: 1, name: "Bambari" }).waitFor();
    const own = page.getByRole("row", { name: /UCDP Georeferenced Event Dataset 23.1/ });
    expect((await own.getByRole("cell").allInnerTexts()).slice(0, 3)).toEqual(["9", "61 (58–62)", "6"]);
    await page.goBack();
    await page.waitForURL(/open=area:CF431/);
    await page.goBack();
    await page.getByRole("heading", { name: "60 incidents selected" }).waitFor();
  });

  test("the matrix of 2019 and why Alindao stands where it stands", async () => {
    const { page } = await enterAs("coordinator");
    await page.getByRole("link", { name: "Priorities" }).click();
    for (const count of ["5 M Must", "5 S Should", "11 C Could", "51 – Monitor"]) {
      const [number, , word] = count.split(" ");
      await page
        .getByRole("button", { name: new RegExp(`${word}`) })
        .filter({ hasText: new RegExp(`^${number}`) })
        .first()
        .waitFor();
    }
    const row = page.getByRole("row", { name: /Alindao/ });
    expect((await row.getByRole("cell").allInnerTexts()).slice(-6, -2)).toEqual(["74", "5", "13", "63"]);
  });

  test("coverage says what it rests on, and an imagined base in Alindao changes the share of Must", async () => {
    const { page } = await enterAs("coordinator");
    await page.getByRole("link", { name: "Coverage" }).click();
    await page.getByText(/10 places in 2019\). The mission may have had more/).waitFor();
    const shares = page.locator(".share-table");
    await shares.getByRole("row", { name: /Must.*2 of 5 40%/ }).waitFor();
    await shares.getByRole("row", { name: /Should.*0 of 5 0%/ }).waitFor();
    await shares.getByRole("row", { name: /Could.*3 of 11 27%/ }).waitFor();
    const gap = page.getByRole("row", { name: /Alindao/ });
    await gap.getByText("77 km (Bambari)").waitFor();
    await expect
      .poll(() => gap.getByRole("cell").allInnerTexts())
      .toEqual(expect.arrayContaining(["74", "13"]));
    await gap.getByRole("button", { name: "Place a base in Alindao" }).click();
    await page.getByText("Must: 2 → 3 of 5").waitFor();
    await page.getByText("What-if, nothing is saved", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Take all away" }).click();
    await gap.getByRole("link", { name: "Alindao" }).click();
    await page.getByRole("heading", { level: 1, name: "Alindao" }).waitFor();
  });
});
