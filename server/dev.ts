// Development: the server restarts when its sources change, and Vite serves the client with hot reload in front
// of it. One command, no network, no keys; Ctrl+C ends both.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const WATCHED = ["server", "shared", "db"].map((folder) => `--watch-path=${folder}`);

const start = (args: string[]) => spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit" });

const children = [start([...WATCHED, "server/main.ts", "--dev"]), start(["node_modules/vite/bin/vite.js"])];
const endAll = () => {
  for (const child of children) child.kill("SIGTERM");
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, endAll);
for (const child of children) child.on("exit", endAll);
