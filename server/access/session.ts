// What a caller shows to prove who they are: the session cookie, or a bearer token. The value itself is the
// unguessable secret; the database looks it up, nothing here trusts it. Over https the cookies are bound to this very
// host (`__Host-`), so that no neighbouring site can plant one.
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";
import { type Config, isSecure } from "../config.ts";

const HOST = "__Host-";
const SESSION = "concord.session_token";
/** Ticket of a sign-in whose password was right and whose second proof is missing. */
const TICKET = "concord.sign_in";
const DAY_S = 24 * 60 * 60;
/** As long as the session itself (0013-identity.sql, auth.ts). */
export const SESSION_S = 7 * DAY_S;
const TICKET_S = 600;

/** The secret in the request's headers, or null. */
export function secretOf(headers: IncomingHttpHeaders): string | null {
  const bearer = headers.authorization?.match(/^Bearer ([A-Za-z0-9_-]{20,200})$/)?.[1];
  return bearer ?? cookieOf(headers, SESSION);
}

/** The ticket of a sign-in that waits for its second proof, or null. */
export const ticketOf = (headers: IncomingHttpHeaders): string | null => cookieOf(headers, TICKET);

/** Puts the session's secret into the browser; null takes it out again. */
export const giveSession = (config: Config, reply: FastifyReply, secret: string | null): void =>
  give(config, reply, SESSION, secret, SESSION_S);

/** As giveSession, for the ticket of a sign-in that waits. */
export const giveTicket = (config: Config, reply: FastifyReply, ticket: string | null): void =>
  give(config, reply, TICKET, ticket, TICKET_S);

function give(config: Config, reply: FastifyReply, name: string, value: string | null, seconds: number) {
  const secure = isSecure(config);
  const parts = [
    `${secure ? HOST : ""}${name}=${value ?? ""}`,
    "Path=/",
    `Max-Age=${value === null ? 0 : seconds}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(secure ? ["Secure"] : []),
  ];
  reply.header("set-cookie", parts.join("; "));
}

/** Takes cookies without the prefix out of a request over https: any neighbouring site could have planted them. */
export function dropPlanted(headers: IncomingHttpHeaders): void {
  if (!headers.cookie) return;
  const kept = headers.cookie.split(";").filter((pair) => !pair.trim().startsWith("concord."));
  headers.cookie = kept.join(";");
}

/** A cookie may be `secret.signature`; what stands before the dot is the secret. */
function cookieOf(headers: IncomingHttpHeaders, name: string): string | null {
  const cookies = parseCookies(headers.cookie ?? "");
  const value = cookies.get(`${HOST}${name}`) ?? cookies.get(name);
  return value?.split(".")[0] || null;
}

function parseCookies(header: string): Map<string, string> {
  const pairs = header.split(";").map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, at).trim(), decode(part.slice(at + 1).trim())] as const;
  });
  return new Map(pairs);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
