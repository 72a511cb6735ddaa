// What the terminal says once the server answers: where it is, and how to come in.
import { DOORS } from "../shared/rooms/access.ts";
import { doorEmail } from "./access/demonstration.ts";
import type { Config } from "./config.ts";

/** Prints addresses on standard output; `setUpCode` is null once there is an administrator. */
export function greet(config: Config, setUpCode: string | null, doors: boolean, port: number): void {
  const scheme = config.tls ? "https" : "http";
  const shown = ["127.0.0.1", "::1", "0.0.0.0", "::"].includes(config.host) ? "localhost" : config.host;
  const base = `${scheme}://${shown}:${port}`;
  const lines = [`Concord is ready: ${base}`];
  if (setUpCode) lines.push(`First visit: open ${base}/setup and give the one-time code ${setUpCode}`);
  if (config.demo !== "off" && !doors) {
    lines.push("The demonstration is closed, because a real operation was made here.");
  }
  if (doors) {
    lines.push("Enter the demonstration as:");
    for (const { door } of DOORS) lines.push(`  ${doorEmail(door).padEnd(30)} ${base}/sign-in?door=${door}`);
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}
