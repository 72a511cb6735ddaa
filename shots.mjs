import { chromium } from "playwright-core";
import { mkdirSync } from "node:fs";
mkdirSync("/tmp/h3-shots", { recursive: true });
const B = "http://localhost:4313";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"] });
const SIZES = { l: { width: 1366, height: 768 }, p: { width: 390, height: 844 } };
export async function enter(door, opt = {}) {
  const ctx = await browser.newContext({ baseURL: B, viewport: SIZES[opt.size ?? "l"], colorScheme: opt.dark ? "dark" : "light", locale: "en-GB" });
  const page = await ctx.newPage();
  page.on("console", (m) => m.type() === "error" && console.log("console", door, m.text().slice(0, 200)));
  await page.goto(B + "/sign-in");
  await page.request.post(B + "/trpc/access.enter", { data: { door }, headers: { origin: B } }).then((r) => r.ok() || console.log("enter", r.status()));
  return page;
}
export const mutate = async (page, path, data) => {
  const r = await page.request.post(B + "/trpc/" + path, { data, headers: { origin: B } });
  const t = await r.text();
  if (!r.ok()) console.log(path, r.status(), t.slice(0, 300));
  return JSON.parse(t).result?.data;
};
export const query = async (page, path, input) => {
  const r = await page.request.get(B + "/trpc/" + path + "?input=" + encodeURIComponent(JSON.stringify(input)));
  const t = await r.text();
  if (!r.ok()) console.log(path, r.status(), t.slice(0, 300));
  return JSON.parse(t).result?.data;
};
export async function shot(page, path, name, act) {
  if (path) await page.goto(B + path);
  await page.waitForLoadState("networkidle").catch(() => {});
  if (act) await act(page).catch((e) => console.log(name, String(e).slice(0, 200)));
  await page.waitForTimeout(300);
  await page.screenshot({ path: `/tmp/h3-shots/${name}.png` });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 1) console.log(name, "overflows by", over);
}
export { browser, B };
