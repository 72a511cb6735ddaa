// The browser that parts of the benchmark run in; null where this machine has none.
import { access } from "node:fs/promises";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** With these, the map draws with WebGL in software where there is no graphics card. */
export const DRAWING = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];

/** CHROMIUM, else Playwright's own, else the system's. */
export async function openChromium(args: string[] = []): Promise<Browser | null> {
  for (const executablePath of [process.env.CHROMIUM, chromium.executablePath(), ...PLACES]) {
    if (!executablePath || !(await isThere(executablePath))) continue;
    return chromium.launch({ executablePath, args: ["--no-sandbox", ...args] });
  }
  return null;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
