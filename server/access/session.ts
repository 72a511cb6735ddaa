// What a caller shows to prove who they are: the session cookie of the sign-in library, or a bearer token.
// The value itself is the unguessable secret; the database looks it up, nothing here trusts it.
import type { IncomingHttpHeaders } from "node:http";

export const COOKIE_PREFIX = "concord";
const COOKIE_NAMES = [`__Secure-${COOKIE_PREFIX}.session_token`, `${COOKIE_PREFIX}.session_token`];

/** The secret in the request's headers, or null. A cookie is `token.signature`; the token alone is the secret. */
export function secretOf(headers: IncomingHttpHeaders): string | null {
  const bearer = headers.authorization?.match(/^Bearer ([A-Za-z0-9_-]{20,200})$/)?.[1];
  if (bearer) return bearer;
  const cookies = parseCookies(headers.cookie ?? "");
  const value = COOKIE_NAMES.map((name) => cookies.get(name)).find(Boolean);
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
