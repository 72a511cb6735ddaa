// Headers of every answer: a content policy that starts from nothing, no storing of protected answers, no
// framing, no guessing of types; and the refusal of writes that another site's page sends.
import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../shared/errors.ts";
import { dropPlanted } from "./access/session.ts";
import { type Config, isSecure } from "./config.ts";

declare module "fastify" {
  interface FastifyReply {
    /** Nonce of this answer's inline styles. */
    styleNonce?: string;
  }
}

/** Nothing of the device but the place, which a map may ask for, and passkeys; nothing for other origins. */
const DEVICE = [
  ...[
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "gyroscope",
    "hid",
    "magnetometer",
  ],
  ...[
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
  ],
]
  .map((name) => `${name}=()`)
  .concat(
    ["fullscreen", "geolocation", "publickey-credentials-create", "publickey-credentials-get"].map(
      (name) => `${name}=(self)`,
    ),
  )
  .join(", ");

const policy = (nonce: string, secure: boolean) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");

/** Sets them before anything else happens to the request. */
export const protectHeaders = (config: Config) => async (request: FastifyRequest, reply: FastifyReply) => {
  if (isSecure(config)) dropPlanted(request.headers);
  setHeaders(config, reply);
};

/** Sets them on one answer, whose style nonce is made here. */
export function setHeaders(config: Config, reply: FastifyReply): void {
  const secure = isSecure(config);
  reply.styleNonce = randomBytes(16).toString("base64");
  reply.headers({
    "content-security-policy": policy(reply.styleNonce, secure),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "origin-agent-cluster": "?1",
    "x-permitted-cross-domain-policies": "none",
    "permissions-policy": DEVICE,
    "x-request-id": reply.request.id,
    ...(secure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  });
}

/**
 * A browser names the page a write comes from; another host's page is refused. Where it names only how that page stands
 * to us (a form without an origin, an old proxy that takes the header away), anything but our own is refused too.
 */
export async function refuseForeignOrigin(request: FastifyRequest) {
  if (request.method === "GET" || request.method === "HEAD") return;
  const { origin, host } = request.headers;
  const relation = request.headers["sec-fetch-site"];
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== host)) throw new AppError("not_allowed");
  if (relation && relation !== "same-origin" && relation !== "none") throw new AppError("not_allowed");
}
