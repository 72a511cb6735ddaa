// Sign-in by e-mail and password through better-auth, on its own login and schema. Only its core is used: no
// organisation plugin (our own rows decide who may what), no session cache (a revoked session ends at once).
import { betterAuth } from "better-auth";
import type { Database } from "../../db/open.ts";
import type { Config } from "../config.ts";
import { COOKIE_PREFIX } from "./session.ts";

/** Tells the library who calls, for its rate limits. */
export const ADDRESS_HEADER = "x-concord-address";
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Makes the sign-in library for this installation. */
export function openAuth(database: Database, config: Config) {
  const scheme = config.tls ? "https" : "http";
  const origins = [config.host, "localhost", "127.0.0.1", "[::1]"].map(
    (host) => `${scheme}://${host}:${config.port}`,
  );
  return betterAuth({
    appName: "Concord",
    baseURL: config.url,
    basePath: "/auth",
    secret: database.secret,
    database: database.authPool,
    trustedOrigins: [...origins, new URL(config.url).origin],
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    session: { expiresIn: 7 * DAY, updateAge: DAY, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: MINUTE,
      max: 120,
      customRules: { "/sign-in/email": { window: MINUTE, max: 20 } },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: Boolean(config.tls) || config.behindProxy,
      // Set by our own server to the caller's address, whatever the caller sent under that name.
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    logger: { disabled: true },
  });
}

export type Auth = ReturnType<typeof openAuth>;

/** Hash of a password in the form the sign-in library checks. */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  return (await auth.$context).password.hash(password);
}
