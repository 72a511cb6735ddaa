// Passwords through better-auth, on its own login and schema. Only its core is used, and only from inside: it has no
// address of its own, so none of its other doors can be left open. Sessions are looked up by the database itself
// (app_gate), cookies are ours (session.ts).
import { betterAuth } from "better-auth";
import type { Database } from "../../db/open.ts";
import type { Config } from "../config.ts";
import { SESSION_S } from "./session.ts";

/** Makes the sign-in library for this installation. */
export function openAuth(database: Database, config: Config) {
  return betterAuth({
    appName: "Concord",
    baseURL: config.url,
    basePath: "/auth",
    secret: database.secret,
    database: database.authPool,
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    session: { expiresIn: SESSION_S, cookieCache: { enabled: false } },
    // Limits are ours: by account and address, and in the database (limits.ts).
    rateLimit: { enabled: false },
    // Where a person was when they signed in is nobody's business.
    advanced: { ipAddress: { disableIpTracking: true } },
    logger: { disabled: true },
  });
}

export type Auth = ReturnType<typeof openAuth>;

/** Hash of a password in the form the sign-in library checks. */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  return (await auth.$context).password.hash(password);
}

/**
 * Opens a session for a right e-mail and password; null for a wrong one. The library hashes for an unknown address
 * too, so both take the same time.
 * @param agent what the browser calls itself, kept with the session.
 */
export async function openByPassword(
  auth: Auth,
  email: string,
  password: string,
  agent = "",
): Promise<string | null> {
  const headers = new Headers({ "user-agent": agent.slice(0, 300).replace(/[^\x20-\x7e]/g, "") });
  try {
    return (await auth.api.signInEmail({ body: { email, password }, headers })).token;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode !== undefined && statusCode < 500) return null;
    throw error;
  }
}

/** Is this the password of the user? @param userId the sign-in library's own id. */
export async function isPassword(auth: Auth, userId: string, password: string): Promise<boolean> {
  const context = await auth.$context;
  const accounts = await context.internalAdapter.findAccounts(userId);
  const hash = accounts.find((account) => account.providerId === "credential")?.password;
  return hash ? context.password.verify({ hash, password }) : false;
}

/** Puts a new password in place of the old. */
export async function replacePassword(auth: Auth, userId: string, password: string): Promise<void> {
  const { internalAdapter } = await auth.$context;
  await internalAdapter.updatePassword(userId, await hashPassword(auth, password));
}
