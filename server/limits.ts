// What one connection may ask of the server: how large, how many at once, how slowly. And the answer to a connection
// that does not even speak HTTP, which no hook ever sees.
import type { Socket } from "node:net";

export const BODY_LIMIT = 1024 * 1024;
/** Remote calls in one request. */
export const BATCH_LIMIT = 10;

const SECOND = 1000;
/** The head of a request is a few hundred bytes; a megabyte over a bad line takes a minute or two. */
export const TIMEOUTS = {
  headersTimeout: 15 * SECOND,
  requestTimeout: 150 * SECOND,
  keepAliveTimeout: 30 * SECOND,
  /** How often slow connections are looked for. */
  connectionsCheckingInterval: SECOND,
};
/** Bytes of a request's head; bearer tokens, cookies and an address of 6000 characters fit twice. */
export const HEAD_LIMIT = 16 * 1024;

const STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** Says no in the fewest words and hangs up. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const lines = [
    `HTTP/1.1 ${STATUS[error.code ?? ""] ?? "400 Bad Request"}`,
    "content-security-policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "referrer-policy: no-referrer",
    "content-length: 0",
    "connection: close",
  ];
  if (socket.writable) socket.end(`${lines.join("\r\n")}\r\n\r\n`);
  else socket.destroy();
}
