// Starts Concord: database, start-up check, demonstration, web server; stops it cleanly on SIGTERM or Ctrl+C.
import type { AddressInfo } from "node:net";
import { openDatabase } from "../db/open.ts";
import { OperatorError } from "../shared/errors.ts";
import { keepHeads } from "./access/audit-heads.ts";
import { openAuth } from "./access/auth.ts";
import { demonstrationStands } from "./access/demonstration.ts";
import { asDefiner, sendVisitorsAway } from "./access/operations.ts";
import { setIdle } from "./access/session-idle.ts";
import { offerSetUp } from "./access/setup.ts";
import { checkFences } from "./access/startup.ts";
import { ensureBuilt } from "./build.ts";
import { openChanges } from "./changes.ts";
import { type Config, readConfig } from "./config.ts";
import { loadDemonstration } from "./demonstration.ts";
import { greet } from "./greeting.ts";
import { makeHttp } from "./http.ts";
import { openLog } from "./log.ts";
import { keepMail } from "./mail.ts";
import { holdFolder } from "./one-server.ts";
import type { Service } from "./service.ts";

async function start(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  const log = openLog();
  const letGo = config.databaseUrl ? async () => undefined : await holdFolder(config.dataDir, config.port);
  const built = ensureBuilt(log, config.dev);
  built.catch(() => undefined);
  const database = await openDatabase({ dataDir: config.dataDir, url: config.databaseUrl }).catch(
    async (error) => {
      await letGo();
      throw error;
    },
  );
  let ready = false;
  let stop = async () => {
    await database.close();
    await letGo();
  };
  onSignal(() => stop());
  try {
    await checkFences(database);
    await setIdle(database, config.idle);
    const auth = openAuth(database, config);
    if (config.demo !== "off") await loadDemonstration(database, auth, log);
    else await asDefiner(database.admin, sendVisitorsAway);
    const doors = await demonstrationStands(config, database);
    const setUpCode = doors ? null : await offerSetUp(database);
    const changes = await openChanges(database);
    const service: Service = { config, database, auth, changes, log, isReady: () => ready };
    await built;
    const app = await makeHttp(service);
    const lastHeads = keepHeads(database.pool, config.auditFile, log, config.databaseUrl !== undefined);
    const lastMail = keepMail(database, config.mail, log);
    const stopDatabase = stop;
    stop = async () => {
      ready = false;
      await app.close();
      await changes.close();
      await lastMail();
      await lastHeads();
      await stopDatabase();
    };
    await app.listen({ port: config.port, host: config.host });
    ready = true;
    greet(config, setUpCode, doors, (app.server.address() as AddressInfo).port);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first signal stops in order; a second one while that runs is left to the system. */
function onSignal(stop: () => Promise<void>) {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

export type { Config };

start().catch((error: unknown) => {
  const text = error instanceof OperatorError ? error.message : ((error as Error).stack ?? String(error));
  const inUse = (error as { code?: string }).code === "EADDRINUSE";
  process.stderr.write(`${inUse ? "Another program uses this port. Set PORT to a free one." : text}\n`);
  process.exit(1);
});
