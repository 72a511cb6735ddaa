// The running service's parts, made once by server/main.ts and passed in.
import type { Database } from "../db/open.ts";
import type { Auth } from "./access/auth.ts";
import type { Changes } from "./changes.ts";
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";

export interface Service {
  config: Config;
  database: Database;
  auth: Auth;
  changes: Changes;
  log: Log;
  /** Are migrations, start-up check and demonstration done? */
  isReady(): boolean;
}
