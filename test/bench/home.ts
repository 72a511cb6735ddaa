// A Concord of the benchmark's own: a temporary data folder with the embedded PostgreSQL, the demonstration in it,
// the real web server on a free loopback port, and one person signed in. Nothing of it stays behind.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { openDatabase } from "../../db/open.ts";
import { openAuth } from "../../server/access/auth.ts";
import { openChanges } from "../../server/changes.ts";
import { readConfig } from "../../server/config.ts";
import { loadDemonstration } from "../../server/demonstration.ts";
import { makeHttp } from "../../server/http.ts";
import { cookieOf } from "../support/callers.ts";
import { addTestPerson } from "../support/people.ts";

/** The demonstration operation, whose real events are resampled. */
export const OPERATION = "CAF";

/** An answer as it came over the wire, not unpacked. */
export interface WireAnswer {
  status: number;
  etag: string;
  bytes: Buffer;
  ms: number;
}

export async function openHome() {
  const folder = await mkdtemp(join(tmpdir(), "concord-bench-"));
  await chmod(folder, 0o755);
  const config = readConfig({ CONCORD_DATA_DIR: join(folder, "data"), CONCORD_DEMO: "on", PORT: "0" });
  const database = await openDatabase({ dataDir: config.dataDir });
  const log = pino({ level: "silent" });
  const auth = openAuth(database, config);
  await loadDemonstration(database, auth, log);
  const changes = await openChanges(database);
  const app = await makeHttp({ config, database, auth, changes, log, isReady: () => true });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const { secret } = await addTestPerson(database, OPERATION, "ada");
  const takeAway = async () => {
    await app.close();
    await changes.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= takeAway();
    return closing;
  };
  return { folder, database, secret, base: `http://127.0.0.1:${port}`, get: getter(port, secret), close };
}
export type Home = Awaited<ReturnType<typeof openHome>>;

/** Asks as the person signed in and takes the time until the last byte. */
function getter(port: number, secret: string) {
  return (path: string, headers: Record<string, string> = {}): Promise<WireAnswer> => {
    const begun = performance.now();
    const shown = { cookie: cookieOf(secret), "accept-encoding": "zstd, gzip", ...headers };
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port, path, headers: shown }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const ms = performance.now() - begun;
          const etag = String(answer.headers.etag ?? "");
          resolve({ status: answer.statusCode ?? 0, etag, bytes: Buffer.concat(chunks), ms });
        });
      });
      asked.on("error", reject).end();
    });
  };
}
