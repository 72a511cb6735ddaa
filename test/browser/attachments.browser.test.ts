/**
 * A photo goes with a report from a phone: small and without notes, said what it shows and who is on it; the own
 * organisation sees it, another does not; a lost line keeps what was typed; one that shows somebody is asked for.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { photoWithNotes } from "../support/files.ts";
import { accessibilityFaults, choose, enterAs, forgive, PHONE, picture } from "./support.ts";

const CAPTION = "Burnt roofs beside the road to the market";
const photo = async () => ({
  name: "jean-bedel.jpg",
  mimeType: "image/jpeg",
  buffer: await photoWithNotes(3000, 2000),
});

/** What the server was sent, as its length and its words. */
function watchUploads(page: Page) {
  const sent: { size: number; words: string; names: string }[] = [];
  page.on("request", (request) => {
    if (!request.url().includes("/attachments") || request.method() !== "POST") return;
    const body = request.postDataBuffer() ?? Buffer.alloc(0);
    const names = JSON.stringify(request.headers()) + request.url();
    sent.push({ size: body.length, words: body.toString("latin1"), names });
  });
  return sent;
}

test("a photo from a phone is seen by the own organisation and by no other", async () => {
  const visit = await enterAs("coordinator", "/CAF/incidents/new", { viewport: PHONE, hasTouch: true });
  const { page } = visit;
  const sent = watchUploads(page);
  await choose(page, "Kind of incident", "Looting");
  await choose(page, "Place", "district of Obo", "Obo");
  await page.getByRole("button", { name: "Yesterday" }).click();
  await choose(page, "Kind of source", "NGO");
  await page.getByRole("radio", { name: "Low", exact: true }).check();
  await page.getByRole("button", { name: "Photos and documents" }).click();
  await page.getByRole("button", { name: "Take a photo" }).waitFor();
  // What cannot be sent is told at once, on the device; nothing is asked of it and it holds nothing up.
  const files = page.locator('input[type="file"]').last();
  await files.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(0) });
  await page.getByText("This file is empty. Choose it again.").waitFor();
  expect(await page.getByLabel("What does it show?").count()).toBe(0);
  await page.locator('input[type="file"][capture]').setInputFiles(await photo());
  const save = page.getByRole("button", { name: /^Save to the log of/ });
  await save.click();
  await page.getByText("Say what each file shows and whether somebody can be recognised.").waitFor();
  await page.getByRole("alert").getByRole("button", { name: "What each file shows" }).click();
  await page.locator("[aria-invalid]:focus").waitFor();
  await page.locator(":focus").fill(CAPTION);
  await page.getByRole("radio", { name: "No", exact: true }).check();
  await page.getByLabel("What does it show?").scrollIntoViewIfNeeded();
  await picture(page, "attach-form-phone");
  expect(await accessibilityFaults(page)).toEqual([]);
  // The line is lost while the file is on its way: the report stands, and nothing typed is gone.
  await page.route("**/attachments?*", (route) => route.abort("connectionfailed"));
  await save.click();
  await page.getByRole("heading", { name: "Looting or destruction, Obo" }).waitFor();
  await page.getByRole("button", { name: "Do not send" }).first().click();
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  await expect.poll(() => page.getByLabel("What does it show?").inputValue()).toBe(CAPTION);
  await again.scrollIntoViewIfNeeded();
  await picture(page, "attach-failed-phone");
  await page.unroute("**/attachments?*");
  await again.click();
  const opener = page.getByRole("button", { name: `Open: ${CAPTION}` });
  await opener.waitFor();
  forgive(visit, /ERR_CONNECTION_FAILED/);
  const last = sent.at(-1)!;
  expect(last.size).toBeLessThan(300_000);
  expect(last.words + last.names).not.toMatch(/Exif|LEAK|jean-bedel/);
  await opener.scrollIntoViewIfNeeded();
  await picture(page, "attach-seen-phone");
  await opener.click();
  const large = page.getByRole("dialog").getByRole("img", { name: CAPTION });
  await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(2048);

  const address = new URL(page.url());
  const colleague = (await enterAs("verifier", address.pathname + address.search)).page;
  await colleague.getByRole("button", { name: `Open: ${CAPTION}` }).waitFor();
  expect(await accessibilityFaults(colleague)).toEqual([]);
  await picture(colleague, "attach-seen-laptop");
  const other = (await enterAs("poc", address.pathname + address.search)).page;
  await other.getByRole("heading", { name: "Looting or destruction, Obo" }).waitFor();
  expect(await other.getByText("Photos and documents").count()).toBe(0);
  expect(await other.getByText(CAPTION).count()).toBe(0);
});

test("a photo with somebody on it is shown when asked for, and taken away with a reason", async () => {
  const { page } = await enterAs("coordinator", "/CAF/incidents?dataset=log&from=all");
  await page
    .getByRole("row", { name: /Protection cluster lead|Own log|Reported/ })
    .first()
    .waitFor();
  await page.getByRole("row").nth(1).click();
  await page.getByRole("button", { name: "Add photos or documents" }).click();
  await page.locator('input[type="file"]').setInputFiles(await photo());
  await page.getByLabel("What does it show?").fill("People at the water point");
  await page.getByRole("radio", { name: "Yes, and they agreed" }).check();
  await page.getByRole("button", { name: "Send 1 file" }).click();
  const show = page.getByRole("button", { name: "Show", exact: true });
  await show.waitFor();
  expect(await page.getByRole("button", { name: "Open: People at the water point" }).count()).toBe(0);
  await show.click();
  await page.getByRole("button", { name: "Open: People at the water point" }).waitFor();
  const row = page.getByRole("listitem").filter({ hasText: "People at the water point" });
  await row.getByRole("button", { name: "Take away" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why").fill("They no longer agree");
  await dialog.getByRole("button", { name: "Take away" }).click();
  await page.getByText(/^Taken away on .*They no longer agree/).waitFor();
});
