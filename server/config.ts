// Settings, read once from the environment and passed in. Every key has a working default; a wrong value
// stops the start with a sentence.
import { isAbsolute, join, resolve } from "node:path";
import { OperatorError } from "../shared/errors.ts";

export interface MailSettings {
  /** smtp:// or smtps://, with name and password where the server asks for them. */
  url: string;
  /** Address that messages come from. */
  from: string;
}

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  /** File outside the database that the newest lines of the audit log are written to. */
  auditFile: string;
  /** on: loopback only; public: anybody who reaches the server; off: a real installation. */
  demo: "on" | "off" | "public";
  tls: { cert: string; key: string } | null;
  /** A reverse proxy in front terminates https and sets x-forwarded-for. */
  behindProxy: boolean;
  dev: boolean;
  /** Where people reach this installation; sign-in trusts pages from here. */
  url: string;
  /** Minutes after which an unused session ends: of everybody, and of whoever may read sources. */
  idle: { minutes: number; sourceMinutes: number };
  /** Requests a second that one session may make for long; ten times as many at once. */
  pace: number;
  /** Megabytes of photos and documents that one organisation may keep. */
  attachmentMb: number;
  /** null: no e-mail is sent. */
  mail: MailSettings | null;
}

const LOOPBACK = /^(localhost|::1|\[::1\]|(::ffff:)?127(\.\d{1,3}){3})$/;

/** Parses the environment. @throws OperatorError naming the variable and what it may hold. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[] = []): Config {
  const databaseUrl = env.DATABASE_URL || undefined;
  const dataDir = absolute(env.CONCORD_DATA_DIR || "data");
  const config: Config = {
    port: readPort(env.PORT),
    host: env.HOST || "127.0.0.1",
    dataDir,
    databaseUrl,
    auditFile: env.CONCORD_AUDIT_FILE ? absolute(env.CONCORD_AUDIT_FILE) : join(dataDir, "audit-heads.jsonl"),
    // On a server of one's own real data may live: the demonstration comes only when asked for.
    demo: oneOf("CONCORD_DEMO", env.CONCORD_DEMO, ["on", "off", "public"], databaseUrl ? "off" : "on"),
    tls: readTls(env),
    behindProxy: env.CONCORD_PROXY === "yes",
    dev: args.includes("--dev"),
    url: readUrl(env),
    idle: {
      minutes: readNumber(env, "CONCORD_IDLE_MINUTES", 720, 7 * 24 * 60),
      sourceMinutes: readNumber(env, "CONCORD_IDLE_SOURCE_MINUTES", 30, 7 * 24 * 60),
    },
    pace: readNumber(env, "CONCORD_PACE", 10, 1_000_000),
    attachmentMb: readNumber(env, "CONCORD_ATTACHMENT_MB", 2_000, 1_000_000),
    mail: readMail(env),
  };
  refuseOpenPlain(config, env.CONCORD_INSECURE === "yes");
  return config;
}

/** Is the address or host name one that only this machine reaches? */
export const isLoopback = (address: string): boolean => LOOPBACK.test(address);

/** Do people reach this installation over https, by itself or through its proxy? */
export const isSecure = ({ tls, behindProxy }: Pick<Config, "tls" | "behindProxy">): boolean =>
  tls !== null || behindProxy;

function refuseOpenPlain(config: Config, insecure: boolean) {
  if (isLoopback(config.host) || config.tls || config.behindProxy || insecure) return;
  throw new OperatorError(
    `HOST=${config.host} would serve without https. Set CONCORD_TLS_CERT and CONCORD_TLS_KEY, or CONCORD_PROXY=yes ` +
      "behind a proxy that terminates https, or CONCORD_INSECURE=yes if you know why.",
  );
}

/** Both or neither; the password in the address is never repeated. */
function readMail(env: NodeJS.ProcessEnv): MailSettings | null {
  const [url, from] = [env.CONCORD_SMTP_URL, env.CONCORD_MAIL_FROM];
  if (!url && !from) return null;
  if (!url || !from) throw new OperatorError("Set both CONCORD_SMTP_URL and CONCORD_MAIL_FROM, or neither.");
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    throw new OperatorError(
      "CONCORD_SMTP_URL is no address; write it as smtps://user:password@mail.example.org.",
    );
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from))
    throw new OperatorError(`CONCORD_MAIL_FROM=${from} is no e-mail address.`);
  return { url, from };
}

function readUrl(env: NodeJS.ProcessEnv): string {
  const url = env.CONCORD_URL || `${env.CONCORD_TLS_CERT ? "https" : "http"}://localhost:${env.PORT || 8080}`;
  if (URL.canParse(url)) return url;
  throw new OperatorError(`CONCORD_URL=${url} is no address; write it as https://concord.example.org.`);
}

function readPort(text: string | undefined): number {
  const port = text ? Number(text) : 8080;
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new OperatorError(`PORT=${text} is no port number; use 1 to 65535.`);
}

/** A whole number from 1 to `most`. */
function readNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, most: number): number {
  const text = env[name];
  const value = text ? Number(text) : fallback;
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new OperatorError(`${name}=${text} is no number from 1 to ${most}.`);
}

function readTls(env: NodeJS.ProcessEnv): Config["tls"] {
  const [cert, key] = [env.CONCORD_TLS_CERT, env.CONCORD_TLS_KEY];
  if (cert && key) return { cert: absolute(cert), key: absolute(key) };
  if (cert || key) throw new OperatorError("Set both CONCORD_TLS_CERT and CONCORD_TLS_KEY, or neither.");
  return null;
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
  fallback: T,
): T {
  if (!value) return fallback;
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new OperatorError(`${name}=${value} is not known; use ${allowed.join(", ")}.`);
}

const absolute = (path: string) => (isAbsolute(path) ? path : resolve(path));
