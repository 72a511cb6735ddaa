/** A report is deleted with a reason, brought back from the note, deleted again and found among the deleted ones. */
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { accessibilityFaults, enterAs, PHONE, picture } from "./support.ts";

const report = (): IncidentFormInput => ({
  id: newId(),
  kind: "looting_destruction",
  place: { lon: 20.67, lat: 5.76, precision: "near", placeName: "By the bridge" },
  occurredFrom: "2019-02-10",
  occurredTo: "2019-02-10",
  datePrecision: "day",
  sources: [{ type: "community_leader" }],
  harms: [{ harm: "injured", status: "civilian", low: 2, best: 3, high: 4 }],
  verification: "reported",
  sensitivity: "low",
  description: "Three stalls were emptied.",
});
const REASON = "Logged twice by mistake";

test("deleted with a reason, undone, deleted again, brought back from the list", async () => {
  const form = report();
  const { page } = await enterAs("coordinator", "/healthz");
  const sent = await page.request.post("/trpc/incidents.log", { data: { operation: "CAF", form } });
  expect(sent.ok()).toBe(true);
  const open = () => page.goto(`/CAF/incidents/${form.id}?dataset=log&from=all`);
  const remove = async () => {
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Reason" }).fill(REASON);
    await page.getByRole("button", { name: "Delete the record" }).click();
    await page.getByText("The record is deleted.").waitFor();
  };
  await open();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete the record" }).click();
  await dialog.getByText("Say why in a sentence, at least 10 characters.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "delete-reason");
  await dialog.getByRole("button", { name: "Keep it" }).click();

  await remove();
  await picture(page, "delete-undo");
  await page.getByRole("button", { name: "Bring it back" }).click();
  await page.getByText("The record is back.").waitFor();
  await open();
  await page.getByText("Three stalls were emptied.").waitFor();
  await page.getByText("Brought back").waitFor();

  await remove();
  await page.goto("/CAF/audit/keeping");
  const row = page.getByRole("row").filter({ hasText: REASON });
  await row.getByRole("button", { name: /^Bring back: Incident/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, "keeping");
  await page.setViewportSize(PHONE);
  await picture(page, "keeping-phone");
  await row.getByRole("button", { name: /^Bring back: Incident/ }).click();
  await row.waitFor({ state: "detached" });
  await open();
  await page.getByText("Three stalls were emptied.").waitFor();
});

test("an administrator sets how long records are kept; others read it", async () => {
  const admin = await enterAs("admin", "/CAF/audit/keeping");
  const row = admin.page.getByRole("row").filter({ hasText: "Patrols" });
  await row.getByRole("button", { name: "Change how long is kept: Patrols" }).click();
  await row.getByRole("textbox").fill("36");
  await row.getByRole("button", { name: "Save" }).click();
  await row.getByText("36 months").waitFor();
  expect(await accessibilityFaults(admin.page)).toEqual([]);
  await picture(admin.page, "retention");
  const { page } = await enterAs("partner", "/CAF/audit/keeping");
  await page.getByRole("row").filter({ hasText: "Patrols" }).getByText("36 months").waitFor();
  expect(await page.getByRole("button", { name: /^Change how long/ }).count()).toBe(0);
  await page.getByText("Nothing was deleted").waitFor();
});
