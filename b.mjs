import { enter, shot, browser } from "./shots.mjs";
const O = "CAF";
const pick = async (page) => { await page.getByRole("button", { name: "Choose to release" }).click({ timeout: 12000 }); await page.getByRole("grid").focus(); for (let n = 0; n < 31; n++) { await page.keyboard.press("ArrowDown"); await page.keyboard.press("Space"); } await page.getByRole("button", { name: "Review and release" }).click({ timeout: 8000 }); { const f = page.getByRole("combobox", { name: "To" }); await f.click({ timeout: 8000 }); if (await f.isEditable()) await f.fill("military"); } await page.getByRole("option", { name: /^Mission military/ }).first().click({ timeout: 8000 }); await page.getByRole("dialog").getByRole("listitem").nth(1).waitFor({ timeout: 15000 }); };
for (const [k, opt] of [["l", { size: "l" }], ["p", { size: "p" }]]) {
  const c = await enter("coordinator", opt);
  await shot(c, `/${O}/incidents?dataset=log&from=2019-11-01`, "bulk-" + k, pick);
}
await browser.close();
